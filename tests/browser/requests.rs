//! What is typed stays: after the page has loaded, nothing is requested from anywhere.

use std::thread;
use std::time::Duration;

use anyhow::{Result, ensure};
use drydock_tests::visit::Visit;
use fantoccini::key::Key;

use crate::places::*;

/// The icon of the window, which browsers fetch whenever they like.
const ICON: &str = "GET /favicon.svg";

/// The time that a request made at the end gets to be seen.
const AFTERMATH: Duration = Duration::from_millis(500);

#[test]
fn nothing_is_requested_once_the_page_has_loaded_and_nothing_from_elsewhere_ever() -> Result<()> {
    let visit = Visit::start()?;
    // What browsers show before they are told where to go is no business of the page.
    visit.requests()?;
    visit.open("")?;
    visit.until_has(&preset("cluster"))?;
    for address in visit.requests()? {
        let own = [
            visit.site().origin(),
            "data:".to_owned(),
            "about:".to_owned(),
        ];
        ensure!(own.iter().any(|own| address.starts_with(own)), "{address}");
    }
    let (asked, timed) = (asked(&visit), timed(&visit)?);
    do_everything(&visit)?;
    thread::sleep(AFTERMATH);
    let made_here =
        |address: &String| address.starts_with(&format!("blob:{}/", visit.site().origin()));
    let requests = visit.requests()?;
    assert!(requests.iter().all(made_here), "{requests:?}");
    assert_eq!(self::asked(&visit), asked, "the server was asked for more");
    assert_eq!(
        self::timed(&visit)?,
        timed,
        "the browser knows of more resources"
    );
    Ok(())
}

#[test]
fn a_request_of_the_page_would_be_seen() -> Result<()> {
    let visit = at_agdb()?;
    visit.requests()?;
    let (asked, timed) = (asked(&visit), timed(&visit)?);
    visit.run_async("await fetch('probe.txt').catch(() => {}); await fetch('http://127.0.0.2:9/x').catch(() => {})", vec![])?;
    let requests = visit.requests()?;
    let seen = |end: &str| requests.iter().any(|address| address.ends_with(end));
    assert!(seen("/probe.txt") && seen("127.0.0.2:9/x"), "{requests:?}");
    assert_eq!(self::asked(&visit).len(), asked.len() + 1);
    assert!(self::timed(&visit)? > timed);
    Ok(())
}

fn asked(visit: &Visit) -> Vec<String> {
    let mut asked = visit.site().asked();
    asked.retain(|line| line != ICON);
    asked
}

fn timed(visit: &Visit) -> Result<i64> {
    let icons = ICON.trim_start_matches("GET ");
    let count = format!(
        "performance.getEntriesByType('resource').filter(entry => !entry.name.endsWith('{icons}')).length"
    );
    Ok(visit.value(&count)?.as_i64().unwrap_or_default())
}

fn do_everything(visit: &Visit) -> Result<()> {
    visit.click(&preset("cluster"))?;
    visit.write(&input(REPLICAS), "5")?;
    visit.write(&input(PEPPER), "short")?;
    visit.press(Key::Tab)?;
    visit.click(&part(PEPPER, "fix"))?;
    visit.click(&part(TOKEN, "generate"))?;
    visit.click(&part(ROOTS, "add"))?;
    visit.click(UNDO)?;
    visit.click(REDO)?;
    visit.click(UNDO)?;
    for preset in ["single", "five-tls", "cluster"] {
        visit.click(&preset_button(preset))?;
    }
    for tab in ["#tab-changes", "#tab-issues", "#tab-files"] {
        visit.click(tab)?;
    }
    read(visit, CONFIG)?;
    visit.click("[data-part=copy]")?;
    visit.click("[data-part=download-file]")?;
    visit.click("[data-part=save-answers]")?;
    visit.click("[data-part=theme]")?;
    visit.click(DOWNLOAD)?;
    visit.downloaded("agdb.zip")?;
    let answers = visit.downloaded("answers.yaml")?;
    let path = visit.folder().join("again.yaml");
    std::fs::write(&path, answers)?;
    visit.pick_file(ANSWERS_FILE, &path)?;
    visit.until_text("[role=status]", |text| text.contains("again.yaml"))?;
    visit.click("[data-part=help]")?;
    visit.press(Key::Escape)?;
    visit.click("a.brand")?;
    visit.until_has(&preset("cluster"))
}
