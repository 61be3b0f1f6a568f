//! What a person may type after `cargo xtask`.

use crate::test::Part;

/// One of the commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Shows the page on this machine.
    Serve(Serve),
    /// Builds the static site.
    Build(Build),
    /// Runs the tests, or one part of them.
    Test(Option<Part>),
    /// Measures how fast the core and the page are.
    Bench,
    /// Installs everything the others need.
    Setup,
    /// Prints the usage.
    Help,
}

/// How the page is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Serve {
    /// The port asked for; the next free one is taken if it is in use.
    pub(crate) port: u16,
    /// What happens when a source file changes.
    pub(crate) changes: Changes,
}

/// What happens when a source file changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Changes {
    /// Nothing: the site is built once, as visitors get it.
    Ignored,
    /// The page is rebuilt without optimisation and reloads itself.
    Followed,
}

/// What is printed about a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Build {
    /// What each file weighs.
    Files,
    /// What each file and each crate weighs.
    Crates,
}

/// The text of `cargo xtask help`.
pub(crate) const USAGE: &str = "\
cargo xtask serve [--port N] [--watch]
    builds the page and shows it at http://127.0.0.1:8080/ (or the next free port);
    with --watch it is rebuilt at every change, without optimisation
cargo xtask build [--crates]
    the static site in dist/ and what a first visit transfers; fails above the budget;
    with --crates also what each crate weighs
cargo xtask test [lint|unit|browser|tools|cluster]
    all tests, or one part: formatting and lints, the core, the page in a real browser,
    Kubernetes' own tools, a real API server
cargo xtask bench
    time from a keystroke to the preview
cargo xtask setup
    installs everything the other commands need; each installs its own part by itself
";

/// Reads the words after `cargo xtask`; the error says which word is not understood.
pub(crate) fn parse(words: &[String]) -> Result<Command, String> {
    let Some((command, rest)) = words.split_first() else {
        return Ok(Command::Help);
    };
    match command.as_str() {
        "serve" => serve(rest).map(Command::Serve),
        "build" => build(rest).map(Command::Build),
        "test" => test(rest).map(Command::Test),
        "bench" => alone(rest, Command::Bench),
        "setup" => alone(rest, Command::Setup),
        "help" | "--help" | "-h" => Ok(Command::Help),
        other => Err(format!("there is no command {other:?}")),
    }
}

fn serve(words: &[String]) -> Result<Serve, String> {
    let mut serve = Serve {
        port: 8080,
        changes: Changes::Ignored,
    };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--watch" => serve.changes = Changes::Followed,
            "--port" => serve.port = port(words.next())?,
            other => return Err(format!("serve does not know {other:?}")),
        }
    }
    Ok(serve)
}

fn port(word: Option<&String>) -> Result<u16, String> {
    let word = word.ok_or("--port is followed by a number")?;
    let port = word.parse().ok().filter(|port| *port > 0);
    port.ok_or_else(|| format!("a port is a number from 1 to 65535, not {word:?}"))
}

fn build(words: &[String]) -> Result<Build, String> {
    match words {
        [] => Ok(Build::Files),
        [word] if word == "--crates" => Ok(Build::Crates),
        _ => Err(format!("build does not know {:?}", words.join(" "))),
    }
}

fn test(words: &[String]) -> Result<Option<Part>, String> {
    let [word] = words else {
        return alone(words, None);
    };
    let part = Part::ALL.into_iter().find(|part| part.name() == word);
    part.map(Some)
        .ok_or_else(|| format!("there is no part {word:?} of the tests"))
}

fn alone<T>(words: &[String], command: T) -> Result<T, String> {
    match words {
        [] => Ok(command),
        _ => Err(format!("nothing is known to do with {:?}", words.join(" "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Option<Command> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        parse(&words).ok()
    }

    #[test]
    fn every_command_is_understood() {
        let shown = |port, changes| Some(Command::Serve(Serve { port, changes }));
        let table = [
            ("", Some(Command::Help)),
            ("serve", shown(8080, Changes::Ignored)),
            ("serve --port 9000 --watch", shown(9000, Changes::Followed)),
            ("build", Some(Command::Build(Build::Files))),
            ("build --crates", Some(Command::Build(Build::Crates))),
            ("test", Some(Command::Test(None))),
            ("test lint", Some(Command::Test(Some(Part::Lint)))),
            ("test unit", Some(Command::Test(Some(Part::Unit)))),
            ("test browser", Some(Command::Test(Some(Part::Browser)))),
            ("test tools", Some(Command::Test(Some(Part::Tools)))),
            ("test cluster", Some(Command::Test(Some(Part::Cluster)))),
            ("bench", Some(Command::Bench)),
            ("setup", Some(Command::Setup)),
        ];
        for (line, command) in table {
            assert_eq!(parsed(line), command, "{line}");
        }
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        let table = [
            "deploy",
            "serve --port",
            "serve --port 0",
            "serve --port 65536",
            "serve --open",
            "build --release",
            "test everything",
            "test unit browser",
            "bench twice",
            "setup now",
        ];
        for line in table {
            assert_eq!(parsed(line), None, "{line}");
        }
    }

    #[test]
    fn every_command_that_a_page_of_the_repository_names_is_understood() {
        let pages = [
            include_str!("../../README.md"),
            include_str!("../../CONTRIBUTING.md"),
            include_str!("../../ARCHITECTURE.md"),
        ];
        for page in pages {
            let named = page
                .split(['`', '\n'])
                .filter_map(|text| text.strip_prefix("cargo xtask "));
            for words in named {
                assert!(parsed(words).is_some(), "cargo xtask {words}");
            }
        }
        for command in ["serve", "test"] {
            assert!(pages[0].contains(&format!("\ncargo xtask {command}\n")));
        }
    }

    #[test]
    fn the_usage_names_every_part_of_the_tests() {
        for part in Part::ALL {
            assert!(USAGE.contains(part.name()), "{}", part.name());
        }
    }
}
