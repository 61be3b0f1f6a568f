//! Child processes that cannot outlive the test, and waits that cannot last for ever.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// A server in the background, its output in a file. Dropping it kills it and waits for its end.
pub struct Process {
    child: Child,
    log: PathBuf,
}

impl Process {
    /// Starts the program `name` of the folder `assets`, with its output in `folder/name.log`.
    ///
    /// The program is told to end when its standard input does, so that it also ends when the test
    /// is killed. Programs from elsewhere do not know that variable, and rely on the drop.
    pub fn start(assets: &Path, name: &str, folder: &Path, arguments: Vec<String>) -> Result<Self> {
        let log = folder.join(format!("{name}.log"));
        let out = File::create(&log)?;
        let program = assets.join(name);
        let child = Command::new(&program)
            .args(arguments)
            .env("CONTROLPLANE_END_WITH_STDIN", "1")
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(out.try_clone()?)
            .stderr(out)
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        Ok(Self { child, log })
    }

    /// Fails with the end of the log if the process has ended.
    pub fn require_running(&mut self) -> Result<()> {
        match self.child.try_wait()? {
            None => Ok(()),
            Some(status) => bail!("the process ended ({status}):\n{}", self.log_tail()),
        }
    }

    /// The last lines of the output.
    pub fn log_tail(&self) -> String {
        let log = fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<_> = log.lines().collect();
        lines[lines.len().saturating_sub(25)..].join("\n")
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Both fail only for a process that has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs a command to its end, or kills it after `limit`.
pub fn run_within(limit: Duration, command: &mut Command) -> Result<ExitStatus> {
    let mut child = command
        .spawn()
        .with_context(|| format!("cannot start {command:?}"))?;
    let deadline = Instant::now() + limit;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if Instant::now() > deadline {
            child.kill()?;
            child.wait()?;
            bail!("{command:?} was stopped after {} s", limit.as_secs());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}
