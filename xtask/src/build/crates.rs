//! What each crate adds to the page: the functions of the compiled module by the crate that their
//! names begin with.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};

use super::weight;
use crate::folders;
use crate::process::{command, run_quietly, step};
use crate::toolchain::{bundler, wasm};
use module::Module;

mod module;
mod symbol;

/// Crates below this share of the code are summed up in one row.
const SMALLEST_SHARE: f64 = 0.004;

/// Prints a table of the page that was just built.
pub(crate) fn weigh() -> Result<()> {
    let bytes = step(
        "shrinking the page once more, with the names of its functions",
        named_module,
    )?;
    let module = Module::read(&bytes).context("the compiled page is not a module")?;
    print!("{}", table(&module)?);
    println!(
        "Brotli is that of each part compressed by itself; together they come to less.\n\
         Code that was inlined counts for the crate that took it in, and a generic function for \
         the first crate it names."
    );
    Ok(())
}

/// The page's module as it is shipped, but with names.
fn named_module() -> Result<Vec<u8>> {
    let compiled = folders::target()
        .join(wasm::TARGET)
        .join("wasm-release/drydock-app.wasm");
    let work = folders::target().join("crates");
    let bound = work.join("page_bg.wasm");
    let shrunk = work.join("named.wasm");
    let mut bindgen = command(
        bundler::wasm_bindgen()?,
        ["--target=web", "--out-name=page"],
    );
    run_quietly(bindgen.arg("--out-dir").arg(&work).arg(&compiled))?;
    let mut opt = command(bundler::wasm_opt()?, ["-Oz", "--debuginfo", "--output"]);
    run_quietly(opt.arg(&shrunk).arg(&bound))?;
    read(&shrunk)
}

fn read(file: &Path) -> Result<Vec<u8>> {
    std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))
}

#[derive(Default)]
struct Part {
    functions: usize,
    code: Vec<u8>,
}

fn parts(module: &Module) -> BTreeMap<String, Part> {
    let mut parts: BTreeMap<String, Part> = BTreeMap::new();
    for function in &module.functions {
        let part = parts
            .entry(symbol::crate_of(function.name).to_owned())
            .or_default();
        part.functions += 1;
        part.code.extend_from_slice(function.body);
    }
    parts
}

fn table(module: &Module) -> Result<String> {
    let mut rows = Vec::new();
    let mut small = Part::default();
    let all: usize = module
        .functions
        .iter()
        .map(|function| function.body.len())
        .sum();
    for (name, part) in parts(module) {
        if share(part.code.len(), all) < SMALLEST_SHARE {
            small.functions += part.functions;
            small.code.extend(part.code);
        } else {
            rows.push((name, part));
        }
    }
    rows.sort_by_key(|(_, part)| Reverse(part.code.len()));
    rows.push(("(smaller ones)".to_owned(), small));
    let data = Part {
        functions: 0,
        code: module.data.to_vec(),
    };
    rows.push(("(texts and tables)".to_owned(), data));
    let head = format!(
        "{:24} {:>9} {:>9} {:>9}\n",
        "crate", "functions", "raw", "brotli"
    );
    let lines: Result<Vec<String>> = rows.iter().map(|(name, part)| line(name, part)).collect();
    Ok(head + &lines?.concat())
}

fn line(name: &str, part: &Part) -> Result<String> {
    let (functions, raw) = (part.functions, part.code.len());
    let brotli = weight::brotli(&part.code)?.len();
    Ok(format!("{name:24} {functions:>9} {raw:>9} {brotli:>9}\n"))
}

/// A share for people to read; module sizes are far below the precision of a float.
#[allow(clippy::cast_precision_loss)]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}
