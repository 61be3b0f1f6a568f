use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use super::rule::{literal, read_or_suggest};
use crate::form::parse::quoted;
use crate::form::{Fault, Input, Leaf, LeafType};

/// A span of time, such as `90s`, `2m30s` or `500ms`: hours, minutes, seconds and milliseconds, in this order.
///
/// Equal and ordered by its length, `60s` is `1m`; printed as typed. At most 2562047h, the most that Go's
/// `time.ParseDuration` takes, which most products of Kubernetes read it with. The default is unanswered.
#[derive(Clone, Debug, Default)]
pub struct Duration {
    text: String,
    millis: u64,
}

const UNITS: [(&str, u64); 4] = [("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)];
const MOST: u64 = 2_562_047 * UNITS[0].1;

impl Duration {
    /// The length in milliseconds.
    pub const fn millis(&self) -> u64 {
        self.millis
    }

    /// The length in seconds, rounded up.
    pub const fn seconds(&self) -> u64 {
        self.millis.div_ceil(1000)
    }

    /// The span as typed.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The span that a literal of the source spells.
    pub fn literal(text: &'static str) -> Self {
        literal(text)
    }
}

impl Leaf for Duration {
    fn describe() -> LeafType {
        LeafType::of::<Self>(
            "duration",
            "a time such as 90s, 2m30s or 500ms",
            Input::Line,
        )
        .matching("^([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$")
    }

    fn parse(text: &str) -> Result<Self, Fault> {
        read_or_suggest(text, read, nearest)
    }

    fn print(&self) -> String {
        self.text.clone()
    }

    fn vary(&self) -> Self {
        let units = UNITS
            .iter()
            .find(|(_, length)| self.millis.is_multiple_of(*length) && self.millis > 0);
        let (unit, length) = units.copied().unwrap_or(("s", 1000));
        let count = self.millis / length;
        let more = (count + 1) * length <= MOST;
        let varied = format!("{}{unit}", if more { count + 1 } else { count - 1 });
        read(&varied).unwrap_or_else(|_| self.clone())
    }
}

fn read(text: &str) -> Result<Duration, Fault> {
    if text.is_empty() {
        return Err(Fault::required("The time"));
    }
    let (mut rest, mut units, mut total) = (text, UNITS.iter(), Some(0_u64));
    while !rest.is_empty() {
        let digits = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let (number, tail) = rest.split_at(digits);
        let end = tail
            .find(|c: char| c.is_ascii_digit())
            .unwrap_or(tail.len());
        let (unit, tail) = tail.split_at(end);
        let Some((_, length)) = units.find(|(name, _)| *name == unit && !number.is_empty()) else {
            let message = format!(
                "{} is no time; hours (h), minutes (m), seconds (s) and milliseconds (ms) follow each other as in 2m30s.",
                quoted(text)
            );
            return Err(Fault::new("duration.form", message));
        };
        let part = number
            .parse()
            .ok()
            .and_then(|count: u64| count.checked_mul(*length));
        total = total
            .zip(part)
            .and_then(|(total, part)| total.checked_add(part));
        rest = tail;
    }
    let within = total.filter(|total| *total <= MOST);
    let span = within.map(|millis| Duration {
        text: text.to_owned(),
        millis,
    });
    span.ok_or_else(|| {
        let message = format!(
            "{} is too long; at most 2562047h are possible.",
            quoted(text)
        );
        Fault::new("duration.range", message)
    })
}

/// The span that was probably meant: a sole number counts seconds, and units may be written out.
fn nearest(text: &str) -> Option<String> {
    let packed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let lower = packed.to_ascii_lowercase();
    let end = lower
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(lower.len());
    let (number, unit) = lower.split_at(end);
    let count: u64 = number.parse().ok()?;
    Some(match unit {
        "" | "sec" | "secs" | "second" | "seconds" => format!("{count}s"),
        "min" | "mins" | "minute" | "minutes" => format!("{count}m"),
        "hr" | "hrs" | "hour" | "hours" => format!("{count}h"),
        "msec" | "msecs" | "millis" | "millisecond" | "milliseconds" => format!("{count}ms"),
        "d" | "day" | "days" => format!("{}h", count.checked_mul(24)?),
        _ => lower,
    })
}

impl PartialEq for Duration {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Duration {}

impl PartialOrd for Duration {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Duration {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |span: &Self| (!span.text.is_empty(), span.millis);
        key(self).cmp(&key(other))
    }
}

impl Hash for Duration {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (!self.text.is_empty(), self.millis).hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::laws::{accepts, refuses};

    #[test]
    fn what_is_no_time_is_refused_with_the_one_meant() {
        refuses::<Duration>(&[
            ("", "required", None),
            ("90", "duration.form", Some("90s")),
            ("90 s", "duration.form", Some("90s")),
            ("5 min", "duration.form", Some("5m")),
            ("2 Hours", "duration.form", Some("2h")),
            ("1d", "duration.form", Some("24h")),
            ("30S", "duration.form", Some("30s")),
            ("2m 30s", "duration.form", Some("2m30s")),
            ("30s2m", "duration.form", None),
            ("1s1s", "duration.form", None),
            ("1.5h", "duration.form", None),
            ("-1s", "duration.form", None),
            ("s", "duration.form", None),
            ("1us", "duration.form", None),
            ("2562048h", "duration.range", None),
            ("99999999999999999999h", "duration.range", None),
        ]);
        accepts::<Duration>(&["0s", "500ms", "90s", "2m30s", "1h", "1h1ms", "2562047h"]);
    }

    #[test]
    fn a_span_has_the_length_of_its_parts() {
        for (text, millis, seconds) in [("1h2m3s4ms", 3_723_004, 3724), ("60s", 60_000, 60)] {
            let span = Duration::literal(text);
            assert_eq!((span.millis(), span.seconds()), (millis, seconds), "{text}");
        }
        assert_eq!(Duration::literal("60s"), Duration::literal("1m"));
    }
}
