//! Cases: where they and their references lie, and secrets that are the same every time.

use std::path::{Path, PathBuf};
use std::{fs, io};

use drydock::catalog::{PRODUCTS, Product};
use drydock::form::{Draft, Input, Pointer, SecretText, answers};
use drydock::issue::Issues;
use drydock::pipeline::{self, Outcome};

/// A draft that a test renders.
pub struct Case {
    /// The product.
    pub product: &'static Product,
    /// The name of the case: that of its file, or `preset-` and the name of the preset.
    pub name: String,
    /// The answers, secrets included.
    pub draft: Draft,
}

impl Case {
    /// What the case comes to.
    pub fn run(&self) -> Outcome {
        pipeline::run(self.product, &self.draft)
    }

    /// The folder of what it must come to.
    pub fn golden(&self) -> PathBuf {
        root().join("golden").join(self.product.id).join(&self.name)
    }
}

/// The folder of this package.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every preset and every answers file of `tests/cases`, by product and name.
pub fn cases() -> Vec<Case> {
    PRODUCTS
        .iter()
        .flat_map(|product| presets(product).chain(files(product)))
        .collect()
}

fn presets(product: &'static Product) -> impl Iterator<Item = Case> {
    product.presets().into_iter().map(move |preset| {
        let draft = with_secrets(product, preset.answers);
        Case {
            product,
            name: format!("preset-{}", preset.name),
            draft,
        }
    })
}

fn files(product: &'static Product) -> impl Iterator<Item = Case> {
    let paths = listed(&root().join("cases").join(product.id))
        .expect("every product has a folder of cases");
    paths.into_iter().map(move |path| {
        let text = fs::read_to_string(&path).expect("a case is UTF-8 text");
        let reading = answers::read(&text);
        assert!(
            reading.mistakes.is_empty(),
            "{}: {:?}",
            path.display(),
            reading.mistakes
        );
        let draft = with_secrets(
            product,
            reading
                .draft
                .expect("an answers file without mistakes is a draft"),
        );
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        Case {
            product,
            name,
            draft,
        }
    })
}

/// The paths in a folder, in order.
pub fn listed(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// The same draft with every secret that counts and is missing, made of bytes that depend on its pointer alone.
pub fn with_secrets(product: &Product, mut draft: Draft) -> Draft {
    let schema = product.schema();
    let missing: Vec<_> = schema
        .answers(&draft)
        .into_iter()
        .filter(|answer| draft.secret(&answer.at).is_none())
        .filter_map(|answer| match answer.leaf.kind.input {
            Input::Secret { generate } => Some((answer.at.clone(), generate(&bytes(&answer.at)))),
            _ => None,
        })
        .collect();
    for (at, secret) in missing {
        draft.set_secret(at, SecretText::new(&secret));
    }
    draft
}

/// 64 bytes that differ from pointer to pointer.
pub fn bytes(at: &Pointer) -> Vec<u8> {
    let seed = at
        .as_str()
        .bytes()
        .fold(7_u8, |seed, byte| seed.wrapping_mul(31).wrapping_add(byte));
    (0..64_u8)
        .map(|index| seed.wrapping_add(index.wrapping_mul(101)))
        .collect()
}

/// Every issue with its place and code, for a message of a failing test.
pub fn told(issues: &Issues) -> String {
    let line =
        |issue: &drydock::issue::Issue| format!("{} {}: {}", issue.path, issue.code, issue.message);
    issues.iter().map(line).collect::<Vec<_>>().join("\n")
}
