//! The grammars of names, without regular expressions: those would weigh more than the whole page.

/// `IsDNS1123Label`.
pub(super) fn is_dns_label(text: &str) -> bool {
    text.len() <= 63 && is_bounded(text, |c| c.is_ascii_lowercase() || c.is_ascii_digit(), b"-")
}

/// `IsDNS1035Label`.
pub(super) fn is_dns_1035_label(text: &str) -> bool {
    is_dns_label(text) && text.starts_with(|c: char| c.is_ascii_lowercase())
}

/// `IsDNS1123Subdomain`; a part of it may be longer than a label.
pub(super) fn is_dns_subdomain(text: &str) -> bool {
    text.len() <= 253
        && text
            .split('.')
            .all(|part| is_bounded(part, |c| c.is_ascii_lowercase() || c.is_ascii_digit(), b"-"))
}

/// `IsWildcardDNS1123Subdomain`.
pub(super) fn is_wildcard_subdomain(text: &str) -> bool {
    text.len() <= 253 && text.strip_prefix("*.").is_some_and(is_dns_subdomain)
}

/// `IsLabelKey`, which is `IsQualifiedName`.
pub(super) fn is_qualified_name(text: &str) -> bool {
    match text.split_once('/') {
        Some((prefix, name)) => is_dns_subdomain(prefix) && is_name(name),
        None => is_name(text),
    }
}

/// `IsLabelValue`.
pub(super) fn is_label_value(text: &str) -> bool {
    text.is_empty() || is_name(text)
}

fn is_name(text: &str) -> bool {
    text.len() <= 63 && is_bounded(text, u8::is_ascii_alphanumeric, b"-_.")
}

/// Whether a text is made of letters and of others that may not stand at its ends.
fn is_bounded(text: &str, letter: fn(&u8) -> bool, inner: &[u8]) -> bool {
    let bytes = text.as_bytes();
    bytes.first().is_some_and(letter)
        && bytes.last().is_some_and(letter)
        && bytes.iter().all(|c| letter(c) || inner.contains(c))
}

/// `IsPathSegmentName`.
pub(super) fn is_path_segment(text: &str) -> bool {
    text != "." && text != ".." && !text.contains(['/', '%'])
}

/// `IsValidPortName`.
pub(super) fn is_port_name(text: &str) -> bool {
    text.len() <= 15
        && is_dns_label(text)
        && !text.contains("--")
        && text.contains(|c: char| c.is_ascii_lowercase())
}

/// `IsRelaxedEnvVarName`, on by default since 1.32.
pub(super) fn is_env_name(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|c| (b' '..=b'~').contains(&c) && c != b'=')
}

/// `IsConfigMapKey`.
pub(super) fn is_config_key(text: &str) -> bool {
    let of_key = |c: u8| c.is_ascii_alphanumeric() || b"-._".contains(&c);
    (1..=253).contains(&text.len())
        && text.bytes().all(of_key)
        && text != "."
        && !text.starts_with("..")
}

/// `IsHTTPHeaderName`.
pub(super) fn is_header_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-')
}

/// `IsValidSysctlName`.
pub(super) fn is_sysctl(text: &str) -> bool {
    let letter: fn(&u8) -> bool = |c| c.is_ascii_lowercase() || c.is_ascii_digit();
    text.len() <= 253
        && text
            .split(['.', '/'])
            .all(|part| is_bounded(part, letter, b"-_"))
}

/// The number of a percentage such as `25%`, `IsValidPercent`.
pub(super) fn percent(text: &str) -> Option<u64> {
    let digits = text.strip_suffix('%')?;
    if digits.is_empty() || !digits.bytes().all(|c| c.is_ascii_digit()) {
        return None;
    }
    Some(digits.parse().unwrap_or(u64::MAX))
}

/// Whether a text is base64 as Go's decoder reads it: padded, with line breaks where they please.
pub(super) fn is_base64(text: &str) -> bool {
    let of_base64 = |c: u8| c.is_ascii_alphanumeric() || c == b'+' || c == b'/';
    let mut data = 0;
    let mut padding = 0;
    for c in text.bytes().filter(|c| !b"\r\n".contains(c)) {
        match c {
            b'=' => padding += 1,
            c if of_base64(c) && padding == 0 => data += 1,
            _ => return false,
        }
    }
    (data + padding) % 4 == 0
        && padding <= 2
        && data % 4 != 1
        && (padding == 0 || data % 4 == 4 - padding)
}

/// How many bytes a base64 text stands for.
pub(super) fn decoded_len(text: &str) -> usize {
    let data = text.bytes().filter(|c| !b"\r\n=".contains(c)).count();
    data * 3 / 4
}
