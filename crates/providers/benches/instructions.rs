//! Instructions of reading the pages of the demo portal's skins.
//!
//! It fails if they change: the counts are compared with those in `instructions.txt`.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![allow(clippy::expect_used, reason = "a benchmark that cannot measure ends")]

#[path = "../../../xtask/benches/counting.rs"]
mod counting;
#[path = "reading/figures.rs"]
#[expect(dead_code, reason = "the figures are compared with others elsewhere")]
mod figures;
#[path = "reading/pages.rs"]
mod pages;

use std::path::Path;
use std::process::ExitCode;

use pages::Page;

/// The pages within a large site.
const LARGE: &str = "large";
/// The skin whose pages are read within a large site; the site makes up most of the work.
const SKIN_OF_LARGE: &str = "default";
/// The page with a whole statement.
const STATEMENT: &str = "statement";
const PARTS: [&str; 5] = ["account", "months", "month", LARGE, STATEMENT];

fn main() -> ExitCode {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/instructions.txt");
    counting::run(&file, &PARTS, || {}, read)
}

/// Reads the pages of a part some times.
fn read(part: &str, passes: usize) {
    if part == STATEMENT {
        let statement = pages::statement_on_one_page();
        return (0..passes).for_each(|_| assert!(figures::of_statement(&statement).is_some()));
    }
    let is_meant = |page: &Page| {
        if page.is_large {
            part == LARGE && page.name.split(' ').next() == Some(SKIN_OF_LARGE)
        } else {
            page.kind.name() == part
        }
    };
    let pages: Vec<Page> = pages::of_skins().into_iter().filter(is_meant).collect();
    // The first pass also compiles the patterns, once in a process.
    (0..passes).for_each(|_| pages.iter().for_each(|page| drop(figures::of(page))));
}
