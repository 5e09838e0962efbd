use std::fs;

use kabinet_screen::until;

use crate::customer::{Customer, WINDOW, site};

/// What a spreadsheet of the Russian kind is told by.
const MARK: &str = "\u{feff}";

#[test]
fn the_statement_is_saved_where_the_person_says() {
    let site = site();
    let customer = Customer::new();
    let page = customer.signs_in(&site);
    let file = customer.desk.home().join("statement.csv");
    page.click("[data-test=to-statements]");
    page.click("[data-test=export]");
    page.click("[data-test=format-csv]");
    page.click("dialog [data-test=accept]");
    let dialog = until("the system's dialog", || {
        customer.desk.titles().into_iter().find(|title| title != WINDOW && !title.contains("panel"))
    });
    // The dialog keeps the ending of the name that is offered.
    customer.desk.type_into(&dialog, &format!("{}\n", file.with_extension("").display()));
    page.says("[data-test=saved]", "statement.csv");
    let saved = fs::read_to_string(&file).unwrap();
    assert!(saved.starts_with(MARK), "Excel is told that it is UTF-8");
    let entries: Vec<_> = site.months().into_iter().flat_map(|month| month.entries).collect();
    let rows: Vec<&str> = saved.lines().filter(|row| row.matches(';').count() >= 4).collect();
    for entry in &entries {
        let amount = entry.amount.to_string().replace('.', ",");
        let date = entry.date.format("%d.%m.%Y").to_string();
        let is_told = |row: &&&str| row.starts_with(&date) && row.contains(&format!(";{amount};"));
        assert!(rows.iter().any(|row| is_told(&row)), "{date} {amount} in {saved}");
    }
    assert!(rows.len() > entries.len(), "a header, and a row for every operation");
}
