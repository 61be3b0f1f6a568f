//! The programs of the control plane: from `KUBEBUILDER_ASSETS`, or built from the Go module here.

use std::env;
use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use sha2::{Digest, Sha256};

use crate::controlplane::minor::Minor;
use crate::controlplane::process::run_within;

/// The names that one binary answers to.
const PROGRAMS: [&str; 4] = [
    "etcd",
    "kube-apiserver",
    "kube-controller-manager",
    "kube-scheduler",
];

/// A cold build takes some ten minutes on two cores; four times that means it is stuck.
const BUILD: Duration = Duration::from_mins(45);

const MAIN: &str = include_str!("main.go");

/// A release of Kubernetes that is built, and its module files.
struct Release {
    modfile: &'static str,
    requirements: &'static str,
    checksums: &'static str,
}

/// The fewest releases whose emulation covers every supported minor, the newest first.
const RELEASES: [Release; 2] = [
    Release {
        modfile: "go.mod",
        requirements: include_str!("go.mod"),
        checksums: include_str!("go.sum"),
    },
    Release {
        modfile: "oldest.mod",
        requirements: include_str!("oldest.mod"),
        checksums: include_str!("oldest.sum"),
    },
];

/// The minors that the programs at hand can behave as, the oldest first.
pub fn minors() -> Result<Vec<Minor>> {
    let Some(folder) = given()? else {
        return Ok(Minor::supported().collect());
    };
    let own = version_of(&folder)?;
    Ok(Minor::supported().filter(|&it| own.emulates(it)).collect())
}

/// The folder of programs that can behave as `minor`, which is built if it is missing.
pub fn of(minor: Minor) -> Result<PathBuf> {
    if let Some(folder) = given()? {
        let own = version_of(&folder)?;
        ensure!(
            own.emulates(minor),
            "KUBEBUILDER_ASSETS holds Kubernetes {own}, which cannot behave as {minor}; unset it to build one that can"
        );
        return Ok(folder);
    }
    for release in &RELEASES {
        let own = Minor::parse(release.version()?).context("a release of Kubernetes 1")?;
        if own.emulates(minor) {
            return release.built();
        }
    }
    bail!("no release in tests/controlplane can behave as Kubernetes {minor}")
}

fn given() -> Result<Option<PathBuf>> {
    let Some(folder) = env::var_os("KUBEBUILDER_ASSETS").map(PathBuf::from) else {
        return Ok(None);
    };
    for program in ["etcd", "kube-apiserver"] {
        let file = folder.join(program);
        ensure!(
            file.is_file(),
            "KUBEBUILDER_ASSETS has no {}",
            file.display()
        );
    }
    Ok(Some(folder))
}

/// Reads `Kubernetes v1.36.2`, which is what the program prints of itself.
fn version_of(folder: &Path) -> Result<Minor> {
    let program = folder.join("kube-apiserver");
    let out = Command::new(&program).arg("--version").output()?;
    let text = String::from_utf8_lossy(&out.stdout);
    let version = text.trim().rsplit(' ').next().and_then(Minor::parse);
    version.with_context(|| format!("{} --version says {text:?}", program.display()))
}

impl Release {
    /// `v1.37.1`, as the module file requires it.
    fn version(&self) -> Result<&'static str> {
        let line = self.line("k8s.io/kubernetes ");
        line.with_context(|| format!("{} requires no k8s.io/kubernetes", self.modfile))
    }

    /// `go1.26.8`, the Go that the release itself is built with. A newer minor of Go builds a
    /// server whose `OpenAPI` answers cannot be read.
    fn toolchain(&self) -> Result<&'static str> {
        let line = self.line("toolchain ");
        line.with_context(|| format!("{} names no toolchain", self.modfile))
    }

    fn line(&self, prefix: &str) -> Option<&'static str> {
        let mut lines = self.requirements.lines().map(str::trim);
        lines.find_map(|line| line.strip_prefix(prefix))
    }

    /// The folder in the cache, named by what is built so that a change builds anew.
    fn folder(&self) -> Result<PathBuf> {
        let digest = Sha256::digest([self.requirements, self.checksums, MAIN].concat());
        let (short, _) = digest.split_at(6);
        let hash = short
            .iter()
            .fold(0, |hash, &byte| hash << 8 | u64::from(byte));
        let name = format!("controlplane-{}-{hash:012x}", self.version()?);
        Ok(cache()?.join(name))
    }

    fn built(&self) -> Result<PathBuf> {
        let folder = self.folder()?;
        if folder.is_dir() {
            return Ok(folder);
        }
        fs::create_dir_all(cache()?)?;
        let lock = File::create(cache()?.join("controlplane.lock"))?;
        lock_within(BUILD, &lock)?;
        if !folder.is_dir() {
            self.build(&folder)?;
        }
        Ok(folder)
    }

    fn build(&self, folder: &Path) -> Result<()> {
        let version = self.version()?;
        let toolchain = toolchain(self.toolchain()?)?;
        say(&format!(
            "Building etcd and Kubernetes {version} into {}. Once, about ten minutes on two cores.",
            folder.display()
        ));
        let begin = Instant::now();
        let unfinished = tempfile::tempdir_in(cache()?)?;
        let binary = unfinished.path().join("controlplane");
        let status = run_within(BUILD, &mut self.command(&toolchain, &binary)?)?;
        ensure!(
            status.success(),
            "go build of Kubernetes {version} failed ({status}); its messages are above"
        );
        for program in PROGRAMS {
            fs::hard_link(&binary, unfinished.path().join(program))?;
        }
        fs::rename(unfinished.keep(), folder)?;
        say(&format!(
            "Built Kubernetes {version} in {} s.",
            begin.elapsed().as_secs()
        ));
        Ok(())
    }

    /// The version is linked in, as upstream does, so that the server says which release it is.
    fn command(&self, toolchain: &str, binary: &Path) -> Result<Command> {
        let version = self.version()?;
        let mut command = Command::new("go");
        command
            .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/controlplane"))
            .envs([
                ("CGO_ENABLED", "0"),
                ("GOTOOLCHAIN", toolchain),
                ("GOFLAGS", ""),
                ("GOWORK", "off"),
            ])
            .args(["build", "-trimpath", "-buildvcs=false"])
            .arg(format!("-modfile={}", self.modfile))
            .arg(format!(
                "-ldflags=-s -w -X k8s.io/component-base/version.gitVersion={version}"
            ))
            .arg("-o")
            .args([binary, Path::new("main.go")]);
        Ok(command)
    }
}

/// What `GOTOOLCHAIN` must be: the installed Go if its minor is the wanted one, else the wanted
/// release, which Go then downloads as a module.
fn toolchain(wanted: &str) -> Result<String> {
    let install = install(wanted);
    let out = Command::new("go").args(["env", "GOVERSION"]).output();
    let out = out.with_context(|| {
        format!("the control plane is built with Go, which is not on the PATH. {install}")
    })?;
    let installed = String::from_utf8_lossy(&out.stdout).trim().to_owned();
    let minor = |version: &str| -> Option<u32> {
        let rest = version.strip_prefix("go1.")?;
        rest.split(|it: char| !it.is_ascii_digit())
            .next()?
            .parse()
            .ok()
    };
    let found =
        minor(&installed).with_context(|| format!("go env GOVERSION says {installed:?}"))?;
    ensure!(found >= 21, "{installed} is too old. {install}");
    if minor(wanted) == Some(found) {
        Ok("local".to_owned())
    } else {
        Ok(wanted.to_owned())
    }
}

/// Any Go from 1.21 on would do as well, as it fetches the wanted one by itself.
fn install(wanted: &str) -> String {
    let machine = match env::consts::ARCH {
        "x86_64" => "amd64",
        "aarch64" => "arm64",
        other => other,
    };
    format!(
        "Install it: curl -fsSL https://go.dev/dl/{wanted}.{}-{machine}.tar.gz | tar -C /usr/local -xz, \
         and put /usr/local/go/bin on the PATH",
        env::consts::OS
    )
}

fn cache() -> Result<PathBuf> {
    let set = |name| {
        env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    let base = set("XDG_CACHE_HOME").or_else(|| set("HOME").map(|home| home.join(".cache")));
    let base = base.context("neither XDG_CACHE_HOME nor HOME is set: nowhere to keep the build")?;
    Ok(base.join("drydock"))
}

fn lock_within(limit: Duration, lock: &File) -> Result<()> {
    let deadline = Instant::now() + limit;
    loop {
        match lock.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::Error(error)) => return Err(error.into()),
            Err(TryLockError::WouldBlock) if Instant::now() > deadline => {
                bail!("another process has been building the control plane for {limit:?}")
            }
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(200)),
        }
    }
}

/// Speaks past the test runner, which holds back what tests print until they end.
fn say(text: &str) {
    // A closed standard error is no reason to fail a build.
    let _ = writeln!(std::io::stderr(), "{text}");
}
