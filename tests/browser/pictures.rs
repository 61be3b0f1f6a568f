//! Pictures of the pages for people to look at; nothing is asserted of them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use drydock_tests::visit::Visit;
use fantoccini::key::Key;

use crate::places::*;

#[test]
#[ignore = "takes pictures into the folder $DRYDOCK_SHOTS for people to look at"]
fn pictures_of_the_pages_in_three_widths_and_two_themes() -> Result<()> {
    let folder = std::env::var_os("DRYDOCK_SHOTS").context("DRYDOCK_SHOTS names no folder")?;
    let folder = PathBuf::from(folder);
    fs::create_dir_all(&folder)?;
    let visit = Visit::start()?;
    for theme in ["light", "dark"] {
        for (width, height) in [(1440, 900), (1024, 768), (390, 844)] {
            visit.resize(width, height)?;
            let take = |name: &str| take(&visit, &folder, &format!("{name}-{width}-{theme}"));
            visit.open("")?;
            visit.run(
                &format!("localStorage.setItem('drydock.theme', '{theme}')"),
                vec![],
            )?;
            visit.reload()?;
            visit.until_has(&preset("cluster"))?;
            take("catalogue")?;
            visit.open("#/agdb?preset=five-tls")?;
            visit.until_has(&input(REPLICAS))?;
            take("form")?;
            with_errors(&visit)?;
            take("errors")?;
            visit.click(DOWNLOAD)?;
            visit.until_focus(SUMMARY)?;
            take("issues")?;
            visit.click("#tab-files")?;
            visit.click(&file(STATEFUL_SET))?;
            take("files")?;
        }
    }
    Ok(())
}

fn with_errors(visit: &Visit) -> Result<()> {
    visit.write(&input(REPLICAS), "4")?;
    visit.write(&input("/storage/size"), "ten")?;
    visit.write(&input(PEPPER), "fifteen bytes..")?;
    visit.press(Key::Tab)?;
    visit.until_has(&format!("{}[aria-invalid=true]", input(PEPPER)))
}

fn take(visit: &Visit, folder: &Path, name: &str) -> Result<()> {
    // The pictures are of a page at rest.
    visit.run_async("await Promise.all(document.getAnimations().map(animation => animation.finished.catch(() => {})))", vec![])?;
    fs::write(folder.join(format!("{name}.png")), visit.picture()?)?;
    Ok(())
}
