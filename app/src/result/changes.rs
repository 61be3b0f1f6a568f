//! What an edit changed in a text, line by line.

use super::highlight::lines_of;

/// Above this many comparisons, lines between the first and the last difference count as exchanged altogether.
const MOST_COMPARISONS: usize = 1_000_000;

/// A line of two texts laid beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change<'a> {
    /// A line of both, with its number in the later text, counted from one.
    Kept(usize, &'a str),
    /// A line of the earlier text only.
    Removed(&'a str),
    /// A line of the later text only, with its number.
    Added(usize, &'a str),
}

/// The lines of both texts in order, each removed line before the one that took its place.
pub(crate) fn compare<'a>(before: &'a str, after: &'a str) -> Vec<Change<'a>> {
    let (old, new): (Vec<_>, Vec<_>) = (lines_of(before).collect(), lines_of(after).collect());
    let head = common(old.iter(), new.iter());
    let tail = common(old[head..].iter().rev(), new[head..].iter().rev());
    let mut changes: Vec<_> = (0..head).map(|at| Change::Kept(at + 1, new[at])).collect();
    middle(
        &old[head..old.len() - tail],
        &new[head..new.len() - tail],
        head,
        &mut changes,
    );
    changes.extend((new.len() - tail..new.len()).map(|at| Change::Kept(at + 1, new[at])));
    changes
}

fn common<'a>(a: impl Iterator<Item = &'a &'a str>, b: impl Iterator<Item = &'a &'a str>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

fn middle<'a>(old: &[&'a str], new: &[&'a str], above: usize, changes: &mut Vec<Change<'a>>) {
    let longest = if old.len() * new.len() > MOST_COMPARISONS {
        Table::default()
    } else {
        Table::of(old, new)
    };
    let (mut a, mut b) = (0, 0);
    while a < old.len() || b < new.len() {
        if a < old.len() && b < new.len() && old[a] == new[b] && longest.known() {
            changes.push(Change::Kept(above + b + 1, new[b]));
            (a, b) = (a + 1, b + 1);
        } else if a < old.len() && (b == new.len() || longest.at(a + 1, b) >= longest.at(a, b + 1))
        {
            changes.push(Change::Removed(old[a]));
            a += 1;
        } else {
            changes.push(Change::Added(above + b + 1, new[b]));
            b += 1;
        }
    }
}

/// The length of the longest common subsequence of every pair of ends of two lists of lines.
#[derive(Default)]
struct Table {
    width: usize,
    lengths: Vec<u32>,
}

impl Table {
    fn of(old: &[&str], new: &[&str]) -> Self {
        let width = new.len() + 1;
        let mut table = Self {
            width,
            lengths: vec![0; width * (old.len() + 1)],
        };
        for a in (0..old.len()).rev() {
            for b in (0..new.len()).rev() {
                table.lengths[a * width + b] = if old[a] == new[b] {
                    table.at(a + 1, b + 1) + 1
                } else {
                    table.at(a + 1, b).max(table.at(a, b + 1))
                };
            }
        }
        table
    }

    fn known(&self) -> bool {
        self.width > 0
    }

    fn at(&self, a: usize, b: usize) -> u32 {
        self.lengths.get(a * self.width + b).copied().unwrap_or(0)
    }
}

/// Whether each line of the later text is new or changed.
pub(crate) fn marks(before: &str, after: &str) -> Vec<bool> {
    let mut marks = vec![false; lines_of(after).count()];
    for change in compare(before, after) {
        if let Change::Added(number, _) = change {
            marks[number - 1] = true;
        }
    }
    marks
}

/// The changed lines alone, in runs: what stands apart in the text stands apart here.
pub(crate) fn runs<'a>(before: &'a str, after: &'a str) -> Vec<Vec<Change<'a>>> {
    let mut runs = vec![Vec::new()];
    for change in compare(before, after) {
        match (change, runs.last_mut()) {
            (Change::Kept(..), Some(run)) if !run.is_empty() => runs.push(Vec::new()),
            (Change::Kept(..), _) | (_, None) => {}
            (change, Some(run)) => run.push(change),
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exchanged_line_is_shown_old_before_new_with_its_number() {
        assert_eq!(
            runs("a\nb\nc\n", "a\nB\nc\n"),
            [[Change::Removed("b"), Change::Added(2, "B")]]
        );
    }

    #[test]
    fn changes_that_stand_apart_are_runs_of_their_own() {
        let runs = runs("1\n2\n3\n4\n5", "1\nx\n3\n4\n5\n6");
        assert_eq!(runs.len(), 2);
        assert_eq!(runs[1], [Change::Added(6, "6")]);
    }

    #[test]
    fn every_line_of_the_later_text_comes_once_in_order() {
        for (before, after) in [
            ("", "a\nb"),
            ("a\nb", ""),
            ("a\na\na", "a\na"),
            ("x\ny\nz", "z\ny\nx"),
        ] {
            let later: Vec<_> = compare(before, after)
                .into_iter()
                .filter_map(|change| match change {
                    Change::Kept(number, line) | Change::Added(number, line) => {
                        Some((number, line))
                    }
                    Change::Removed(_) => None,
                })
                .collect();
            let expected: Vec<_> = after.lines().zip(1..).map(|(l, n)| (n, l)).collect();
            assert_eq!(later, expected);
        }
    }

    #[test]
    fn a_line_put_in_marks_itself_only() {
        assert_eq!(marks("a\nc", "a\nb\nc"), [false, true, false]);
    }

    #[test]
    fn very_different_long_texts_count_as_exchanged() {
        let lines = |word: &str| -> String {
            let lines: Vec<_> = (0..2000).map(|n| format!("{word}{n}")).collect();
            lines.join("\n")
        };
        assert!(marks(&lines("a"), &lines("b")).iter().all(|mark| *mark));
    }
}
