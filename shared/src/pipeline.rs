//! From a draft to everything that comes out of it, in one call.

use crate::catalog::{Deployment, Product};
use crate::form::Draft;
use crate::issue::{Issue, Issues};
use crate::kube::rules;
use crate::pack::Files;
use crate::render::manifests;
use crate::trace;

/// What a draft comes to.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Everything that was found wrong.
    pub issues: Issues,
    /// What is generated; nothing while an issue is an error.
    pub output: Option<Output>,
}

/// What a draft without errors generates.
#[derive(Clone, Debug)]
pub struct Output {
    /// The objects and what belongs to them.
    pub deployment: Deployment,
    /// The files of the archive.
    pub files: Files,
}

/// Reads, resolves, builds, checks and renders a draft.
pub fn run(product: &Product, draft: &Draft) -> Outcome {
    let mut issues = Issues::default();
    let Some(mut deployment) = product.deploy(draft, &mut issues) else {
        return Outcome {
            issues,
            output: None,
        };
    };
    manifests::sort(&mut deployment.objects);
    for hit in rules::check(&deployment.objects, deployment.site.kubernetes.minor()) {
        let object = &deployment.objects[hit.object];
        let message = format!(
            "{} {}, {}: {}",
            object.kind(),
            object.name(),
            hit.field,
            hit.message
        );
        let place = trace::Place {
            object: hit.object,
            field: &hit.field,
        };
        let at = trace::cause(product, draft, &deployment.objects, place);
        issues.push(Issue {
            path: at,
            severity: hit.severity,
            code: hit.code,
            message,
            fix: None,
        });
    }
    let output = (!issues.block()).then(|| {
        let files = manifests::files(product, draft, &deployment);
        Output { deployment, files }
    });
    Outcome { issues, output }
}
