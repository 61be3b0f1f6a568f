//! Secrets and ConfigMaps.

use super::findings::{Findings, quoted};
use super::formats::CONFIG_KEY;
use super::node::Node;
use super::rule::rules;
use super::text::{decoded_len, is_config_key};

rules! {
    SIZE Refused "kube.config.size"
        "The values hold {} bytes, more than the 1048576 that they may have together"
        "core ValidateSecret, ValidateConfigMap";
    BOTH Refused "kube.config.both"
        "{} stands in data and in binaryData"
        "core ValidateConfigMap";
}

const LARGEST: usize = 1_048_576;

fn keys(cx: &mut Findings, map: &Node) {
    for (key, value) in map.keys() {
        if !is_config_key(key) {
            cx.say(&CONFIG_KEY, &value, &quoted(key));
        }
    }
}

/// A ConfigMap.
pub(super) fn config_map(cx: &mut Findings, node: &Node) {
    let data = node.get("data");
    let binary = node.get("binaryData");
    let mut size = 0;
    for (key, value) in data.keys() {
        size += value.text().len();
        if binary.has(key) {
            cx.say(&BOTH, &value, &quoted(key));
        }
    }
    size += binary
        .keys()
        .map(|(_, value)| decoded_len(value.text()))
        .sum::<usize>();
    keys(cx, &data);
    keys(cx, &binary);
    if size > LARGEST {
        cx.say_as(&SIZE, node, &node.get(""), &size.to_string());
    }
}

/// A Secret. `stringData` overwrites `data` before anything is looked at.
pub(super) fn secret(cx: &mut Findings, node: &Node) {
    let data = node.get("data");
    let plain = node.get("stringData");
    let mut size = 0;
    for (key, value) in data.keys() {
        if !plain.has(key) {
            size += decoded_len(value.text());
        }
    }
    size += plain
        .keys()
        .map(|(_, value)| value.text().len())
        .sum::<usize>();
    for (key, value) in data.keys().chain(plain.keys()) {
        if !is_config_key(key) {
            let named = data.key(key);
            cx.say_as(&CONFIG_KEY, &value, &named, &quoted(key));
        }
    }
    if size > LARGEST {
        cx.say(&SIZE, &data, &size.to_string());
    }
}
