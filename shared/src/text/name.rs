use crate::form::Fault;
use crate::form::parse::{is_invisible, quoted};

/// The shape that most names of Kubernetes have: so many characters of a set, with a letter or digit at both ends.
pub(super) struct NameShape {
    /// The greatest number of characters.
    pub(super) longest: usize,
    /// Whether a character, which must be ASCII, belongs to the set.
    pub(super) holds: fn(char) -> bool,
    /// The set in words, such as "lower-case letters, digits and hyphens".
    pub(super) set: &'static str,
    /// The codes of the three rules.
    pub(super) codes: NameCodes,
}

/// The codes of the three rules of a [`NameShape`].
pub(super) struct NameCodes {
    pub(super) length: &'static str,
    pub(super) characters: &'static str,
    pub(super) ends: &'static str,
}

impl NameShape {
    /// Why the text has another shape.
    pub(super) fn check(&self, text: &str) -> Result<(), Fault> {
        let (longest, set) = (self.longest, self.set);
        if text.len() > longest {
            let (shown, length) = (quoted(text), text.chars().count());
            let message = format!("{shown} has {length} characters; at most {longest} fit here.");
            Err(Fault::new(self.codes.length, message))
        } else if !text.chars().all(self.holds) {
            let message = format!("{} may hold only {set}.", quoted(text));
            Err(Fault::new(self.codes.characters, message))
        } else if !has_firm_ends(text) {
            let message = format!(
                "{} must begin and end with a letter or digit.",
                quoted(text)
            );
            Err(Fault::new(self.codes.ends, message))
        } else {
            Ok(())
        }
    }

    /// The nearest text of this shape: what does not fit becomes a hyphen. Empty where nothing of the text can stay.
    pub(super) fn nearest(&self, text: &str) -> String {
        let lower = !(self.holds)('A');
        let visible = text
            .chars()
            .filter(|c| c.is_whitespace() || !(c.is_control() || is_invisible(*c)));
        let cased: String = visible
            .map(|c| if lower { c.to_ascii_lowercase() } else { c })
            .collect();
        let parts: Vec<&str> = cased
            .split(|c| !(self.holds)(c))
            .map(|part| part.trim_matches('-'))
            .filter(|part| !part.is_empty())
            .collect();
        let joined = parts.join("-");
        let start = joined.trim_start_matches(is_soft);
        let cut = &start[..start.len().min(self.longest)];
        cut.trim_end_matches(is_soft).to_owned()
    }
}

/// Whether the text begins and ends with a letter or digit.
pub(super) fn has_firm_ends(text: &str) -> bool {
    !text.is_empty() && !text.starts_with(is_soft) && !text.ends_with(is_soft)
}

fn is_soft(c: char) -> bool {
    !c.is_ascii_alphanumeric()
}

/// Whether a character may stand in a DNS label.
pub(super) fn is_of_label(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'
}
