//! Secrets of the types that Kubernetes knows.

use serde::de::IgnoredAny;

use crate::kube::rules::findings::Findings;
use crate::kube::rules::node::Node;
use crate::kube::rules::rule::rules;

rules! {
    KEYS Refused "kube.secret.keys"
        "A Secret of this type needs the key {}"
        "core ValidateSecret";
    DOCKER Refused "kube.secret.docker"
        "The value is no JSON object"
        "core ValidateSecret";
    ACCOUNT Refused "kube.secret.account"
        "A token needs the annotation kubernetes.io/service-account.name"
        "core ValidateSecret";
    CERTIFICATE Warned "kube.secret.certificate"
        "The value holds no certificate in PEM form"
        "pkg/registry/core/secret/strategy.go warningsForSecret";
}

/// A Secret of a type.
pub(super) fn check(cx: &mut Findings, node: &Node) {
    typed(cx, node, &node.get("data"), &node.get("stringData"));
}

fn typed(cx: &mut Findings, node: &Node, data: &Node, plain: &Node) {
    let has = |key: &'static str| data.has(key) || plain.has(key);
    let mut need = |key: &'static str| {
        if !has(key) {
            cx.say(&KEYS, &data.key(key), key);
        }
    };
    match node.text_of("type") {
        "kubernetes.io/tls" => {
            need("tls.crt");
            need("tls.key");
            certificate(cx, data, plain);
        }
        "kubernetes.io/basic-auth" if !has("username") && !has("password") => {
            need("username");
            need("password");
        }
        "kubernetes.io/ssh-auth" => {
            let key = "ssh-privatekey";
            let filled = [data, plain].iter().any(|map| !map.text_of(key).is_empty());
            if !filled {
                cx.say(&KEYS, &data.key(key), key);
            }
        }
        "kubernetes.io/dockerconfigjson" => docker(cx, ".dockerconfigjson", data, plain),
        "kubernetes.io/dockercfg" => docker(cx, ".dockercfg", data, plain),
        "kubernetes.io/service-account-token" => {
            let metadata = node.get("metadata");
            let annotations = metadata.get("annotations");
            let name = annotations.key("kubernetes.io/service-account.name");
            cx.hit_if(name.text().is_empty(), &ACCOUNT, &name);
        }
        _ => {}
    }
}

/// Warns of a certificate that no server can load.
fn certificate(cx: &mut Findings, data: &Node, plain: &Node) {
    let given = plain.key("tls.crt");
    let encoded = data.key("tls.crt");
    let (place, bytes) = if given.is_set() {
        (given, given.text().as_bytes().to_vec())
    } else {
        (encoded, decoded(encoded.text()))
    };
    let begin = b"-----BEGIN CERTIFICATE-----";
    let found = bytes.windows(begin.len()).any(|window| window == begin);
    if place.is_set() && !found {
        cx.say(&CERTIFICATE, &place, "");
    }
}

fn docker(cx: &mut Findings, key: &'static str, data: &Node, plain: &Node) {
    let named = data.key(key);
    let text = plain.key(key);
    let json = match (text.is_set(), named.is_set()) {
        (true, _) => text.text().as_bytes().to_vec(),
        (false, true) => decoded(named.text()),
        (false, false) => return cx.say(&KEYS, &named, key),
    };
    let json = json.trim_ascii();
    let object = serde_json::from_slice::<IgnoredAny>(json).is_ok() && json.starts_with(b"{");
    let place = if text.is_set() { &text } else { &named };
    if !object && json != b"null" {
        cx.hit_as(&DOCKER, place, &named);
    }
}

/// The bytes of a base64 text that is known to be one.
fn decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let mut bits = 0_u32;
    let mut count = 0;
    for c in text.bytes() {
        let value = match c {
            b'A'..=b'Z' => c - b'A',
            b'a'..=b'z' => c - b'a' + 26,
            b'0'..=b'9' => c - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    bytes
}
