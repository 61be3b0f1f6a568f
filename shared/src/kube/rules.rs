//! What an API server demands of a finished object, and what it accepts that fails later.
//!
//! The rules are those of the validation functions of Kubernetes, each with its source. They read the tree of an
//! object, not a type, so that they judge anybody's manifest: unknown fields and wrong types too, as a request with
//! `fieldValidation=Strict` does. Types and plain limits stand in a table (`rules/fields`); what a table cannot say is
//! code, a module an area. Where minor versions differ, the given one decides.
//!
//! Known limits: `status` is not looked at, and neither are updates of what is there already.

mod config;
mod containers;
mod findings;
mod formats;
mod ingress;
mod ip;
mod jobs;
#[cfg_attr(not(feature = "lint"), path = "rules/no_lint.rs")]
mod lint;
mod metadata;
mod mounts;
mod node;
mod parts;
mod pod;
mod policies;
mod probes;
mod quantity;
mod reach;
mod references;
mod resources;
mod rule;
mod running;
mod scheduling;
mod schema;
mod security;
mod selectors;
mod services;
mod storage;
mod text;
mod together;
mod unions;
mod volumes;
mod walk;
mod workloads;

pub use findings::Hit;
pub use rule::{Rule, Verdict};

use super::object::Object;
use crate::render::tree::Tree;
use crate::site::Minor;
use findings::Findings;
use node::Node;
use schema::Schema;

rule::rules! {
    KIND Refused "kube.object.kind"
        "apiVersion and kind must be set"
        "apimachinery/pkg/runtime/serializer/json/json.go Decode";
}

/// Every rule that the objects break, as the API server of the given minor would see them: object by object, and then
/// what they are together.
pub fn check(objects: &[Object], minor: Minor) -> Vec<Hit> {
    let schema = Schema::read();
    let mut cx = Findings::new(&schema, minor);
    for (index, object) in objects.iter().enumerate() {
        cx.begin(index, object);
        alone(&mut cx, object);
        cx.end();
    }
    together::check(&mut cx, objects);
    cx.hits
}

/// Every rule there is, for the documentation: the modules' own lists one after another.
pub fn table() -> impl Iterator<Item = &'static Rule> {
    let all = [
        ALL,
        config::ALL,
        containers::ALL,
        formats::ALL,
        ingress::ALL,
        jobs::ALL,
        metadata::ALL,
        mounts::ALL,
        pod::ALL,
        policies::ALL,
        probes::ALL,
        reach::ALL,
        references::ALL,
        resources::ALL,
        running::ALL,
        scheduling::ALL,
        security::ALL,
        selectors::ALL,
        services::ALL,
        storage::ALL,
        together::ALL,
        unions::ALL,
        volumes::ALL,
        walk::ALL,
        workloads::ALL,
    ];
    all.into_iter().chain(lint::ALL).flatten().copied()
}

/// Checks one object by itself.
fn alone(cx: &mut Findings, object: &Object) {
    let root = Node::root(object.tree());
    let is_map = matches!(object.tree(), Tree::Map(_));
    if !is_map || object.api_version().is_empty() || object.kind().is_empty() {
        return cx.hit(&KIND, &root);
    }
    if !lint::version(cx, &root) {
        return;
    }
    let metadata = root.get("metadata");
    let schema = cx.schema;
    if let Some(kind) = schema.kind(object.api_version(), object.kind()) {
        walk::fields(cx, kind, &root);
        metadata::check(cx, &metadata, kind.name_format);
        parts::check(cx, kind.name, &root);
        parts::object(cx, kind.name, &root);
    } else {
        walk::part(cx, "ObjectMeta", &metadata);
        metadata::check(cx, &metadata, "dns-subdomain");
    }
}
