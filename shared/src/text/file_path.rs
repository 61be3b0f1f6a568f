use super::{Rule, Text};
use crate::form::Fault;
use crate::form::parse::{is_invisible, quoted};

/// The absolute path of a file or folder in a container or on a node, such as `/var/lib/data`.
///
/// No blanks or control characters, no empty, `.` or `..` part, no slash at the end, not `/` itself, and no colon, which a
/// mount path must not hold (`VolumeMount.mountPath` of `core/v1/types.go`, Kubernetes 1.37).
pub type FilePath = Text<FilePathRule>;

/// The rule of [`FilePath`].
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FilePathRule;

impl FilePath {
    /// The last part of the path.
    pub fn file_name(&self) -> &str {
        self.as_str().rsplit('/').next().unwrap_or_default()
    }
}

impl Rule for FilePathRule {
    const NAME: &'static str = "filePath";
    const EXPECTS: &'static str = "an absolute path, such as /var/lib/data";
    const PATTERN: Option<&'static str> = Some(r"^(/[^/:\s]+)+$");
    const MISSING: Option<&'static str> = Some("The path");

    fn check(text: &str) -> Result<(), Fault> {
        let shown = quoted(text);
        let Some(rest) = text.strip_prefix('/') else {
            let message = format!(
                "{shown} must begin with a slash: only an absolute path is the same everywhere."
            );
            return Err(Fault::new("file-path.start", message));
        };
        if let Some(c) = text.chars().find(|c| !is_of_path(*c)) {
            let message = format!("{shown} must not hold {}.", quoted(&c.to_string()));
            return Err(Fault::new("file-path.characters", message));
        }
        if rest.is_empty() {
            let message = "/ is the whole file system; name a folder or file in it.";
            return Err(Fault::new("file-path.root", message));
        }
        if rest.ends_with('/') {
            let message = format!("{shown} must not end with a slash.");
            return Err(Fault::new("file-path.end", message));
        }
        if rest.split('/').any(|part| matches!(part, "" | "." | "..")) {
            let message = format!("{shown} must not hold //, /./ or /../.");
            return Err(Fault::new("file-path.parts", message));
        }
        Ok(())
    }

    fn nearest(text: &str) -> Vec<String> {
        let text = text.trim();
        let parts: Vec<&str> = text
            .split('/')
            .filter(|part| !matches!(*part, "" | "."))
            .collect();
        vec![format!("/{}", parts.join("/"))]
    }

    fn variations(text: &str) -> Vec<String> {
        vec![format!("{text}x"), "/x".to_owned()]
    }
}

fn is_of_path(c: char) -> bool {
    !(c == ':' || c.is_whitespace() || c.is_control() || is_invisible(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::laws::{accepts, refuses};

    #[test]
    fn a_path_that_does_not_name_one_place_is_refused() {
        refuses::<FilePath>(&[
            ("", "required", None),
            ("data", "file-path.start", Some("/data")),
            ("./data", "file-path.start", Some("/data")),
            ("/", "file-path.root", None),
            ("/data/", "file-path.end", Some("/data")),
            ("/a//b", "file-path.parts", Some("/a/b")),
            ("/a/../b", "file-path.parts", None),
            ("/a b", "file-path.characters", None),
            ("/a ", "file-path.characters", Some("/a")),
            ("/a:ro", "file-path.characters", None),
            ("/a\u{0}", "file-path.characters", None),
            ("/a\u{200b}", "file-path.characters", None),
            ("C:\\data", "file-path.start", None),
        ]);
        accepts::<FilePath>(&["/a", "/var/lib/data", "/..data", "/ä/b.txt", "/dev/log"]);
    }
}
