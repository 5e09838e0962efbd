//! Operators that change a page and keep it known how a person would read it.

use ego_tree::NodeId;

use kabinet_extract::text::amount;

use crate::mutations::editable_page::{EditablePage, SeededRng};
use crate::mutations::meaning;

/// The changes of rows that an operator permits; figures are read as a person would read them.
#[derive(Debug, Clone, Default)]
pub struct Allowed {
    /// Rows may be missing.
    pub fewer: bool,
    /// Rows may stand twice.
    pub more: bool,
    /// A figure may be another one.
    pub changed: bool,
    /// The page without the figures whose meaning is changed; at most its figures may be read.
    pub without: Option<String>,
}

/// The kinds of pages that an operator is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pages {
    /// Every page.
    All,
    /// Pages with rows of figures.
    Rows,
    /// Pages with labels and values.
    Labels,
}

/// An operator: its name, the pages that it is for, and the change.
///
/// The change returns `None` if the page has nothing that it could be applied to.
pub type Operator = (&'static str, Pages, fn(&mut EditablePage, &mut SeededRng) -> Option<Allowed>);

const SAME: Option<Allowed> = Some(Allowed { fewer: false, more: false, changed: false, without: None });
const FEWER: Option<Allowed> = Some(Allowed { fewer: true, more: false, changed: false, without: None });
const MORE: Option<Allowed> = Some(Allowed { fewer: false, more: true, changed: false, without: None });
const CHANGED: Option<Allowed> = Some(Allowed { fewer: false, more: false, changed: true, without: None });

/// Every operator.
pub const OPERATORS: [Operator; 28] = [
    ("columns in another order", Pages::All, columns_in_another_order),
    ("two column labels exchanged", Pages::Rows, labels_exchanged),
    ("a label renamed", Pages::All, label_renamed),
    ("labels written otherwise", Pages::All, labels_written_otherwise),
    ("two cells merged", Pages::All, cells_merged),
    ("two columns merged", Pages::All, columns_merged),
    ("a row dropped", Pages::All, row_dropped),
    ("an element dropped", Pages::All, element_dropped),
    ("a cell emptied", Pages::All, cell_emptied),
    ("a cell too many", Pages::All, cell_too_many),
    ("a row twice", Pages::All, row_twice),
    ("an element twice", Pages::All, element_twice),
    ("two rows exchanged", Pages::Rows, rows_exchanged),
    ("blocks in another order", Pages::All, blocks_in_another_order),
    ("a labelled decoy", Pages::All, labelled_decoy),
    ("a table of another kind", Pages::All, foreign_table),
    ("a table of another service", Pages::All, table_of_another_service),
    ("figures written otherwise", Pages::All, figures_written_otherwise),
    ("a sign lost", Pages::All, sign_lost),
    ("elements wrapped", Pages::All, elements_wrapped),
    ("a word behind the value", Pages::Labels, meaning::word_behind_value),
    ("a word in brackets in the label", Pages::Labels, meaning::word_in_brackets),
    ("another unit, currency, period", Pages::Labels, meaning::another_unit),
    ("a block doubled otherwise", Pages::Labels, meaning::block_doubled),
    ("a decoy password form", Pages::All, decoy_password_form),
    ("a sentence of trouble", Pages::All, sentence_of_trouble),
    ("another account in a header", Pages::All, another_account),
    ("an old price beside a new one", Pages::Labels, meaning::old_price),
];

const MONTHS: [&str; 12] = [
    "январ",
    "феврал",
    "март",
    "апрел",
    "май",
    "июн",
    "июл",
    "август",
    "сентябр",
    "октябр",
    "ноябр",
    "декабр",
];
const NONSENSE: [&str; 8] =
    ["Прочее", "", "Комментарий", "Баланс домофона", "Показатель 7", "Итого", "—", "Дата подключения"];
const DECOYS: [&str; 10] = [
    "<div><span>Баланс домофона</span> <b>35.00</b></div>",
    "<p>Бонусный баланс: 412,00 руб.</p>",
    "<div><div>Стоимость подключения</div><div>990.00 ₽</div></div>",
    "<p>Дата подключения: 01.02.2020</p>",
    "<dl><dt>Номер заявки</dt><dd>4455667</dd><dt>Баланс ТВ</dt><dd>17.40</dd></dl>",
    "<p>Тариф «Новый» всего 450.00 ₽/мес до 31.12.2026</p>",
    "<table><tr><td>Абонентская плата за ТВ</td><td>250.00</td></tr><tr><td>Баланс видеонаблюдения</td><td>-99.00</td></tr></table>",
    "<p>Рекомендуемый платёж: <b>1 250.00 руб.</b></p>",
    "<div>15.11.2026 <b>-800.00</b></div>",
    "<p>Телефон 8-909-700-88-77, договор-оферта от 01.09.2023</p>",
];
const OTHER_TABLES: [&str; 4] = [
    "<table><tr><th>Месяц</th><th>Входящий, МБ</th><th>Исходящий, МБ</th></tr><tr><td>10.2026</td><td>2124.00</td><td>310.00</td></tr></table>",
    "<table><tr><th>Дата</th><th>Операция</th><th>Сумма</th></tr><tr><td>01.12.2026</td><td>Планируемое списание</td><td>800.00</td></tr></table>",
    "<table><tr><th>Дата</th><th>Время</th><th>IP</th></tr><tr><td>05.11.2026</td><td>14:03</td><td>10.0.0.7</td></tr></table>",
    "<div><div><b>Месяц</b><b>Начислено</b><b>Оплачено</b></div><div><b>10.2026</b><b>1.00</b><b>2.00</b></div></div>",
];
const SERVICE_TABLES: [&str; 2] = [
    "<h3>Телевидение</h3><table><tr><th>Месяц</th><th>Остаток на начало</th><th>Оплата</th><th>Расход</th><th>Остаток на конец</th></tr><tr><td>10.2026</td><td>5.00</td><td>250.00</td><td>245.00</td><td>10.00</td></tr></table>",
    "<h3>Телевидение</h3><table><tr><th>Дата</th><th>Операция</th><th>Остаток</th><th>Сумма</th><th>Остаток</th></tr><tr><td>05.10.2026</td><td>Списание за ТВ</td><td>255.00</td><td>-245.00</td><td>10.00</td></tr></table>",
];

const PASSWORD_FORMS: [&str; 2] = [
    "<form method=post action=/mail><p>Почта абонентов</p><input name=user><input type=password name=pass><input type=submit value=Войти></form>",
    "<form method=post action=/forum><label>Логин <input name=l></label><label>Пароль <input type=password name=p></label><button>Вход на форум</button></form>",
];
const TROUBLE: [&str; 3] = [
    "<p>Данные временно недоступны, попробуйте позже.</p>",
    "<div>На сервере ведутся технические работы до 23:00 28.11.2026</div>",
    "<p>Данные показаны на 01.11.2026</p>",
];
const OTHER_ACCOUNTS: [&str; 3] = [
    "<p>Лицевой счёт: 99999999</p>",
    "<div><span>Лицевой счёт</span> <b>99999999</b></div>",
    "<table><tr><td>Номер лицевого счёта</td><td>99999999</td></tr></table>",
];

/// Rows with equal numbers of cells, one of them a header without a figure.
struct Grid {
    header: NodeId,
    rows: Vec<NodeId>,
}

fn cells(page: &EditablePage, row: NodeId) -> Vec<NodeId> {
    let cells = page.children(row);
    let name = cells.first().map(|cell| page.name(*cell)).unwrap_or_default();
    let is_cell = |id: &NodeId| {
        let own = page.name(*id);
        own == name || (["td", "th"].contains(&own.as_str()) && ["td", "th"].contains(&name.as_str()))
    };
    let are_cells = (4..=12).contains(&cells.len())
        && !["br", "a", "input", "option", "tr"].contains(&name.as_str())
        && cells.iter().all(is_cell)
        && cells.iter().all(|cell| page.children(*cell).len() < 4);
    if are_cells { cells } else { Vec::new() }
}

fn grid(page: &EditablePage, rng: &mut SeededRng) -> Option<Grid> {
    let all: Vec<(NodeId, usize)> = page
        .elements()
        .into_iter()
        .map(|id| (id, cells(page, id).len()))
        .filter(|(_, width)| *width > 0)
        .collect();
    let has_figures = |id: NodeId| page.text(id).contains(|c: char| c.is_ascii_digit());
    let rows: Vec<(NodeId, usize)> = all.iter().copied().filter(|(id, _)| has_figures(*id)).collect();
    let (row, width) = rng.one_of(&rows)?;
    let around = std::iter::successors(page.parent(row), |id| page.parent(*id)).take(4);
    for outer in around {
        let within = |id: NodeId| {
            std::iter::successors(Some(id), |inner| page.parent(*inner)).any(|around| around == outer)
        };
        let own: Vec<NodeId> =
            all.iter().filter(|(id, w)| *w == width && within(*id)).map(|(id, _)| *id).collect();
        let words = |id: &NodeId| !has_figures(*id) && page.text(*id).contains(char::is_alphabetic);
        if let Some(header) = own.iter().copied().find(words) {
            return Some(Grid { header, rows: own.into_iter().filter(|id| has_figures(*id)).collect() });
        }
    }
    None
}

fn columns_in_another_order(page: &mut EditablePage, rng: &mut SeededRng) -> Option<Allowed> {
    let grid = grid(page, rng)?;
    let mut order: Vec<usize> = (0..cells(page, grid.header).len()).collect();
    (1..order.len()).rev().for_each(|at| order.swap(at, rng.below(at + 1)));
    for row in grid.rows.into_iter().chain([grid.header]) {
        let cells = cells(page, row);
        let order: Vec<NodeId> = order.iter().map(|at| cells[*at]).collect();
        page.rearrange(row, &order);
    }
    SAME
}

fn labels_exchanged(page: &mut EditablePage, rng: &mut SeededRng) -> Option<Allowed> {
    let header = grid(page, rng)?.header;
    let mut cells = cells(page, header);
    let (a, b) = (rng.below(cells.len()), rng.below(cells.len()));
    cells.swap(a, b);
    page.rearrange(header, &cells);
    SAME
}

/// Returns a text without a figure that names no month.
pub fn label(page: &EditablePage, rng: &mut SeededRng) -> Option<NodeId> {
    let names_month = |text: &str| {
        let text = text.to_lowercase();
        MONTHS.iter().any(|month| text.contains(month))
    };
    let is_label = |text: &str| {
        text.chars().filter(|c| c.is_alphabetic()).count() > 3
            && !text.contains(|c: char| c.is_ascii_digit())
            && !names_month(text)
    };
    let labels: Vec<NodeId> =
        page.texts().into_iter().filter(|(_, text)| is_label(text)).map(|(id, _)| id).collect();
    rng.one_of(&labels)
}

fn label_renamed(page: &mut EditablePage, rng: &mut SeededRng) -> Option<Allowed> {
    let label = label(page, rng)?;
    page.set_text(label, rng.one_of(&NONSENSE)?);
    SAME
}

fn labels_written_otherwise(page: &mut EditablePage, rng: &mut SeededRng) -> Option<Allowed> {
    for _ in 0..4 {
        let label = label(page, rng)?;
        let text = page.text(label);
        let text = match rng.below(5) {
            0 => text.to_uppercase(),
            1 => text.replace(' ', "\u{a0}"),
            2 => format!("  {}:\n", text.trim_end_matches(':')),
            3 => text.replace("е", "е\u{ad}"),
            _ => text.replace('ё', "е").to_lowercase(),
        };
        page.set_text(label, &text);
    }
    SAME
}

fn merge(page: &mut EditablePage, row: NodeId, at: usize) {
    let cells = cells(page, row);
    if let (Some(cell), Some(next)) = (cells.get(at), cells.get(at + 1)) {
        let text = format!(" {}", page.text(*next));
        page.remove(*next);
        let inner = page.texts().into_iter().map(|(id, _)| id).find(|id| {
            std::iter::successors(Some(*id), |inner| page.parent(*inner)).any(|around| around == *cell)
        });
        if let Some(inner) = inner {
            let joined = format!("{}{text}", page.text(inner));
            page.set_text(inner, &joined);
        }
    }
}

fn cells_merged(page: &mut EditablePage, rng: &mut SeededRng) -> Option<Allowed> {
    let grid = grid(page, rng)?;
    let at = rng.below(cells(page, grid.header).len() - 1);
    merge(page, rng.one_of(&grid.rows)?, at);
    SAME
}

fn columns_merged(page: &mut EditablePage, rng: &mut SeededRng) -> Option<Allowed> {
    let grid = grid(page, rng)?;
    let at = rng.below(cells(page, grid.header).len() - 1);
    for row in grid.rows.into_iter().chain([grid.header]) {
        merge(page, row, at);
    }
    SAME
}

fn row_dropped(page: &mut EditablePage, rng: &mut SeededRng) -> Option<Allowed> {
    let grid = grid(page, rng)?;
    let row = if rng.below(6) == 0 { grid.header } else { rng.one_of(&grid.rows)? };
    page.remove(row);
    FEWER
}

fn element_dropped(page: &mut EditablePage, rng: &mut SeededRng) -> Option<Allowed> {
    let dropped = rng.one_of(&page.elements())?;
    let text = page.text(dropped);
    page.remove(dropped);
    if is_kopecks(text.trim()) { CHANGED } else { FEWER }
}

/// Returns true for kopecks in an element of their own: a person too reads the rubles without them.
fn is_kopecks(text: &str) -> bool {
    let digits = text.trim_start_matches(['.', ',']);
    digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn cell_emptied(page: &mut EditablePage, rng: &mut SeededRng) -> Option<Allowed> {
    let texts = page.texts();
    let figures: Vec<NodeId> = texts
        .into_iter()
        .filter(|(_, text)| text.contains(|c: char| c.is_ascii_digit()))
        .map(|(id, _)| id)
        .collect();
    let emptied = rng.one_of(&figures)?;
    page.set_text(emptied, ["", "—", "н/д", "нет"][rng.below(4)]);
    FEWER
}

fn cell_too_many(page: &mut EditablePage, rng: &mut SeededRng) -> Option<Allowed> {
    let grid = grid(page, rng)?;
    let row = if rng.below(4) == 0 { grid.header } else { rng.one_of(&grid.rows)? };
    let cell = rng.one_of(&cells(page, row))?;
    page.copy(cell, cell, rng.below(2) == 0);
    SAME
}

fn row_twice(page: &mut EditablePage, rng: &mut SeededRng) -> Option<Allowed> {
    let rows = grid(page, rng)?.rows;
    let row = rng.one_of(&rows)?;
    page.copy(row, row, false);
    MORE
}

fn element_twice(page: &mut EditablePage, rng: &mut SeededRng) -> Option<Allowed> {
    let copied = rng.one_of(&page.elements())?;
    page.copy(copied, copied, rng.below(2) == 0);
    MORE
}

fn rows_exchanged(page: &mut EditablePage, rng: &mut SeededRng) -> Option<Allowed> {
    let rows = grid(page, rng)?.rows;
    let (a, b) = (rng.one_of(&rows)?, rng.one_of(&rows)?);
    if a != b && page.parent(a) == page.parent(b) {
        page.copy(a, b, true);
        page.remove(a);
    }
    SAME
}

fn blocks_in_another_order(page: &mut EditablePage, rng: &mut SeededRng) -> Option<Allowed> {
    let is_block = |id: &NodeId| {
        ["div", "section", "article", "table", "p", "form", "nav", "main", "header", "ul", "dl", "pre"]
            .contains(&page.name(*id).as_str())
    };
    let outer: Vec<NodeId> = page
        .elements()
        .into_iter()
        .filter(|id| page.children(*id).len() > 1 && page.children(*id).iter().all(is_block))
        .collect();
    let parent = rng.one_of(&outer)?;
    let mut order = page.children(parent);
    let labelled = order.iter().any(|id| page.children(*id).is_empty());
    if labelled || order.iter().any(|id| !cells(page, *id).is_empty()) {
        return None;
    }
    (1..order.len()).rev().for_each(|at| order.swap(at, rng.below(at + 1)));
    page.rearrange(parent, &order);
    SAME
}

fn decoy_password_form(page: &mut EditablePage, rng: &mut SeededRng) -> Option<Allowed> {
    let form = rng.one_of(&PASSWORD_FORMS)?;
    beside_a_block(page, rng, form)
}

fn sentence_of_trouble(page: &mut EditablePage, rng: &mut SeededRng) -> Option<Allowed> {
    let sentence = rng.one_of(&TROUBLE)?;
    beside_a_block(page, rng, sentence)
}

fn another_account(page: &mut EditablePage, rng: &mut SeededRng) -> Option<Allowed> {
    let header = rng.one_of(&OTHER_ACCOUNTS)?;
    beside_a_block(page, rng, header)
}

fn beside_a_block(page: &mut EditablePage, rng: &mut SeededRng, html: &str) -> Option<Allowed> {
    let is_block = |id: &NodeId| {
        ["div", "section", "article", "table", "p", "form", "h1", "h2", "h3", "dl", "pre"]
            .contains(&page.name(*id).as_str())
    };
    let blocks: Vec<NodeId> = page.elements().into_iter().filter(is_block).collect();
    let block = rng.one_of(&blocks)?;
    page.insert(html, block, rng.below(2) == 0);
    SAME
}

fn labelled_decoy(page: &mut EditablePage, rng: &mut SeededRng) -> Option<Allowed> {
    let decoy = rng.one_of(&DECOYS)?;
    beside_a_block(page, rng, decoy)
}

fn foreign_table(page: &mut EditablePage, rng: &mut SeededRng) -> Option<Allowed> {
    let table = rng.one_of(&OTHER_TABLES)?;
    beside_a_block(page, rng, table)
}

fn table_of_another_service(page: &mut EditablePage, rng: &mut SeededRng) -> Option<Allowed> {
    let table = rng.one_of(&SERVICE_TABLES)?;
    beside_a_block(page, rng, table)
}

fn figures_written_otherwise(page: &mut EditablePage, rng: &mut SeededRng) -> Option<Allowed> {
    let style = rng.below(6);
    let mut changed = None;
    for (id, text) in page.texts() {
        let Some(amount) =
            amount::whole(&text).filter(|amount| amount.has_currency_or_decimals && !amount.per_month)
        else {
            continue;
        };
        let plain = amount.money.abs().to_string();
        let (rubles, kopecks) = plain.split_once('.')?;
        let thousands = rubles.len().saturating_sub(3);
        let group = |mark: &str| {
            if thousands == 0 {
                rubles.to_owned()
            } else {
                format!("{}{mark}{}", &rubles[..thousands], &rubles[thousands..])
            }
        };
        let minus = amount.money.is_negative();
        let sign = |mark: &'static str| if minus { mark } else { "" };
        let written = match style {
            0 => format!("{}{}.{kopecks}", sign("-"), group(",")),
            1 => format!("{}{},{kopecks}", sign("−"), group(".")),
            2 => format!("{}{}.{kopecks}{}", sign("("), group(""), sign(")")),
            3 => format!("{}{},{kopecks} ₽", sign("– "), group("\u{a0}")),
            4 => format!("{}{} руб. {kopecks} коп.", sign("-"), group(" ")),
            _ => format!("{}.{kopecks}{}", group("'"), sign("-")),
        };
        page.set_text(id, &written);
        changed = SAME;
    }
    changed
}

fn sign_lost(page: &mut EditablePage, rng: &mut SeededRng) -> Option<Allowed> {
    let is_negative = |text: &str| amount::whole(text).is_some_and(|amount| amount.money.is_negative());
    let negative: Vec<(NodeId, String)> =
        page.texts().into_iter().filter(|(_, text)| is_negative(text)).collect();
    let lost = if rng.below(2) == 0 { negative } else { vec![rng.one_of(&negative)?] };
    for (id, text) in &lost {
        page.set_text(*id, &text.replace(['-', '−', '–', '(', ')'], ""));
    }
    if lost.is_empty() { None } else { CHANGED }
}

fn elements_wrapped(page: &mut EditablePage, rng: &mut SeededRng) -> Option<Allowed> {
    for _ in 0..3 {
        let texts = page.texts();
        let (id, text) = rng.one_of(&texts)?;
        let parent = page.parent(id)?;
        if ["tr", "table", "tbody", "pre"].contains(&page.name(parent).as_str()) {
            continue;
        }
        let tag = ["b", "span", "font", "div"][rng.below(4)];
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        page.insert(&format!("<{tag}>{text}</{tag}>"), id, true);
        page.remove(id);
    }
    SAME
}
