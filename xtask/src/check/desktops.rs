//! Kabinet with the notification daemons, trays and keyrings that people have.

mod table;

use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use anyhow::{Context, Result, bail};

use super::matrix::Matrix;
use crate::{process, setup, ui};
use table::{Kind, TABLE};

/// The features of the whole workspace, with which `ci` builds the packages of others too.
const OF_WORKSPACE: [&str; 4] = ["--workspace", "--features", "kabinet/desktops", "--locked"];

/// The results of the cases, by program and case; `ok` or an error.
type Results = HashMap<(String, String), String>;

/// Sets up, then tries every program and prints a matrix for each kind.
///
/// # Errors
/// If a cell is not as declared, or a program cannot be installed.
pub fn run() -> Result<()> {
    setup::run()?;
    setup::to_check_desktops()?;
    ui::build()?;
    let results = try_all()?;
    let matrices: Vec<Matrix> = TABLE.iter().map(|kind| matrix(kind, &results)).collect();
    for (kind, matrix) in TABLE.iter().zip(&matrices) {
        println!("\n{}\n\n{matrix}", kind.name);
    }
    matrices.iter().try_for_each(Matrix::verdict)
}

/// Runs the tests that are the columns, and reads the cells that they print.
///
/// A test fails with the first of its cells that does, so that its own result says nothing here.
fn try_all() -> Result<Results> {
    // With the tests, whose features the programs of `ci` have too.
    process::run(process::cargo(&["build"]).args(OF_WORKSPACE).args(["--bins", "--tests"]))?;
    let mut tests = process::cargo(&["test"]);
    tests.args(OF_WORKSPACE).args(["--tests", "--no-fail-fast", "--", "desktops::"]);
    tests.args(["--nocapture", "--test-threads=1"]);
    process::show(&tests);
    let mut child = tests.stdout(Stdio::piped()).spawn().context("cannot start cargo")?;
    let output = child.stdout.take().context("cargo has no output")?;
    let mut results = Results::new();
    for line in BufReader::new(output).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        if let Some((program, case, result)) = cell(&line) {
            println!("{program}: {case}: {result}");
            results.insert((program.to_owned(), case.to_owned()), result.to_owned());
        }
    }
    child.wait()?;
    if results.is_empty() {
        bail!("no case was tried: {}", process::line(&tests));
    }
    Ok(results)
}

/// Parses `cell|PROGRAM|CASE|RESULT`, behind whatever stands before it in the line.
fn cell(line: &str) -> Option<(&str, &str, &str)> {
    let (_, cell) = line.split_once("cell|")?;
    let mut parts = cell.splitn(3, '|');
    Some((parts.next()?, parts.next()?, parts.next()?))
}

fn matrix(kind: &Kind, results: &Results) -> Matrix {
    let mut matrix = Matrix::new(kind.programs);
    for case in kind.cases {
        let cells = kind.programs.iter().map(|program| {
            kind.expected(program, case).check(|| {
                let result = results.get(&((*program).to_owned(), (*case).to_owned()));
                match result.map_or("it was not tried", String::as_str) {
                    "ok" => Ok(()),
                    error => bail!("{error}"),
                }
            })
        });
        matrix.push((*case).to_owned(), cells.collect());
    }
    matrix
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_read_wherever_it_stands_in_a_line() {
        let line = "test desktops::dunst ... cell|dunst|a click|waited in vain: a | b";
        assert_eq!(cell(line), Some(("dunst", "a click", "waited in vain: a | b")));
        assert_eq!(cell("test result: ok. 4 passed"), None);
    }

    #[test]
    fn a_case_that_was_not_tried_is_a_failure() {
        let kind = &TABLE[0];
        let mut results = Results::new();
        assert!(matrix(kind, &results).verdict().is_err());
        for program in kind.programs {
            for case in kind.cases {
                results.insert(((*program).to_owned(), (*case).to_owned()), "ok".to_owned());
            }
        }
        let cannot = table::REASONS.iter().filter(|reason| kind.programs.contains(&reason.program)).count();
        let verdict = matrix(kind, &results).verdict();
        assert_eq!(verdict.is_ok(), cannot == 0, "a reason against what works is out of date");
    }
}
