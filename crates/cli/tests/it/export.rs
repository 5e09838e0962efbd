//! Tests of `export`.

use std::fs;
use std::process::Stdio;

use crate::support::{Cli, demo};

const FORMATS: [&str; 9] = ["csv", "csv-plain", "xlsx", "pdf", "ics", "ofx", "qif", "hledger", "json"];

#[test]
fn every_format_goes_to_standard_output_and_to_a_file_alike() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    let file = cli.data().join("statement");
    for format in FORMATS {
        let out = cli.command().args(["export", "--format", format]).output().unwrap();
        assert_eq!((out.status.code(), out.stderr.len()), (Some(0), 0), "{format}");
        assert!(!out.stdout.is_empty(), "{format} says nothing");
        let path = file.to_str().unwrap();
        let saved = cli.run(&["export", "--format", format, "-o", path, "--json"]).done().json();
        assert_eq!(saved["file"], path);
        assert!(saved["entries"].as_u64().unwrap() > 0, "{saved}");
        let bytes = fs::read(&file).unwrap();
        let is_dated = ["xlsx", "pdf", "ics", "ofx"].contains(&format);
        assert!(is_dated || bytes == out.stdout, "{format} differs");
    }
}

#[test]
fn only_the_days_that_are_asked_for_are_exported() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    let asked = ["export", "--format", "csv-plain", "--from", "2021-11-10", "--to", "2021-11-10"];
    let lines = cli.run(&asked).done().out;
    let days: Vec<&str> = lines.lines().skip(1).map(|line| &line[..10]).collect();
    assert_eq!(days, ["2021-11-10", "2021-11-10"], "{lines}");
    let document = cli.run(&["export", "--format", "json", "--from", "2021-11-10", "--json"]).done().json();
    assert_eq!(document["opening"], "989.00", "what was before it is in the opening balance");
}

#[test]
fn only_a_quicken_file_with_the_first_operations_has_the_opening_balance() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    let export = |days: &[&str]| cli.run(&[&["export", "--format", "qif"], days].concat()).done().out;
    let opening = "Opening Balance";
    assert!(export(&[]).contains(opening));
    assert!(export(&["--to", "2021-11-30"]).contains(opening));
    assert!(!export(&["--from", "2021-12-01"]).contains(opening), "readers would add it as money once more");
}

#[test]
fn what_cannot_be_exported_leaves_the_file_that_was_there() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    let file = cli.data().join("statement.csv");
    fs::write(&file, "before").unwrap();
    let path = file.to_str().unwrap();
    let asked = ["export", "--json", "--format", "csv", "--to", "2020-01-01", "-o", path];
    cli.run(&asked).refused(2, "nothing_to_export");
    assert_eq!(fs::read_to_string(&file).unwrap(), "before");
    let nowhere = file.join("inside").display().to_string();
    cli.run(&["export", "--json", "--format", "csv", "-o", &nowhere]).refused(1, "file_not_written");
    cli.run(&["export", "--json", "--format", "docx"]).refused(2, "usage");
}

#[test]
fn a_device_is_written_to() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    let device = if cfg!(windows) { "nul" } else { "/dev/null" };
    cli.run(&["export", "--format", "csv", "-o", device]).done();
    assert!(!cli.run(&["export", "--format", "csv", "-o", device]).out.is_empty(), "the answer is printed");
    assert!(!cfg!(unix) || !fs::metadata(device).unwrap().is_file(), "it was replaced");
    if cfg!(windows) {
        // Windows writes this nowhere too, and whoever types it means a file.
        cli.run(&["export", "--json", "--format", "csv", "-o", "nul.csv"]).refused(1, "file_not_written");
    }
}

#[test]
fn a_reader_who_has_seen_enough_is_no_failure() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    let mut command = cli.command();
    let mut child = command.args(["export", "--format", "csv"]).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0), "the pipe was closed, and that is all");
}
