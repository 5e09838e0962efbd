//! Tests of `search`.

use serde_json::json;

use crate::support::{Cli, demo};

#[test]
fn operations_are_found_by_words_forms_sums_days_and_kinds() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    let found = |asked: &[&str]| {
        let told = cli.run(&[&["search", "--json"], asked].concat()).done().json();
        let operations = told["entries"].as_array().unwrap().iter();
        operations.map(|it| format!("{} {}", it["date"], it["amount"]).replace('"', "")).collect::<Vec<_>>()
    };
    let all = found(&[]).len();
    assert_eq!(all, demo.months().iter().map(|month| month.transactions.len()).sum::<usize>());
    assert_eq!(found(&["оплатой", "11.2021"]), ["2021-11-09 989.00"]);
    assert_eq!(found(&["ПЛАТНЫЕ"]), ["2021-11-10 -400.00"]);
    assert_eq!(found(&["400..600", "2021-11"]), ["2021-11-10 -400.00", "2021-11-10 -589.00"]);
    assert_eq!(found(&["-400"]), ["2021-11-10 -400.00"], "a sum is no option");
    assert_eq!(found(&["--kind", "one_off"]), ["2021-11-10 -400.00"]);
    cli.run(&["kinds", "set", "За платные заявки", "equipment"]).done();
    assert_eq!(found(&["--kind", "equipment"]), ["2021-11-10 -400.00"], "as the customer calls it");
    assert_eq!(found(&["--kind", "one_off"]), [""; 0]);
}

#[test]
fn what_is_found_is_told_with_its_totals() {
    let demo = demo();
    let cli = Cli::synced(&demo);
    let told = cli.run(&["search", "11.2021 аб.плата", "--json"]).done().json();
    let expected = json!({
        "entries": [{
            "month": "2021-11",
            "position": 1,
            "date": "2021-11-10",
            "time": null,
            "operation": "Списание аб.платы по тарифу",
            "amount": "-589.00",
            "closing": "400.00",
            "kind": "fee",
        }],
        "next": null,
        "count": 1,
        "paid": "0.00",
        "charged": "589.00",
        "terms": [
            { "label": "ноябрь 2021", "rest": "аб.плата", "count": null },
            { "label": "«аб.плата»", "rest": "11.2021", "count": null },
        ],
    });
    assert_eq!(told, expected);
    let words = cli.run(&["search", "11.2021"]).done().out;
    assert!(
        words.starts_with("Найдено операций: 3. Оплата 989,00\u{202f}₽, расход 989,00\u{202f}₽.\n"),
        "{words}"
    );
    assert!(words.contains("За платные заявки"), "{words}");
    let nothing = cli.run(&["search", "кино"]).done().out;
    assert!(nothing.starts_with("Ничего не нашлось."), "{nothing}");
}
