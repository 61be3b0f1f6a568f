//! Schedules of CronJobs as `robfig/cron` 3 reads them, which the API server uses.

/// The least and the most of each field, and the names that stand for numbers.
const LIMITS: [(u32, u32, &str); 5] = [
    (0, 59, ""),
    (0, 23, ""),
    (1, 31, ""),
    (1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
    (0, 6, "sun mon tue wed thu fri sat"),
];

/// Whether a text is a schedule (`ParseStandard`).
pub(super) fn is_schedule(text: &str) -> bool {
    if let Some(name) = text.strip_prefix('@') {
        return match name.strip_prefix("every ") {
            Some(duration) => is_duration(duration),
            None => matches!(
                name,
                "yearly" | "annually" | "monthly" | "weekly" | "daily" | "midnight" | "hourly"
            ),
        };
    }
    let mut fields = text.split_whitespace();
    let good = LIMITS
        .iter()
        .all(|limits| fields.next().is_some_and(|field| is_field(field, *limits)));
    good && fields.next().is_none()
}

fn is_field(field: &str, limits: (u32, u32, &str)) -> bool {
    field
        .split(',')
        .filter(|part| !part.is_empty())
        .all(|part| is_range(part, limits))
}

fn is_range(part: &str, (low, high, names): (u32, u32, &str)) -> bool {
    let (range, step) = match part.split_once('/') {
        Some((range, step)) => (range, Some(step)),
        None => (part, None),
    };
    if step.is_some_and(|step| number(step).is_none_or(|step| step == 0)) {
        return false;
    }
    let (first, last) = match range.split_once('-') {
        Some((first, last)) => (first, Some(last)),
        None => (range, None),
    };
    if matches!(first, "*" | "?") {
        return true;
    }
    let value = |text: &str| number(text).or_else(|| named(text, low, names));
    let Some(start) = value(first) else {
        return false;
    };
    let end = match last {
        Some(last) => value(last),
        None if step.is_some() => Some(high),
        None => Some(start),
    };
    end.is_some_and(|end| low <= start && start <= end && end <= high)
}

fn number(text: &str) -> Option<u32> {
    let text = text.strip_prefix('+').unwrap_or(text);
    let digits = !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

fn named(text: &str, first: u32, names: &str) -> Option<u32> {
    let lower = text.to_ascii_lowercase();
    (first..)
        .zip(names.split(' '))
        .find(|(_, name)| !name.is_empty() && *name == lower)
        .map(|(value, _)| value)
}

/// Whether a text is a duration of Go such as `1h30m`.
fn is_duration(text: &str) -> bool {
    let mut rest = text;
    while !rest.is_empty() {
        let unit = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        if unit.len() == rest.len() {
            return false;
        }
        let Some(next) = ["ns", "us", "µs", "ms", "s", "m", "h"]
            .iter()
            .find_map(|name| unit.strip_prefix(name))
        else {
            return false;
        };
        rest = next;
    }
    !text.is_empty()
}
