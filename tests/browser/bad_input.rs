//! Whatever is typed, pasted or opened: a message with its place, and the page goes on.

use std::fs;
use std::time::{Duration, Instant};

use anyhow::Result;
use drydock_tests::visit::Visit;
use fantoccini::key::Key;
use serde_json::json;

use crate::places::*;

/// The longest time for a key press to be seen after ten megabytes were pasted: generous, as the machine may be busy.
const RESPONSIVE: Duration = Duration::from_secs(5);

/// Puts a text into an input as a paste does.
const PASTE: &str = "
    const [selector, text, times] = arguments;
    const input = document.querySelector(selector);
    input.focus();
    input.value = text.repeat(times);
    input.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
    input.blur();";

#[test]
fn ten_megabytes_in_a_field_are_refused_and_the_page_goes_on() -> Result<()> {
    let visit = at_agdb()?;
    for at in [NAME, PEPPER, "/server/basepath"] {
        paste(&visit, at, "0123456789", 1 << 20)?;
        visit.until_has(&code(at, "too-long"))?;
        assert_eq!(visit.property(&input(at), "value")?.len(), 10 << 20, "{at}");
        let start = Instant::now();
        visit.write(&input(REPLICAS), "5")?;
        visit.until_property(&input(REPLICAS), "value", |value| value == "5")?;
        assert!(start.elapsed() < RESPONSIVE, "{:?}", start.elapsed());
        visit.click(UNDO)?;
        visit.click(UNDO)?;
        visit.until_gone(&code(at, "too-long"))?;
    }
    Ok(())
}

#[test]
fn half_numbers_and_unseen_characters_are_said_at_their_field_and_kept() -> Result<()> {
    let visit = at_agdb()?;
    for (at, text) in [
        (REPLICAS, ""),
        (REPLICAS, "5e"),
        (REPLICAS, "99999999999999999999999"),
        (REPLICAS, "٣"),
        (NAME, "a\u{202e}b"),
        (NAME, "a\u{0}b"),
        (NAME, "a\u{200b}b"),
        ("/storage/size", "10 Gi"),
        ("/storage/size", "-1Gi"),
        ("/server/basepath", "/a\u{7f}"),
    ] {
        paste(&visit, at, text, 1)?;
        visit.until_has(&format!("{}[aria-invalid=true]", input(at)))?;
        assert_eq!(visit.property(&input(at), "value")?, text, "{at}");
        let said = visit.text(&message(at))?;
        let unseen = |c: char| c.is_control() || matches!(c, '\u{200b}' | '\u{202e}');
        assert!(!said.is_empty() && !said.contains(unseen), "{at}: {said:?}");
        visit.click(UNDO)?;
        visit.until_gone("[aria-invalid]")?;
    }
    Ok(())
}

#[test]
fn markup_in_an_answer_stays_text() -> Result<()> {
    let visit = at_agdb()?;
    let markup = "<img src=x onerror=\"window.harmed=1\"><b>x</b>";
    for at in [NAME, REPLICAS, "/site/namespace", "/image/repository"] {
        paste(&visit, at, markup, 1)?;
        visit.until_has(&format!("{}[aria-invalid=true]", input(at)))?;
        assert!(!visit.has("img, .message b, .issues b")?, "{at}");
    }
    visit.click("[data-part=tally]")?;
    visit.until_focus(SUMMARY)?;
    assert!(!visit.has("img, .message b, .issues b")?);
    assert!(!visit.holds("window.harmed")?);
    Ok(())
}

#[test]
fn a_broken_answers_file_is_refused_with_line_and_column() -> Result<()> {
    let visit = at_agdb()?;
    visit.write(&input(REPLICAS), "5")?;
    let bomb = "drydock: 1\nproduct: agdb\na: &a [x, x]\nb: &b [*a, *a]\nname: *b\n";
    for (name, text, places) in [
        (
            "key.yaml",
            "drydock: 1\nproduct: agdb\nnmae: x\n",
            &["Line 3, column 1"][..],
        ),
        (
            "type.yaml",
            "drydock: 1\nproduct: agdb\nname: [x]\n",
            &["Line 3, column 7"],
        ),
        (
            "several.yaml",
            "drydock: 1\nproduct: agdb\nnmae: x\nserver:\n  port: {}\n",
            &["Line 3, column 1", "Line 5, column 9"],
        ),
        ("anchors.yaml", bomb, &["Line 5, column 7"]),
        (
            "truncated.yaml",
            "drydock: 1\nproduct: agdb\nname: \"ag",
            &["Line 3, column "],
        ),
        ("list.yaml", "- 1\n", &["Line 1, column 1"]),
        ("empty.yaml", "", &["Line 1, column 1"]),
        (
            "other.yaml",
            "drydock: 1\nproduct: nothing\n",
            &["Line 2, column 10"],
        ),
    ] {
        offer(&visit, name, text.as_bytes())?;
        let said = visit.until_text(NOTICE, |text| text.contains(name))?;
        for place in places {
            assert!(said.contains(place), "{name}: {said}");
        }
        visit.until_focus(NOTICE)?;
        assert_eq!(visit.property(&input(REPLICAS), "value")?, "5", "{name}");
        visit.click(&format!("{NOTICE} button"))?;
        visit.until_gone(NOTICE)?;
        focus_is_somewhere(&visit)?;
    }
    Ok(())
}

#[test]
fn a_file_that_is_no_text_or_too_large_is_refused() -> Result<()> {
    let visit = at_agdb()?;
    let large = vec![b'#'; 17 << 20];
    for (name, bytes) in [
        ("picture.yaml", &[0xff, 0xd8, 0xff, 0xe0, 0, 1][..]),
        ("large.yaml", &large),
    ] {
        offer(&visit, name, bytes)?;
        visit.until_text(NOTICE, |text| text.contains(name))?;
        visit.click(&format!("{NOTICE} button"))?;
        visit.until_gone(NOTICE)?;
    }
    Ok(())
}

#[test]
fn a_good_answers_file_takes_the_place_of_the_draft_and_can_be_undone() -> Result<()> {
    let visit = at_agdb()?;
    visit.write(&input(NAME), "mine")?;
    let text = "drydock: 1\nproduct: agdb\nname: graph\nservers:\n  cluster:\n    replicas: 7\n";
    offer(&visit, "broken.yaml", b"drydock: 1\nproduct: agdb\nx: 1\n")?;
    visit.until_has(NOTICE)?;
    offer(&visit, "good.yaml", text.as_bytes())?;
    visit.until_property(&input(REPLICAS), "value", |value| value == "7")?;
    visit.until_gone(NOTICE)?;
    assert_eq!(visit.property(&input(NAME), "value")?, "graph");
    visit.click(UNDO)?;
    visit.until_property(&input(NAME), "value", |value| value == "mine")?;
    assert_eq!(visit.property(&input(REPLICAS), "value")?, "3");
    Ok(())
}

#[test]
fn an_answers_file_can_be_opened_from_the_catalogue() -> Result<()> {
    let visit = Visit::start()?;
    visit.open("")?;
    visit.until_has(&preset("cluster"))?;
    offer(&visit, "broken.yaml", b"drydock: 1\nproduct: agdb\nx: 1\n")?;
    visit.until_text(NOTICE, |text| text.contains("Line 3, column 1"))?;
    offer(
        &visit,
        "good.yaml",
        b"drydock: 1\nproduct: agdb\nname: graph\n",
    )?;
    visit.until_property(&input(NAME), "value", |value| value == "graph")?;
    Ok(())
}

#[test]
fn wrong_answers_in_a_file_are_opened_and_said_at_their_fields() -> Result<()> {
    let visit = at_agdb()?;
    let text = "drydock: 1\nproduct: agdb\nname: Not A Name\n";
    offer(&visit, "wrong.yaml", text.as_bytes())?;
    visit.until_has(&format!("{}[aria-invalid=true]", input(NAME)))?;
    assert_eq!(visit.property(&input(NAME), "value")?, "Not A Name");
    Ok(())
}

/// Pastes a text, repeated, into the input of an answer and leaves it.
fn paste(visit: &Visit, at: &str, text: &str, times: usize) -> Result<()> {
    visit.run(PASTE, vec![json!(input(at)), json!(text), json!(times)])?;
    Ok(())
}

/// Opens a file with such bytes.
fn offer(visit: &Visit, name: &str, bytes: &[u8]) -> Result<()> {
    let path = visit.folder().join(name);
    fs::write(&path, bytes)?;
    visit.pick_file(ANSWERS_FILE, &path)
}

fn code(at: &str, code: &str) -> String {
    format!("{} [data-code=\"{code}\"]", message(at))
}

fn focus_is_somewhere(visit: &Visit) -> Result<()> {
    visit.press(Key::Shift)?;
    visit.until_true(
        "the focus on something",
        "document.activeElement && document.activeElement !== document.body",
    )
}
