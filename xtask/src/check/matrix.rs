//! A table of outside programs by cases.

use std::fmt::{self, Display, Formatter};

use anyhow::{Result, ensure};

/// The declared ability of an outside program in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// It works.
    Works,
    /// It works, and this is to know.
    Noted(&'static str),
    /// The program cannot do it.
    Cannot {
        /// The reason.
        reason: &'static str,
        /// A part of the error that shows this reason and no other.
        shown_by: &'static str,
    },
    /// There is nothing to try, for this reason.
    Absent(&'static str),
}

/// A tried case.
#[derive(Debug, PartialEq, Eq)]
pub enum Cell {
    /// It works.
    Ok,
    /// It works, and this is to know.
    Noted(&'static str),
    /// It does not work, as declared, for this reason.
    Cannot(&'static str),
    /// There is nothing to try, for this reason.
    Absent(&'static str),
    /// It does not work, and no reason is declared.
    Failed(String),
    /// It works, although this reason against it is declared.
    Outdated(&'static str),
}

/// The cases of outside programs.
#[derive(Debug)]
pub struct Matrix {
    columns: Vec<&'static str>,
    rows: Vec<(String, Vec<Cell>)>,
}

impl Expected {
    /// Tries a case, unless there is nothing to try.
    pub fn check(self, case: impl FnOnce() -> Result<()>) -> Cell {
        if let Self::Absent(reason) = self {
            return Cell::Absent(reason);
        }
        match (case().map_err(|error| format!("{error:#}")), self) {
            (Ok(()), Self::Noted(note)) => Cell::Noted(note),
            (Ok(()), Self::Cannot { reason, .. }) => Cell::Outdated(reason),
            (Ok(()), Self::Works | Self::Absent(_)) => Cell::Ok,
            (Err(error), Self::Cannot { reason, shown_by }) if error.contains(shown_by) => {
                Cell::Cannot(reason)
            }
            (Err(error), _) => Cell::Failed(error),
        }
    }
}

impl Matrix {
    /// Creates a matrix without rows.
    pub fn new(columns: &[&'static str]) -> Self {
        Self { columns: columns.to_vec(), rows: Vec::new() }
    }

    /// Adds a row, with a cell for each column.
    pub fn push(&mut self, name: String, cells: Vec<Cell>) {
        self.rows.push((name, cells));
    }

    /// Returns an error if a cell is not as declared.
    ///
    /// # Errors
    /// If a cell is [`Cell::Failed`] or [`Cell::Outdated`].
    pub fn verdict(&self) -> Result<()> {
        let cells = self.rows.iter().flat_map(|(_, cells)| cells);
        let wrong = cells.filter(|cell| matches!(cell, Cell::Failed(_) | Cell::Outdated(_))).count();
        ensure!(wrong == 0, "cells that are not as declared: {wrong}");
        Ok(())
    }
}

/// The matrix, with the reasons and the failures below it.
impl Display for Matrix {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let name_width = self.rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default();
        let widths = self.columns.iter().map(|column| column.chars().count().max("outdated 99".len()));
        let widths: Vec<usize> = widths.collect();
        write!(f, "{:name_width$}", "")?;
        for (column, width) in self.columns.iter().zip(&widths) {
            write!(f, "  {column:width$}")?;
        }
        let mut notes = Notes::default();
        for (name, cells) in &self.rows {
            write!(f, "\n{name:name_width$}")?;
            for ((column, cell), width) in self.columns.iter().zip(cells).zip(&widths) {
                let text = notes.cell(&format!("{name}, {column}"), cell);
                write!(f, "  {text:width$}")?;
            }
        }
        writeln!(f, "\n")?;
        for (number, note) in (1..).zip(&notes.0) {
            writeln!(f, "{number:>3}  {note}")?;
        }
        Ok(())
    }
}

/// The notes below a matrix.
#[derive(Default)]
struct Notes(Vec<String>);

impl Notes {
    /// Returns the text of a cell, after its note is added.
    fn cell(&mut self, place: &str, cell: &Cell) -> String {
        match cell {
            Cell::Ok => "ok".to_owned(),
            Cell::Noted(note) => self.refer("ok", (*note).to_owned()),
            Cell::Cannot(reason) => self.refer("no", (*reason).to_owned()),
            Cell::Absent(reason) => self.refer("-", (*reason).to_owned()),
            Cell::Failed(error) => self.refer("FAILED", format!("{place}: {error}")),
            Cell::Outdated(reason) => self.refer("OUTDATED", format!("{place} works, against: {reason}")),
        }
    }

    fn refer(&mut self, word: &str, note: String) -> String {
        let known = self.0.iter().position(|it| *it == note);
        let index = known.unwrap_or_else(|| {
            self.0.push(note);
            self.0.len() - 1
        });
        format!("{word} {}", index + 1)
    }
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    const WHY: &str = "It keeps no UIDs.";
    const DOUBLED: Expected = Expected::Cannot { reason: WHY, shown_by: "twice" };

    #[test]
    fn a_case_is_a_failure_unless_its_reason_is_declared_and_true() {
        assert_eq!(Expected::Works.check(|| Ok(())), Cell::Ok);
        assert_eq!(Expected::Works.check(|| bail!("a sum")), Cell::Failed("a sum".to_owned()));
        assert_eq!(Expected::Noted(WHY).check(|| Ok(())), Cell::Noted(WHY));
        assert_eq!(Expected::Noted(WHY).check(|| bail!("a sum")), Cell::Failed("a sum".to_owned()));
        assert_eq!(DOUBLED.check(|| bail!("each day twice")), Cell::Cannot(WHY));
        assert_eq!(DOUBLED.check(|| bail!("a crash")), Cell::Failed("a crash".to_owned()));
        assert_eq!(DOUBLED.check(|| Ok(())), Cell::Outdated(WHY));
        assert_eq!(Expected::Absent(WHY).check(|| panic!("it must not be tried")), Cell::Absent(WHY));
    }

    #[test]
    fn only_a_cell_that_is_not_as_declared_fails_the_matrix() {
        let mut matrix = Matrix::new(&["whole", "again"]);
        matrix.push("one".to_owned(), vec![Cell::Ok, Cell::Cannot(WHY)]);
        matrix.push("another".to_owned(), vec![Cell::Absent("No days."), Cell::Noted(WHY)]);
        assert!(matrix.verdict().is_ok());
        let shown = matrix.to_string();
        let lines: Vec<&str> = shown.lines().map(str::trim_end).collect();
        assert_eq!(lines[0], "         whole        again");
        assert_eq!(lines[1], "one      ok           no 1");
        assert_eq!(lines[2], "another  - 2          ok 1");
        assert_eq!(lines[4..], ["  1  It keeps no UIDs.", "  2  No days."]);
        matrix.push("third".to_owned(), vec![Cell::Ok, Cell::Outdated(WHY)]);
        assert_eq!(matrix.verdict().unwrap_err().to_string(), "cells that are not as declared: 1");
        assert!(matrix.to_string().contains("third, again works, against: It keeps no UIDs."));
    }
}
