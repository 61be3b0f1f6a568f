//! The page in narrow windows and both themes.

use anyhow::Result;
use drydock_tests::visit::Visit;
use fantoccini::key::Key;
use serde_json::Value;

use crate::places::*;

/// The width of the page and what sticks out of it, unless it is in something that scrolls by itself.
const OVERFLOW: &str = "
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const scrolls = element => element && element !== document.body
        && (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement));
    const out = [...document.body.querySelectorAll('*')].filter(element =>
        element.getBoundingClientRect().right > root.clientWidth + 0.5 && !scrolls(element.parentElement));
    return [root.scrollWidth + ' pixels', ...out.slice(0, 5).map(element =>
        `${element.cloneNode().outerHTML} at ${element.closest('[id]')?.id}: ${element.textContent.slice(0, 80)}`)];";

#[test]
fn nothing_is_wider_than_a_narrow_window_in_either_theme() -> Result<()> {
    let visit = Visit::start()?;
    for theme in ["light", "dark"] {
        for width in [390, 320] {
            visit.resize(width, 844)?;
            visit.open("")?;
            visit.run(
                &format!("localStorage.setItem('drydock.theme', '{theme}')"),
                vec![],
            )?;
            visit.reload()?;
            let seen = visit.value("document.documentElement.dataset.theme")?;
            assert_eq!(seen, theme);
            visit.until_has(&preset("cluster"))?;
            fits(&visit, &format!("catalogue, {theme}, {width}"))?;
            the_form_and_the_result_fit(&visit, &format!("{theme}, {width}"))?;
        }
    }
    Ok(())
}

fn the_form_and_the_result_fit(visit: &Visit, how: &str) -> Result<()> {
    visit.open("#/agdb?preset=five-tls")?;
    visit.until_has(&input(REPLICAS))?;
    fits(visit, &format!("form, {how}"))?;
    let long = "an-answer-without-any-place-to-break-it-".repeat(6);
    visit.write(&input(NAME), &long)?;
    visit.press(Key::Tab)?;
    visit.until_has(&format!("{}[aria-invalid=true]", input(NAME)))?;
    fits(visit, &format!("form with an error, {how}"))?;
    visit.click(".sides button:last-child")?;
    for tab in ["#tab-issues", "#tab-changes", "#tab-files"] {
        visit.click(tab)?;
        visit.until_has(&format!("{tab}[aria-selected=true]"))?;
        fits(visit, &format!("{tab} with an error, {how}"))?;
    }
    for number in 0..7 {
        visit.click(&format!("[data-file^=\"manifests/{number:02}-\"]"))?;
        fits(visit, &format!("manifest {number}, {how}"))?;
    }
    show(visit, "README.md")?;
    fits(visit, &format!("README.md, {how}"))?;
    visit.click("[data-part=help]")?;
    visit.until_has("#help[open]")?;
    fits(visit, &format!("help, {how}"))
}

fn fits(visit: &Visit, what: &str) -> Result<()> {
    let out = visit.run(OVERFLOW, vec![])?;
    assert_eq!(out, Value::Array(Vec::new()), "{what}");
    Ok(())
}
