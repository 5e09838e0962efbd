//! The ways in which a page is changed, each of which leaves it known what a person reads there.

use ego_tree::NodeId;

use super::sheet::{Dice, Sheet};
use crate::page::amounts;

/// What a change may make of the rows that a page shows. Figures are never to be read otherwise
/// than a person would.
#[derive(Debug, Clone, Copy, Default)]
pub struct Allowed {
    /// Some are gone.
    pub fewer: bool,
    /// Some stand there twice.
    pub more: bool,
    /// One figure is another.
    pub changed: bool,
}

/// A way to change a page: its name, whether a page of labels and values stays as true as a table
/// does, and what it does, if the page has what it takes.
pub type Way = (&'static str, bool, fn(&mut Sheet, &mut Dice) -> Option<Allowed>);

const SAME: Option<Allowed> = Some(Allowed { fewer: false, more: false, changed: false });
const FEWER: Option<Allowed> = Some(Allowed { fewer: true, more: false, changed: false });
const MORE: Option<Allowed> = Some(Allowed { fewer: false, more: true, changed: false });
const CHANGED: Option<Allowed> = Some(Allowed { fewer: false, more: false, changed: true });

pub const WAYS: [Way; 20] = [
    ("columns in another order", true, columns_in_another_order),
    ("two column labels exchanged", false, labels_exchanged),
    ("a label renamed", true, label_renamed),
    ("labels written otherwise", true, labels_written_otherwise),
    ("two cells merged", true, cells_merged),
    ("two columns merged", true, columns_merged),
    ("a row dropped", true, row_dropped),
    ("an element dropped", true, element_dropped),
    ("a cell emptied", true, cell_emptied),
    ("a cell too many", true, cell_too_many),
    ("a row twice", true, row_twice),
    ("an element twice", true, element_twice),
    ("two rows exchanged", false, rows_exchanged),
    ("blocks in another order", true, blocks_in_another_order),
    ("a labelled decoy", true, labelled_decoy),
    ("a table of another kind", true, foreign_table),
    ("a table of another service", true, table_of_another_service),
    ("figures written otherwise", true, figures_written_otherwise),
    ("a sign lost", true, sign_lost),
    ("elements wrapped", true, elements_wrapped),
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

/// Rows of as many cells each, one of them a header without a figure.
struct Grid {
    header: NodeId,
    rows: Vec<NodeId>,
}

fn cells(sheet: &Sheet, row: NodeId) -> Vec<NodeId> {
    let cells = sheet.children(row);
    let name = cells.first().map(|cell| sheet.name(*cell)).unwrap_or_default();
    let is_cell = |id: &NodeId| {
        let own = sheet.name(*id);
        own == name || (["td", "th"].contains(&own.as_str()) && ["td", "th"].contains(&name.as_str()))
    };
    let are_cells = (4..=12).contains(&cells.len())
        && !["br", "a", "input", "option", "tr"].contains(&name.as_str())
        && cells.iter().all(is_cell)
        && cells.iter().all(|cell| sheet.children(*cell).len() < 4);
    if are_cells { cells } else { Vec::new() }
}

fn grid(sheet: &Sheet, dice: &mut Dice) -> Option<Grid> {
    let all: Vec<(NodeId, usize)> = sheet
        .elements()
        .into_iter()
        .map(|id| (id, cells(sheet, id).len()))
        .filter(|(_, width)| *width > 0)
        .collect();
    let has_figures = |id: NodeId| sheet.text(id).contains(|c: char| c.is_ascii_digit());
    let rows: Vec<(NodeId, usize)> = all.iter().copied().filter(|(id, _)| has_figures(*id)).collect();
    let (row, width) = dice.one_of(&rows)?;
    let around = std::iter::successors(sheet.parent(row), |id| sheet.parent(*id)).take(4);
    for outer in around {
        let within = |id: NodeId| {
            std::iter::successors(Some(id), |inner| sheet.parent(*inner)).any(|around| around == outer)
        };
        let own: Vec<NodeId> =
            all.iter().filter(|(id, w)| *w == width && within(*id)).map(|(id, _)| *id).collect();
        let words = |id: &NodeId| !has_figures(*id) && sheet.text(*id).contains(char::is_alphabetic);
        if let Some(header) = own.iter().copied().find(words) {
            return Some(Grid { header, rows: own.into_iter().filter(|id| has_figures(*id)).collect() });
        }
    }
    None
}

fn columns_in_another_order(sheet: &mut Sheet, dice: &mut Dice) -> Option<Allowed> {
    let grid = grid(sheet, dice)?;
    let mut order: Vec<usize> = (0..cells(sheet, grid.header).len()).collect();
    (1..order.len()).rev().for_each(|at| order.swap(at, dice.below(at + 1)));
    for row in grid.rows.into_iter().chain([grid.header]) {
        let cells = cells(sheet, row);
        let order: Vec<NodeId> = order.iter().map(|at| cells[*at]).collect();
        sheet.rearrange(row, &order);
    }
    SAME
}

fn labels_exchanged(sheet: &mut Sheet, dice: &mut Dice) -> Option<Allowed> {
    let header = grid(sheet, dice)?.header;
    let mut cells = cells(sheet, header);
    let (a, b) = (dice.below(cells.len()), dice.below(cells.len()));
    cells.swap(a, b);
    sheet.rearrange(header, &cells);
    SAME
}

/// A text without a figure that names no month.
fn label(sheet: &Sheet, dice: &mut Dice) -> Option<NodeId> {
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
        sheet.texts().into_iter().filter(|(_, text)| is_label(text)).map(|(id, _)| id).collect();
    dice.one_of(&labels)
}

fn label_renamed(sheet: &mut Sheet, dice: &mut Dice) -> Option<Allowed> {
    let label = label(sheet, dice)?;
    sheet.set_text(label, dice.one_of(&NONSENSE)?);
    SAME
}

fn labels_written_otherwise(sheet: &mut Sheet, dice: &mut Dice) -> Option<Allowed> {
    for _ in 0..4 {
        let label = label(sheet, dice)?;
        let text = sheet.text(label);
        let text = match dice.below(5) {
            0 => text.to_uppercase(),
            1 => text.replace(' ', "\u{a0}"),
            2 => format!("  {}:\n", text.trim_end_matches(':')),
            3 => text.replace("е", "е\u{ad}"),
            _ => text.replace('ё', "е").to_lowercase(),
        };
        sheet.set_text(label, &text);
    }
    SAME
}

fn merge(sheet: &mut Sheet, row: NodeId, at: usize) {
    let cells = cells(sheet, row);
    if let (Some(cell), Some(next)) = (cells.get(at), cells.get(at + 1)) {
        let text = format!(" {}", sheet.text(*next));
        sheet.remove(*next);
        let inner = sheet.texts().into_iter().map(|(id, _)| id).find(|id| {
            std::iter::successors(Some(*id), |inner| sheet.parent(*inner)).any(|around| around == *cell)
        });
        if let Some(inner) = inner {
            let joined = format!("{}{text}", sheet.text(inner));
            sheet.set_text(inner, &joined);
        }
    }
}

fn cells_merged(sheet: &mut Sheet, dice: &mut Dice) -> Option<Allowed> {
    let grid = grid(sheet, dice)?;
    let at = dice.below(cells(sheet, grid.header).len() - 1);
    merge(sheet, dice.one_of(&grid.rows)?, at);
    SAME
}

fn columns_merged(sheet: &mut Sheet, dice: &mut Dice) -> Option<Allowed> {
    let grid = grid(sheet, dice)?;
    let at = dice.below(cells(sheet, grid.header).len() - 1);
    for row in grid.rows.into_iter().chain([grid.header]) {
        merge(sheet, row, at);
    }
    SAME
}

fn row_dropped(sheet: &mut Sheet, dice: &mut Dice) -> Option<Allowed> {
    let grid = grid(sheet, dice)?;
    let row = if dice.below(6) == 0 { grid.header } else { dice.one_of(&grid.rows)? };
    sheet.remove(row);
    FEWER
}

fn element_dropped(sheet: &mut Sheet, dice: &mut Dice) -> Option<Allowed> {
    let dropped = dice.one_of(&sheet.elements())?;
    sheet.remove(dropped);
    FEWER
}

fn cell_emptied(sheet: &mut Sheet, dice: &mut Dice) -> Option<Allowed> {
    let texts = sheet.texts();
    let figures: Vec<NodeId> = texts
        .into_iter()
        .filter(|(_, text)| text.contains(|c: char| c.is_ascii_digit()))
        .map(|(id, _)| id)
        .collect();
    let emptied = dice.one_of(&figures)?;
    sheet.set_text(emptied, ["", "—", "н/д", "нет"][dice.below(4)]);
    FEWER
}

fn cell_too_many(sheet: &mut Sheet, dice: &mut Dice) -> Option<Allowed> {
    let grid = grid(sheet, dice)?;
    let row = if dice.below(4) == 0 { grid.header } else { dice.one_of(&grid.rows)? };
    let cell = dice.one_of(&cells(sheet, row))?;
    sheet.copy(cell, cell, dice.below(2) == 0);
    SAME
}

fn row_twice(sheet: &mut Sheet, dice: &mut Dice) -> Option<Allowed> {
    let rows = grid(sheet, dice)?.rows;
    let row = dice.one_of(&rows)?;
    sheet.copy(row, row, false);
    MORE
}

fn element_twice(sheet: &mut Sheet, dice: &mut Dice) -> Option<Allowed> {
    let copied = dice.one_of(&sheet.elements())?;
    sheet.copy(copied, copied, dice.below(2) == 0);
    MORE
}

fn rows_exchanged(sheet: &mut Sheet, dice: &mut Dice) -> Option<Allowed> {
    let rows = grid(sheet, dice)?.rows;
    let (a, b) = (dice.one_of(&rows)?, dice.one_of(&rows)?);
    if a != b && sheet.parent(a) == sheet.parent(b) {
        sheet.copy(a, b, true);
        sheet.remove(a);
    }
    SAME
}

fn blocks_in_another_order(sheet: &mut Sheet, dice: &mut Dice) -> Option<Allowed> {
    let is_block = |id: &NodeId| {
        ["div", "section", "article", "table", "p", "form", "nav", "main", "header", "ul", "dl", "pre"]
            .contains(&sheet.name(*id).as_str())
    };
    let outer: Vec<NodeId> = sheet
        .elements()
        .into_iter()
        .filter(|id| sheet.children(*id).len() > 1 && sheet.children(*id).iter().all(is_block))
        .collect();
    let parent = dice.one_of(&outer)?;
    let mut order = sheet.children(parent);
    let labelled = order.iter().any(|id| sheet.children(*id).is_empty());
    if labelled || order.iter().any(|id| !cells(sheet, *id).is_empty()) {
        return None;
    }
    (1..order.len()).rev().for_each(|at| order.swap(at, dice.below(at + 1)));
    sheet.rearrange(parent, &order);
    SAME
}

fn beside_a_block(sheet: &mut Sheet, dice: &mut Dice, html: &str) -> Option<Allowed> {
    let is_block = |id: &NodeId| {
        ["div", "section", "article", "table", "p", "form", "h1", "h2", "h3", "dl", "pre"]
            .contains(&sheet.name(*id).as_str())
    };
    let blocks: Vec<NodeId> = sheet.elements().into_iter().filter(is_block).collect();
    let block = dice.one_of(&blocks)?;
    sheet.insert(html, block, dice.below(2) == 0);
    SAME
}

fn labelled_decoy(sheet: &mut Sheet, dice: &mut Dice) -> Option<Allowed> {
    let decoy = dice.one_of(&DECOYS)?;
    beside_a_block(sheet, dice, decoy)
}

fn foreign_table(sheet: &mut Sheet, dice: &mut Dice) -> Option<Allowed> {
    let table = dice.one_of(&OTHER_TABLES)?;
    beside_a_block(sheet, dice, table)
}

fn table_of_another_service(sheet: &mut Sheet, dice: &mut Dice) -> Option<Allowed> {
    let table = dice.one_of(&SERVICE_TABLES)?;
    beside_a_block(sheet, dice, table)
}

fn figures_written_otherwise(sheet: &mut Sheet, dice: &mut Dice) -> Option<Allowed> {
    let style = dice.below(6);
    let mut changed = None;
    for (id, text) in sheet.texts() {
        let Some(amount) = amounts::whole(&text).filter(|amount| amount.sure && !amount.per_month) else {
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
        sheet.set_text(id, &written);
        changed = SAME;
    }
    changed
}

fn sign_lost(sheet: &mut Sheet, dice: &mut Dice) -> Option<Allowed> {
    let is_negative = |text: &str| amounts::whole(text).is_some_and(|amount| amount.money.is_negative());
    let negative: Vec<(NodeId, String)> =
        sheet.texts().into_iter().filter(|(_, text)| is_negative(text)).collect();
    let lost = if dice.below(2) == 0 { negative } else { vec![dice.one_of(&negative)?] };
    for (id, text) in &lost {
        sheet.set_text(*id, &text.replace(['-', '−', '–', '(', ')'], ""));
    }
    if lost.is_empty() { None } else { CHANGED }
}

fn elements_wrapped(sheet: &mut Sheet, dice: &mut Dice) -> Option<Allowed> {
    for _ in 0..3 {
        let texts = sheet.texts();
        let (id, text) = dice.one_of(&texts)?;
        let parent = sheet.parent(id)?;
        if ["tr", "table", "tbody", "pre"].contains(&sheet.name(parent).as_str()) {
            continue;
        }
        let tag = ["b", "span", "font", "div"][dice.below(4)];
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        sheet.insert(&format!("<{tag}>{text}</{tag}>"), id, true);
        sheet.remove(id);
    }
    SAME
}
