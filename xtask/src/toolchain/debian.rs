//! Debian's compiler for web engines (package `rustc-web`), for machines that get packages but
//! not the toolchains of rustup.
//!
//! Debian ships no standard library for the browser's target, but its source. It is built once
//! into a sysroot in the cache folder, of which everything else points into `/usr`.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::{apt, wasm};
use crate::folders;
use crate::process::{Surroundings, command, read, run_quietly, step};

const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm"];
const CLIPPY: &str = "rust-web-clippy";
const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";
const RUST_LLD: &str = "/usr/bin/rust-lld";

/// The surroundings that use the sysroot, if it was built for the compiler that is installed.
pub(crate) fn ready() -> Result<Option<Surroundings>> {
    if [RUSTC, CARGO, RUST_LLD]
        .iter()
        .any(|program| !Path::new(program).is_file())
    {
        return Ok(None);
    }
    let sysroot = sysroot()?;
    Ok(wasm::has_standard_library(&sysroot).then(|| surroundings(&sysroot)))
}

/// Installs the packages and builds the sysroot.
pub(crate) fn build() -> Result<Surroundings> {
    apt::install(&PACKAGES)?;
    install_linker()?;
    let sysroot = sysroot()?;
    let version = compiler()?;
    step(
        &format!(
            "building the standard library of Rust {version} for {}",
            wasm::TARGET
        ),
        || assemble(&sysroot),
    )?;
    ready()?.context("the standard library was built but is not where it should be")
}

/// `rust-lld` is a link to the linker of the LLVM that rustc was built with, for example
/// `lld-22`, which is a package of that name.
fn install_linker() -> Result<()> {
    let linker = Path::new(RUST_LLD);
    if linker.exists() {
        return Ok(());
    }
    let original = fs::read_link(linker)
        .with_context(|| format!("the package rust-web-llvm did not bring {RUST_LLD}"))?;
    let package = original.file_name().unwrap_or_default().to_string_lossy();
    apt::install(&[&package])?;
    ensure!(
        linker.exists(),
        "the package {package} did not bring the program behind {RUST_LLD}"
    );
    Ok(())
}

/// Installs clippy for this compiler.
pub(crate) fn install_clippy() -> Result<()> {
    apt::install(&[CLIPPY])
}

/// For example `1.96.0-ac68faa20`: libraries are only good for the compiler that made them.
fn compiler() -> Result<String> {
    let answer = read(&mut command(RUSTC, ["--version"]))?;
    let mut words = answer.split_whitespace().skip(1);
    let version = words.next().context("rustc does not say its version")?;
    let commit = words.next().unwrap_or("").trim_start_matches('(');
    Ok(format!("{version}-{commit}"))
}

fn sysroot() -> Result<PathBuf> {
    Ok(folders::cache()?.join(format!("rust-web-{}", compiler()?)))
}

fn surroundings(sysroot: &Path) -> Surroundings {
    let programs = sysroot.join("bin");
    Surroundings::default()
        .with("RUSTC", programs.join("rustc"))
        .with("RUSTDOC", programs.join("rustdoc"))
        .with("CARGO", CARGO)
        // clippy-driver asks this variable where rustc's `--sysroot` would be.
        .with("SYSROOT", sysroot)
        .without("RUSTUP_TOOLCHAIN")
        .without("LD_LIBRARY_PATH")
        .with_folder(&programs)
}

/// Everything is made beside its final place and moved there whole, so that an interrupted run
/// leaves nothing that looks finished.
fn assemble(sysroot: &Path) -> Result<()> {
    let mut draft = sysroot.as_os_str().to_owned();
    draft.push(".draft");
    let draft = PathBuf::from(draft);
    for folder in [draft.as_path(), sysroot] {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
    }
    let libraries = compile(&draft.join("crate"))?;
    let rustlib = draft.join("lib/rustlib");
    copy_libraries(&libraries, &rustlib.join(wasm::TARGET).join("lib"))?;
    link_host(&rustlib)?;
    write_programs(&draft.join("bin"), sysroot)?;
    fs::remove_dir_all(draft.join("crate"))?;
    fs::rename(&draft, sysroot)?;
    Ok(())
}

/// Compiles the standard library as a by-product of an empty crate; answers where it lies.
fn compile(folder: &Path) -> Result<PathBuf> {
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("src/lib.rs"), "")?;
    let manifest = "[package]\nname = \"sysroot\"\nedition = \"2024\"\n[workspace]\n";
    fs::write(folder.join("Cargo.toml"), manifest)?;
    let target = folder.join("target");
    let mut cargo = command(CARGO, ["build", "--release", "--target", wasm::TARGET]);
    // `test` belongs to a sysroot too: clippy compiles unit tests.
    cargo.arg("-Zbuild-std=std,panic_abort,test");
    cargo.current_dir(folder);
    cargo.env("CARGO_TARGET_DIR", &target).env("RUSTC", RUSTC);
    // `-Z` is accepted by a released compiler only so; the source is that of the same release.
    cargo.env("RUSTC_BOOTSTRAP", "1");
    // Link-time optimisation of the page reads the bitcode.
    cargo.env("RUSTFLAGS", "-Cembed-bitcode=yes");
    for inherited in [
        "RUSTUP_TOOLCHAIN",
        "LD_LIBRARY_PATH",
        "CARGO_ENCODED_RUSTFLAGS",
    ] {
        cargo.env_remove(inherited);
    }
    run_quietly(&mut cargo)?;
    Ok(target.join(wasm::TARGET).join("release/deps"))
}

fn copy_libraries(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let file = entry?.path();
        let name = file.file_name().unwrap_or_default();
        let library = file
            .extension()
            .is_some_and(|end| end == "rlib" || end == "rmeta");
        if library && !name.to_string_lossy().starts_with("libsysroot") {
            fs::copy(&file, to.join(name))?;
        }
    }
    Ok(())
}

/// Procedural macros and build scripts run on this machine and need its own libraries.
fn link_host(rustlib: &Path) -> Result<()> {
    let original = read(&mut command(RUSTC, ["--print", "sysroot"]))?;
    for entry in fs::read_dir(Path::new(original.trim()).join("lib/rustlib"))? {
        let original = entry?.path();
        let name = original.file_name().unwrap_or_default();
        if !rustlib.join(name).exists() {
            symlink(&original, rustlib.join(name))?;
        }
    }
    Ok(())
}

fn write_programs(programs: &Path, sysroot: &Path) -> Result<()> {
    let quoted = sysroot
        .to_str()
        .context("the cache folder's name is not UTF-8")?;
    ensure!(
        !quoted.contains('\''),
        "the cache folder {quoted} has a quote in its name"
    );
    fs::create_dir_all(programs)?;
    for name in ["rustc", "rustdoc"] {
        let program = programs.join(name);
        let script = format!("#!/bin/sh\nexec /usr/bin/{name} --sysroot '{quoted}' \"$@\"\n");
        fs::write(&program, script)?;
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755))?;
    }
    symlink(CARGO, programs.join("cargo"))?;
    symlink("/usr/bin/cargo-clippy", programs.join("cargo-clippy"))?;
    Ok(())
}
