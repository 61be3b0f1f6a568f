//! `cargo xtask test`: stages, one after the other, and a summary. Nothing is skipped: a stage
//! whose tool cannot be had fails, and the later ones still run.

pub(crate) mod stages;

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use crate::process::spoken;
use stages::{STAGES, Stage};

/// A part of the tests that can be run alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Formatting, lints and documentation.
    Lint,
    /// The core and these commands: everything that needs nothing but Rust.
    Unit,
    /// The built page in a real browser.
    Browser,
    /// The tools that people use with what is generated.
    Tools,
    /// A real API server.
    Cluster,
}

impl Part {
    /// Every part, in the order in which they run.
    pub(crate) const ALL: [Self; 5] = [
        Self::Lint,
        Self::Unit,
        Self::Browser,
        Self::Tools,
        Self::Cluster,
    ];

    /// The word for it on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Lint => "lint",
            Self::Unit => "unit",
            Self::Browser => "browser",
            Self::Tools => "tools",
            Self::Cluster => "cluster",
        }
    }
}

struct Outcome {
    stage: &'static str,
    took: Duration,
    result: Result<()>,
}

/// Runs one part of the tests, or all.
pub(crate) fn test(part: Option<Part>) -> Result<()> {
    let chosen = STAGES
        .iter()
        .filter(|stage| part.is_none_or(|part| part == stage.part));
    let outcomes: Vec<Outcome> = chosen.map(perform).collect();
    println!("\n{}", summary(&outcomes));
    let failed = outcomes
        .iter()
        .filter(|outcome| outcome.result.is_err())
        .count();
    ensure!(failed == 0, "{failed} of {} stages failed", outcomes.len());
    Ok(())
}

fn perform(stage: &Stage) -> Outcome {
    println!("\n== {}", stage.name);
    let start = Instant::now();
    let result = (stage.work)();
    let took = start.elapsed();
    match &result {
        Ok(()) => println!("== {}: passed, {}", stage.name, spoken(took)),
        Err(failure) => println!("== {}: failed, {}\n{failure:#}", stage.name, spoken(took)),
    }
    Outcome {
        stage: stage.name,
        took,
        result,
    }
}

fn summary(outcomes: &[Outcome]) -> String {
    let total: Duration = outcomes.iter().map(|outcome| outcome.took).sum();
    let lines = outcomes.iter().map(|outcome| {
        let verdict = if outcome.result.is_ok() {
            "passed"
        } else {
            "FAILED"
        };
        format!(
            "{verdict}  {:44} {:>13}\n",
            outcome.stage,
            spoken(outcome.took)
        )
    });
    lines.collect::<String>() + &format!("{:>66}\n", spoken(total))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_has_a_line_a_stage_and_their_sum() {
        let outcome = |stage, seconds, result| Outcome {
            stage,
            took: Duration::from_secs(seconds),
            result,
        };
        let outcomes = [
            outcome("formatting", 2, Ok(())),
            outcome("browser", 60, Err(anyhow::anyhow!("no browser"))),
        ];
        let text = summary(&outcomes);
        let words: Vec<Vec<_>> = text
            .lines()
            .map(|line| line.split_whitespace().collect())
            .collect();
        assert_eq!(words[0][..2], ["passed", "formatting"]);
        assert_eq!(words[1][..2], ["FAILED", "browser"]);
        assert_eq!(words[2], ["1", "min", "2", "s"]);
    }

    #[test]
    fn every_part_has_a_stage() {
        for part in Part::ALL {
            assert!(STAGES.iter().any(|stage| stage.part == part), "{part:?}");
        }
    }
}
