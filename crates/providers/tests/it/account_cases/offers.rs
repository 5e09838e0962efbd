//! Prices of paying ahead: all of them, or none.

use kabinet_domain::{SummaryField, UnreadReason};

use super::read;

const ACCOUNT: &str = "<table><tr><td>Текущий баланс<td>588.00 ₽<tr><td>Абонентская плата<td>800 ₽/мес\
    <tr><td>Лицевой счёт<td>12345678<tr><td>Дата ближайшего списания<td>05.12.2026</table>";

/// Layouts of one offer: `{term}`, `{price}` and the `{rest}` beside it.
const LAYOUTS: [(&str, &str); 5] = [
    ("line", "<p>При оплате за {term}: {price} {rest}</p>"),
    ("cells", "<table><tr><td>При оплате за {term}<td>{price}<td>{rest}</table>"),
    ("dl", "<dl><dt>При оплате за {term}<dd>{price} {rest}</dl>"),
    ("list", "<ul><li>При оплате за {term} — {price} {rest}</li></ul>"),
    ("card", "<div class=card><h5>При оплате за {term}</h5><div>{price}</div><div>{rest}</div></div>"),
];

/// Returns pages with these offers in every layout.
fn pages(offers: &[[&str; 3]]) -> Vec<(&'static str, String)> {
    let fill = |layout: &str| -> String {
        let one = |[term, price, rest]: &[&str; 3]| {
            layout.replace("{term}", term).replace("{price}", price).replace("{rest}", rest)
        };
        offers.iter().map(one).collect()
    };
    LAYOUTS
        .iter()
        .map(|(name, layout)| (*name, format!("{ACCOUNT}<section>{}</section>", fill(layout))))
        .collect()
}

/// The right reading of offers.
enum Right<'a> {
    /// These.
    Are(&'a [&'a str]),
    /// These, or none with its reason.
    AreOrNone(&'a [&'a str]),
    /// None, with its reason.
    None,
}

/// Checks the offers of pages in every layout, and returns the layouts in which they are read.
fn assert_offers(offers: &[[&str; 3]], right: &Right<'_>) -> Vec<&'static str> {
    let mut layouts_read = Vec::new();
    for (layout, html) in pages(offers) {
        let found = read(&html).expect("a balance");
        let shown: Vec<String> =
            found.offers.iter().map(|offer| format!("{} {}", offer.months, offer.price)).collect();
        let reason = found.unread.iter().find(|it| it.field == SummaryField::Offers).map(|it| it.reason);
        let is_told = matches!(reason, Some(UnreadReason::NotUnderstood | UnreadReason::Ambiguous));
        let is_right = match right {
            Right::Are(expected) => shown == *expected,
            Right::AreOrNone(expected) => shown == *expected || shown.is_empty() && is_told,
            Right::None => shown.is_empty() && is_told,
        };
        assert!(is_right, "{layout}: {shown:?} {reason:?} in {html}");
        layouts_read.extend((!shown.is_empty()).then_some(layout));
    }
    layouts_read
}

const FOUR: [&str; 4] = ["1 800.00", "3 2328.00", "6 4512.00", "12 8448.00"];

#[test]
fn a_saving_or_an_old_price_beside_the_price_costs_no_offer_or_all_of_them() {
    for rest in [
        "Ваша экономия 72 ₽",
        "экономия 72 ₽",
        "вместо 2400 ₽",
        "<s>2400 ₽</s>",
        "скидка 72 ₽",
        "(а не 2400 ₽)",
        "выгода 72 ₽",
    ] {
        let offers = [
            ["1 месяц", "800 ₽", ""],
            ["3 месяца", "2328 ₽", rest],
            ["6 месяцев", "4512 ₽", ""],
            ["12 месяцев", "8448 ₽", ""],
        ];
        let layouts = assert_offers(&offers, &Right::AreOrNone(&FOUR));
        assert!(layouts.contains(&"card") && layouts.contains(&"cells"), "{rest}: {layouts:?}");
    }
    let plain = [
        ["1 месяц", "800 ₽", ""],
        ["3 месяца", "2328 ₽", ""],
        ["6 месяцев", "4512 ₽", ""],
        ["12 месяцев", "8448 ₽", ""],
    ];
    assert_offers(&plain, &Right::Are(&FOUR));
}

#[test]
fn one_offer_that_is_not_understood_costs_all_of_them_and_is_told() {
    for price in
        ["2.328 ₽", "2328 BYN", "2328 бонусов", "2328 тыс. ₽", "2328 ₽ или 2300 ₽", "2328 ₽ мурзилка"]
    {
        assert_offers(&[["3 месяца", price, ""], ["6 месяцев", "4512 ₽", ""]], &Right::None);
        assert_offers(&[["6 месяцев", "4512 ₽", ""], ["3 месяца", price, ""]], &Right::None);
    }
}

#[test]
fn an_amount_for_another_time_is_no_price_of_the_offer() {
    for price in [
        "800 ₽ в год",
        "2328 ₽ в год",
        "2328 ₽ за 12 месяцев",
        "2328 ₽ за полгода",
        "2328 ₽ каждые 6 месяцев",
    ] {
        assert_offers(&[["3 месяца", price, ""]], &Right::None);
    }
}

#[test]
fn an_offer_that_costs_more_than_its_months_contradicts_the_price_of_a_month() {
    for [term, price] in
        [["1 месяц", "911 ₽"], ["1 месяц", "801 ₽"], ["3 месяца", "2500 ₽"], ["6 месяцев", "4801 ₽"]]
    {
        assert_offers(&[[term, price, ""], ["12 месяцев", "8448 ₽", ""]], &Right::None);
    }
    assert_offers(
        &[["1 месяц", "800 ₽", ""], ["3 месяца", "2400 ₽", ""]],
        &Right::Are(&["1 800.00", "3 2400.00"]),
    );
}

#[test]
fn an_offer_that_costs_less_than_half_of_its_months_is_no_offer() {
    let year = ["12 месяцев", "8448 ₽", ""];
    for [term, price] in
        [["3 месяца", "911 ₽"], ["6 месяцев", "800 ₽"], ["6 месяцев", "911 ₽"], ["3 месяца", "72 ₽"]]
    {
        assert_offers(&[[term, price, ""], year], &Right::None);
        assert_offers(&[[term, price, ""]], &Right::None);
    }
}
