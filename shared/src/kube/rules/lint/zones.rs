//! The names of time zones.

/// The names of the IANA list of 2026, a line an area: the area, then what follows its slash.
const ZONES: &str = include_str!("zones.txt");

/// Whether the API server knows a time zone of that name; it does not ignore case.
pub(super) fn is_known(text: &str) -> bool {
    let (area, name) = text.split_once('/').unwrap_or(("", text));
    ZONES.lines().any(|line| {
        line.split_once(' ')
            .is_some_and(|(of, names)| of == area && names.split(' ').any(|known| known == name))
    })
}
