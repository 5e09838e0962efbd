//! Transactions without a header on small pages.

use url::Url;

use super::*;
use crate::table::Place;

fn read_of(html: &str) -> Vec<String> {
    let document = Document::read(html, &Url::parse("http://localhost/").unwrap(), encoding_rs::UTF_8);
    let column = |synonyms: &[&str]| {
        let synonyms = synonyms.iter().map(|synonym| (*synonym).to_owned()).collect();
        Column::new(String::new(), synonyms, Place::Last)
    };
    let columns = TransactionColumns {
        date: column(&["дата"]),
        description: column(&["операция"]),
        amount: AmountColumns::new(
            column(&["сумма"]),
            column(&["зачисление", "приход"]),
            column(&["списание", "расход"]),
        ),
        balance_before: column(&["было", "остаток до операции", "остаток"]),
        balance_after: column(&["стало", "остаток после операции", "остаток"]),
    };
    let context = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
    let text = |transaction: Transaction| {
        let time = transaction.time.map_or_else(String::new, |time| format!(" {time}"));
        let after = transaction.balance_after.map_or_else(String::new, |after| format!(" {after}"));
        let Transaction { date, description, amount, .. } = transaction;
        format!("{date}{time} {description} {amount}{after}")
    };
    read(&document, &columns, context).transactions.into_iter().map(text).collect()
}

#[test]
fn a_transaction_is_read_by_the_form_of_its_parts() {
    let cards = "<h1>Ноябрь 2026</h1><p>Баланс: 5,00 ₽
        <div><div>9 ноября 2026</div><div>Оплата картой</div><div>Зачисление <b>989,00</b></div><div>Остаток после операции: 989,00</div></div>
        <div><div>10 ноября 2026</div><div>Абонплата</div><div>Списание <b>589,00</b></div><div>Остаток после операции: 400,00</div></div>";
    assert_eq!(
        read_of(cards),
        ["2026-11-09 Оплата картой 989.00 989.00", "2026-11-10 Абонплата -589.00 400.00"]
    );
    let days = "<section><h3>10<!-- --> ноября, вторник</h3><ul>
        <li><div><span>Абонплата</span><span>−<!-- -->589<!-- -->,00 ₽</span></div><div><span>14:05</span><span>Остаток: <b>400,00 ₽</b></span></div>
        <li><div><span>Оплата</span><span>+989,00 ₽</span></div><div><span>9:30</span><span>Остаток: <b>989,00 ₽</b></span></div></ul></section>";
    assert_eq!(
        read_of(days),
        ["2026-11-10 14:05:00 Абонплата -589.00 400.00", "2026-11-10 09:30:00 Оплата 989.00 989.00"]
    );
}

#[test]
fn labels_stand_before_their_amounts_in_lines_and_in_boxes() {
    let pages = [
        "<h2>9 ноября 2026</h2><ul><li><div>Оплата картой<div>Было 0,00 ₽, стало 989,00 ₽</div></div><span>+989,00 ₽</span></ul>
         <h2>10 ноября 2026</h2><ul><li><div>Абонплата<div>Было 989,00 ₽, стало 400,00 ₽</div></div><span>−589,00 ₽</span></ul>",
        "<ol><li><b>09.11.26</b> <em>Оплата картой</em><br>было: 0 р. 00 коп.; приход: <b>989 р. 00 коп.</b>; стало: 989 р. 00 коп.
         <li><b>10.11.26</b> <em>Абонплата</em><br>было: 989 р. 00 коп.; расход: <b>589 р. 00 коп.</b>; стало: 400 р. 00 коп.</ol>",
        "<article><h3>Оплата картой</h3><div><div>Дата</div><div>09.11.2026</div></div><div><div>Остаток до операции</div><div>0</div></div>
         <div><div>Сумма</div><div>989</div></div><div><div>Остаток после операции</div><div>989.00</div></div></article>
         <article><h3>Абонплата</h3><div><div>Дата</div><div>10.11.2026</div></div><div><div>Остаток до операции</div><div>989.00</div></div>
         <div><div>Сумма</div><div>-589.00</div></div><div><div>Остаток после операции</div><div>400</div></div></article>",
        "<ul><li><time>9 ноября</time><div>Оплата картой</div><div>+989,00 ₽</div><div>было 0,00 ₽ → стало 989,00 ₽</div>
         <li><time>10 ноября</time><div>Абонплата</div><div>−589,00 ₽</div><div>было 989,00 ₽ → стало 400,00 ₽</div></ul>",
        "<ul><li><p>09.11.2026<p>Оплата картой<p>Сумма: 989,00 ₽<p>Остаток: 0,00 ₽ → 989,00 ₽</li>
         <li><p>10.11.2026<p>Абонплата<p>Сумма: −589,00 ₽<p>Остаток: 989,00 ₽ → 400,00 ₽</li></ul>",
        "<ul><li><p>09.11.2026<p>Оплата картой<p>Остаток: 0,00<p>+989,00 ₽<p>Остаток: 989,00</li>
         <li><p>10.11.2026<p>Абонплата<p>Остаток: 989,00<p>−589,00 ₽<p>Остаток: 400,00</li></ul>",
    ];
    for html in pages {
        let expected = ["2026-11-09 Оплата картой 989.00 989.00", "2026-11-10 Абонплата -589.00 400.00"];
        assert_eq!(read_of(html), expected, "{html}");
    }
}

#[test]
fn transactions_without_balances_have_their_own_day_or_one_above() {
    let under_days = "<div><span>Остаток на начало</span> <b>5,00 ₽</b></div><div><span>Оплата</span> <b>989 ₽</b></div>
        <section><h3>10 ноября, вторник</h3><div><i></i><div>Абонплата</div><div>− 589 ₽</div></div></section>
        <section><h3>9 ноября, понедельник</h3><div><i></i><div>Оплата картой</div><div>+ 989 ₽</div></div></section>";
    let with_days = "<ul><li>10.11.2026 <b>Абонплата</b> <i>−589,00 ₽</i><li>09.11.2026 <b>Оплата картой</b> <i>989,00 ₽</i></ul>";
    for html in [under_days, with_days] {
        let expected = ["2026-11-10 Абонплата -589.00", "2026-11-09 Оплата картой 989.00"];
        assert_eq!(read_of(html), expected, "{html}");
    }
}

#[test]
fn a_block_that_is_not_plainly_one_transaction_is_none() {
    for html in [
        "<div><p>Оплата<p>989,00<p>Остаток: 989,00</div>",
        "<div><p>09.11.2026<p>Оплата<p>989,00<p>в том числе 20,00<p>20,00<p>Остаток: 989,00</div>",
        "<div><p>Оплата картой<p>+989,00</div>",
        "<p>09.11.2026</p><p>Остаток: 989,00</p>",
    ] {
        assert_eq!(read_of(html), [""; 0], "{html}");
    }
}
