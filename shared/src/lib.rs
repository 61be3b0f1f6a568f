//! The core of Drydock.
