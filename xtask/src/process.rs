//! Runs other programs and says so: what is about to happen, and how long it took.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// Folders in front of `PATH` and variables that a program is started with.
#[derive(Clone, Debug, Default)]
pub(crate) struct Surroundings {
    folders: Vec<PathBuf>,
    set: Vec<(&'static str, OsString)>,
    unset: Vec<&'static str>,
}

impl Surroundings {
    /// Looks for programs in `folder` before anything named so far.
    pub(crate) fn with_folder(mut self, folder: &Path) -> Self {
        self.folders.insert(0, folder.to_path_buf());
        self
    }

    /// Sets a variable.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<OsString>) -> Self {
        self.set.push((name, value.into()));
        self
    }

    /// Removes a variable that the caller may have set.
    pub(crate) fn without(mut self, name: &'static str) -> Self {
        self.unset.push(name);
        self
    }

    /// The command `program`, found in these folders first and then on `PATH`.
    pub(crate) fn command(&self, program: &str) -> Result<Command> {
        let path = self.path()?;
        let found = find_in(&path, program)
            .with_context(|| format!("{program} is not on PATH ({})", path.display()))?;
        let mut command = Command::new(found);
        command.env("PATH", path);
        for name in &self.unset {
            command.env_remove(name);
        }
        for (name, value) in &self.set {
            command.env(name, value);
        }
        Ok(command)
    }

    fn path(&self) -> Result<OsString> {
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        let folders = self.folders.iter().cloned();
        std::env::join_paths(folders.chain(std::env::split_paths(&inherited)))
            .context("a folder of the tools has a path separator in its name")
    }
}

/// The first file called `program` in the folders of a `PATH` value.
pub(crate) fn find_in(path: &OsStr, program: &str) -> Option<PathBuf> {
    std::env::split_paths(path)
        .map(|folder| folder.join(program))
        .find(|candidate| candidate.is_file())
}

/// The first file called `program` on the `PATH` of this process.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    find_in(&std::env::var_os("PATH")?, program)
}

/// A command by path or by a name on `PATH`.
pub(crate) fn command<Argument: AsRef<OsStr>>(
    program: impl AsRef<OsStr>,
    arguments: impl IntoIterator<Item = Argument>,
) -> Command {
    let mut command = Command::new(program);
    command.args(arguments);
    command
}

/// Says `what` is about to happen, does it, and says how long it took.
pub(crate) fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("{what} …");
    let start = Instant::now();
    let outcome = work();
    let took = spoken(start.elapsed());
    match &outcome {
        Ok(_) => println!("{what} … {took}"),
        Err(_) => println!("{what} … failed after {took}"),
    }
    outcome
}

/// Runs a command whose output the reader sees, and fails unless it exits with 0.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot start {}", line_of(command)))?;
    if !status.success() {
        bail!("{} ended with {status}", line_of(command));
    }
    Ok(())
}

/// Runs a command whose output only matters when it fails: then it is the error.
pub(crate) fn run_quietly(command: &mut Command) -> Result<()> {
    read(command).map(drop)
}

/// What a command prints to standard output; its standard error is part of the failure.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot start {}", line_of(command)))?;
    if !output.status.success() {
        bail!(
            "{} ended with {}\n{}{}",
            line_of(command),
            output.status,
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr),
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a command, and ends it when it has not finished within `limit`.
pub(crate) fn run_within(command: &mut Command, limit: Duration) -> Result<()> {
    let mut child = command
        .stdin(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot start {}", line_of(command)))?;
    let deadline = Instant::now() + limit;
    while Instant::now() < deadline {
        if let Some(status) = child.try_wait()? {
            if status.success() {
                return Ok(());
            }
            bail!("{} ended with {status}", line_of(command));
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    end(&mut child)?;
    bail!(
        "{} had not finished after {}",
        line_of(command),
        spoken(limit)
    )
}

fn end(child: &mut Child) -> Result<()> {
    child.kill()?;
    child.wait()?;
    Ok(())
}

/// Whether a program answers `argument` with a text that holds `version` as a whole word.
pub(crate) fn answers(program: &Path, argument: &str, version: &str) -> bool {
    read(&mut command(program, [argument])).is_ok_and(|answer| names_version(&answer, version))
}

fn names_version(answer: &str, version: &str) -> bool {
    answer
        .split(|letter: char| letter.is_whitespace() || matches!(letter, '(' | ')' | ','))
        .any(|word| word.strip_prefix('v').unwrap_or(word) == version)
}

fn line_of(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    format!("`{}`", words.join(" "))
}

/// A duration as people say it: `0.4 s`, `12 s`, `3 min 10 s`.
pub(crate) fn spoken(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_said_in_the_units_that_matter() {
        let table = [
            (400, "0.4 s"),
            (12_000, "12 s"),
            (60_000, "1 min 0 s"),
            (190_999, "3 min 10 s"),
        ];
        for (milliseconds, said) in table {
            assert_eq!(spoken(Duration::from_millis(milliseconds)), said);
        }
    }

    #[test]
    fn a_version_is_recognised_as_a_whole_word_only() {
        let table = [
            ("trunk 0.21.14", "0.21.14", true),
            ("trunk 0.21.140", "0.21.14", false),
            ("wasm-opt version 132 (version_132)", "132", true),
            ("wasm-opt version 1132", "132", false),
            ("kubectl v1.33.0", "1.33.0", true),
        ];
        for (answer, version, known) in table {
            assert_eq!(names_version(answer, version), known, "{answer}");
        }
    }

    #[test]
    fn a_program_that_outlives_its_limit_is_ended() {
        let start = Instant::now();
        let outcome = run_within(&mut command("sleep", ["30"]), Duration::from_millis(200));
        assert!(outcome.is_err());
        assert!(start.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn folders_named_last_are_searched_first() {
        let surroundings = Surroundings::default()
            .with_folder(Path::new("/one"))
            .with_folder(Path::new("/two"));
        let path = surroundings.path().unwrap();
        let folders: Vec<_> = std::env::split_paths(&path).take(2).collect();
        assert_eq!(folders, [Path::new("/two"), Path::new("/one")]);
    }
}
