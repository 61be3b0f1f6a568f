//! A product that has every part of a form once.

use crate::catalog::{Definition, Deployment, Preset, Product};
use crate::form::{Fault, Form, Input, Leaf, LeafType};
use crate::issue::Issues;
use crate::render::runbook::Runbook;
use crate::site::Site;
use crate::text::{Blank, DnsLabel, Int};

pub(crate) const SHIP: &Product = &SHIPS[0];
pub(crate) const SHIPS: &[Product] = &[Product::of::<Yard>()];

struct Yard;

/// What the form asks.
#[derive(Clone, Debug, PartialEq, Form)]
struct Ship {
    /// The name on the hull.
    name: DnsLabel,
    /// How many decks there are.
    #[form(unit = "decks")]
    decks: Int<1, 9>,
    /// The animal on board, if there is one.
    mascot: Blank<DnsLabel>,
    /// Whether a flag flies.
    flagged: bool,
    /// What happened.
    log: Lines,
    /// What opens the safe.
    safe: Key,
    /// The port where it lies.
    port: Port,
    /// The sails.
    sail: Option<Sail>,
}

/// Where a ship lies.
#[derive(Clone, Debug, Default, PartialEq, Form)]
struct Port {
    /// The name of the harbour.
    #[form(example = "rotterdam")]
    harbour: DnsLabel,
    /// What is loaded.
    cargo: Cargo,
    /// Who is on board.
    crew: Vec<Sailor>,
}

/// What is loaded.
#[derive(Clone, Debug, Default, PartialEq, Form)]
enum Cargo {
    /// Nothing.
    #[form(label = "Empty")]
    #[default]
    Empty,
    /// Ballast.
    #[form(label = "Ballast")]
    Ballast,
    /// Oil in tanks.
    #[form(label = "Oil")]
    Oil(Oil),
    /// A sealed box.
    #[form(label = "Sealed")]
    Sealed(Sealed),
}

/// Oil in tanks.
#[derive(Clone, Debug, PartialEq, Default, Form)]
struct Oil {
    /// What it is made into.
    product: DnsLabel,
    /// What opens the valve.
    valve: Key,
}

/// A sealed box.
#[derive(Clone, Debug, PartialEq, Default, Form)]
struct Sealed {
    /// What opens it.
    seal: Key,
}

/// The sails.
#[derive(Clone, Debug, PartialEq, Form)]
struct Sail {
    /// How many masts there are.
    masts: Int<1, 7>,
}

/// Somebody on board.
#[derive(Clone, Debug, Default, PartialEq, Form)]
struct Sailor {
    /// The name.
    name: DnsLabel,
    /// What opens the cabin.
    badge: Key,
}

impl Default for Ship {
    fn default() -> Self {
        Self {
            name: DnsLabel::literal("ship"),
            decks: Int::new(3),
            mascot: Blank::default(),
            flagged: true,
            log: Lines("left\n\tharbour\n".to_owned()),
            safe: Key::default(),
            port: Port {
                harbour: DnsLabel::literal("true"),
                ..Port::default()
            },
            sail: None,
        }
    }
}

impl Default for Sail {
    fn default() -> Self {
        Self { masts: Int::new(2) }
    }
}

/// Any text of several lines.
#[derive(Clone, Debug, Default, PartialEq)]
struct Lines(String);

impl Leaf for Lines {
    fn describe() -> LeafType {
        LeafType::of::<Self>("lines", "any text", Input::Lines)
    }

    fn parse(text: &str) -> Result<Self, Fault> {
        Ok(Self(text.to_owned()))
    }

    fn print(&self) -> String {
        self.0.clone()
    }

    fn vary(&self) -> Self {
        Self(format!("{}x", self.0))
    }
}

/// Any secret.
#[derive(Clone, Debug, Default, PartialEq)]
struct Key(String);

impl Leaf for Key {
    fn describe() -> LeafType {
        let generate = |bytes: &[u8]| format!("{bytes:?}");
        LeafType::of::<Self>("key", "any text", Input::Secret { generate })
    }

    fn parse(text: &str) -> Result<Self, Fault> {
        Ok(Self(text.to_owned()))
    }

    fn print(&self) -> String {
        self.0.clone()
    }

    fn vary(&self) -> Self {
        Self(format!("{}x", self.0))
    }
}

impl Definition for Yard {
    const ID: &'static str = "ship";
    const TITLE: &'static str = "Ship";
    const SUMMARY: &'static str = "A ship.";
    type Config = Ship;
    type Topology = Ship;

    fn presets() -> Vec<Preset<Ship>> {
        let preset = |name, answers| Preset {
            name,
            title: name,
            summary: name,
            answers,
        };
        let full = Ship {
            sail: Some(Sail::default()),
            mascot: Blank::of(DnsLabel::literal("cat")),
            port: Port {
                cargo: Cargo::Oil(Oil {
                    product: DnsLabel::literal("petrol"),
                    ..Oil::default()
                }),
                crew: vec![Sailor::default(); 2],
                ..Port::default()
            },
            ..Ship::default()
        };
        let sealed = Ship {
            port: Port {
                cargo: Cargo::Sealed(Sealed::default()),
                ..Port::default()
            },
            ..Ship::default()
        };
        vec![
            preset("empty", Ship::default()),
            preset("full", full),
            preset("sealed", sealed),
        ]
    }

    fn resolve(config: Ship, _issues: &mut Issues) -> Option<Ship> {
        Some(config)
    }

    fn build(config: &Ship) -> Deployment {
        Deployment {
            name: config.name.as_str().to_owned(),
            site: Site::default(),
            objects: Vec::new(),
            runbook: Runbook::default(),
            files: Vec::new(),
        }
    }
}
