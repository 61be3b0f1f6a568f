//! The products. A new one is a folder here and two lines of this file.

mod agdb;

use crate::form::{Draft, Form, Node, Pointer, parse};
use crate::issue::Issues;
use crate::kube::object::Object;
use crate::render::runbook::Runbook;
use crate::site::Site;

/// All products, in the order in which they are offered.
pub const PRODUCTS: &[Product] = &[Product::of::<agdb::Agdb>()];

/// What a product's folder defines: its form, what makes the answers right as a whole, and the objects they stand for.
pub trait Definition {
    /// The id in links and answers files.
    const ID: &'static str;
    /// The name people know it by.
    const TITLE: &'static str;
    /// One sentence for the catalogue: what is deployed.
    const SUMMARY: &'static str;
    /// The form.
    type Config: Form + Default;
    /// The answers, right as a whole: what objects are made from.
    type Topology;

    /// Starting points, the first being the default.
    fn presets() -> Vec<Preset<Self::Config>>;

    /// The topology that the answers describe, or `None` with at least one error among the issues.
    fn resolve(config: Self::Config, issues: &mut Issues) -> Option<Self::Topology>;

    /// Everything that is generated.
    fn build(topology: &Self::Topology) -> Deployment;
}

/// A starting point for a product's form.
#[derive(Clone, Debug)]
pub struct Preset<T> {
    /// The name on the command line and in links.
    pub name: &'static str,
    /// The name on the page.
    pub title: &'static str,
    /// One sentence: when to start here.
    pub summary: &'static str,
    /// The answers.
    pub answers: T,
}

/// Everything that a product generates.
#[derive(Clone, Debug)]
pub struct Deployment {
    /// The name of the deployment: the root folder of the archive.
    pub name: String,
    /// The shared answers it was made from.
    pub site: Site,
    /// The objects, in any order.
    pub objects: Vec<Object>,
    /// What the runbook says.
    pub runbook: Runbook,
    /// Further files beside the manifests, by their path below the root folder.
    pub files: Vec<(String, String)>,
}

/// A product without its types: what the page and the command line handle.
#[derive(Clone, Copy, Debug)]
pub struct Product {
    /// The id in links and answers files.
    pub id: &'static str,
    /// The name people know it by.
    pub title: &'static str,
    /// One sentence for the catalogue.
    pub summary: &'static str,
    schema: fn() -> Node,
    presets: fn() -> Vec<Preset<Draft>>,
    settle: fn(&Draft) -> Option<Draft>,
    deploy: fn(&Draft, &mut Issues) -> Option<Deployment>,
}

impl Product {
    /// The product that a definition describes.
    pub(crate) const fn of<D: Definition>() -> Self {
        Self {
            id: D::ID,
            title: D::TITLE,
            summary: D::SUMMARY,
            schema: || D::Config::node(&D::Config::default()),
            presets: presets::<D>,
            settle: settle::<D>,
            deploy: deploy::<D>,
        }
    }

    /// The product with an id.
    pub fn by_id(id: &str) -> Option<&'static Self> {
        PRODUCTS.iter().find(|product| product.id == id)
    }

    /// The form, with its defaults.
    pub fn schema(&self) -> Node {
        (self.schema)()
    }

    /// The starting points, each a complete draft; the first is the default.
    pub fn presets(&self) -> Vec<Preset<Draft>> {
        (self.presets)()
    }

    /// The draft of exactly the answers that count, each written as its type prints it, where every one of them is
    /// right by itself.
    pub fn settle(&self, draft: &Draft) -> Option<Draft> {
        (self.settle)(draft)
    }

    /// What the draft stands for, as far as it is right, with everything that is wrong with it.
    pub fn deploy(&self, draft: &Draft, issues: &mut Issues) -> Option<Deployment> {
        (self.deploy)(draft, issues)
    }
}

fn draft<D: Definition>(answers: &D::Config) -> Draft {
    let mut draft = Draft::new(D::ID);
    answers.write(&Pointer::root(), &mut draft);
    draft
}

fn settle<D: Definition>(typed: &Draft) -> Option<Draft> {
    parse::parse::<D::Config>(typed).0.as_ref().map(draft::<D>)
}

fn presets<D: Definition>() -> Vec<Preset<Draft>> {
    D::presets()
        .into_iter()
        .map(|preset| Preset {
            name: preset.name,
            title: preset.title,
            summary: preset.summary,
            answers: draft::<D>(&preset.answers),
        })
        .collect()
}

fn deploy<D: Definition>(draft: &Draft, issues: &mut Issues) -> Option<Deployment> {
    let (config, found) = parse::parse::<D::Config>(draft);
    issues.extend(found);
    let topology = D::resolve(config?, issues)?;
    (!issues.block()).then(|| D::build(&topology))
}
