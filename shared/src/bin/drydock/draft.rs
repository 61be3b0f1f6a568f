//! `drydock new`: an answers file to start from, and secrets for it.

use std::ffi::OsStr;
use std::path::Path;

use drydock::catalog::Product;
use drydock::form::answers::{print_commented, print_secrets};
use drydock::form::{Draft, Input, SecretText};

use super::{Outcome, Result, Unusable, output, print};

/// As many random bytes as the longest secret asks for.
pub(crate) const RANDOM_BYTES: usize = 64;

pub(crate) fn new(
    product: &Product,
    preset: Option<&str>,
    secrets: Option<&OsStr>,
) -> Result<Outcome> {
    let presets = product.presets();
    let chosen = match preset {
        None => presets.first(),
        Some(name) => presets.iter().find(|preset| preset.name == name),
    };
    let Some(preset) = chosen else {
        let known: Vec<_> = presets.iter().map(|preset| preset.name).collect();
        let wanted = preset.unwrap_or_default();
        return Err(Unusable(format!(
            "{} has no preset {wanted}; known: {}",
            product.id,
            known.join(", ")
        )));
    };
    if let Some(file) = secrets {
        let mut draft = preset.answers.clone();
        fill_secrets(product, &mut draft, random)?;
        output::write_new_private(Path::new(file), &print_secrets(product, &draft))?;
    }
    print(&print_commented(product, &preset.answers)).map(|()| Outcome::Clean)
}

/// Makes every secret that counts and is missing.
pub(crate) fn fill_secrets(
    product: &Product,
    draft: &mut Draft,
    bytes: impl Fn() -> Result<Vec<u8>>,
) -> Result<()> {
    let form = product.schema();
    for answer in form.answers(draft) {
        if let (Input::Secret { generate }, None) =
            (answer.leaf.kind.input, draft.secret(&answer.at))
        {
            draft.set_secret(answer.at, SecretText::new(&generate(&bytes()?)));
        }
    }
    Ok(())
}

/// Bytes of the operating system's random source.
fn random() -> Result<Vec<u8>> {
    let mut bytes = vec![0; RANDOM_BYTES];
    getrandom::fill(&mut bytes)
        .map_err(|error| Unusable(format!("the system gives no random bytes: {error}")))?;
    Ok(bytes)
}
