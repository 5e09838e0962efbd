//! Leaks of the password, planted to show that the check of every run sees them.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};

use kabinet_demo::CANARY;

use crate::support::{Answer, Cli};

const DISGUISES: [&str; 5] = [
    CANARY,
    "d09ad0b0d0bdd0b0d180d0b5d0b9d0bad0b02b3726257158207a",
    "\u{1a}\u{4}0\u{4}=\u{4}0\u{4}@\u{4}5\u{4}9\u{4}:\u{4}0\u{4}+\x007\0&\0%\0q\0X\0 \0z\0",
    "p=%CA%E0%ED%E0%F0%E5%E9%EA%E0%2B7%26%25qX+z",
    "MTIzNDU2Nzg60JrQsNC90LDRgNC10LnQutCwKzcmJXFYIHo=",
];

fn is_seen(cli: &Cli, answer: &Answer) -> bool {
    catch_unwind(AssertUnwindSafe(|| cli.never_shows(CANARY, answer))).is_err()
}

#[test]
fn a_password_that_is_printed_or_written_is_seen_in_every_disguise() {
    let answer = |out: &str, err: &str| Answer { exit: Some(0), out: out.to_owned(), err: err.to_owned() };
    for disguise in DISGUISES {
        let cli = Cli::new();
        assert!(!is_seen(&cli, &answer("588.00", "")));
        assert!(is_seen(&cli, &answer(disguise, "")) && is_seen(&cli, &answer("", disguise)), "{disguise}");
        let folder = cli.data().join("reports");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("report.txt"), format!("<p>{disguise}</p>")).unwrap();
        assert!(is_seen(&cli, &answer("588.00", "")), "{disguise}");
    }
}
