//! Every format as its readers see it.

use kabinet_domain::{CategoryOverrides, Money, MonthStatement, Transaction, category_totals};
use kabinet_export::{Format, Totals};
use serde_json::{Value, json};

use crate::support::{
    Folder, category, heading, month, months, output_of, read, transactions, written, written_with,
};

/// Returns a reader's view of a statement, and the transactions and totals that it must find.
fn read_back(format: Format) -> (Value, Vec<Transaction>, Totals) {
    let folder = Folder::new();
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
    let found = read(reader, &folder.put(&format!("{name}.{extension}"), &bytes));
    (found, transactions(&months), totals)
}

/// Compares rows one by one, so that a failure names the first that differs.
#[track_caller]
fn same(found: &Value, entries: &[Transaction], row: impl Fn(&Transaction) -> Value) {
    let found = found.as_array().unwrap();
    for (found, transaction) in found.iter().zip(entries) {
        assert_eq!(*found, row(transaction), "another row than {transaction:?}");
    }
    assert_eq!(found.len(), entries.len(), "another number of rows");
}

fn shown(sum: Option<Money>) -> String {
    sum.map(|sum| sum.to_string()).unwrap_or_default()
}

fn time(transaction: &Transaction) -> String {
    transaction.time.map(|time| time.format("%H:%M:%S").to_string()).unwrap_or_default()
}

fn neutral(text: &str) -> String {
    let dangerous = text.trim_start().starts_with(['=', '+', '-', '@']) || text.starts_with(['\t', '\r']);
    if dangerous { format!("'{text}") } else { text.to_owned() }
}

fn one_line(text: &str) -> String {
    text.replace(['\t', '\r', '\n'], " ")
}

fn full(transaction: &Transaction, operation: String, category: &str) -> Value {
    json!({
        "date": transaction.date, "time": time(transaction), "operation": operation,
        "opening": shown(transaction.balance_before), "amount": transaction.amount.to_string(), "closing": shown(transaction.balance_after),
        "category": category,
    })
}

#[test]
fn both_tables_of_values_are_read_to_the_same_rows() {
    let header = ["Дата", "Время", "Операция", "Остаток до", "Сумма", "Остаток после", "Категория"];
    let (found, entries, _) = read_back(Format::Csv);
    assert_eq!(found["header"], json!(header));
    same(&found["rows"], &entries, |it| {
        full(it, neutral(&one_line(&it.description)), &format!("категория {}", category(it).name()))
    });

    let (found, entries, _) = read_back(Format::CsvPlain);
    let header = ["date", "time", "operation", "opening", "amount", "closing", "category", "comment"];
    assert_eq!(found["header"], json!(header));
    same(&found["rows"], &entries, |it| {
        let description = neutral(&one_line(&it.description));
        let mut row = full(it, description.clone(), category(it).name());
        row["comment"] = json!(description);
        row
    });
}

#[test]
fn a_control_character_reaches_no_terminal_through_a_table_of_values() {
    let months = [month("2026-11", "0.00", &[(4, "Оплата \u{1b}[31m\u{7}\u{9b}1m", "588.00")])];
    for format in [Format::Csv, Format::CsvPlain] {
        let text = String::from_utf8(written(format, &months).0).unwrap();
        let control = text.chars().find(|c| c.is_control() && !['\r', '\n'].contains(c));
        assert_eq!(control, None, "{format:?}");
    }
}

#[test]
fn a_workbook_is_read_to_the_same_typed_rows_and_sums() {
    let (found, entries, totals) = read_back(Format::Xlsx);
    same(&found["rows"], &entries, |it| {
        full(it, it.description.clone(), &format!("категория {}", category(it).name()))
    });
    assert_eq!(found["types"], json!(["s"]), "every operation's text is a text");
    assert_eq!(found["formulas"], 0, "no formula, and no total among the transactions");
    assert_eq!(found["sheets"], json!(["Операции", "Месяцы", "Итого"]));
    assert_eq!(found["title"], "Выписка: 12345678");
    let balances = [
        ("Остаток на начало", totals.opening_balance),
        ("Оплачено", totals.paid),
        ("Списано", totals.charged),
        ("Остаток на конец", totals.closing_balance),
    ];
    let (of_balances, of_categories) = found["sums"].as_array().unwrap().split_at(4);
    assert_eq!(json!(of_balances), json!(balances.map(|(name, sum)| json!([name, sum.to_string()]))));
    let category_totals = category_totals(&entries, &CategoryOverrides::default());
    let lines: Vec<Value> = category_totals
        .iter()
        .map(|it| json!([format!("категория {}", it.kind.name()), it.sum.to_string()]))
        .collect();
    assert_eq!(json!(of_categories), json!(lines));
    let lines: Vec<Value> = months().iter().map(month_line).collect();
    assert_eq!(found["months"], json!(lines));
}

fn month_line(month: &MonthStatement) -> Value {
    let totals = month.totals;
    let figures = [totals.opening_balance, totals.paid, totals.charged, totals.closing_balance]
        .map(|sum| sum.to_string());
    json!([&[totals.month.first_day().to_string()], &figures[..]].concat())
}

#[test]
fn a_document_is_read_to_the_same_rows_and_sums_on_numbered_pages() {
    let (found, entries, totals) = read_back(Format::Pdf);
    same(&found["rows"], &entries, |transaction| {
        let time = transaction.time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default();
        json!([
            transaction.date,
            time,
            printed(&transaction.description),
            transaction.amount.to_string(),
            shown(transaction.balance_after)
        ])
    });
    let figures = [
        ("Остаток на начало", totals.opening_balance),
        ("Оплачено", totals.paid),
        ("Списано", totals.charged),
        ("Остаток на конец", totals.closing_balance),
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
    assert_eq!(found["is_tagged"], true, "a screen reader needs tags");
    let structure = found["structure"].as_str().unwrap();
    for tag in ["H1", "P (block)", "Table", "TR", "TH", "TD"] {
        assert!(structure.contains(tag), "there is no {tag}");
    }
    assert_eq!(
        structure.matches("TR").count(),
        1 + 120 + entries.len(),
        "a row each for header, months, rows"
    );
    assert_eq!(found["fonts"], json!(["NotoSans-Bold", "NotoSans-Regular"]));
    assert_eq!(
        found["embedded"],
        json!([["yes", "yes", "yes"], ["yes", "yes", "yes"]]),
        "with their letters"
    );
}

#[test]
fn a_word_of_any_length_stays_on_the_pages_of_a_document() {
    let word = "ж".repeat(3_600);
    let months = [month("2026-11", "0.00", &[(4, &word, "588.00"), (5, "Оплата", "0.01")])];
    let mut heading = heading(&months);
    heading.provider_name = format!("ООО {}", "ш".repeat(400));
    let folder = Folder::new();
    let file = folder.put("statement.pdf", &written_with(Format::Pdf, heading, &months).0);
    let text = read("pdf", &file)["text"].as_str().unwrap().to_owned();
    assert_eq!(text.matches('ж').count(), 3_600, "every letter is on a page");
    let words = read("pdf_boxes", &file);
    let words = words.as_array().unwrap();
    assert!(words.len() > 70, "the word takes {} rows", words.len());
    for edges in words {
        let edge = |name: &str| edges[name].as_f64().unwrap();
        assert!(edge("xMin") >= 44.0 && edge("xMax") <= 551.0, "{edges} is beside the page");
        assert!(edge("yMin") >= 30.0 && edge("yMax") <= 820.0, "{edges} is above or below the page");
    }
}

fn printed(text: &str) -> String {
    let letters = text.chars().filter(|c| !c.is_whitespace());
    letters.map(|c| if ['🛰', '中', '文'].contains(&c) { '\u{fffd}' } else { c }).collect()
}

#[test]
fn a_financial_exchange_is_read_to_the_same_rows_and_balance() {
    let (found, entries, totals) = read_back(Format::Ofx);
    same(&found["rows"], &entries, |transaction| {
        let operation = beginning(&one_line(transaction.description.trim()), 390);
        let kind = if transaction.amount.is_negative() { "DEBIT" } else { "CREDIT" };
        json!({
            "date": transaction.date, "amount": transaction.amount.to_string(), "operation": operation, "kind": kind,
        })
    });
    assert_eq!(found["closing"], totals.closing_balance.to_string());
    assert_eq!((&found["account"], &found["currency"]), (&json!("12345678"), &json!("RUB")));
    assert_eq!(found["as_of"], "2026-11-25");
}

/// Returns the beginning of a text that takes at most `max` bytes of SGML.
fn beginning(text: &str, max: usize) -> String {
    let mut room = max;
    let fits = |c: &char| {
        let size = match c {
            '&' => 5,
            '<' | '>' => 4,
            c => c.len_utf8(),
        };
        let fits = size <= room;
        room = room.saturating_sub(if fits { size } else { room });
        fits
    };
    text.chars().take_while(fits).collect::<String>().trim_end().to_owned()
}

#[test]
fn long_cyrillic_texts_arrive_whole_letters_in_every_reader_of_ofx() {
    let long = "Перерасчёт абонентской платы & услуг за период, ".repeat(12);
    let months = [month("2026-11", "0.00", &[(4, &long, "588.00"), (5, "Оплата", "0.01")])];
    let file = Folder::new();
    let file = file.put("statement.ofx", &written(Format::Ofx, &months).0);
    let found = read("ofxparse", &file);
    assert_eq!(found["rows"][0]["name"], beginning(&long, 96));
    assert_eq!(found["rows"][0]["memo"], beginning(&long, 390));
    assert_eq!(found["rows"][1]["name"], "Оплата");
    assert_eq!((&found["closing"], &found["account"]), (&json!("588.01"), &json!("12345678")));
    let dump = output_of("ofxdump", &[], &file);
    assert!(dump.contains(&beginning(&long, 96)) && dump.contains(&beginning(&long, 390)), "{dump}");
    assert!(!dump.contains('\u{fffd}'), "{dump}");
}

#[test]
fn an_id_survives_a_reworded_operation_and_one_that_is_booked_late() {
    let folder = Folder::new();
    let ids = |rows: &[(u32, &str, &str)]| {
        let months = [month("2026-11", "0.00", rows)];
        let found = read("ofx", &folder.put("statement.ofx", &written(Format::Ofx, &months).0));
        serde_json::from_value::<Vec<String>>(found["ids"].clone()).unwrap()
    };
    let first = ids(&[(4, "Оплата", "588.00"), (4, "Абонентская плата", "-588.00")]);
    let reworded = ids(&[(4, "Оплата через терминал", "588.00"), (4, "Абон. плата за ноябрь", "-588.00")]);
    assert_eq!(first, reworded, "another wording is no other operation");
    let late = ids(&[
        (3, "Перерасчёт", "10.00"),
        (4, "Оплата", "588.00"),
        (4, "Оплата", "588.00"),
        (4, "Абонентская плата", "-588.00"),
    ]);
    assert!(first.iter().all(|id| late.contains(id)), "known operations keep their ids");
    assert_eq!(late.iter().collect::<std::collections::HashSet<_>>().len(), 4, "each has its own");
}

#[test]
fn an_operation_has_the_same_id_whatever_part_of_the_ledger_is_exported() {
    let folder = Folder::new();
    let mut months = months();
    let twin = months[119].transactions[0].clone();
    months[119].transactions.insert(1, twin);
    let ids = |months: &[MonthStatement]| {
        let file = folder.put("statement.ofx", &written(Format::Ofx, months).0);
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
    let (found, entries, totals) = read_back(Format::Qif);
    let mut found = found.as_array().unwrap().clone();
    let opening = json!({"date": "2016-11-30", "amount": totals.opening_balance.to_string(), "operation": "Opening Balance"});
    assert_eq!(found.remove(0), opening);
    same(&json!(found), &entries, |transaction| {
        let operation = one_line(&transaction.description);
        json!({ "date": transaction.date, "amount": transaction.amount.to_string(), "operation": operation })
    });
}

#[test]
fn a_journal_is_read_to_the_same_rows_and_its_balance_is_the_closing_balance() {
    let folder = Folder::new();
    let months = months();
    let (bytes, totals) = written(Format::Hledger, &months);
    let journal = folder.put("statement.journal", &bytes);
    let balance = output_of("hledger", &["balance", "assets", "-O", "csv", "--no-total", "-f"], &journal);
    let expected =
        format!("\"account\",\"balance\"\n\"assets:sevencom:12345678\",\"{} RUB\"\n", totals.closing_balance);
    assert_eq!(balance, expected);
    let register = output_of("hledger", &["register", "assets", "-O", "csv", "-f"], &journal);
    let found = read("register", &folder.put("register.csv", register.as_bytes()));
    let (opening, rows) = found.as_array().unwrap().split_first().unwrap();
    let rubles = |sum: Money| if sum == Money::ZERO { "0".to_owned() } else { format!("{sum} RUB") };
    let first = rubles(totals.opening_balance);
    assert_eq!(*opening, json!(["2016-11-30", "Остаток на начало", first, first]));
    same(&json!(rows), &transactions(&months), |transaction| {
        let words = one_line(&transaction.description).replace(';', ",").replace('|', "/");
        let closing = rubles(transaction.balance_after.unwrap());
        json!([transaction.date, words.trim(), rubles(transaction.amount), closing])
    });
}

#[test]
fn a_balance_that_contradicts_its_operations_is_brought_to_what_is_shown() {
    let folder = Folder::new();
    let mut months = months().split_off(110);
    let wrong: Money = "1000.00".parse().unwrap();
    months[3].totals.closing_balance = months[3].totals.closing_balance + wrong;
    let (bytes, totals) = written(Format::Hledger, &months);
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert_eq!(text.matches("Расхождение").count(), 2, "there, and back in the next month");
    let journal = folder.put("statement.journal", &bytes);
    let balance = output_of("hledger", &["balance", "assets", "-O", "csv", "--no-total", "-f"], &journal);
    assert!(balance.contains(&format!("\"{} RUB\"", totals.closing_balance)), "{balance}");
}

#[test]
fn the_document_of_json_has_every_month_and_the_figures_of_it_all() {
    let (found, _, totals) = read_back(Format::Json);
    let months = months();
    assert_eq!(found["months"].as_array().unwrap().len(), months.len());
    for (found, month) in found["months"].as_array().unwrap().iter().zip(&months) {
        assert_eq!(found["month"], month.totals.month.to_string());
        assert_eq!(found["closing"], month.totals.closing_balance.to_string());
        for (found, transaction) in found["entries"].as_array().unwrap().iter().zip(&month.transactions) {
            let mut expected = serde_json::to_value(transaction).unwrap();
            expected["category"] = json!(category(transaction).name());
            assert_eq!(*found, expected);
        }
        assert_eq!(found["entries"].as_array().unwrap().len(), month.transactions.len());
    }
    for (name, sum) in [
        ("opening", totals.opening_balance),
        ("paid", totals.paid),
        ("charged", totals.charged),
        ("closing", totals.closing_balance),
    ] {
        assert_eq!(found[name], sum.to_string(), "{name}");
    }
    assert_eq!((&found["from"], &found["to"]), (&json!("2016-12-01"), &json!("2026-11-25")));
}
