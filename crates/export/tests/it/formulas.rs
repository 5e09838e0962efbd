use kabinet_export::Format;
use serde_json::json;

use crate::ledger::{AWKWARD, entries, months, written};
use crate::reader::{Desk, read};

/// How LibreOffice is told of separators, text marks and the charset: by their numbers.
const RUSSIAN: &str = "Text - txt - csv (StarCalc):59,34,76,1,,1049,false,true,false,false,false,-1,true";
const PLAIN: &str = "Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true,false,false,false,-1,true";

#[test]
fn a_formula_in_the_words_of_an_operation_stays_text_in_libreoffice() {
    let months = months().split_off(119);
    let words: Vec<String> = entries(&months).into_iter().map(|entry| entry.operation).collect();
    let desk = Desk::new();
    for (format, name, filter) in [
        (Format::Csv, "russian.csv", Some(RUSSIAN)),
        (Format::CsvPlain, "plain.csv", Some(PLAIN)),
        (Format::Xlsx, "book.xlsx", None),
    ] {
        let file = desk.put(name, &written(format, &months).0);
        let cells = read("sheet", &desk.converted(&file, "xlsx", filter));
        let cells = &cells.as_array().unwrap()[1..=words.len()];
        for (cell, text) in cells.iter().zip(&words).filter(|(_, text)| is_awkward(text)) {
            assert_ne!(cell[0], "f", "{text:?} became a formula in {name}");
            assert_ne!(cell[1], json!("2.00"), "{text:?} was reckoned in {name}");
            let kept = cell[1].as_str().unwrap_or_default();
            assert!(kept.trim_start_matches('\'').contains(seen(text)), "{text:?} became {cell} in {name}");
        }
    }
}

fn is_awkward(text: &str) -> bool {
    AWKWARD.iter().any(|(awkward, _)| *awkward == text && awkward.contains(['=', '+', '@']))
}

/// The part that any program keeps as it is.
fn seen(text: &str) -> &str {
    text.trim()
}
