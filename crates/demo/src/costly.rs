//! Pages that are as long as a page may be and cost more to read than any honest one.
//!
//! Each is a kind of page whose reading once took minutes, or could: its time would grow with the
//! square of its length, or its memory with much more than that.

use std::iter;

/// The length of a page, in bytes.
pub const LENGTH: usize = 2 * 1024 * 1024;

const MONTHS: &str = "<table><tr><th>Месяц<th>Остаток на начало<th>Оплата<th>Расход<th>Остаток на конец";
const MONTH: &str = "<table><tr><th>Дата<th>Операция<th>Остаток<th>Сумма<th>Остаток";
const ROW: &str = "<tr><td>01.11.2026<td>Абонентская плата<td>5,00<td>-1,00<td>4,00";

/// A page that is costly to read.
pub struct CostlyPage {
    /// Its kind, in a word or two.
    pub name: &'static str,
    /// Makes the page.
    pub html: fn() -> String,
}

/// Returns every costly page.
pub fn pages() -> Vec<CostlyPage> {
    PAGES.iter().map(|(name, html)| CostlyPage { name, html: *html }).collect()
}

/// The name of a kind of page, and the function that makes one.
type Kind = (&'static str, fn() -> String);

const PAGES: [Kind; 55] = [
    ("spans of a row", || filled(MONTHS, &spanning(1000, 65_534))),
    ("spans, 32 rows", || MONTHS.to_owned() + &spanning(24, 24).repeat(32)),
    ("spans, 16 rows", || MONTHS.to_owned() + &spanning(24, 24).repeat(16)),
    ("long spanned cell", || format!("{MONTHS}<tr><td colspan=24 rowspan=24>{}", text(LENGTH / 2))),
    ("tables", || filled("", "<table><tr><td>1</table>")),
    ("headers", || filled("", &format!("{MONTHS}</table>"))),
    ("tables within tables", || filled("", "<table><tr><td>")),
    ("text in tables", || filled("", "<table>1<b>2<table>")),
    ("cells", || filled(MONTHS, "<td>1")),
    ("cells of blocks", || filled("<div>", "<b>1</b>")),
    ("rows", || filled(MONTH, ROW)),
    ("rows without a header", || filled("<table>", ROW)),
    ("rows of one day", || filled(MONTH, "<tr><td>30.11.2026<td>Оплата<td><td>1,00<td>")),
    ("rows of text", || filled("<ul>", "<li>01.11.2026 Оплата 5,00 ₽, остаток 4,00 ₽")),
    ("preformatted rows", || filled("<pre>", "1|2|3|4|5\n")),
    ("cards", || filled("", "<div><p>Дата: 01.11.2026<p>Операция: x<p>Остаток: 1,00<p>Сумма: 1,00")),
    ("cards side by side", || filled("", "<div><p>Дата: 1.11.2026</p><p>Сумма: 1,00</p></div>")),
    ("lists of months", || filled(MONTHS, "<tr><td>11.2026<td>1,00<td>2,00<td>1,00<td>2,00")),
    ("months nearly told twice", || filled(MONTHS, &format!("<tr><td>{}<td>1,00", "1 ".repeat(99)))),
    ("long words behind a label", || format!("{MONTH}<tr><td>Сумма{} б в г д", text(LENGTH / 2))),
    ("forms with a password", || filled("", "<form><input type=password name=p></form>")),
    ("empty forms, then fields", || filled(&"<form></form>".repeat(80_000), "<input>")),
    ("fields of one form", || filled("<form method=post>", "<input name=a><label for=x>Логин</label>")),
    ("nameless labels", || filled("<form>", "<label>Логин<input>")),
    ("years to choose", || filled(&format!("<form>{}<select>", long_field()), "<option>2025")),
    ("long field, a few years", || format!("<form>{}<select>{}", long_field(), "<option>2025".repeat(200))),
    ("months to choose", || filled("<form><select><option>11.2026<option>10.2026", "<select>")),
    ("attributes of one", || numbered("<p", |n| format!(" a{n}"))),
    ("quoted attributes of one", || numbered("<p", |n| format!(" a{n}='>'"))),
    ("attributes of each", || filled("", &format!("<p{}>", " a b c d e f g h i j k l m n o".repeat(2)))),
    ("hundreds of attributes of each", || filled("", &numbers("<p", 400, |n| format!(" a{n}"), ">"))),
    ("attributes of the root", || numbered("", |n| format!("<html a{n}>"))),
    ("one long attribute", || format!("<p title='{}'>", text(LENGTH - 20))),
    ("classes and rules", || filled(&rules(20_000), "<p class='a b c d e f'>")),
    ("rules of style", || filled("<p class=a><p class=b><p class=c><style>", ".a{display:none}")),
    ("braces of style", || filled("<style>", "a{{")),
    ("comments of style", || filled("<style>", "/*.a{}")),
    ("nested blocks", || filled("", "<div>")),
    ("nested behind a comment", || filled("<!-->", "<b><i>")),
    ("nested in a drawing", || filled("<svg><style>", "<g>")),
    ("formats opened anew", || filled(&numbers("", 200, |n| format!("<b a{n}>"), ""), "<p>1")),
    ("comments", || filled("", "<!---->")),
    ("slots of shadows", || {
        filled("", "<x-a><template shadowrootmode=open><slot></slot><slot></slot></template>")
    }),
    ("superscripts", || filled("", "9<sup>00</sup>")),
    ("words for screen readers", || filled("", "<i class=sr-only>1</i>")),
    ("one line of words", || filled("<p>", "баланс ")),
    ("one line of figures", || filled("<p>", "1 234,50 ")),
    ("one line of parts", || filled("<p>", "<b>1</b> ")),
    ("labels", || filled("", "<p>Баланс")),
    ("labels with values", || numbered("", |n| format!("<p>Баланс: {n},00 ₽"))),
    ("titles of services", || filled("", "<div>Договор ТВ<p>Баланс: 5,00</div>")),
    ("links", || filled("", "<a href=x>Статистика</a>")),
    ("menus", || filled("", "<a>Статистика</a><a href=x>1</a>")),
    ("numbered pages", || numbered("", |n| format!("<a href='?p={n}'>{n}</a>"))),
    ("redirects", || filled("", "<meta http-equiv=refresh content='9999; url=x'>")),
];

/// Repeats a part behind a beginning, up to the length of a page.
fn filled(beginning: &str, part: &str) -> String {
    let count = LENGTH.saturating_sub(beginning.len()) / part.len();
    beginning.to_owned() + &part.repeat(count)
}

/// Appends numbered parts to a beginning, up to the length of a page.
fn numbered(beginning: &str, part: impl Fn(usize) -> String) -> String {
    let mut page = beginning.to_owned();
    for part in (0..).map(part) {
        if page.len() + part.len() > LENGTH {
            break;
        }
        page += &part;
    }
    page
}

/// Returns that number of parts between a beginning and an end.
fn numbers(beginning: &str, count: usize, part: impl Fn(usize) -> String, end: &str) -> String {
    iter::once(beginning.to_owned()).chain((0..count).map(part)).chain([end.to_owned()]).collect()
}

fn text(length: usize) -> String {
    "x".repeat(length)
}

/// Returns a row of a hundred cells that span others.
fn spanning(columns: usize, rows: usize) -> String {
    format!("<tr>{}", format!("<td colspan={columns} rowspan={rows}>1").repeat(100))
}

/// Returns a field of a form that is sent with each of its requests.
fn long_field() -> String {
    format!("<input type=hidden name=a value='{}'>", text(LENGTH / 2))
}

fn rules(count: usize) -> String {
    numbers("<style>", count, |n| format!(".a{n}.b{{display:none}}"), "</style>")
}
