//! The address of an answer.

use std::fmt;

/// A JSON Pointer (RFC 6901) into a [`Draft`](super::Draft), such as `/site/namespace`.
///
/// The same string addresses the answer, its schema, its element on the page, its issues and the command line's output.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(String);

impl Pointer {
    /// The pointer to the whole form.
    pub const fn root() -> Self {
        Self(String::new())
    }

    /// The pointer that `text` spells: empty, or `/`-separated segments with `~` only in `~0` and `~1`.
    pub fn parse(text: &str) -> Option<Self> {
        let rooted = text.is_empty() || text.starts_with('/');
        let escaped = text
            .split('~')
            .skip(1)
            .all(|rest| rest.starts_with(['0', '1']));
        (rooted && escaped).then(|| Self(text.to_owned()))
    }

    /// The pointer one step further, to the member or row called `segment`.
    #[must_use]
    pub fn join(&self, segment: &str) -> Self {
        Self(format!(
            "{}/{}",
            self.0,
            segment.replace('~', "~0").replace('/', "~1")
        ))
    }

    /// The pointer to a row of the list at this pointer, counted from zero.
    #[must_use]
    pub fn row(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// The pointer that continues this one with `rest`, which is empty or itself a pointer.
    pub(crate) fn descend(&self, rest: &str) -> Self {
        Self(format!("{}{rest}", self.0))
    }

    /// The pointer to what contains this; the root has no parent.
    pub fn parent(&self) -> Option<Self> {
        self.0.rfind('/').map(|at| Self(self.0[..at].to_owned()))
    }

    /// The last segment, unescaped; the root has none.
    pub fn last(&self) -> Option<String> {
        self.segments().last()
    }

    /// The segments from the root on, unescaped.
    pub fn segments(&self) -> impl Iterator<Item = String> + '_ {
        self.0
            .split('/')
            .skip(1)
            .map(|segment| segment.replace("~1", "/").replace("~0", "~"))
    }

    /// Whether this is `other` or lies below it.
    pub fn is_within(&self, other: &Self) -> bool {
        self.0
            .strip_prefix(&other.0)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The pointer as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<&'static str> for Pointer {
    /// The pointer that a literal of the source spells.
    fn from(literal: &'static str) -> Self {
        debug_assert!(
            Self::parse(literal).is_some(),
            "{literal:?} is no JSON Pointer"
        );
        Self(literal.to_owned())
    }
}

impl From<&Pointer> for Pointer {
    fn from(pointer: &Pointer) -> Self {
        pointer.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_come_back_as_they_were_joined() {
        let pointer = Pointer::root().join("a/b").join("~1").row(3);
        assert_eq!(pointer.as_str(), "/a~1b/~01/3");
        assert_eq!(pointer.segments().collect::<Vec<_>>(), ["a/b", "~1", "3"]);
        assert_eq!(Pointer::parse(pointer.as_str()), Some(pointer));
    }

    #[test]
    fn a_sibling_with_the_same_beginning_is_not_within() {
        let replicas = Pointer::from("/replicas");
        assert!(Pointer::from("/replicas/0").is_within(&replicas));
        assert!(!Pointer::from("/replicas2").is_within(&replicas));
        assert!(replicas.is_within(&Pointer::root()));
    }

    #[test]
    fn text_without_a_leading_slash_or_with_a_bare_tilde_is_no_pointer() {
        for text in ["a", "/a~", "/a~2", "~0"] {
            assert_eq!(Pointer::parse(text), None, "{text}");
        }
    }
}
