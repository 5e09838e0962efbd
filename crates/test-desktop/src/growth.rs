//! Figures of a program that runs for long, which must not grow.

use std::fmt;

/// A figure of a program, and the growth of it that is no leak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// Its name, with the unit.
    pub name: &'static str,
    /// The most that it may exceed its first value by.
    pub most_growth: u64,
}

/// Figures at several moments, the first of which is the measure of the later ones.
///
/// It is shown as a table.
#[derive(Debug, Clone)]
pub struct Growth<const N: usize> {
    figures: [Figure; N],
    moments: Vec<(String, [u64; N])>,
}

/// The width of a column of the table.
const WIDTH: usize = 16;

impl<const N: usize> Growth<N> {
    /// Creates the table of these figures, which has no moment yet.
    pub fn of(figures: [Figure; N]) -> Self {
        Self { figures, moments: Vec::new() }
    }

    /// Adds the values of a moment, in the order of the figures.
    pub fn note(&mut self, moment: &str, values: [u64; N]) {
        self.moments.push((moment.to_owned(), values));
    }

    /// Returns a sentence on each figure that has grown too much from the first moment to the last.
    pub fn excesses(&self) -> Vec<String> {
        let (Some((from, first)), Some((to, last))) = (self.moments.first(), self.moments.last()) else {
            return Vec::new();
        };
        let compared = self.figures.iter().zip(first.iter().zip(last));
        let grown = compared.filter(|(figure, (first, last))| **last > **first + figure.most_growth);
        grown
            .map(|(Figure { name, most_growth }, (first, last))| {
                format!("{name}: {first} at {from}, {last} at {to}; {most_growth} more are allowed")
            })
            .collect()
    }
}

impl<const N: usize> fmt::Display for Growth<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut line = |name: &str, cells: [String; N]| {
            let cells: String = cells.iter().map(|cell| format!("{cell:>WIDTH$}")).collect();
            writeln!(f, "{name:WIDTH$}{cells}")
        };
        line("", self.figures.map(|figure| figure.name.to_owned()))?;
        for (moment, values) in &self.moments {
            line(moment, values.map(|value| value.to_string()))?;
        }
        line("may grow by", self.figures.map(|figure| figure.most_growth.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIGURES: [Figure; 2] =
        [Figure { name: "threads", most_growth: 0 }, Figure { name: "memory", most_growth: 10 }];

    #[test]
    fn a_figure_may_grow_by_as_much_as_is_allowed_and_may_shrink() {
        let mut growth = Growth::of(FIGURES);
        assert_eq!(growth.excesses(), [""; 0], "nothing is known yet");
        growth.note("1", [3, 100]);
        growth.note("2", [9, 900]);
        growth.note("3", [2, 110]);
        assert_eq!(growth.excesses(), [""; 0], "in between it may be more");
        growth.note("4", [4, 111]);
        let expected = [
            "threads: 3 at 1, 4 at 4; 0 more are allowed",
            "memory: 100 at 1, 111 at 4; 10 more are allowed",
        ];
        assert_eq!(growth.excesses(), expected);
    }

    #[test]
    fn every_moment_is_a_line_of_the_table() {
        let mut growth = Growth::of(FIGURES);
        growth.note("50 openings", [3, 100]);
        let expected = "                         threads          memory\n\
            50 openings                    3             100\n\
            may grow by                    0              10\n";
        assert_eq!(growth.to_string(), expected);
    }
}
