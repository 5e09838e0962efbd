//! Exported files as the programs that people have read them.
//!
//! `kabinet-cli` makes the files from an account on its own demo portal. The scripts beside the tests
//! of `export` give them to each program and answer with the sums that it shows then.

mod exports;
mod programs;

use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::matrix::Matrix;
use crate::{process, setup};
use exports::{CASES, Case, Exports};
use programs::{PROGRAMS, Program};

const SCRIPT: &str = "crates/export/tests/readers/cases.py";

/// Sets up, then reads exported files with every program and prints the matrix.
///
/// # Errors
/// If a cell is not as declared, or the files cannot be made.
pub fn run() -> Result<()> {
    setup::to_check_readers()?;
    let exports = Exports::make()?;
    let facts = exports::facts();
    let mut matrix = Matrix::new(&CASES.map(Case::name));
    for program in PROGRAMS {
        println!("{}", program.name);
        let cells = CASES.iter().zip(program.cases);
        let cells = cells.map(|(case, expected)| expected.check(|| program.check(*case, &exports, &facts)));
        matrix.push(program.name.to_owned(), cells.collect());
    }
    println!("\n{matrix}");
    matrix.verdict()
}

impl Program {
    /// Compares the sums that the program shows with the sums of the account.
    fn check(&self, case: Case, exports: &Exports, facts: &Value) -> Result<()> {
        let answer = self.read(case, exports)?;
        for name in self.answers {
            let (found, fact) = (&answer[name], &facts[name]);
            ensure!(found == fact, "{name} is {found} and must be {fact}");
        }
        Ok(())
    }

    fn read(&self, case: Case, exports: &Exports) -> Result<Value> {
        let root = process::root();
        let mut script = Command::new(root.join(setup::readers::CHECKED_PYTHON).join("bin/python"));
        script.arg(root.join(SCRIPT)).args([self.reader, case.name()]);
        script.args(exports.files(case, self.extension));
        script.env("NODE_MODULES", root.join(setup::readers::CHECKED_NODE).join("node_modules"));
        script.env("PYTHONDONTWRITEBYTECODE", "1");
        let output = script.output().with_context(|| format!("cannot start {}", process::line(&script)))?;
        if !output.status.success() {
            bail!("{}", String::from_utf8_lossy(&output.stderr).trim());
        }
        serde_json::from_slice(&output.stdout).context("the script printed no JSON")
    }
}
