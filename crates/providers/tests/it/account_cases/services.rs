//! Labels that stand on a page more than once, each in every layout.

use kabinet_domain::{AccountSummary, SummaryField};

use super::{LAYOUTS, read};

/// Returns the layouts filled by turns, one layout for all the pairs.
fn in_layouts(pairs: &[(&str, &str)], around: [&str; 2]) -> Vec<(&'static str, String)> {
    let [open, close] = around;
    let fill = |layout: &str| -> String {
        let one = |(label, value): &(&str, &str)| layout.replace("{label}", label).replace("{value}", value);
        pairs.iter().map(|pair| format!("{open}{}{close}", one(pair))).collect()
    };
    LAYOUTS.iter().map(|(name, layout)| (*name, fill(layout))).collect()
}

/// Returns pages with a block for each service: its name, price and day.
fn services(all: &[[&str; 3]]) -> Vec<(&'static str, String)> {
    let balance = "<table><tr><td>Баланс<td>1000.00 ₽</table>";
    let page = |(name, layout): &(&'static str, &str)| {
        let block = |[service, price, day]: &[&str; 3]| {
            let line = |label: &str, value: &str| layout.replace("{label}", label).replace("{value}", value);
            let (tariff, price) = (line("Тарифный план", service), line("Абонплата за месяц", price));
            format!(
                "<div class=service><h4>Интернет</h4><p>Следующее списание через 3 дней ({day})</p>{tariff}{price}</div>"
            )
        };
        (*name, format!("{balance}{}", all.iter().map(block).collect::<String>()))
    };
    LAYOUTS.iter().map(page).collect()
}

fn is_told(summary: &AccountSummary, field: SummaryField) -> bool {
    summary.unread.iter().any(|unread| unread.field == field)
}

#[test]
fn services_of_one_day_are_summed_or_told_and_never_one_of_them() {
    for (all, sum) in [
        (vec![["А", "550", "2026-12-01"], ["Б", "890.50", "2026-12-01"]], "1440.50"),
        (
            vec![["А", "300.00", "2026-12-01"], ["Б", "200.50", "2026-12-01"], ["В", "99.50", "2026-12-01"]],
            "600.00",
        ),
        (vec![["А", "550.00", "2026-12-01"], ["Б", "550.00", "2026-12-01"]], "1100.00"),
    ] {
        let mut faults = Vec::new();
        let mut summed = 0;
        for (layout, html) in services(&all) {
            let found = read(&html).expect("a balance");
            let price = found.tariff_price.map(|price| price.to_string());
            let is_right = match &price {
                Some(price) => price == sum && found.next_debit == "2026-12-01".parse().ok(),
                None => is_told(&found, SummaryField::TariffPrice),
            };
            faults.extend((!is_right).then(|| format!("{layout}: {price:?} in {html}")));
            summed += usize::from(price.as_deref() == Some(sum));
        }
        assert!(faults.is_empty(), "{sum} is right:\n{}", faults.join("\n"));
        assert!(summed >= 3, "the sum {sum} is read in {summed} layouts");
    }
}

#[test]
fn services_of_different_days_have_no_single_price_and_day() {
    for days in [["2026-12-01", "2026-12-05"], ["2026-12-10", "2026-12-01"], ["2026-12-31", "2027-01-01"]] {
        for (layout, html) in services(&[["А", "550.00", days[0]], ["Б", "890.50", days[1]]]) {
            let found = read(&html).expect("a balance");
            assert_eq!((found.tariff_price, found.next_debit), (None, None), "{layout}: {html}");
            assert!(is_told(&found, SummaryField::TariffPrice), "{layout}: {found:?}");
        }
    }
}

const REST: &str = "<table><tr><td>Город<td>Арамиль</table>";
const BALANCE: &str = "<table><tr><td>Баланс<td>588.00 ₽</table>";

#[test]
fn a_label_that_stands_twice_with_different_values_is_never_settled() {
    for around in [["", ""], ["<div>", "</div>"], ["<section><h3>Услуга</h3>", "</section>"]] {
        for values in [["588.00 ₽", "700.00 ₽"], ["0.00 ₽", "588.00 ₽"], ["588.00 ₽", "-588.00 ₽"]]
        {
            let pairs = values.map(|value| ("Текущий баланс", value));
            for (layout, html) in in_layouts(&pairs, around) {
                assert!(read(&format!("{html}{REST}")).is_err(), "{layout}: {html}");
            }
        }
        for values in
            [["01.12.2026", "05.12.2026"], ["05.12.2026", "27.12.2026"], ["30.11.2026", "31.12.2026"]]
        {
            let pairs = values.map(|value| ("Дата ближайшего списания", value));
            for (layout, html) in in_layouts(&pairs, around) {
                let found = read(&format!("{html}{BALANCE}")).expect("a balance");
                assert_eq!(found.next_debit, None, "{layout}: {html}");
                assert!(is_told(&found, SummaryField::NextDebit), "{layout}: {found:?}");
            }
        }
        for values in [["87654321", "11112222"], ["87654321", "87654322"], ["55", "66"]] {
            let pairs = values.map(|value| ("Лицевой счёт", value));
            for (layout, html) in in_layouts(&pairs, around) {
                let found = read(&format!("{html}{BALANCE}"));
                let is_settled = found.as_ref().is_ok_and(|it| values.contains(&it.account.as_str()));
                assert!(!is_settled, "{layout}: {html} {found:?}");
            }
        }
    }
}

#[test]
fn a_label_that_stands_twice_with_one_value_is_read() {
    for (layout, html) in in_layouts(&[("Текущий баланс", "588.00 ₽"); 2], ["<div>", "</div>"])
    {
        let found = read(&format!("{html}{REST}")).map(|found| found.balance.to_string());
        assert_eq!(found.as_deref(), Ok("588.00"), "{layout}: {html}");
    }
}
