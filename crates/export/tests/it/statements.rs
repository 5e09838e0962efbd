use kabinet_domain::{Entry, Money, MonthStatement};
use kabinet_export::{Format, Totals};
use serde_json::{Value, json};

use crate::ledger::{entries, months, written};
use crate::reader::{Desk, read, told};

/// What every reader must find, in the words of the readers.
fn expected(format: Format) -> (Value, Vec<Entry>, Totals) {
    let desk = Desk::new();
    let months = months();
    let (bytes, totals) = written(format, &months);
    let name = format!("{format:?}");
    let (reader, extension) = match format {
        Format::Csv => ("csv", "csv"),
        Format::CsvPlain => ("csv_plain", "csv"),
        Format::Xlsx => ("xlsx", "xlsx"),
        Format::Pdf => ("pdf", "pdf"),
        Format::Ofx => ("ofx", "ofx"),
        Format::Qif => ("qif", "qif"),
        Format::Json | Format::Hledger => ("json", "json"),
    };
    let found = read(reader, &desk.put(&format!("{name}.{extension}"), &bytes));
    (found, entries(&months), totals)
}

/// The rows of a reader, one by one, so that a failure names the first that differs.
#[track_caller]
fn same(found: &Value, entries: &[Entry], row: impl Fn(&Entry) -> Value) {
    let found = found.as_array().unwrap();
    for (found, entry) in found.iter().zip(entries) {
        assert_eq!(*found, row(entry), "another row than {entry:?}");
    }
    assert_eq!(found.len(), entries.len(), "another number of rows");
}

fn shown(sum: Option<Money>) -> String {
    sum.map(|sum| sum.to_string()).unwrap_or_default()
}

fn time(entry: &Entry) -> String {
    entry.time.map(|time| time.format("%H:%M:%S").to_string()).unwrap_or_default()
}

fn neutral(text: &str) -> String {
    let dangerous = text.trim_start().starts_with(['=', '+', '-', '@']) || text.starts_with(['\t', '\r']);
    if dangerous { format!("'{text}") } else { text.to_owned() }
}

fn one_line(text: &str) -> String {
    text.replace(['\t', '\r', '\n'], " ")
}

fn full(entry: &Entry, operation: String) -> Value {
    json!({
        "date": entry.date, "time": time(entry), "operation": operation,
        "opening": shown(entry.opening), "amount": entry.amount.to_string(), "closing": shown(entry.closing),
    })
}

#[test]
fn both_tables_of_values_are_read_to_the_same_rows() {
    let header = ["Дата", "Время", "Операция", "Остаток до", "Сумма", "Остаток после"];
    let (found, entries, _) = expected(Format::Csv);
    assert_eq!(found["header"], json!(header));
    same(&found["rows"], &entries, |entry| full(entry, neutral(&entry.operation)));

    let (found, entries, _) = expected(Format::CsvPlain);
    assert_eq!(found["header"], json!(["date", "time", "operation", "opening", "amount", "closing"]));
    same(&found["rows"], &entries, |entry| full(entry, neutral(&entry.operation)));
}

#[test]
fn a_workbook_is_read_to_the_same_typed_rows_and_sums() {
    let (found, entries, totals) = expected(Format::Xlsx);
    same(&found["rows"], &entries, |entry| full(entry, entry.operation.clone()));
    assert_eq!(found["types"], json!(["s"]), "every operation's text is a text");
    assert_eq!(found["formulas"], 1, "the total is the one formula");
    let sum: Money = entries.iter().map(|entry| entry.amount).sum();
    assert_eq!(found["total"], sum.to_string());
    assert_eq!(found["total_formula"], format!("=SUBTOTAL(109,E2:E{})", entries.len() + 1));
    assert_eq!(found["sheets"], json!(["Операции", "Месяцы"]));
    assert_eq!(found["title"], "Выписка: 12345678");
    let figures = [totals.opening, totals.paid, totals.charged, totals.closing].map(|sum| sum.to_string());
    assert_eq!(found["sums"], json!([&["Итого".to_owned()], &figures[..]].concat()));
    let lines: Vec<Value> = months().iter().map(month_line).collect();
    assert_eq!(found["months"], json!(lines));
}

fn month_line(month: &MonthStatement) -> Value {
    let totals = month.totals;
    let figures = [totals.opening, totals.paid, totals.charged, totals.closing].map(|sum| sum.to_string());
    json!([&[totals.month.first_day().to_string()], &figures[..]].concat())
}

#[test]
fn a_document_is_read_to_the_same_rows_and_sums_on_numbered_pages() {
    let (found, entries, totals) = expected(Format::Pdf);
    same(&found["rows"], &entries, |entry| {
        let time = entry.time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default();
        json!([entry.date, time, printed(&entry.operation), entry.amount.to_string(), shown(entry.closing)])
    });
    let figures = [
        ("Остаток на начало", totals.opening),
        ("Оплачено", totals.paid),
        ("Списано", totals.charged),
        ("Остаток на конец", totals.closing),
    ];
    let twice: Vec<_> =
        figures.iter().chain(&figures).map(|(name, sum)| json!([name, sum.to_string()])).collect();
    assert_eq!(found["totals"], json!(twice), "at the beginning and at the end");
    let pages = found["pages"].as_array().unwrap();
    assert!(pages.len() > 5, "ten years take more than {} pages", pages.len());
    for (number, page) in (1..).zip(pages) {
        assert_eq!(*page, json!([[number.to_string(), pages.len().to_string()]]));
    }
    let text = found["text"].as_str().unwrap();
    for words in ["Выписка", "Лицевой счёт: 12345678", "Списание аб.платы по тарифу", "сообщено по телефону"]
    {
        assert!(text.contains(words), "{words} is not on the pages");
    }
    assert_eq!(found["fonts"], json!(["NotoSans-Bold", "NotoSans-Regular"]));
    assert_eq!(
        found["embedded"],
        json!([["yes", "yes", "yes"], ["yes", "yes", "yes"]]),
        "with their letters"
    );
}

/// Words without the spaces, which depend on where a row ends, and with what the font lacks shown
/// as such.
fn printed(text: &str) -> String {
    let letters = text.chars().filter(|c| !c.is_whitespace());
    letters.map(|c| if ['🛰', '中', '文'].contains(&c) { '\u{fffd}' } else { c }).collect()
}

#[test]
fn a_financial_exchange_is_read_to_the_same_rows_and_balance() {
    let (found, entries, totals) = expected(Format::Ofx);
    same(&found["rows"], &entries, |entry| {
        let operation: String = one_line(entry.operation.trim()).chars().take(255).collect();
        let kind = if entry.amount.is_negative() { "DEBIT" } else { "CREDIT" };
        json!({
            "date": entry.date, "amount": entry.amount.to_string(), "operation": operation, "kind": kind,
        })
    });
    assert_eq!(found["closing"], totals.closing.to_string());
    assert_eq!((&found["account"], &found["currency"]), (&json!("12345678"), &json!("RUB")));
    assert_eq!(found["as_of"], "2026-11-25");
}

#[test]
fn an_operation_has_the_same_id_whatever_part_of_the_ledger_is_exported() {
    let desk = Desk::new();
    let mut months = months();
    let twin = months[119].entries[0].clone();
    months[119].entries.insert(1, twin);
    let ids = |months: &[MonthStatement]| {
        let file = desk.put("statement.ofx", &written(Format::Ofx, months).0);
        let found = read("ofx", &file)["ids"].clone();
        serde_json::from_value::<Vec<String>>(found).unwrap()
    };
    let (all, last) = (ids(&months), ids(&months[119..]));
    assert!(all.ends_with(&last), "the last month's ids depend on the months before it");
    let mut distinct = all.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), all.len(), "twins are two operations");
}

#[test]
fn the_quicken_format_is_read_to_the_same_rows_after_the_opening_balance() {
    let (found, entries, totals) = expected(Format::Qif);
    let mut found = found.as_array().unwrap().clone();
    let opening =
        json!({"date": "2016-12-01", "amount": totals.opening.to_string(), "operation": "Opening Balance"});
    assert_eq!(found.remove(0), opening);
    same(&json!(found), &entries, |entry| {
        let operation = one_line(&entry.operation);
        json!({ "date": entry.date, "amount": entry.amount.to_string(), "operation": operation })
    });
}

#[test]
fn a_journal_is_read_to_the_same_rows_and_its_balance_is_the_closing_balance() {
    let desk = Desk::new();
    let months = months();
    let (bytes, totals) = written(Format::Hledger, &months);
    let journal = desk.put("statement.journal", &bytes);
    let balance = told("hledger", &["balance", "assets", "-O", "csv", "--no-total", "-f"], &journal);
    let expected =
        format!("\"account\",\"balance\"\n\"assets:sevencom:12345678\",\"{} RUB\"\n", totals.closing);
    assert_eq!(balance, expected);
    let register = told("hledger", &["register", "assets", "-O", "csv", "-f"], &journal);
    let found = read("register", &desk.put("register.csv", register.as_bytes()));
    let (opening, rows) = found.as_array().unwrap().split_first().unwrap();
    let rubles = |sum: Money| if sum == Money::ZERO { "0".to_owned() } else { format!("{sum} RUB") };
    let first = rubles(totals.opening);
    assert_eq!(*opening, json!(["2016-12-01", "Остаток на начало", first, first]));
    same(&json!(rows), &entries(&months), |entry| {
        let words = one_line(&entry.operation).replace(';', ",").replace('|', "/");
        let closing = rubles(entry.closing.unwrap());
        json!([entry.date, words.trim(), rubles(entry.amount), closing])
    });
}

#[test]
fn a_balance_that_contradicts_its_operations_is_brought_to_what_is_shown() {
    let desk = Desk::new();
    let mut months = months().split_off(110);
    let wrong: Money = "1000.00".parse().unwrap();
    months[3].totals.closing = months[3].totals.closing + wrong;
    let (bytes, totals) = written(Format::Hledger, &months);
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert_eq!(text.matches("Расхождение").count(), 2, "there, and back in the next month");
    let journal = desk.put("statement.journal", &bytes);
    let balance = told("hledger", &["balance", "assets", "-O", "csv", "--no-total", "-f"], &journal);
    assert!(balance.contains(&format!("\"{} RUB\"", totals.closing)), "{balance}");
}

#[test]
fn the_document_of_json_has_every_month_and_the_figures_of_it_all() {
    let (found, _, totals) = expected(Format::Json);
    let months = months();
    assert_eq!(found["months"].as_array().unwrap().len(), months.len());
    for (found, month) in found["months"].as_array().unwrap().iter().zip(&months) {
        assert_eq!(found["month"], month.totals.month.to_string());
        assert_eq!(found["closing"], month.totals.closing.to_string());
        assert_eq!(found["entries"], serde_json::to_value(&month.entries).unwrap());
    }
    for (name, sum) in [
        ("opening", totals.opening),
        ("paid", totals.paid),
        ("charged", totals.charged),
        ("closing", totals.closing),
    ] {
        assert_eq!(found[name], sum.to_string(), "{name}");
    }
    assert_eq!((&found["from"], &found["to"]), (&json!("2016-12-01"), &json!("2026-11-25")));
}
