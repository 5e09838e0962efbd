//! Descriptions that a spreadsheet could take for formulas.

use kabinet_export::Format;
use serde_json::json;

use crate::support::{AWKWARD, Folder, months, read, transactions, written};

/// LibreOffice's import options: separators, quotes and charset by number.
const RUSSIAN: &str = "Text - txt - csv (StarCalc):59,34,76,1,,1049,false,true,false,false,false,-1,true";
const PLAIN: &str = "Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true,false,false,false,-1,true";

#[test]
fn a_formula_in_the_texts_of_an_operation_stays_text_in_libreoffice() {
    let months = months().split_off(119);
    let texts: Vec<String> =
        transactions(&months).into_iter().map(|transaction| transaction.description).collect();
    let folder = Folder::new();
    for (format, name, filter) in [
        (Format::Csv, "russian.csv", Some(RUSSIAN)),
        (Format::CsvPlain, "plain.csv", Some(PLAIN)),
        (Format::Xlsx, "book.xlsx", None),
    ] {
        let file = folder.put(name, &written(format, &months).0);
        let cells = read("sheet", &folder.converted(&file, "xlsx", filter));
        let cells = &cells.as_array().unwrap()[1..=texts.len()];
        for (cell, text) in cells.iter().zip(&texts).filter(|(_, text)| is_awkward(text)) {
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

/// Returns the part that every program keeps.
fn seen(text: &str) -> &str {
    text.trim()
}
