//! A first visit, from the catalogue to an archive that is the command line's byte for byte.

use anyhow::Result;
use drydock_tests::visit::Visit;

use crate::archive;
use crate::places::*;

const GOOD_PEPPER: &str = "abcdefghijklmno6";
const SHORT_PEPPER: &str = "abcdefghijklmno";
const GOOD_TOKEN: &str = "a-token-known-to-this-test";

#[test]
fn a_cluster_of_three_becomes_one_of_five_and_a_zip_as_the_command_line_makes_it() -> Result<()> {
    let visit = Visit::start()?;
    visit.open("")?;
    visit.click(&preset("cluster"))?;
    visit.until_has(&input(REPLICAS))?;
    five_servers_are_seen_as_they_are_typed(&visit)?;
    a_short_pepper_is_said_at_its_field(&visit)?;
    the_download_is_refused_with_its_reason(&visit)?;
    the_fix_mends_it_and_undo_brings_it_back(&visit)?;
    visit.write(&input(PEPPER), GOOD_PEPPER)?;
    visit.write(&input(TOKEN), GOOD_TOKEN)?;
    visit.click(DOWNLOAD)?;
    let bytes = visit.downloaded("agdb.zip")?;
    let texts = archive::texts(&bytes)?;
    let secrets = [(PEPPER, GOOD_PEPPER), (TOKEN, GOOD_TOKEN)];
    let (product, draft) = archive::draft(&texts["agdb/answers.yaml"], &secrets)?;
    assert_eq!(draft.text(&REPLICAS.into()), Some("5"));
    same(&bytes, &archive::of_the_core(product, &draft)?, "the core");
    let by_command = archive::of_the_command_line(product, &draft, visit.folder())?;
    same(&bytes, &by_command, "the command line");
    assert_eq!(visit.complaints()?, Vec::<String>::new());
    Ok(())
}

/// Compares archives without printing them.
fn same(page: &[u8], other: &[u8], whose: &str) {
    let differs = page.iter().zip(other).position(|(a, b)| a != b);
    let lengths = (page.len(), other.len());
    assert!(
        page == other,
        "the page's archive is not that of {whose}: lengths {lengths:?}, first difference at {differs:?}"
    );
}

fn five_servers_are_seen_as_they_are_typed(visit: &Visit) -> Result<()> {
    let node = |number: usize| format!("http://agdb-{number}.agdb.agdb.svc.cluster.local:3000");
    let list = |count: usize| {
        let nodes: Vec<_> = (0..count).map(node).collect();
        format!("cluster: [{}]\n", nodes.join(", "))
    };
    assert!(read(visit, CONFIG)?.contains(&list(3)));
    assert!(read(visit, STATEFUL_SET)?.contains("\n  replicas: 3\n"));
    assert!(read(visit, BUDGET)?.contains("\n  minAvailable: 2\n"));
    read(visit, CONFIG)?;
    visit.write(&input(REPLICAS), "5")?;
    visit.until_focus(&input(REPLICAS))?;
    let seen = visit.until_text(PREVIEW, |text| text.contains(&list(5)))?;
    assert_eq!(seen.matches(&list(5)).count(), 5, "{seen}");
    assert!(read(visit, STATEFUL_SET)?.contains("\n  replicas: 5\n"));
    assert!(read(visit, BUDGET)?.contains("\n  minAvailable: 3\n"));
    Ok(())
}

fn a_short_pepper_is_said_at_its_field(visit: &Visit) -> Result<()> {
    let pepper = input(PEPPER);
    visit.write(&pepper, SHORT_PEPPER)?;
    assert_eq!(
        visit.attribute(&pepper, "aria-invalid")?,
        None,
        "what is being typed is not held against anybody yet"
    );
    visit.press(fantoccini::key::Key::Tab)?;
    visit.until_has(&format!("{pepper}[aria-invalid=true]"))?;
    let described = visit.attribute(&pepper, "aria-describedby")?;
    let described = described.unwrap_or_default();
    let own = format!("m{PEPPER}");
    assert!(described.split(' ').any(|id| id == own), "{described}");
    let said = visit.text(&message(PEPPER))?;
    assert!(
        !said.contains(SHORT_PEPPER),
        "a secret is not repeated: {said}"
    );
    assert!(visit.has(&format!("{} [data-code]", message(PEPPER)))?);
    Ok(())
}

fn the_download_is_refused_with_its_reason(visit: &Visit) -> Result<()> {
    assert_eq!(
        visit.attribute(DOWNLOAD, "aria-disabled")?.as_deref(),
        Some("true")
    );
    let reason = visit
        .attribute(DOWNLOAD, "aria-describedby")?
        .unwrap_or_default();
    assert!(visit.text(&format!("#{reason}"))?.contains("1 error"));
    visit.click(DOWNLOAD)?;
    visit.until_focus(SUMMARY)?;
    visit.until_has(&format!("[data-issues] [data-path=\"{PEPPER}\"]"))?;
    assert_eq!(visit.waiting_downloads()?, Vec::<String>::new());
    visit.click(&format!("[data-issues] [data-path=\"{PEPPER}\"] a"))?;
    visit.until_focus(&input(PEPPER))
}

fn the_fix_mends_it_and_undo_brings_it_back(visit: &Visit) -> Result<()> {
    let (pepper, fix) = (input(PEPPER), part(PEPPER, "fix"));
    for _ in 0..2 {
        visit.click(&fix)?;
        visit.until_gone(&format!("{pepper}[aria-invalid]"))?;
        assert_eq!(visit.property(&pepper, "value")?.len(), 16);
        visit.until_focus(&pepper)?;
        visit.click(UNDO)?;
        visit.until_has(&format!("{pepper}[aria-invalid=true]"))?;
        assert_eq!(visit.property(&pepper, "value")?, SHORT_PEPPER);
    }
    visit.click(REDO)?;
    visit.until_gone(&format!("{pepper}[aria-invalid]"))?;
    Ok(())
}
