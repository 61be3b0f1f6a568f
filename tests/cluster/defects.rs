//! Small bundles, each with one defect, and the steps that notice it.

use anyhow::Result;
use drydock_tests::controlplane::bundle::Step;
use drydock_tests::controlplane::manifest::Manifest;

const CONFIG: &str = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: config}\n";

const NAMESPACE: &str = "
apiVersion: v1
kind: Namespace
metadata:
  name: lowered
  labels: {pod-security.kubernetes.io/enforce: baseline}
";

/// Meets the level `baseline` and misses `restricted`.
const BASELINE: &str = "
apiVersion: apps/v1
kind: Deployment
metadata: {name: db}
spec:
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      containers:
      - name: db
        image: db:1
        ports: [{containerPort: 80}]
";

const ROUTE: &str = "
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: db}
spec: {hostnames: [db.example]}
";

const CLAIM: &str = "
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec:
  accessModes: [ReadWriteOnce]
  resources: {requests: {storage: 1Gi}}
";

/// A claim that is new to the server.
pub(crate) fn claim() -> Result<Manifest> {
    Manifest::yaml("claim", CLAIM)
}

type Defect = (&'static str, Vec<Manifest>, Vec<Step>);

/// Sound bundles first, to show that the same objects pass without the defect.
pub(crate) fn all() -> Result<Vec<Defect>> {
    let refused = [Step::DryRun, Step::Apply];
    let noticed = [Step::DryRun, Step::Apply, Step::Again];
    let twice = BASELINE.replace(
        "[{containerPort: 80}]",
        "[{containerPort: 80}, {containerPort: 80}]",
    );
    let bundles: [(_, &[&str], &[_]); 9] = [
        ("sound objects", &[CONFIG, CLAIM], &[]),
        ("a kind that is stood in for", &[ROUTE], &[]),
        (
            "a level that the bundle lowers itself",
            &[NAMESPACE, BASELINE],
            &[],
        ),
        ("a level that is missed", &[BASELINE], &noticed),
        ("a port twice", &[NAMESPACE, &twice], &refused),
        (
            "a field that does not exist",
            &[&CONFIG.replace("kind", "knd: {}\nkind")],
            &refused,
        ),
        (
            "a kind that does not exist",
            &[&CONFIG.replace("ConfigMap", "ConfigMop")],
            &refused,
        ),
        (
            "a name in capitals",
            &[&CONFIG.replace("config", "Config")],
            &refused,
        ),
        (
            "a number where a text belongs",
            &[&format!("{CONFIG}data: {{a: 1}}\n")],
            &refused,
        ),
    ];
    bundles
        .into_iter()
        .map(|(name, texts, steps)| {
            let texts = texts.iter().enumerate();
            let manifests = texts.map(|(at, text)| Manifest::yaml(format!("{at}.yaml"), *text));
            Ok((name, manifests.collect::<Result<_>>()?, steps.to_vec()))
        })
        .collect()
}
