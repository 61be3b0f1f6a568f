use crate::form::{Fault, Leaf, LeafType};

/// An answer that may be left empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Blank<T>(Option<T>);

impl<T> Blank<T> {
    /// An answer that was given.
    pub const fn of(value: T) -> Self {
        Self(Some(value))
    }

    /// The answer, where one was given.
    pub const fn get(&self) -> Option<&T> {
        self.0.as_ref()
    }
}

impl<T: Leaf + Default> Leaf for Blank<T> {
    fn describe() -> LeafType {
        let kind = T::describe();
        LeafType {
            pattern: None,
            ..LeafType::of::<Self>(kind.name, kind.expects, kind.input)
        }
    }

    fn parse(text: &str) -> Result<Self, Fault> {
        if text.is_empty() {
            Ok(Self(None))
        } else {
            T::parse(text).map(|value| Self(Some(value)))
        }
    }

    fn print(&self) -> String {
        self.0.as_ref().map(Leaf::print).unwrap_or_default()
    }

    fn vary(&self) -> Self {
        Self(Some(
            self.0
                .as_ref()
                .map_or_else(|| T::default().vary(), Leaf::vary),
        ))
    }
}
