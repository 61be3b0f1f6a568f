//! Going to and fro: between pages, presets and drafts.

use anyhow::Result;
use drydock_tests::visit::Visit;
use fantoccini::key::Key;

use crate::places::*;

#[test]
fn going_back_returns_to_the_catalogue_and_keeps_the_answers() -> Result<()> {
    let visit = Visit::start()?;
    visit.open("")?;
    visit.until_has(&preset("cluster"))?;
    let catalogue = title(&visit)?;
    visit.click(&preset("cluster"))?;
    visit.until_has(&input(REPLICAS))?;
    visit.until_true(
        "the title of the product",
        "document.title.includes('agdb')",
    )?;
    assert_ne!(title(&visit)?, catalogue);
    visit.write(&input(REPLICAS), "7")?;
    visit.back()?;
    visit.until_has(&preset("cluster"))?;
    assert_eq!(title(&visit)?, catalogue);
    visit.until_focus("#main")?;
    visit.forward()?;
    visit.until_property(&input(REPLICAS), "value", |value| value == "7")?;
    visit.until_focus("#main")
}

#[test]
fn the_title_tells_of_errors() -> Result<()> {
    let visit = at_agdb()?;
    let clean = title(&visit)?;
    visit.write(&input(NAME), "Not A Name")?;
    visit.until_true(
        "a title with the error",
        "document.title.startsWith('1 error')",
    )?;
    visit.click(UNDO)?;
    visit.until("the title without", || {
        Ok((title(&visit)? == clean).then_some(()))
    })
}

#[test]
fn a_preset_is_one_step_to_undo_and_keeps_the_shared_answers() -> Result<()> {
    let visit = at_agdb()?;
    visit.write(&input("/site/namespace"), "elsewhere")?;
    visit.write(&input(REPLICAS), "9")?;
    visit.click(&preset_button("five-tls"))?;
    visit.until_property(&input(REPLICAS), "value", |value| value == "5")?;
    visit.until_has(&input("/tls/secretName"))?;
    assert_eq!(
        visit.property(&input("/site/namespace"), "value")?,
        "elsewhere"
    );
    visit.until_has(&format!("{}[aria-pressed=true]", preset_button("five-tls")))?;
    visit.click(&preset_button("single"))?;
    visit.until_gone(&input(REPLICAS))?;
    visit.click(UNDO)?;
    visit.until_property(&input(REPLICAS), "value", |value| value == "5")?;
    visit.click(UNDO)?;
    visit.until_property(&input(REPLICAS), "value", |value| value == "9")?;
    visit.until_gone(&input("/tls/secretName"))
}

#[test]
fn loading_again_opens_the_same_product_afresh() -> Result<()> {
    let visit = Visit::start()?;
    visit.open("#/agdb?preset=five-tls")?;
    visit.until_property(&input(REPLICAS), "value", |value| value == "5")?;
    visit.write(&input(REPLICAS), "7")?;
    visit.reload()?;
    visit.until_property(&input(REPLICAS), "value", |value| value == "3")?;
    assert_eq!(visit.value("location.hash")?, "#/agdb");
    Ok(())
}

#[test]
fn an_address_of_an_answer_leads_to_it_and_one_of_nothing_to_the_catalogue() -> Result<()> {
    let visit = Visit::start()?;
    visit.open("#/agdb?field=/storage/size")?;
    visit.until_focus(&input("/storage/size"))?;
    visit.open("#/no-such-product")?;
    visit.until_has(&preset("cluster"))?;
    visit.until_text(".notice", |text| text.contains("no-such-product"))?;
    Ok(())
}

#[test]
fn rows_come_and_go_with_undo_and_redo() -> Result<()> {
    let visit = at_agdb()?;
    let path = |index: usize| input(&format!("{ROOTS}/{index}/path"));
    let value = |index: usize| visit.property(&path(index), "value");
    for (index, text) in ["/one", "/two"].iter().enumerate() {
        visit.click(&part(ROOTS, "add"))?;
        visit.until_focus(&path(index))?;
        visit.write(&path(index), text)?;
    }
    visit.click(&row_part(&format!("{ROOTS}/0"), "remove"))?;
    visit.until_gone(&path(1))?;
    assert_eq!(value(0)?, "/two");
    visit.click(UNDO)?;
    visit.until_has(&path(1))?;
    assert_eq!((value(0)?, value(1)?), ("/one".into(), "/two".into()));
    visit.click(&row_part(&format!("{ROOTS}/0"), "down"))?;
    visit.until_property(&path(0), "value", |value| value == "/two")?;
    for _ in 0..5 {
        visit.click(UNDO)?;
    }
    visit.until_gone(&path(0))?;
    visit.until_has(&format!("{UNDO}[aria-disabled=true]"))?;
    for _ in 0..5 {
        visit.click(REDO)?;
    }
    visit.until_property(&path(1), "value", |value| value == "/one")?;
    visit.until_has(&format!("{REDO}[aria-disabled=true]"))?;
    visit.until_focus(REDO)
}

#[test]
fn the_keys_for_undo_work_in_a_field_and_outside_of_it() -> Result<()> {
    let visit = at_agdb()?;
    visit.write(&input(REPLICAS), "5")?;
    visit.chord(&[Key::Control, Key::Alt], 'z')?;
    visit.until_property(&input(REPLICAS), "value", |value| value == "3")?;
    visit.chord(&[Key::Control, Key::Alt, Key::Shift], 'z')?;
    visit.until_property(&input(REPLICAS), "value", |value| value == "5")?;
    visit.click(UNDO)?;
    visit.chord(&[Key::Control, Key::Shift], 'z')?;
    visit.until_property(&input(REPLICAS), "value", |value| value == "5")?;
    visit.chord(&[Key::Control], 'z')?;
    visit.until_property(&input(REPLICAS), "value", |value| value == "3")?;
    Ok(())
}

fn title(visit: &Visit) -> Result<String> {
    Ok(visit
        .value("document.title")?
        .as_str()
        .unwrap_or_default()
        .to_owned())
}
