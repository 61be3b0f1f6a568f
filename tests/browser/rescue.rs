//! If the program of the page ever stops: it says so, and the answers can be saved.

use anyhow::Result;
use drydock_tests::visit::Visit;

use crate::archive;
use crate::places::*;

/// Makes the browser refuse what the program takes for granted, so that its next drawing panics.
const BREAK: &str = "
    for (const name of ['createElement', 'createElementNS', 'createTextNode', 'createComment', 'importNode'])
        document[name] = () => { throw new Error('refused'); };
    Node.prototype.cloneNode = () => { throw new Error('refused'); };";

#[test]
fn after_a_panic_the_answers_can_be_saved_without_the_secrets_and_opened_again() -> Result<()> {
    let visit = at_agdb()?;
    visit.write(&input(NAME), "graph")?;
    visit.write(&input(PEPPER), "MARK-pepper-0016")?;
    visit.write(&input(REPLICAS), "5")?;
    visit.run(BREAK, vec![])?;
    visit.click(&input("/tls"))?;
    visit.until_has("#rescue[open]")?;
    let what = visit.text("#rescue-what")?;
    assert!(
        what.contains(".rs:"),
        "the place in the program is told: {what}"
    );
    visit.until_true(
        "the focus in the dialog",
        "document.activeElement.closest('#rescue')",
    )?;
    visit.run("delete document.createElement", vec![])?;
    visit.click("#rescue-save")?;
    let saved = String::from_utf8(visit.downloaded("answers.yaml")?)?;
    assert!(!saved.contains("MARK-"), "a secret was saved");
    let (_, draft) = archive::draft(&saved, &[])?;
    let text = |at: &'static str| draft.text(&at.into()).map(str::to_owned);
    assert_eq!(
        (text(NAME), text(REPLICAS)),
        (Some("graph".into()), Some("5".into()))
    );
    assert_eq!(
        text("/tls").as_deref(),
        Some("true"),
        "the edit that broke it is among them"
    );
    visit.click("#rescue-reload")?;
    visit.until_has(&input(REPLICAS))?;
    let path = visit.folder().join("saved.yaml");
    std::fs::write(&path, saved)?;
    visit.pick_file(ANSWERS_FILE, &path)?;
    visit.until_property(&input(NAME), "value", |value| value == "graph")?;
    Ok(())
}

#[test]
fn a_program_that_cannot_be_loaded_is_told() -> Result<()> {
    let visit = Visit::start()?;
    visit.refuse(&["*.wasm"])?;
    let opened = visit.open("");
    assert!(opened.is_err(), "the program cannot have started");
    visit.until_has("#rescue[open]")?;
    assert!(!visit.text("#rescue-what")?.is_empty());
    assert_eq!(
        visit.value("document.getElementById('rescue-save').hidden")?,
        true
    );
    Ok(())
}
