use super::quantity::{Measure, NANO, Quantity, nano};
use crate::form::Fault;
use crate::form::parse::quoted;

/// An amount of processor time, such as `500m` (half a core) or `2`: at least a thousandth of a core.
///
/// Finer amounts are refused, because Kubernetes counts in thousandths and rounds up (`Quantity.MilliValue` of
/// `apimachinery/pkg/api/resource/quantity.go`, Kubernetes 1.37). More than any machine has is most often memory in the
/// wrong place.
pub type CpuAmount = Quantity<Cpu>;

/// Processor time, which is measured in cores.
#[derive(Clone, Debug)]
pub struct Cpu;

/// More cores than any machine has.
const MOST_CORES: i128 = 65_536;

impl Measure for Cpu {
    const NAME: &'static str = "cpuAmount";
    const EXPECTS: &'static str = "a number of cores, such as 2 or 500m";
    const MISSING: &'static str = "The amount of processor time";
    const FORM: &'static str = "cpu-amount.form";
    const POSITIVE: &'static str = "cpu-amount.positive";
    const SAMPLE: &'static str = "500m";

    fn check(text: &str, nano: i128) -> Result<(), Fault> {
        let shown = quoted(text);
        if nano % (NANO / 1000) != 0 {
            let message = format!(
                "{shown} is finer than a thousandth of a core (1m), the least that Kubernetes counts."
            );
            Err(Fault::new("cpu-amount.fraction", message))
        } else if nano / NANO > MOST_CORES {
            let message =
                format!("{shown} is more than any machine has; cores are counted here, not bytes.");
            Err(Fault::new("cpu-amount.large", message))
        } else {
            Ok(())
        }
    }

    fn nearest(number: &str, unit: &str) -> Vec<String> {
        let typed = format!("{number}{unit}");
        let lower = unit.to_ascii_lowercase();
        let meant = match lower.as_str() {
            "m" | "milli" | "mcpu" | "millicores" => Some("m"),
            "core" | "cores" | "cpu" | "cpus" | "vcpu" | "vcpus" => Some(""),
            _ => None,
        };
        let rounded = nano(&typed).map(|nano| {
            let milli = (nano - 1).div_euclid(NANO / 1000) + 1;
            format!("{milli}m")
        });
        let meant = meant.map(|unit| format!("{number}{unit}"));
        [typed].into_iter().chain(meant).chain(rounded).collect()
    }

    fn vary(milli: i128) -> String {
        if milli % 1000 == 0 {
            let cores = milli / 1000;
            (if cores < MOST_CORES {
                cores + 1
            } else {
                cores - 1
            })
            .to_string()
        } else {
            format!("{}m", milli + 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::laws::{accepts, refuses};

    #[test]
    fn an_amount_that_no_machine_has_or_kubernetes_does_not_count_is_refused() {
        refuses::<CpuAmount>(&[
            ("", "required", None),
            ("2 cores", "cpu-amount.form", Some("2")),
            ("1,5", "cpu-amount.form", Some("1.5")),
            ("500 m", "cpu-amount.form", Some("500m")),
            ("500M", "cpu-amount.large", Some("500m")),
            ("512Mi", "cpu-amount.large", None),
            ("0.0005", "cpu-amount.fraction", Some("1m")),
            ("1.5m", "cpu-amount.fraction", Some("2m")),
            ("0", "cpu-amount.positive", None),
            ("0m", "cpu-amount.positive", None),
            ("-1", "cpu-amount.positive", Some("1")),
            ("half", "cpu-amount.form", None),
        ]);
        accepts::<CpuAmount>(&["1m", "500m", "0.5", ".25", "2", "65536", "1e3", "65535999m"]);
    }

    #[test]
    fn half_a_core_is_five_hundred_thousandths() {
        assert_eq!(CpuAmount::literal("0.5"), CpuAmount::literal("500m"));
        assert_eq!(CpuAmount::literal("0.5").milli(), 500);
    }
}
