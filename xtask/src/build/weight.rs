//! What the site weighs on the wire, and what it may weigh.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;

use anyhow::{Context, Result, ensure};

use super::first_visit;

/// The most that a first visit may transfer, in bytes of brotli.
///
/// The aim is 230 KB of 1000 bytes for the page with its first product, and 246 KB with all: what
/// start.spring.io weighs built the same way. This is what it takes today; ARCHITECTURE.md says
/// what weighs what. It may only be lowered, or raised with a line there that says why.
pub(crate) const BUDGET: usize = 396_000;

/// Kinds of file that are compressed already: a second time makes them larger.
const COMPRESSED: [&str; 6] = ["png", "jpg", "webp", "avif", "woff2", "zip"];

/// A file of the site and what it weighs.
pub(crate) struct Weighed {
    /// Path inside the site.
    pub(crate) name: String,
    /// Bytes as they are.
    pub(crate) raw: usize,
    /// Compressed copies, for kinds that gain by it.
    pub(crate) copies: Option<Copies>,
    /// Whether a first visit transfers it.
    pub(crate) first_visit: bool,
}

/// Compressed copies of a file.
pub(crate) struct Copies {
    /// With brotli at its highest quality.
    pub(crate) brotli: Vec<u8>,
    /// With gzip at its highest level.
    pub(crate) gzip: Vec<u8>,
}

impl Weighed {
    fn gzip(&self) -> usize {
        self.copies
            .as_ref()
            .map_or(self.raw, |copies| copies.gzip.len())
    }

    fn brotli(&self) -> usize {
        self.copies
            .as_ref()
            .map_or(self.raw, |copies| copies.brotli.len())
    }
}

/// Compresses every file of a site.
pub(crate) fn compress(site: &[(String, Vec<u8>)]) -> Result<Vec<Weighed>> {
    let fetched = first_visit::files(site);
    site.iter()
        .map(|(name, bytes)| weigh(name, bytes, &fetched))
        .collect()
}

fn weigh(name: &str, bytes: &[u8], fetched: &BTreeSet<String>) -> Result<Weighed> {
    let ending = name.rsplit('.').next().unwrap_or("");
    let copies = if COMPRESSED.contains(&ending) {
        None
    } else {
        Some(Copies {
            brotli: brotli(bytes).with_context(|| format!("cannot compress {name}"))?,
            gzip: gzip(bytes).with_context(|| format!("cannot compress {name}"))?,
        })
    };
    Ok(Weighed {
        name: name.to_owned(),
        raw: bytes.len(),
        copies,
        first_visit: fetched.contains(name),
    })
}

/// Brotli at quality 11 with a window of 4 MB, as static hosts do it.
pub(crate) fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut compressed, 1 << 16, 11, 22);
    writer.write_all(bytes)?;
    drop(writer);
    Ok(compressed)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(bytes)?;
    Ok(writer.finish()?)
}

/// The table a person reads: raw, gzip and brotli bytes of each file, and of a first visit.
pub(crate) fn table(files: &[Weighed]) -> String {
    let widest = files.iter().map(|file| file.name.len()).max().unwrap_or(0);
    let width = widest.max(FIRST_VISIT.len());
    let mut text = format!(
        "{:width$} {:>9} {:>9} {:>9}\n",
        "bytes of", "raw", "gzip", "brotli"
    );
    for file in files {
        let row = [file.raw, file.gzip(), file.brotli()];
        let note = if file.first_visit {
            ""
        } else {
            "  (not on a first visit)"
        };
        add_row(&mut text, &file.name, width, row, note);
    }
    let total = [Weighed::gzip, Weighed::brotli].map(|of| first_visit_total(files, of));
    let raw = first_visit_total(files, |file| file.raw);
    let note = format!("  (budget {BUDGET})");
    add_row(
        &mut text,
        FIRST_VISIT,
        width,
        [raw, total[0], total[1]],
        &note,
    );
    text
}

const FIRST_VISIT: &str = "a first visit, in all";

fn add_row(
    text: &mut String,
    name: &str,
    width: usize,
    [raw, gzip, brotli]: [usize; 3],
    note: &str,
) {
    // Writing to a String cannot fail.
    let _ = writeln!(text, "{name:width$} {raw:>9} {gzip:>9} {brotli:>9}{note}");
}

fn first_visit_total(files: &[Weighed], of: impl Fn(&Weighed) -> usize) -> usize {
    files.iter().filter(|file| file.first_visit).map(of).sum()
}

/// Fails when a first visit transfers more than `budget` bytes of brotli.
pub(crate) fn within_budget(files: &[Weighed], budget: usize) -> Result<()> {
    let total = first_visit_total(files, Weighed::brotli);
    ensure!(
        total <= budget,
        "a first visit transfers {total} bytes of brotli, {} more than the budget of {budget}; \
         `cargo xtask build --crates` says what weighs what",
        total - budget
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, raw: usize, brotli: usize, first_visit: bool) -> Weighed {
        let copies = Copies {
            brotli: vec![0; brotli],
            gzip: vec![0; brotli + 1],
        };
        Weighed {
            name: name.to_owned(),
            raw,
            copies: Some(copies),
            first_visit,
        }
    }

    #[test]
    fn the_total_is_that_of_the_files_of_a_first_visit() {
        let files = [
            file("a.wasm", 900, 200, true),
            file("index.html", 100, 30, true),
            file("robots.txt", 50, 20, false),
        ];
        let text = table(&files);
        let last: Vec<_> = text.lines().last().unwrap().split_whitespace().collect();
        assert_eq!(
            last[last.len() - 5..last.len() - 1],
            ["1000", "232", "230", "(budget"]
        );
    }

    #[test]
    fn a_first_visit_of_one_byte_above_the_budget_is_refused() {
        let files = [
            file("a.wasm", 900, 200, true),
            file("b.png", 999, 999, false),
        ];
        assert!(within_budget(&files, 200).is_ok());
        assert!(within_budget(&files, 199).is_err());
    }

    #[test]
    fn a_file_that_is_compressed_already_weighs_what_it_is() {
        let site = [
            ("index.html".to_owned(), b"card.png".to_vec()),
            ("card.png".to_owned(), vec![7; 64]),
        ];
        let files = compress(&site).unwrap();
        let weights: Vec<_> = files
            .iter()
            .map(|file| (file.raw, file.brotli() == file.raw))
            .collect();
        assert_eq!(weights, [(8, false), (64, true)]);
    }

    #[test]
    fn what_is_compressed_comes_out_as_it_went_in() {
        let text = "apiVersion: apps/v1\n".repeat(100).into_bytes();
        let (brotli, gzip) = (brotli(&text).unwrap(), gzip(&text).unwrap());
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut brotli.as_slice(), &mut back).unwrap();
        assert_eq!(back, text);
        back.clear();
        std::io::copy(
            &mut flate2::read::GzDecoder::new(gzip.as_slice()),
            &mut back,
        )
        .unwrap();
        assert_eq!(back, text);
        assert!(brotli.len() < 100 && gzip.len() < 200);
    }
}
