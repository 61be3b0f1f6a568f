//! Names of answers and labels from names of Rust.

/// `storage_class` and `StorageClass` as `storageClass`.
pub(crate) fn camel_case(name: &str) -> String {
    let mut out = String::new();
    let mut upper = false;
    for c in name.trim_start_matches("r#").chars() {
        if c == '_' {
            upper = true;
        } else if out.is_empty() {
            out.extend(c.to_lowercase());
            upper = false;
        } else if upper {
            out.extend(c.to_uppercase());
            upper = false;
        } else {
            out.push(c);
        }
    }
    out
}

/// `storage_class` and `StorageClass` as `Storage class`.
pub(crate) fn label(name: &str) -> String {
    let mut out = String::new();
    for c in name.trim_start_matches("r#").chars() {
        if c == '_' {
            out.push(' ');
        } else if out.is_empty() {
            out.extend(c.to_uppercase());
        } else if c.is_uppercase() {
            out.push(' ');
            out.extend(c.to_lowercase());
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_fields_and_variants_read_as_camel_case_and_as_words() {
        for (name, camel, words) in [
            ("storage_class", "storageClass", "Storage class"),
            ("ClusterIp", "clusterIp", "Cluster ip"),
            ("r#type", "type", "Type"),
        ] {
            assert_eq!(
                (camel_case(name).as_str(), label(name).as_str()),
                (camel, words)
            );
        }
    }
}
