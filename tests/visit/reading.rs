//! What is to be seen: texts, attributes, the focus, requests.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::Visit;
use super::engine::Engine;

impl Visit {
    /// The value of an expression in the page.
    pub fn value(&self, expression: &str) -> Result<Value> {
        self.run(&format!("return {expression}"), Vec::new())
    }

    /// Whether an expression is true in the page.
    pub fn holds(&self, expression: &str) -> Result<bool> {
        Ok(self.value(&format!("Boolean({expression})"))? == true)
    }

    /// Waits until an expression is true in the page.
    pub fn until_true(&self, what: &str, expression: &str) -> Result<()> {
        self.until(what, || Ok(self.holds(expression)?.then_some(())))
    }

    /// Whether a CSS selector finds something.
    pub fn has(&self, selector: &str) -> Result<bool> {
        self.holds(&format!("document.querySelector({})", json!(selector)))
    }

    /// Waits until a CSS selector finds something.
    pub fn until_has(&self, selector: &str) -> Result<()> {
        self.until(selector, || Ok(self.has(selector)?.then_some(())))
    }

    /// Waits until a CSS selector finds nothing any more.
    pub fn until_gone(&self, selector: &str) -> Result<()> {
        self.until(&format!("the end of {selector}"), || {
            Ok((!self.has(selector)?).then_some(()))
        })
    }

    /// The text of the first element that a CSS selector finds, whether it is seen or not.
    pub fn text(&self, selector: &str) -> Result<String> {
        self.property(selector, "textContent")
    }

    /// A property with a text of the first element that a CSS selector finds.
    pub fn property(&self, selector: &str, name: &str) -> Result<String> {
        let script = "return document.querySelector(arguments[0])?.[arguments[1]] ?? null";
        let value = self.run(script, vec![json!(selector), json!(name)])?;
        let text = value.as_str().map(str::to_owned);
        text.with_context(|| format!("{selector} is not there, or has no text {name}"))
    }

    /// An attribute of the first element that a CSS selector finds.
    pub fn attribute(&self, selector: &str, name: &str) -> Result<Option<String>> {
        let script =
            "return document.querySelector(arguments[0])?.getAttribute(arguments[1]) ?? null";
        let value = self.run(script, vec![json!(selector), json!(name)])?;
        Ok(value.as_str().map(str::to_owned))
    }

    /// Waits until a property of an element is as expected.
    pub fn until_property(
        &self,
        selector: &str,
        name: &str,
        expected: impl Fn(&str) -> bool,
    ) -> Result<String> {
        let mut last = String::new();
        let look = || {
            last = self.property(selector, name).unwrap_or_default();
            Ok(expected(&last).then(|| last.clone()))
        };
        let seen = self.until(&format!("another {name} of {selector}"), look);
        seen.with_context(|| format!("it is {last:?}"))
    }

    /// Waits until the text of an element is as expected, and gives it.
    pub fn until_text(&self, selector: &str, expected: impl Fn(&str) -> bool) -> Result<String> {
        self.until_property(selector, "textContent", expected)
    }

    /// Waits until the focus is on an element that a CSS selector finds.
    pub fn until_focus(&self, selector: &str) -> Result<()> {
        let expression = format!("document.activeElement?.matches({})", json!(selector));
        let found = self.until_true(&format!("the focus on {selector}"), &expression);
        found.with_context(|| format!("it is on {}", self.focused().unwrap_or_default()))
    }

    /// The opening tag of the element that has the focus.
    pub fn focused(&self) -> Result<String> {
        let tag = self.value("document.activeElement.cloneNode().outerHTML")?;
        Ok(tag.as_str().unwrap_or_default().to_owned())
    }

    /// What the browser's console was told as errors, exceptions among them.
    pub fn complaints(&self) -> Result<Vec<String>> {
        let entries = self.log("browser")?;
        let severe = entries.iter().filter(|entry| entry["level"] == "SEVERE");
        Ok(severe.map(|entry| entry["message"].to_string()).collect())
    }

    /// The address of every request that the browser made for the page since it was last asked, whether it was
    /// answered or not.
    pub fn requests(&self) -> Result<Vec<String>> {
        let mut addresses = Vec::new();
        for entry in self.log("performance")? {
            let event: Value = serde_json::from_str(entry["message"].as_str().unwrap_or("null"))?;
            let event = &event["message"];
            let request = match event["method"].as_str() {
                Some("Network.requestWillBeSent") => &event["params"]["request"]["url"],
                Some("Network.webSocketCreated" | "Network.webTransportCreated") => {
                    &event["params"]["url"]
                }
                _ => continue,
            };
            addresses.push(request.as_str().unwrap_or_default().to_owned());
        }
        Ok(addresses)
    }

    fn log(&self, kind: &str) -> Result<Vec<Value>> {
        let entries = match self.engine {
            Engine::Chromium => self.vendor("se/log", &json!({ "type": kind }))?,
        };
        Ok(entries.as_array().cloned().unwrap_or_default())
    }
}
