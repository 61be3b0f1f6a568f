//! One file of the result, copied or downloaded, is the one of the archive.

use anyhow::Result;
use drydock_tests::visit::Visit;
use fantoccini::key::Key;
use serde_json::json;

use crate::archive;
use crate::places::*;

/// A place to paste into, which the page knows nothing of.
const PAD: &str = "
    const pad = document.createElement('textarea');
    pad.id = 'pad';
    document.body.prepend(pad);
    pad.focus();";

#[test]
fn every_file_is_seen_copied_and_downloaded_as_it_is_in_the_archive() -> Result<()> {
    let visit = at_agdb()?;
    visit.click(DOWNLOAD)?;
    let texts = archive::texts(&visit.downloaded("agdb.zip")?)?;
    let listed = visit.value(
        "[...document.querySelectorAll('[data-file]')].map(file => 'agdb/' + file.dataset.file)",
    )?;
    let mut listed: Vec<String> = serde_json::from_value(listed)?;
    listed.sort();
    assert_eq!(listed, texts.keys().cloned().collect::<Vec<_>>());
    for (entry, text) in &texts {
        let path = entry.trim_start_matches("agdb/");
        assert_eq!(&read(&visit, path)?, text, "{path} as it is seen");
        visit.click("[data-part=download-file]")?;
        let name = path.rsplit('/').next().unwrap_or(path);
        let downloaded = visit.downloaded(name)?;
        assert!(downloaded == text.as_bytes(), "{path} as it is downloaded");
        visit.click("[data-part=copy]")?;
        visit.until(&format!("{path} in the clipboard"), || {
            Ok((&pasted(&visit)? == text).then_some(()))
        })?;
    }
    Ok(())
}

/// What the clipboard holds, as a person finds out.
fn pasted(visit: &Visit) -> Result<String> {
    visit.run(PAD, vec![])?;
    visit.chord(&[Key::Control], 'v')?;
    let text = visit.property("#pad", "value")?;
    visit.run(
        "document.querySelector(arguments[0]).remove()",
        vec![json!("#pad")],
    )?;
    Ok(text)
}
