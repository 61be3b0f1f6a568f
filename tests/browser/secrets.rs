//! Secrets stand in the Secret manifests of the archive and nowhere else that outlives a key press.

use std::collections::BTreeSet;

use anyhow::Result;
use drydock_tests::visit::Visit;
use fantoccini::key::Key;

use crate::archive;
use crate::places::*;

/// Sixteen bytes, found again by their beginning.
const MARKED_PEPPER: &str = "MARK-pepper-0016";
const MARKED_TOKEN: &str = "MARK-token-of-this-test";

/// How the beginning of both reads: as it is, in Base64, and turned round.
const TRACES: [&str; 3] = ["MARK-", "TUFSSy1", "-KRAM"];

/// Everything of a page that can be linked, stored, logged or read by an extension, as one text.
const EVERYWHERE: &str = "
    const names = performance.getEntries().map(entry => entry.name);
    const places = 'navigation' in window ? navigation.entries().map(entry => entry.url) : [];
    const databases = indexedDB.databases ? await indexedDB.databases() : [];
    return JSON.stringify([
        location.href, document.title, history.state, { ...localStorage }, { ...sessionStorage }, document.cookie,
        databases, await caches.keys(), names, places, document.documentElement.outerHTML, window.name,
    ]);";

#[test]
fn typed_secrets_reach_the_secret_manifests_and_nothing_else() -> Result<()> {
    let visit = marked()?;
    for path in [CONFIG, STATEFUL_SET, BUDGET] {
        show(&visit, path)?;
        nowhere(&visit)?;
    }
    for tab in ["#tab-changes", "#tab-issues"] {
        visit.click(tab)?;
        nowhere(&visit)?;
    }
    visit.click("[data-part=save-answers]")?;
    clean(
        "the saved answers",
        &String::from_utf8(visit.downloaded("answers.yaml")?)?,
    );
    visit.click(DOWNLOAD)?;
    let texts = archive::texts(&visit.downloaded("agdb.zip")?)?;
    let holders: BTreeSet<&str> = texts
        .iter()
        .filter(|(_, text)| TRACES.iter().any(|trace| text.contains(trace)))
        .map(|(path, _)| path.as_str())
        .collect();
    let manifest = format!("agdb/{CONFIG}");
    assert_eq!(holders, BTreeSet::from([&*manifest]));
    assert!(texts[&manifest].contains("\nkind: Secret\n"));
    for secret in [MARKED_PEPPER, MARKED_TOKEN] {
        assert!(
            texts[&manifest].contains(secret),
            "the archive lacks a secret"
        );
    }
    visit.click("a.brand")?;
    visit.until_has(&preset("cluster"))?;
    nowhere(&visit)
}

#[test]
fn a_wrong_secret_is_not_repeated_anywhere() -> Result<()> {
    let visit = marked()?;
    visit.write(&input(PEPPER), "MARK-but-too-short")?;
    visit.write(&input(TOKEN), "MARK-with # in it")?;
    visit.press(Key::Tab)?;
    visit.until_has(&format!("{}[aria-invalid=true]", input(PEPPER)))?;
    visit.click(DOWNLOAD)?;
    visit.until_focus(SUMMARY)?;
    nowhere(&visit)
}

#[test]
fn secrets_that_exist_already_are_not_in_the_archive() -> Result<()> {
    let visit = marked()?;
    visit.click(&input("/site/secrets=existing"))?;
    visit.until_gone(&file(CONFIG))?;
    visit.click(DOWNLOAD)?;
    for (path, text) in archive::texts(&visit.downloaded("agdb.zip")?)? {
        clean(&path, &text);
    }
    nowhere(&visit)
}

#[test]
fn a_covered_secret_is_seen_when_asked_and_covered_again() -> Result<()> {
    let visit = marked()?;
    assert!(read(&visit, CONFIG)?.contains(MARKED_PEPPER));
    visit.click(UNCOVER)?;
    visit.until_text(PREVIEW, |text| !text.contains("MARK-"))?;
    let seen = visit.text(PREVIEW)?;
    assert!(
        seen.contains("kind: Secret") && seen.contains("pepper: "),
        "{seen}"
    );
    let (pepper, reveal) = (input(PEPPER), part(PEPPER, "reveal"));
    assert_eq!(visit.property(&pepper, "type")?, "password");
    visit.click(&reveal)?;
    visit.until_property(&pepper, "type", |kind| kind == "text")?;
    visit.click(&reveal)?;
    visit.until_property(&pepper, "type", |kind| kind == "password")?;
    Ok(())
}

/// A visit with both secrets typed.
fn marked() -> Result<Visit> {
    let visit = at_agdb()?;
    visit.write(&input(PEPPER), MARKED_PEPPER)?;
    visit.write(&input(TOKEN), MARKED_TOKEN)?;
    visit.press(Key::Tab)?;
    Ok(visit)
}

fn nowhere(visit: &Visit) -> Result<()> {
    let everything = visit.run_async(EVERYWHERE, vec![])?;
    let everything = everything.as_str().unwrap_or_default();
    assert!(
        everything.contains("<main"),
        "the page itself was looked at"
    );
    clean("the page", everything);
    Ok(())
}

fn clean(what: &str, text: &str) {
    for trace in TRACES {
        let around = text.find(trace).map(|at| {
            let before: String = text[..at].chars().rev().take(120).collect();
            before.chars().rev().collect::<String>()
        });
        assert!(around.is_none(), "{what} holds a secret after {around:?}");
    }
}
