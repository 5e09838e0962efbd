//! Instructions of opening a ledger of 120 months with its first screen.
//!
//! It fails if they change: the counts are compared with those in `instructions.txt`. The database is
//! not encrypted, because the encryption is the system's own library, which differs from one machine
//! to another.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![allow(clippy::expect_used, reason = "a benchmark that cannot measure ends")]

#[path = "../ledger/book.rs"]
#[expect(dead_code, reason = "the ledger of a million transactions is measured elsewhere")]
mod book;
#[path = "../counting.rs"]
mod counting;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use kabinet_api::Language;
use kabinet_domain::AccountKey;

use book::{Book, LOGIN, Protection};

const OPENING: &str = "opening";

/// The folder of the ledger, which the processes that are counted open.
const FOLDER: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/counted-ledger");

fn main() -> ExitCode {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/opening/instructions.txt");
    counting::run(&file, &[OPENING], write, open)
}

/// Writes the ledger, without anything that an earlier run has left.
fn write() {
    let folder = Path::new(FOLDER);
    if folder.exists() {
        fs::remove_dir_all(folder).expect("the last ledger can be removed");
    }
    fs::create_dir_all(folder).expect("the folder can be made");
    let book = Book::ordinary(Protection::Plain).expect("the ledger is written");
    let name = book.file.file_name().expect("it is a file");
    fs::copy(&book.file, folder.join(name)).expect("the ledger is kept");
}

/// Opens the ledger and its first screen some times.
fn open(_: &str, passes: usize) {
    let api = book::plain_api(Path::new(FOLDER));
    let key = AccountKey::new("sevencom", LOGIN).expect("it is a key");
    for _ in 0..passes {
        let account = api.open(&key).expect("the ledger opens");
        account.overview_screen(Language::Ru).expect("the screen is shown");
    }
}
