//! What `#[derive(Form)]` makes, and what it says of a type that it cannot make anything of.

use drydock::form::{Draft, Form, Group, Node, Pointer, Reader, parse};
use drydock::text::{DnsLabel, Int};

#[test]
fn a_type_that_is_no_form_is_refused_at_the_place_of_the_mistake() {
    trybuild::TestCases::new().compile_fail("tests/refused/*.rs");
}

/// Where it is shown.
#[derive(Clone, Debug, PartialEq, Form)]
struct Derived {
    /// The name.
    ///
    /// It stays.
    #[form(label = "Called", example = "web")]
    host_name: DnsLabel,
    /// How it is shown.
    exposure: Exposure,
    /// A second place.
    mirror: Option<Port>,
    /// Further names.
    aliases: Vec<DnsLabel>,
}

/// How it is shown.
#[derive(Clone, Debug, PartialEq, Form)]
enum Exposure {
    /// Not at all.
    Hidden,
    /// On a port.
    #[form(tag = "open", label = "To all")]
    OnPort(Port),
}

/// A port.
#[derive(Clone, Debug, Default, PartialEq, Form)]
struct Port {
    /// Its number.
    #[form(unit = "port")]
    number: Int<1, 9>,
}

impl Default for Derived {
    fn default() -> Self {
        Self {
            host_name: DnsLabel::literal("web"),
            exposure: Exposure::Hidden,
            mirror: None,
            aliases: vec![DnsLabel::literal("www")],
        }
    }
}

/// The same group written by hand: what the macro has to come to.
#[derive(Clone, Debug, Default, PartialEq)]
struct ByHand(Derived);

impl Group for ByHand {}

impl Form for ByHand {
    fn node(Self(default): &Self) -> Node {
        let field = |name, label, help, example, node| drydock::form::Field {
            name,
            label,
            help,
            unit: "",
            example,
            node,
        };
        Node::Group(vec![
            field(
                "hostName",
                "Called",
                "The name.\n\nIt stays.",
                "web",
                Form::node(&default.host_name),
            ),
            field(
                "exposure",
                "Exposure",
                "How it is shown.",
                "",
                Form::node(&default.exposure),
            ),
            field(
                "mirror",
                "Mirror",
                "A second place.",
                "",
                Form::node(&default.mirror),
            ),
            field(
                "aliases",
                "Aliases",
                "Further names.",
                "",
                Form::node(&default.aliases),
            ),
        ])
    }

    fn read(at: &Reader<'_>, Self(default): &Self) -> Option<Self> {
        let host_name = Form::read(&at.field("hostName"), &default.host_name);
        let exposure = match at.field("exposure").tag(&["hidden", "open"], "hidden") {
            Some("hidden") => Some(Exposure::Hidden),
            Some(_) => Port::read(&at.field("exposure").field("open"), &Port::default())
                .map(Exposure::OnPort),
            None => None,
        };
        let mirror = Form::read(&at.field("mirror"), &default.mirror);
        let aliases = Form::read(&at.field("aliases"), &default.aliases);
        let (host_name, exposure, mirror, aliases) = (host_name?, exposure?, mirror?, aliases?);
        Some(Self(Derived {
            host_name,
            exposure,
            mirror,
            aliases,
        }))
    }

    fn write(&self, at: &Pointer, draft: &mut Draft) {
        self.0.host_name.write(&at.join("hostName"), draft);
        self.0.exposure.write(&at.join("exposure"), draft);
        self.0.mirror.write(&at.join("mirror"), draft);
        self.0.aliases.write(&at.join("aliases"), draft);
    }
}

#[test]
fn a_derived_form_describes_itself_as_one_written_by_hand() {
    let (derived, by_hand) = (
        Derived::node(&Derived::default()),
        ByHand::node(&ByHand::default()),
    );
    assert_eq!(shape(&derived), shape(&by_hand));
}

/// Everything that a node says but the addresses of its functions.
fn shape(node: &Node) -> String {
    match node {
        Node::Leaf(leaf) => format!("{}={:?}", leaf.kind.name, leaf.default),
        Node::Group(fields) => fields
            .iter()
            .map(|f| {
                format!(
                    "{} {} {} {} {}: {}\n",
                    f.name,
                    f.label,
                    f.help,
                    f.unit,
                    f.example,
                    shape(&f.node)
                )
            })
            .collect::<Vec<_>>()
            .concat(),
        Node::Choice { variants, default } => {
            let of = |v: &drydock::form::Variant| {
                format!(
                    "{} {} {} {:?}",
                    v.tag,
                    v.label,
                    v.help,
                    v.body.as_ref().map(shape)
                )
            };
            format!(
                "{default} of {:?}",
                variants.iter().map(of).collect::<Vec<_>>()
            )
        }
        Node::Switch { body, default } => format!("{default} {}", shape(body)),
        Node::List {
            row,
            defaults,
            bounds,
        } => {
            format!(
                "{} {:?} {bounds:?}",
                shape(row),
                defaults.iter().map(shape).collect::<Vec<_>>()
            )
        }
    }
}

#[test]
fn a_derived_form_reads_and_writes_as_one_written_by_hand() {
    for answers in [
        vec![],
        vec![
            ("/hostName", "Web"),
            ("/exposure", "open"),
            ("/exposure/open/number", "3"),
        ],
        vec![
            ("/exposure", "shut"),
            ("/mirror", "true"),
            ("/mirror/number", "10"),
        ],
        vec![
            ("/mirror", "true"),
            ("/aliases", "2"),
            ("/aliases/0", "a"),
            ("/aliases/1", "b"),
        ],
        vec![("/aliases", "many"), ("/exposure/open/number", "parked")],
    ] {
        let mut draft = Draft::new("test");
        for (at, text) in answers {
            draft.set(at.into(), text);
        }
        let (derived, issues) = parse::parse::<Derived>(&draft);
        let (by_hand, by_hand_issues) = parse::parse::<ByHand>(&draft);
        assert_eq!(issues.codes(), by_hand_issues.codes());
        assert_eq!(derived, by_hand.clone().map(|ByHand(derived)| derived));
        assert_eq!(derived.as_ref().map(written), by_hand.as_ref().map(written));
        if let Some(derived) = derived {
            assert_eq!(
                parse::parse(&written(&derived)).0,
                Some(derived),
                "what was written reads back"
            );
        }
    }
}

fn written<T: Form>(value: &T) -> Draft {
    let mut draft = Draft::new("test");
    value.write(&Pointer::root(), &mut draft);
    draft
}
