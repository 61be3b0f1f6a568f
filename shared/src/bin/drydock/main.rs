//! The command line of Drydock: a thin shell around the core, which does the reading and writing.
//!
//! Exit codes: 0 clean or warnings, 1 errors, 2 unusable input.

mod answers;
mod args;
mod changes;
mod draft;
mod lint;
mod manifests;
mod output;
mod report;

use std::io::{self, ErrorKind, Write as _};
use std::process::ExitCode;

use args::Command;
use drydock::catalog::{PRODUCTS, Product};
use drydock::form::json_schema;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Clean,
    Errors,
    Unusable,
}

/// Why a command could not do its work at all, for standard error.
#[derive(Debug)]
struct Unusable(String);

impl From<io::Error> for Unusable {
    fn from(error: io::Error) -> Self {
        Self(error.to_string())
    }
}

type Result<T> = std::result::Result<T, Unusable>;

fn main() -> ExitCode {
    let outcome = args::parse().and_then(run).unwrap_or_else(|Unusable(why)| {
        // Nobody is left to tell where standard error is closed.
        let _ = writeln!(io::stderr(), "drydock: {why}");
        Outcome::Unusable
    });
    ExitCode::from(match outcome {
        Outcome::Clean => 0,
        Outcome::Errors => 1,
        Outcome::Unusable => 2,
    })
}

fn run(command: Command) -> Result<Outcome> {
    match command {
        Command::Text(text) => print(&text).map(|()| Outcome::Clean),
        Command::Products => products(),
        Command::Schema { product } => {
            let schema = serde_json::to_string_pretty(&json_schema::of_product(find(&product)?));
            let text = schema.map_err(|error| Unusable(error.to_string()))?;
            print(&format!("{text}\n")).map(|()| Outcome::Clean)
        }
        Command::New {
            product,
            preset,
            secrets,
        } => draft::new(find(&product)?, preset.as_deref(), secrets.as_deref()),
        Command::Check { input, format } => answers::check(&input, format),
        Command::Render { input, output } => answers::render(&input, &output),
        Command::Lint {
            manifests,
            minors,
            format,
        } => lint::lint(&manifests, minors, format),
        Command::Diff { old, new } => changes::diff(&old, &new),
    }
}

fn products() -> Result<Outcome> {
    let widest = PRODUCTS.iter().map(|product| product.id.len()).max();
    let lines = PRODUCTS.iter().map(|product| {
        let width = widest.unwrap_or_default();
        format!("{:width$}  {}\n", product.id, product.title)
    });
    print(&lines.collect::<String>()).map(|()| Outcome::Clean)
}

fn find(id: &str) -> Result<&'static Product> {
    Product::by_id(id).ok_or_else(|| {
        let known: Vec<_> = PRODUCTS.iter().map(|product| product.id).collect();
        Unusable(format!(
            "there is no product {id}; known: {}",
            known.join(", ")
        ))
    })
}

/// Writes to standard output; a reader that has gone away, such as `head`, is no failure.
fn print(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Unusable(format!("cannot write the output: {error}")))
        }
        _ => Ok(()),
    }
}

/// Writes to standard error, where nobody needs to listen.
fn note(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
