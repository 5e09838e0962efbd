//! Files by period: one whole file, two periods together, and a second import with a month more.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use kabinet_domain::{Money, MonthStatement};
use kabinet_export::{Format, Heading, Statement};
use serde_json::{Value, json};

use crate::support::{Folder, Russian, heading, month, output_of, read, written_with};

const ACCOUNT: &str = "assets:sevencom:12345678";

/// Returns three months with every kind of transaction that a journal treats differently.
fn quarter() -> Vec<MonthStatement> {
    vec![
        month(
            "2026-10",
            "-763.39",
            &[
                (3, "Оплата через терминал", "2000.00"),
                (4, "Абонентская плата", "-588.00"),
                (20, "Возврат платежа", "-60.61"),
            ],
        ),
        month(
            "2026-11",
            "588.00",
            &[
                (4, "Абонентская плата", "-588.00"),
                (4, "Обещанный платёж", "800.00"),
                (5, "Перерасчёт за простой", "123.45"),
                (6, "Возврат обещанного платежа", "-800.00"),
                (7, "Возврат за выезд специалиста", "150.00"),
            ],
        ),
        month("2026-12", "273.45", &[(1, "Оплата картой", "314.55"), (4, "Абонентская плата", "-588.00")]),
    ]
}

/// The cost of the internet: three fees less the refunds.
const COST: &str = "1490.55";

/// Returns the heading of a file that begins with the month of that index.
fn heading_from(months: &[MonthStatement], first: usize) -> Heading {
    Heading {
        from: months[first].totals.month.first_day(),
        to: months[months.len() - 1].totals.month.next().first_day().pred_opt().unwrap(),
        opening_balance: months[first].totals.opening_balance,
        has_earlier: first > 0,
        ..heading(months)
    }
}

fn file(folder: &Folder, name: &str, format: Format, months: &[MonthStatement], first: usize) -> PathBuf {
    folder.put(name, &written_with(format, heading_from(months, first), &months[first..]).0)
}

/// Returns a journal of several files, one after another.
fn joined(folder: &Folder, files: &[&Path]) -> PathBuf {
    let texts: Vec<String> = files.iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    folder.put("joined.journal", texts.join("\n").as_bytes())
}

fn balance(journal: &Path, account: &str) -> String {
    let line = output_of("hledger", &["balance", account, "-O", "csv", "--no-total", "-f"], journal);
    line.lines().nth(1).map_or("0".to_owned(), |line| line.split('"').nth(3).unwrap().to_owned())
}

/// Checks that hledger and ledger accept a journal at their strictest, with those balances.
#[track_caller]
fn assert_balances(journal: &Path, assets: &str, cost: &str) {
    output_of("hledger", &["check", "--strict", "-f"], journal);
    assert_eq!(balance(journal, "assets"), assets, "hledger");
    assert_eq!(balance(journal, "expenses"), format!("{cost} RUB"), "hledger");
    for (account, sum) in [("assets", assets), ("expenses", &format!("{cost} RUB"))] {
        let arguments = ["--strict", "--pedantic", "balance", account, "--flat", "--no-total", "-f"];
        let found = output_of("ledger", &arguments, journal);
        let found = found.split("  ").find(|part| !part.trim().is_empty()).unwrap_or("0").trim();
        assert_eq!(found, sum, "ledger");
    }
}

/// Returns beancount's reading of a journal that ledger2beancount converts.
fn converted(folder: &Folder, journal: &Path) -> Value {
    let text = output_of("ledger2beancount", &[], journal);
    read("beancount", &folder.put("converted.beancount", text.as_bytes()))
}

#[test]
fn a_whole_journal_has_the_balance_and_the_cost_in_every_strict_reader() {
    let (folder, months) = (Folder::new(), quarter());
    let journal = file(&folder, "whole.journal", Format::Hledger, &months, 0);
    assert_balances(&journal, "0", COST);
    assert_eq!(balance(&journal, "equity:transfers"), "-2253.94 RUB", "what the customer paid");
    let found = converted(&folder, &journal);
    assert_eq!(found["errors"], json!([]));
    assert_eq!(found["sums"]["Expenses:Internet"], COST);
}

#[test]
fn journals_of_two_periods_have_the_balance_alone_and_together() {
    let (folder, months) = (Folder::new(), quarter());
    let autumn = file(&folder, "autumn.journal", Format::Hledger, &months[..2], 0);
    let winter = file(&folder, "winter.journal", Format::Hledger, &months, 2);
    assert_balances(&autumn, "273.45 RUB", "902.55");
    assert_balances(&winter, "0", "588.00");
    let both = joined(&folder, &[&autumn, &winter]);
    assert_balances(&both, "0", COST);
    let found = converted(&folder, &both);
    assert_eq!(found["sums"]["Expenses:Internet"], COST);
    let errors = found["errors"].as_array().unwrap();
    assert!(errors.iter().all(|error| error == "Unused Pad entry"), "{errors:?}");
}

#[test]
fn a_journal_that_misses_a_late_booking_is_refused() {
    let (folder, mut months) = (Folder::new(), quarter());
    let before = file(&folder, "before.journal", Format::Hledger, &months[..2], 0);
    output_of("hledger", &["check", "-f"], &before);
    months[1] = month(
        "2026-11",
        "588.00",
        &[(3, "Списание за прошлый месяц", "-90.00"), (4, "Абонентская плата", "-588.00")],
    );
    let after = file(&folder, "after.journal", Format::Hledger, &months[..2], 0);
    let text = fs::read_to_string(&after).unwrap();
    let missed: Vec<&str> = text.split("\n\n").filter(|part| !part.contains("за прошлый месяц")).collect();
    let missed = folder.put("missed.journal", missed.join("\n\n").as_bytes());
    let check = std::process::Command::new("hledger").args(["check", "-f"]).arg(&missed).output().unwrap();
    let message = String::from_utf8_lossy(&check.stderr).into_owned();
    assert!(!check.status.success() && message.contains("assertion"), "{message}");
    assert!(text.contains(&format!("    {ACCOUNT}  -588.00 RUB = -90.00 RUB\n")), "{text}");
}

#[test]
fn quicken_files_of_two_periods_add_up_to_the_balance() {
    let (folder, months) = (Folder::new(), quarter());
    let sum = |file: &Path| -> Money {
        let rows = read("qif", file);
        let amounts = rows.as_array().unwrap().iter();
        amounts.map(|row| row["amount"].as_str().unwrap().parse::<Money>().unwrap()).sum()
    };
    let whole = file(&folder, "whole.qif", Format::Qif, &months, 0);
    let autumn = file(&folder, "autumn.qif", Format::Qif, &months[..2], 0);
    let winter = file(&folder, "winter.qif", Format::Qif, &months, 2);
    assert_eq!(sum(&whole), Money::ZERO, "the closing balance");
    assert_eq!(sum(&autumn) + sum(&winter), Money::ZERO, "no opening balance comes twice");
    let opening = &read("qif", &autumn)[0];
    assert_eq!((&opening["date"], &opening["operation"]), (&json!("2026-09-30"), &json!("Opening Balance")));
    let text = fs::read_to_string(&winter).unwrap();
    assert!(!text.contains("Opening Balance"), "{text}");
}

#[test]
fn a_second_import_of_exchange_files_with_a_month_more_adds_only_that_month() {
    let (folder, months) = (Folder::new(), quarter());
    let ids = |file: &Path| -> BTreeSet<String> {
        serde_json::from_value(read("ofx", file)["ids"].clone()).unwrap()
    };
    let first = ids(&file(&folder, "first.ofx", Format::Ofx, &months[..2], 0));
    let second = file(&folder, "second.ofx", Format::Ofx, &months, 0);
    let part = ids(&file(&folder, "part.ofx", Format::Ofx, &months, 2));
    let all = ids(&second);
    assert_eq!(first.len(), 8);
    assert!(first.is_subset(&all), "known transactions keep their ids");
    assert_eq!(all.difference(&first).cloned().collect::<BTreeSet<_>>(), part);
    for reader in ["ofx", "ofxparse"] {
        assert_eq!(read(reader, &second)["closing"], "0.00", "{reader}");
    }
}

#[test]
fn a_selection_is_written_without_balances_or_not_at_all() {
    let months = quarter();
    let selected = || Heading { selection: Some("сумма 588,00 ₽".to_owned()), ..heading(&months) };
    for format in Format::ALL {
        let begun = Statement::begin(format, selected(), &Russian, Vec::new());
        let states_balances = matches!(format, Format::Ofx | Format::Qif | Format::Hledger | Format::Json);
        assert_eq!(begun.is_err(), states_balances, "{format:?}");
    }
    let folder = Folder::new();
    let document = folder.put("selection.pdf", &written_with(Format::Pdf, selected(), &months).0);
    output_of("pdftotext", &["-layout"], &document);
    let text = fs::read_to_string(document.with_extension("txt")).unwrap();
    assert!(text.contains("Отбор: сумма 588,00") && text.contains("Оплачено"), "{text}");
    assert!(!text.contains("Остаток на начало") && !text.contains("Остаток на конец"), "{text}");
}
