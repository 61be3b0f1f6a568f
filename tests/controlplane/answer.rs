//! What the API server says to a request.

use std::fmt;

use serde_json::Value;

/// What the server said to one request.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The object, or a `Status` that says why there is none.
    pub body: Value,
    /// The texts of the `Warning` headers.
    pub warnings: Vec<String>,
}

/// One reason for a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The path of the field, in the server's own spelling: `spec.ports[0].name`.
    pub field: String,
    /// The kind of mistake: `FieldValueInvalid`.
    pub reason: String,
    /// The sentence.
    pub message: String,
}

impl Answer {
    /// Whether the server did, or would do, what was asked.
    pub fn accepted(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Why not, in one text; empty for an object.
    pub fn message(&self) -> &str {
        self.body["message"].as_str().unwrap_or_default()
    }

    /// Why not, field by field.
    pub fn causes(&self) -> Vec<Cause> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let causes = self.body["details"]["causes"].as_array();
        causes
            .into_iter()
            .flatten()
            .map(|cause| Cause {
                field: text(&cause["field"]),
                reason: text(&cause["reason"]),
                message: text(&cause["message"]),
            })
            .collect()
    }

    /// The version that the store gave the object; it changes with every real change.
    pub fn resource_version(&self) -> Option<&str> {
        self.body["metadata"]["resourceVersion"].as_str()
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.status, self.message())
    }
}

/// Takes the text out of `299 - "the text"`, where quotes and backslashes are escaped.
pub(crate) fn warning(header: &str) -> String {
    let quoted = header.strip_prefix("299 - \"");
    let Some(text) = quoted.and_then(|rest| rest.strip_suffix('"')) else {
        return header.to_owned();
    };
    text.replace("\\\"", "\"").replace("\\\\", "\\")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warning_loses_its_code_and_quotes() {
        for (header, text) in [
            (
                r#"299 - "v1 Endpoints is deprecated""#,
                "v1 Endpoints is deprecated",
            ),
            (r#"299 - "hides \"A\"""#, r#"hides "A""#),
            ("110 - stale", "110 - stale"),
        ] {
            assert_eq!(warning(header), text);
        }
    }
}
