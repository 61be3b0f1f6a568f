//! The whole way with the keyboard alone, and the focus never out of sight.

use anyhow::{Result, bail};
use drydock_tests::visit::Visit;
use fantoccini::key::Key;
use serde_json::json;

use crate::archive;
use crate::places::*;

/// More stops than any page has.
const MOST_STOPS: usize = 400;

/// What is wrong with where the focus is: nothing, or a sentence.
const FOCUS: &str = "
    const at = document.activeElement;
    if (!at || at === document.body || at === document.documentElement) return 'the focus is on nothing';
    const tag = at.cloneNode().outerHTML;
    const box = at.getBoundingClientRect();
    if (!at.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return `${tag} is hidden`;
    if (box.width === 0 || box.height === 0) return `${tag} has no size`;
    const inside = (x, y) => {
        if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return false;
        const top = document.elementFromPoint(x, y);
        return top && (at.contains(top) || top.contains(at));
    };
    const parts = [0.1, 0.3, 0.5, 0.7, 0.9];
    const seen = parts.some(x => parts.some(y => inside(box.left + box.width * x, box.top + box.height * y)));
    const cover = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    if (!seen) return `${tag} at ${JSON.stringify(box)} is out of sight, or covered by ${cover?.cloneNode().outerHTML}`;
    const style = getComputedStyle(at);
    const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
    if (at.id !== 'main' && !ring && style.boxShadow === 'none') return `${tag} does not look focused`;
    return '';";

#[test]
fn a_zip_can_be_had_with_tab_enter_space_and_arrows_alone() -> Result<()> {
    let visit = Visit::start()?;
    visit.open("")?;
    tab_to(&visit, &preset("cluster"))?;
    visit.press(Key::Enter)?;
    visit.until_focus("#main")?;
    tab_to(&visit, &input(REPLICAS))?;
    for count in ["4", "5"] {
        visit.press(Key::Up)?;
        visit.until_property(&input(REPLICAS), "value", |value| value == count)?;
    }
    a_switch_opens_by_space_and_closes(&visit)?;
    a_choice_turns_by_arrows(&visit)?;
    the_tabs_of_the_result_turn_by_arrows(&visit)?;
    back_to(&visit, DOWNLOAD)?;
    visit.press(Key::Enter)?;
    let texts = archive::texts(&visit.downloaded("agdb.zip")?)?;
    let stateful_set = &texts[&format!("agdb/{STATEFUL_SET}")];
    assert!(stateful_set.contains("\n  replicas: 5\n"));
    assert!(texts["agdb/answers.yaml"].contains("whenDeleted: Delete"));
    in_sight(&visit)
}

#[test]
fn the_focus_follows_rows_that_are_added_moved_and_removed() -> Result<()> {
    let visit = at_agdb()?;
    let row = |index: usize| format!("{ROOTS}/{index}");
    let add = part(ROOTS, "add");
    for index in 0..2 {
        tab_to(&visit, &add)?;
        visit.press(Key::Enter)?;
        visit.until_focus(&input(&format!("{}/path", row(index))))?;
        in_sight(&visit)?;
        visit.type_text(&format!("/path-{index}"))?;
    }
    back_to(&visit, &row_part(&row(1), "up"))?;
    visit.press(Key::Enter)?;
    visit.until_focus(&row_part(&row(0), "up"))?;
    let path = |index: usize| visit.property(&input(&format!("{}/path", row(index))), "value");
    assert_eq!((path(0)?, path(1)?), ("/path-1".into(), "/path-0".into()));
    in_sight(&visit)?;
    tab_to(&visit, &row_part(&row(0), "down"))?;
    visit.press(Key::Space)?;
    visit.until_focus(&row_part(&row(1), "down"))?;
    assert_eq!(path(1)?, "/path-1");
    back_to(&visit, &row_part(&row(0), "remove"))?;
    for left in [1, 0] {
        visit.press(Key::Enter)?;
        visit.until_gone(&input(&row(left)))?;
        let next = if left == 0 {
            add.clone()
        } else {
            row_part(&row(0), "remove")
        };
        visit.until_focus(&next)?;
        in_sight(&visit)?;
    }
    Ok(())
}

fn a_switch_opens_by_space_and_closes(visit: &Visit) -> Result<()> {
    tab_to(visit, &input("/tls"))?;
    visit.press(Key::Space)?;
    visit.until_has(&input("/tls/secretName"))?;
    visit.until_focus(&input("/tls"))?;
    visit.press(Key::Space)?;
    visit.until_gone(&input("/tls/secretName"))?;
    visit.until_focus(&input("/tls"))
}

fn a_choice_turns_by_arrows(visit: &Visit) -> Result<()> {
    let option = |tag: &str| input(&format!("/storage/whenDeleted={tag}"));
    tab_to(visit, &option("Retain"))?;
    visit.press(Key::Down)?;
    visit.until_focus(&option("Delete"))?;
    visit.until_true(
        "the other choice",
        &format!(
            "document.querySelector({}).checked",
            json!(option("Delete"))
        ),
    )
}

fn the_tabs_of_the_result_turn_by_arrows(visit: &Visit) -> Result<()> {
    tab_to(visit, "#tab-files")?;
    for tab in ["#tab-changes", "#tab-issues", "#tab-files"] {
        visit.press(Key::Right)?;
        visit.until_focus(tab)?;
        visit.until_has(&format!("{tab}[aria-selected=true]"))?;
        in_sight(visit)?;
    }
    Ok(())
}

/// Presses Tab until the focus is where it should be; at every stop it must be seen.
fn tab_to(visit: &Visit, selector: &str) -> Result<()> {
    for _ in 0..MOST_STOPS {
        visit.press(Key::Tab)?;
        if is_there(visit, selector)? {
            return Ok(());
        }
    }
    bail!("{selector} was not reached with {MOST_STOPS} stops")
}

/// Presses Tab with Shift until the focus is where it should be.
fn back_to(visit: &Visit, selector: &str) -> Result<()> {
    for _ in 0..MOST_STOPS {
        visit.chord(&[Key::Shift], Key::Tab.into())?;
        if is_there(visit, selector)? {
            return Ok(());
        }
    }
    bail!("{selector} was not reached with {MOST_STOPS} stops back")
}

fn is_there(visit: &Visit, selector: &str) -> Result<bool> {
    in_sight(visit)?;
    visit.holds(&format!(
        "document.activeElement.matches({})",
        json!(selector)
    ))
}

/// Fails unless the focus is on something that is seen, not covered, and marked.
fn in_sight(visit: &Visit) -> Result<()> {
    let wrong = visit.run(FOCUS, Vec::new())?;
    assert_eq!(wrong, "", "at the focus");
    Ok(())
}
