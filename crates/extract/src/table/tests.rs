//! Tables on small pages.

use std::sync::LazyLock;

use url::Url;

use super::*;
use crate::text::date;

static COLUMNS: LazyLock<[Column; 5]> = LazyLock::new(|| {
    [
        column("Дата", "дата", Place::Only),
        column("Операция", "операция", Place::Only),
        column("Остаток", "остаток", Place::First),
        column("Сумма", "сумма", Place::Only),
        column("Остаток", "остаток", Place::Last),
    ]
});

fn column(name: &str, synonym: &str, place: Place) -> Column {
    Column::new(name.to_owned(), vec![synonym.to_owned()], place)
}

fn document(html: &str) -> Document {
    Document::read(html, &Url::parse("http://localhost/").unwrap(), encoding_rs::UTF_8)
}

fn found(html: &str, columns: &[Column], is_key: &dyn Fn(&str) -> bool) -> Vec<Table> {
    let columns: Vec<&Column> = columns.iter().collect();
    find(&Grids::of(&document(html)), &Wanted { columns: &columns, is_key })
}

fn rows(html: &str) -> Vec<String> {
    let is_key = |text: &str| date::whole(text, chrono::NaiveDate::MIN).is_some();
    let tables = found(html, COLUMNS.as_slice(), &is_key);
    tables.iter().flat_map(|table| &table.rows).map(|row| row.texts.join("; ")).collect()
}

#[test]
fn a_table_is_found_by_its_header_however_it_is_built() {
    let payment = "09.11.2021; Оплата; 0.00; 989.00; 989.00";
    let charge = "10.11.2021; Списание; 989.00; -589.00; 400.00";
    let pages = [
        "<table><tr><th>Дата<th>Операция<th>Остаток<th>Сумма, руб.<th>Остаток<tr><td>09.11.2021<td>Оплата<td>0.00<td>989.00<td>989.00\
         <tr><td>10.11.2021<td>Списание<td>989.00<td>-589.00<td>400.00</table>",
        "<table><tr><td><table><tr><td>№<td>Операция<td>Дата<td>Остаток<td>Сумма<td>Остаток<td>Чек<tr><td>1<td>Оплата<td>09.11.2021<td>0.00\
         <td>989.00<td>989.00<td><tr><td>2<td>Списание<td>10.11.2021<td>989.00<td>-589.00<td>400.00<td>да</table></table>",
        "<ul><li><span>Дата</span><span>Операция</span><span>Остаток</span><span>Сумма</span><span>Остаток</span></li>\
         <li><span>09.11.2021</span><span>Оплата</span><span>0.00</span><span>989.00</span><span>989.00</span></li>\
         <li><span>10.11.2021</span><span>Списание</span><span>989.00</span><span>-589.00</span><span>400.00</span></li></ul>",
        "<div><div class=head><div><b>Дата</b><b>Операция</b><b>Остаток</b><b>Сумма</b><b>Остаток</b></div></div><div class=body>\
         <div><i>09.11.2021</i><i>Оплата</i><i>0.00</i><i>989.00</i><i>989.00</i></div><div><i>10.11.2021</i><i>Списание</i><i>989.00</i><i>-589.00</i><i>400.00</i></div></div></div>",
        "<div><h2>Операции</h2><b>Дата</b><b>Операция</b><b>Остаток</b><b>Сумма</b><b>Остаток</b><i>09.11.2021</i><i>Оплата</i><i>0.00</i><i>989.00</i><i>989.00</i>\
         <i>10.11.2021</i><i>Списание</i><i>989.00</i><i>-589.00</i><i>400.00</i></div>",
        "<div><p>Дата: 09.11.2021<p>Операция: Оплата<p>Остаток: 0.00<p>Сумма: 989.00<p>Остаток: 989.00</div>\
         <div><p>Дата: 10.11.2021<p>Операция: Списание<p>Остаток: 989.00<p>Сумма: -589.00<p>Остаток: 400.00</div>",
        "<div><h4>09.11.2021</h4><p>Операция <b>Оплата</b><p>Остаток <b>0.00</b><p>Сумма <b>989.00</b><p>Остаток <b>989.00</b></div>\
         <div><h4>10.11.2021</h4><p>Операция <b>Списание</b><p>Остаток <b>989.00</b><p>Сумма <b>-589.00</b><p>Остаток <b>400.00</b></div>",
        "<table><tr><th>Дата<th>Операция<th>Остаток<th>Сумма<th>Остаток<tr><td><i>Дата</i>09.11.2021<td><i>Операция</i> Оплата<td>0.00<td><i>Сумма</i>989.00<td>989.00\
         <tr><td><i>Дата</i>10.11.2021<td><i>Операция</i> Списание<td>989.00<td><i>Сумма</i>-589.00<td>400.00</table>",
    ];
    for html in pages {
        assert_eq!(rows(html), [payment, charge], "{html}");
    }
}

#[test]
fn cards_are_found_under_the_heading_that_is_their_key() {
    let columns = [
        column("Месяц", "месяц", Place::Only),
        column("Было", "было", Place::Only),
        column("Приход", "приход", Place::Only),
        column("Стало", "стало", Place::Only),
    ];
    let is_key = |text: &str| date::whole_month(text).is_some();
    let pages = [
        "<dl><dt><a href=/10>10.2026</a><dd>было 1.00; приход 2.00; стало 3.00<dt>11.2026<dd>было 3.00; приход 1.00; стало 4.00</dl>",
        "<section><h3>10.2026</h3><dl><dt>Было<dd>1.00<dt>Приход<dd>2.00<dt>Стало<dd>3.00</dl><a href=/10>Подробнее</a>\
         <h3>11.2026</h3><dl><dt>Было<dd>3.00<dt>Приход<dd>1.00<dt>Стало<dd>4.00</dl></section>",
        "<div><b>10.2026</b><p>Было: 1.00 · Приход: 2.00 · Стало: 3.00</div><div><b>11.2026</b><p>Было: 3.00 · Приход: 1.00 · Стало: 4.00</div>",
        "<ul><li><a>10.2026</a><ul><li>было: 1.00<li>приход: <b>2.00</b><li>стало: 3.00</ul><li><a>11.2026</a><ul><li>было: 3.00<li>приход: <b>1.00</b><li>стало: 4.00</ul></ul>",
    ];
    for html in pages {
        let tables = found(html, &columns, &is_key);
        let rows: Vec<String> =
            tables.iter().flat_map(|table| &table.rows).map(|row| row.texts.join("; ")).collect();
        assert_eq!(rows, ["10.2026; 1.00; 2.00; 3.00", "11.2026; 3.00; 1.00; 4.00"], "{html}");
    }
    let unknown = "<dl><dt>10.2026<dd>было 1.00; приход 2.00; стало 3.00<dt>осень<dd>было 3.00; приход 1.00; стало 4.00</dl>";
    let tables = found(unknown, &columns, &is_key);
    let kept = tables[0].irregular_rows.iter().any(|row| row.text() == "3.00 | 1.00 | 4.00");
    assert!(kept, "a card without a key is not lost");
}

#[test]
fn a_header_in_two_rows_is_read_column_by_column() {
    let columns = [
        column("Месяц", "месяц", Place::Only),
        column("Остаток на начало", "остаток на начало", Place::Only),
        column("Остаток на конец", "остаток на конец", Place::Only),
    ];
    let html = "<table><tr><th rowspan=2>Месяц<th colspan=2>Остаток<tr><th>на начало<th>на конец<tr><td>11.2021<td>1.00<td>2.00</table>";
    let tables = found(html, &columns, &|_| true);
    assert_eq!(tables[0].rows[0].texts, ["11.2021", "1.00", "2.00"]);
}

#[test]
fn a_table_that_lacks_a_column_is_named_by_what_it_lacks() {
    let html = "<table><tr><th>Дата<th>Действие<th>Остаток<th>Сумма<th>Остаток<tr><td>09.11.2021<td>Оплата<td>0<td>1<td>1</table>";
    assert_eq!(rows(html), [""; 0]);
    assert_eq!(missing(&document(html), &COLUMNS.each_ref()), ["Операция"]);
}

#[test]
fn a_row_of_another_width_is_kept_aside() {
    let html = "<table><tr><th>Дата<th>Операция<th>Остаток<th>Сумма<th>Остаток<tr><td>09.11.2021<td>Оплата 989.00</table>";
    let tables = found(html, COLUMNS.as_slice(), &|_| true);
    assert_eq!(tables[0].irregular_rows[0].text(), "09.11.2021 | Оплата 989.00");
}

#[test]
fn totals_and_filters_say_nothing_of_their_own() {
    let row = |texts: [&str; 3]| {
        let page = document("<td><p>");
        let cells = page.elements().zip(texts).map(|(node, text)| Cell { node, text: text.to_owned() });
        Row { texts: Vec::new(), cells: cells.collect() }
    };
    assert!(row(["Итого", "100.00", ""]).is_non_data());
    assert!(row(["", "Начальный остаток", "5.00"]).is_non_data());
    assert!(row(["все", "поиск", ""]).is_non_data());
    assert!(!row(["09.11.2021", "Оплата", "5.00"]).is_non_data());
}

#[test]
fn a_header_that_names_a_column_twice_lacks_that_column() {
    let html = "<table><tr><td>Дата<td>Операция<td>Остаток<td>Сумма<td>Сумма<td>Остаток
        <tr><td>09.11.2021<td>Оплата<td>0,00<td>989,00<td><td>989,00</table>";
    assert_eq!(missing(&document(html), &COLUMNS.each_ref()), ["Сумма"]);
}
