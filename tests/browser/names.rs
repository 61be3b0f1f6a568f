//! What those need who do not see the page: names, and references that lead somewhere.

use anyhow::Result;
use drydock_tests::visit::Visit;
use serde_json::Value;

use crate::places::*;

/// Everything that is wrong with the names and references of the page as it stands.
const WRONG: &str = "
    const text = ids => ids.split(/\\s+/).map(id => document.getElementById(id)?.textContent ?? '').join(' ').trim();
    const name = element => {
        const by = element.getAttribute('aria-labelledby');
        if (by) return text(by);
        const own = element.getAttribute('aria-label');
        if (own) return own.trim();
        const labels = [...element.labels ?? []].map(label => label.textContent).join(' ').trim();
        if (labels || element.matches('input, select, textarea')) return labels;
        const legend = element.querySelector(':scope > legend');
        if (element.matches('fieldset')) return legend?.textContent.trim() ?? '';
        return element.matches('[role=group], [role=radiogroup], nav, form, dialog') ? '' : element.textContent.trim();
    };
    const wrong = [];
    const named = 'input:not([hidden]), select, textarea, button, a[href], fieldset, [role=group], [role=radiogroup], [role=tabpanel], nav, dialog, summary';
    for (const element of document.querySelectorAll(named))
        if (!name(element)) wrong.push('no name: ' + element.cloneNode().outerHTML);
    const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
    for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) wrong.push('twice: ' + id);
    for (const attribute of ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-owns'])
        for (const element of document.querySelectorAll(`[${attribute}]`))
            for (const id of element.getAttribute(attribute).split(/\\s+/))
                if (!document.getElementById(id)) wrong.push(`${attribute} leads nowhere: ${id}`);
    for (const svg of document.querySelectorAll('svg'))
        if (svg.getAttribute('aria-hidden') !== 'true') wrong.push('an icon that is read out');
    if (document.querySelectorAll('h1').length !== 1) wrong.push('not one h1');
    if (document.querySelectorAll('main').length !== 1) wrong.push('not one main');
    if (!document.documentElement.lang) wrong.push('no language');
    return wrong;";

/// Turns every switch on, adds a row to every list, and takes every choice once; gives what was wrong on the way.
const TAKE_EVERY_CHOICE: &str = "
    const look = new Function(arguments[0]);
    const frame = () => new Promise(requestAnimationFrame);
    const wrong = new Set();
    const note = () => look().forEach(line => wrong.add(line));
    const taken = new Set();
    for (let round = 0; round < 6; round++) {
        for (const id of [...document.querySelectorAll('.form input[type=checkbox]')].map(box => box.id)) {
            const box = document.getElementById(id);
            if (box && !box.checked) { box.click(); await frame(); }
        }
        for (const id of [...document.querySelectorAll('.form [data-part=add]')].map(add => add.id)) {
            if (!taken.has(id)) { taken.add(id); document.getElementById(id)?.click(); await frame(); }
        }
        for (const id of [...document.querySelectorAll('.form input[type=radio]')].map(radio => radio.id)) {
            if (!taken.has(id)) { taken.add(id); document.getElementById(id)?.click(); await frame(); note(); }
        }
        for (const id of [...document.querySelectorAll('.form select')].map(select => select.id)) {
            for (const value of [...document.getElementById(id)?.options ?? []].map(option => option.value)) {
                const select = document.getElementById(id);
                if (!select || taken.has(id + value)) continue;
                taken.add(id + value);
                select.value = value;
                select.dispatchEvent(new Event('change', { bubbles: true }));
                await frame();
                note();
            }
        }
        note();
    }
    return { wrong: [...wrong], taken: taken.size };";

#[test]
fn everything_has_a_name_and_every_reference_leads_somewhere() -> Result<()> {
    let visit = Visit::start()?;
    visit.open("")?;
    visit.until_has(&preset("cluster"))?;
    well_named(&visit, "catalogue")?;
    for preset in ["cluster", "single", "five-tls"] {
        visit.open(&format!("#/agdb?preset={preset}"))?;
        visit.until_has(&preset_button(preset))?;
        for tab in ["#tab-files", "#tab-changes", "#tab-issues"] {
            visit.click(tab)?;
            well_named(&visit, &format!("{preset}, {tab}"))?;
        }
    }
    Ok(())
}

#[test]
fn everything_has_a_name_whatever_is_chosen() -> Result<()> {
    let visit = at_agdb()?;
    let seen = visit.run_async(TAKE_EVERY_CHOICE, vec![Value::from(WRONG)])?;
    assert_eq!(seen["wrong"], Value::Array(Vec::new()));
    assert!(seen["taken"].as_u64() > Some(20), "{seen}");
    assert_eq!(visit.complaints()?, Vec::<String>::new());
    Ok(())
}

#[test]
fn an_element_without_a_name_would_be_found() -> Result<()> {
    let visit = at_agdb()?;
    visit.run(
        "document.querySelector('main').append(document.createElement('input'))",
        vec![],
    )?;
    let wrong = visit.run(WRONG, vec![])?;
    assert_eq!(wrong, serde_json::json!(["no name: <input>"]));
    Ok(())
}

fn well_named(visit: &Visit, what: &str) -> Result<()> {
    let wrong = visit.run(WRONG, vec![])?;
    assert_eq!(wrong, Value::Array(Vec::new()), "{what}");
    Ok(())
}
