//! The JSON Schema of an answers file.
