//! Where things are in the page: the CSS selectors of what `app/src/form.rs` promises, and ways through them.

use anyhow::Result;
use drydock_tests::visit::Visit;

pub(crate) const REPLICAS: &str = "/servers/cluster/replicas";
pub(crate) const PEPPER: &str = "/credentials/pepper";
pub(crate) const TOKEN: &str = "/credentials/clusterToken";
pub(crate) const NAME: &str = "/name";
pub(crate) const ROOTS: &str = "/server/staticRoots";

pub(crate) const CONFIG: &str = "manifests/03-secret-agdb-config.yaml";
pub(crate) const BUDGET: &str = "manifests/05-poddisruptionbudget-agdb.yaml";
pub(crate) const STATEFUL_SET: &str = "manifests/06-statefulset-agdb.yaml";

pub(crate) const PREVIEW: &str = "#preview";
pub(crate) const UNCOVER: &str = "[data-part=uncover]";
pub(crate) const DOWNLOAD: &str = "[data-part=download]";
pub(crate) const UNDO: &str = "[data-part=undo]";
pub(crate) const REDO: &str = "[data-part=redo]";
pub(crate) const SUMMARY: &str = "#issues-title";
pub(crate) const NOTICE: &str = "#notice";
pub(crate) const ANSWERS_FILE: &str = "[data-part=answers-file]";

/// The input of an answer.
pub(crate) fn input(at: &str) -> String {
    format!("[id=\"a{at}\"]")
}

/// What is said to be wrong with an answer.
pub(crate) fn message(at: &str) -> String {
    format!("[id=\"m{at}\"]")
}

/// A button of the field of an answer.
pub(crate) fn part(at: &str, part: &str) -> String {
    format!("[data-at=\"{at}\"] [data-part={part}]")
}

/// A button of a row of a list.
pub(crate) fn row_part(row: &str, part: &str) -> String {
    format!("[id=\"a{row}={part}\"]")
}

/// A file in the tree of the result.
pub(crate) fn file(path: &str) -> String {
    format!("[data-file=\"{path}\"]")
}

/// The link to a preset on the card of agdb.
pub(crate) fn preset(name: &str) -> String {
    format!("[data-product=agdb] [data-preset=\"{name}\"]")
}

/// The button of a preset above the form.
pub(crate) fn preset_button(name: &str) -> String {
    format!(".preset-bar [data-preset=\"{name}\"]")
}

/// A visit that has opened the form of agdb with three nodes.
pub(crate) fn at_agdb() -> Result<Visit> {
    let visit = Visit::start()?;
    visit.open("#/agdb")?;
    visit.until_has(&input(REPLICAS))?;
    Ok(visit)
}

/// Opens a file of the result, shows its secrets where it has any, and gives its text.
pub(crate) fn read(visit: &Visit, path: &str) -> Result<String> {
    show(visit, path)?;
    if visit.has(UNCOVER)? && !visit.has(&format!("{UNCOVER}[aria-pressed=true]"))? {
        visit.click(UNCOVER)?;
        visit.until_has(&format!("{UNCOVER}[aria-pressed=true]"))?;
    }
    visit.text(PREVIEW)
}

/// Opens a file of the result.
pub(crate) fn show(visit: &Visit, path: &str) -> Result<()> {
    visit.click("#tab-files")?;
    visit.click(&file(path))?;
    visit.until_text(".preview .path", |name| name == path)?;
    visit.until_has(PREVIEW)
}
