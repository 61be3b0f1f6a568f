//! Stands in for `jiff` behind k8s-openapi: a point in time that no value has.
//!
//! The types of Kubernetes' objects hold times (`metadata.creationTimestamp`), which servers fill and we never do. With
//! an empty type the compiler sees that, and leaves out what would format them, 72 KB of code.
//! It also proves that no clock reaches the output.

/// A point in time. There is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Timestamp {}

/// Formatting of times.
pub mod fmt {
    /// Formatting by patterns.
    pub mod strtime {
        use std::convert::Infallible;

        use crate::Timestamp;

        /// The text of a time, which there is none of.
        pub fn format(_pattern: &str, time: Timestamp) -> Result<String, Infallible> {
            match time {}
        }
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Timestamp {
    fn serialize<S: serde::Serializer>(&self, _serializer: S) -> Result<S::Ok, S::Error> {
        match *self {}
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Timestamp {
    /// Refuses every text: objects are judged as trees, so that nobody reads one into these types.
    fn deserialize<D: serde::Deserializer<'de>>(_deserializer: D) -> Result<Self, D::Error> {
        Err(serde::de::Error::custom("times are not read"))
    }
}
