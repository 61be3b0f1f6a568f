//! What hands do: click, type, press keys, pick files.

use std::path::Path;

use anyhow::{Context, Result};
use fantoccini::Locator;
use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use serde_json::json;

use super::Visit;

/// Brings an element to the middle of the window unless its own middle is seen already. Drivers scroll no further than
/// they must, which may be behind what stays in its place.
const UNCOVER: &str = "
    const element = document.querySelector(arguments[0]);
    const box = element.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    if (!element.contains(top)) element.scrollIntoView({ block: 'center', behavior: 'instant' });";

impl Visit {
    /// Clicks the first element that a CSS selector finds, in its middle.
    pub fn click(&self, selector: &str) -> Result<()> {
        let element = self.find(selector)?;
        self.run(UNCOVER, vec![json!(selector)])?;
        self.command(element.click())
            .with_context(|| format!("cannot click {selector}"))
    }

    /// Replaces what an input holds by typing.
    pub fn write(&self, selector: &str, text: &str) -> Result<()> {
        self.click(selector)?;
        self.chord(&[Key::Control], 'a')?;
        if text.is_empty() {
            self.press(Key::Delete)
        } else {
            self.type_text(text)
        }
    }

    /// Types a text where the focus is, a key at a time.
    pub fn type_text(&self, text: &str) -> Result<()> {
        let keys = text.chars().fold(keyboard(), stroke);
        self.command(self.client.perform_actions(keys))
    }

    /// Presses and releases a key.
    pub fn press(&self, key: Key) -> Result<()> {
        self.command(self.client.perform_actions(stroke(keyboard(), key.into())))
    }

    /// Presses a key while others are held.
    pub fn chord(&self, held: &[Key], key: char) -> Result<()> {
        let down = held.iter().fold(keyboard(), |keys, held| {
            keys.then(KeyAction::Down {
                value: char::from(*held),
            })
        });
        let keys = held.iter().rev().fold(stroke(down, key), |keys, held| {
            keys.then(KeyAction::Up {
                value: char::from(*held),
            })
        });
        self.command(self.client.perform_actions(keys))
    }

    /// Gives a file to an input for files, seen or not.
    pub fn pick_file(&self, selector: &str, path: &Path) -> Result<()> {
        let element = self.find(selector)?;
        self.command(element.send_keys(&path.to_string_lossy()))
    }

    fn find(&self, selector: &str) -> Result<Element> {
        self.until(&format!("an element {selector}"), || {
            let found = self.command(self.client.find_all(Locator::Css(selector)))?;
            Ok(found.into_iter().next())
        })
    }
}

fn keyboard() -> KeyActions {
    KeyActions::new("keyboard".to_owned())
}

fn stroke(keys: KeyActions, value: char) -> KeyActions {
    keys.then(KeyAction::Down { value })
        .then(KeyAction::Up { value })
}
