//! What was asked for.

use std::ffi::OsString;
use std::ops::RangeInclusive;

use drydock::site::Minor;
use lexopt::prelude::*;

use super::report::Format;
use super::{Result, Unusable};

/// A command with its arguments.
pub(crate) enum Command {
    /// Print a text: help or the version.
    Text(String),
    Products,
    New {
        product: String,
        preset: Option<String>,
        secrets: Option<OsString>,
    },
    Schema {
        product: String,
    },
    Check {
        input: Input,
        format: Format,
    },
    Render {
        input: Input,
        output: OsString,
    },
    Lint {
        manifests: Vec<OsString>,
        minors: RangeInclusive<u8>,
        format: Format,
    },
    Diff {
        old: OsString,
        new: OsString,
    },
}

/// The files that a draft is read from.
pub(crate) struct Input {
    pub(crate) answers: OsString,
    pub(crate) secrets: Option<OsString>,
}

const HELP: &str = "\
drydock: typed answers in, checked Kubernetes manifests out

  drydock products                              the products and their ids
  drydock new PRODUCT [--preset NAME]           an answers file to start from
  drydock schema PRODUCT                        the JSON Schema of the answers file
  drydock check ANSWERS [--secrets FILE]        what is wrong with the answers
  drydock render ANSWERS [--secrets FILE] -o DIR|FILE.zip
  drydock lint MANIFEST...                      what is wrong with any manifests
  drydock diff OLD NEW                          what changes, and what that does

`drydock COMMAND --help` tells more. Exit codes: 0 clean or warnings, 1 errors, 2 unusable input.
";

/// What a command does and takes, for its `--help`.
fn help(command: &str) -> &'static str {
    match command {
        "products" => "drydock products\n\nLists the ids and titles of the products.\n",
        "new" => "\
drydock new PRODUCT [--preset NAME] [--secrets FILE]

Prints a complete answers file: every answer with its default, and what it means as a comment.

  --preset NAME    start from this preset instead of the first
  --secrets FILE   also write FILE with newly generated secrets, readable by you alone; never overwrites
",
        "schema" => "\
drydock schema PRODUCT

Prints the JSON Schema (draft-07) of the product's answers file, for editors.
",
        "check" => "\
drydock check ANSWERS [--secrets FILE] [--format text|json|sarif]

Lists what is wrong with an answers file (- for standard input), each with its place.

  --secrets FILE   the secrets, which never stand in the answers file
  --format FORMAT  text (the default), json or sarif
",
        "render" => "\
drydock render ANSWERS [--secrets FILE] -o DIR|FILE.zip

Writes everything that the answers stand for into a folder or a zip archive. Nothing is written while there are
errors. A folder that exists must be empty or the unchanged output of an earlier run, which is replaced.

  -o, --output PATH  the folder, or the archive where it ends in .zip
  --secrets FILE     the secrets, which never stand in the answers file
",
        "lint" => "\
drydock lint MANIFEST... [--kubernetes MINOR|FIRST..LAST] [--format text|json|sarif]

Checks manifests of any origin against the rules of the API server: YAML or JSON files, folders or archives of them,
or - for standard input.

  --kubernetes  the minor version or versions of the cluster (1.33..1.37, unless said otherwise)
  --format      text (the default), json or sarif
",
        "diff" => "\
drydock diff OLD NEW

Lists what changes from one set of manifests to another, by object, and whether it is safe, rolls pods, needs the object
to be made again, or loses data. Each side is an answers file, a manifest, or a folder or archive of manifests.
",
        _ => HELP,
    }
}

const COMMANDS: [&str; 7] = [
    "products", "new", "schema", "check", "render", "lint", "diff",
];

impl From<lexopt::Error> for Unusable {
    fn from(error: lexopt::Error) -> Self {
        Self(format!("{error}; see drydock --help"))
    }
}

/// What the arguments of the process ask for.
pub(crate) fn parse() -> Result<Command> {
    let mut parser = lexopt::Parser::from_env();
    let name = match parser.next()? {
        None => return Err(Unusable(format!("no command was given\n\n{HELP}"))),
        Some(Short('h') | Long("help")) => return Ok(Command::Text(HELP.to_owned())),
        Some(Short('V') | Long("version")) => {
            let version = format!("drydock {}\n", env!("CARGO_PKG_VERSION"));
            return Ok(Command::Text(version));
        }
        Some(Value(name)) => name.to_string_lossy().into_owned(),
        Some(other) => return Err(other.unexpected().into()),
    };
    if name == "help" {
        let about = parser.next()?;
        let about = about.and_then(|arg| match arg {
            Value(about) => about.into_string().ok(),
            _ => None,
        });
        return Ok(Command::Text(help(&about.unwrap_or_default()).to_owned()));
    }
    if !COMMANDS.contains(&name.as_str()) {
        return Err(Unusable(format!("there is no command {name}\n\n{HELP}")));
    }
    let Some(given) = Given::parse(&mut parser)? else {
        return Ok(Command::Text(help(&name).to_owned()));
    };
    given.command(&name)
}

/// The arguments after the command.
#[derive(Default)]
struct Given {
    values: Vec<OsString>,
    preset: Option<OsString>,
    secrets: Option<OsString>,
    format: Option<OsString>,
    output: Option<OsString>,
    kubernetes: Option<OsString>,
}

impl Given {
    /// The arguments, or nothing where help is asked for.
    fn parse(parser: &mut lexopt::Parser) -> Result<Option<Self>> {
        let mut given = Self::default();
        while let Some(arg) = parser.next()? {
            let slot = match arg {
                Short('h') | Long("help") => return Ok(None),
                Value(value) => {
                    given.values.push(value);
                    continue;
                }
                Long("preset") => &mut given.preset,
                Long("secrets") => &mut given.secrets,
                Long("format") => &mut given.format,
                Short('o') | Long("output") => &mut given.output,
                Long("kubernetes") => &mut given.kubernetes,
                other => return Err(other.unexpected().into()),
            };
            *slot = Some(parser.value()?);
        }
        Ok(Some(given))
    }

    fn command(mut self, name: &str) -> Result<Command> {
        let command = match name {
            "products" => Command::Products,
            "new" => Command::New {
                product: self.text("PRODUCT")?,
                preset: self.preset.take().map(text).transpose()?,
                secrets: self.secrets.take(),
            },
            "schema" => Command::Schema {
                product: self.text("PRODUCT")?,
            },
            "check" => Command::Check {
                input: self.input()?,
                format: self.format()?,
            },
            "render" => Command::Render {
                input: self.input()?,
                output: self
                    .output
                    .take()
                    .ok_or_else(|| Unusable("-o DIR|FILE.zip is missing".to_owned()))?,
            },
            "lint" => Command::Lint {
                manifests: self.manifests()?,
                minors: self.minors()?,
                format: self.format()?,
            },
            _ => Command::Diff {
                old: self.value("OLD")?,
                new: self.value("NEW")?,
            },
        };
        self.nothing_left(name)?;
        Ok(command)
    }

    /// Refuses what the command did not take.
    fn nothing_left(self, name: &str) -> Result<()> {
        let options = [
            ("--preset", self.preset),
            ("--secrets", self.secrets),
            ("--format", self.format),
            ("--output", self.output),
            ("--kubernetes", self.kubernetes),
        ];
        let option = options.into_iter().find(|(_, value)| value.is_some());
        let value = self
            .values
            .first()
            .map(|value| value.to_string_lossy().into_owned());
        match option.map(|(option, _)| option.to_owned()).or(value) {
            None => Ok(()),
            Some(extra) => Err(Unusable(format!(
                "drydock {name} does not take {extra}\n\n{}",
                help(name)
            ))),
        }
    }

    fn value(&mut self, what: &str) -> Result<OsString> {
        if self.values.is_empty() {
            return Err(Unusable(format!("{what} is missing; see drydock --help")));
        }
        Ok(self.values.remove(0))
    }

    fn text(&mut self, what: &str) -> Result<String> {
        text(self.value(what)?)
    }

    fn input(&mut self) -> Result<Input> {
        Ok(Input {
            answers: self.value("ANSWERS")?,
            secrets: self.secrets.take(),
        })
    }

    fn manifests(&mut self) -> Result<Vec<OsString>> {
        let first = self.value("MANIFEST")?;
        Ok(std::iter::once(first)
            .chain(self.values.drain(..))
            .collect())
    }

    fn format(&mut self) -> Result<Format> {
        let Some(name) = self.format.take() else {
            return Ok(Format::Text);
        };
        match text(name)?.as_str() {
            "text" => Ok(Format::Text),
            "json" => Ok(Format::Json),
            "sarif" => Ok(Format::Sarif),
            other => Err(Unusable(format!(
                "there is no format {other}; known: text, json, sarif"
            ))),
        }
    }

    fn minors(&mut self) -> Result<RangeInclusive<u8>> {
        let (oldest, newest) = (Minor::OLDEST.0, Minor::NEWEST.0);
        let Some(given) = self.kubernetes.take().map(text).transpose()? else {
            return Ok(oldest..=newest);
        };
        let minor = |text: &str| {
            let minor: u8 = text
                .trim_start_matches('v')
                .strip_prefix("1.")?
                .parse()
                .ok()?;
            (oldest..=newest).contains(&minor).then_some(minor)
        };
        let (first, last) = given.split_once("..").unwrap_or((&given, &given));
        let range = minor(first).zip(minor(last)).filter(|(a, b)| a <= b);
        range.map(|(first, last)| first..=last).ok_or_else(|| {
            Unusable(format!(
                "{given} is no supported Kubernetes version; {} to {} are",
                Minor::OLDEST,
                Minor::NEWEST
            ))
        })
    }
}

fn text(value: OsString) -> Result<String> {
    value
        .into_string()
        .map_err(|value| Unusable(format!("{} is not in UTF-8", value.display())))
}
