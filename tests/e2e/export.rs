//! Saving a statement through the system's dialog.

use std::fs;

use crate::support::{User, start_site};

/// The byte order mark by which Excel recognises UTF-8.
const MARK: &str = "\u{feff}";

#[test]
fn the_statement_is_saved_where_the_person_says() {
    let site = start_site();
    let user = User::new();
    let page = user.sign_in(&site);
    let file = user.desktop.home().join("statement.csv");
    page.click("[data-test=to-statements]");
    page.click("[data-test=export]");
    page.choose("#period", "all");
    page.click("[data-test=other-formats] summary");
    page.click("[data-test=format-csv]");
    page.click("dialog [data-test=accept]");
    let dialog = user.wait_for_dialog();
    // The dialog keeps the ending of the name that is offered.
    user.desktop.type_into(&dialog, &format!("{}\n", file.with_extension("").display()));
    page.wait_for_text("[data-test=message]", "statement.csv");
    let saved = fs::read_to_string(&file).unwrap();
    assert!(saved.starts_with(MARK), "Excel is told that it is UTF-8");
    let entries: Vec<_> = site.months().into_iter().flat_map(|month| month.transactions).collect();
    let rows: Vec<&str> = saved.lines().filter(|row| row.matches(';').count() >= 4).collect();
    for entry in &entries {
        let amount = entry.amount.to_string().replace('.', ",");
        let date = entry.date.format("%d.%m.%Y").to_string();
        let is_row_of = |row: &&&str| row.starts_with(&date) && row.contains(&format!(";{amount};"));
        assert!(rows.iter().any(|row| is_row_of(&row)), "{date} {amount} in {saved}");
    }
    assert!(rows.len() > entries.len(), "a header, and a row for every operation");
}
