//! Archives as an independent reader finds them, and as the core makes them without a page.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use drydock::catalog::Product;
use drydock::form::{Draft, Pointer, SecretText, answers};
use drydock::pack::zip;
use drydock::pipeline;
use drydock_tests::told;

/// The texts of an archive by their paths, the root folder included.
pub(crate) fn texts(bytes: &[u8]) -> Result<BTreeMap<String, String>> {
    let mut archive = ::zip::ZipArchive::new(Cursor::new(bytes))?;
    let mut texts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index)?;
        let mut text = String::new();
        entry.read_to_string(&mut text)?;
        texts.insert(entry.name()?.into_owned(), text);
    }
    Ok(texts)
}

/// The draft of an answers file and the secrets that it lacks.
pub(crate) fn draft(text: &str, secrets: &[(&str, &str)]) -> Result<(&'static Product, Draft)> {
    let reading = answers::read(text);
    ensure!(reading.mistakes.is_empty(), "{:?}", reading.mistakes);
    let mut draft = reading
        .draft
        .context("a file without mistakes is a draft")?;
    for (at, secret) in secrets {
        let at = Pointer::parse(at).context("the place of a secret is a pointer")?;
        draft.set_secret(at, SecretText::new(secret));
    }
    let product = Product::by_id(draft.product()).context("the product is in the catalogue")?;
    Ok((product, draft))
}

/// The archive that the core makes of a draft.
pub(crate) fn of_the_core(product: &Product, draft: &Draft) -> Result<Vec<u8>> {
    let outcome = pipeline::run(product, draft);
    let output = outcome.output.with_context(|| told(&outcome.issues))?;
    Ok(zip::zip(&output.files))
}

/// The archive that the command line makes of a draft.
pub(crate) fn of_the_command_line(
    product: &Product,
    draft: &Draft,
    folder: &Path,
) -> Result<Vec<u8>> {
    let [answers_file, secrets, archive] =
        ["a.yaml", "s.yaml", "out.zip"].map(|name| folder.join(name));
    fs::write(&answers_file, answers::print(product, draft))?;
    fs::write(&secrets, answers::print_secrets(product, draft))?;
    let program = std::env::var_os("DRYDOCK_CLI").context(
        "DRYDOCK_CLI does not say where the command line is: `cargo xtask test browser` builds it",
    )?;
    let output = Command::new(PathBuf::from(program))
        .arg("render")
        .arg(&answers_file)
        .arg("--secrets")
        .args([&secrets, Path::new("-o"), &archive])
        .output()?;
    ensure!(
        output.status.success(),
        "drydock render: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(fs::read(&archive)?)
}
