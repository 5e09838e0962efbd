//! Operators that change the meaning of a figure by the words beside it.
//!
//! A figure whose meaning is changed must not be read: the page must give as much as without it.

use std::sync::LazyLock;

use ego_tree::NodeId;
use kabinet_extract::text::amount;
use regex::Regex;

use crate::mutations::editable_page::{EditablePage, SeededRng};
use crate::mutations::operators::{Allowed, label};

static FIGURE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[0-9]{1,3}(?:[ \u{a0}\u{202f}']?[0-9]{3})*[.,][0-9]{2}\b(?:\s*(?:₽|руб\.?|р\.))?")
        .expect("a pattern")
});

const BEHIND: [&str; 11] = [
    " к оплате",
    " просрочено",
    " мурзилка",
    " (с учётом обещанного платежа)",
    " на начало месяца",
    " (прогноз)",
    " ориентировочно",
    ", включая кредит 1000.00",
    " или 400.00",
    ", в том числе бонусы 100.00",
    " (ТВ)",
];
const BRACKETS: [&str; 7] = [
    " (бонусный)",
    " (ТВ)",
    " (на начало месяца)",
    " (прогноз)",
    " (с учётом обещанного платежа)",
    " (предыдущий период)",
    " (домофон)",
];
const UNITS: [&str; 10] =
    [" тыс.", " BYN", " €", " бонусов", " баллов", "/сутки", " в год", " за 3 месяца", " минут", " ГБ"];
const OLD: [&str; 3] = [" (было 950.00 руб.)", " вместо 950.00 руб.", " <s>950.00 руб.</s>"];
const NOTHING: &str = "—";
const OTHER: &str = "Показатель";

/// A figure in a text of a page.
struct Figure {
    node: NodeId,
    text: String,
    start: usize,
    end: usize,
}

impl Figure {
    fn within(page: &EditablePage) -> Vec<Self> {
        let texts = page.texts();
        let figures = texts.iter().flat_map(|(node, text)| {
            let found = FIGURE.find_iter(text).filter(|found| is_no_part_of_a_date(text, found.range()));
            found.map(|found| Self {
                node: *node,
                text: text.clone(),
                start: found.start(),
                end: found.end(),
            })
        });
        figures.collect()
    }

    fn shown(&self) -> &str {
        &self.text[self.start..self.end]
    }

    fn replaced(&self, by: &str) -> String {
        format!("{}{by}{}", &self.text[..self.start], &self.text[self.end..])
    }

    /// Returns the page with only this figure left out.
    fn left_out(&self, page: &EditablePage) -> String {
        let mut without = page.clone();
        without.set_text(self.node, &self.replaced(NOTHING));
        without.written()
    }
}

fn is_no_part_of_a_date(text: &str, figure: std::ops::Range<usize>) -> bool {
    let joins = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
    let before = text[..figure.start].chars().next_back();
    let mut behind = text[figure.end..].chars();
    let goes_on = matches!((behind.next(), behind.next()), (Some('.' | '-'), Some(c)) if c.is_ascii_digit());
    !goes_on && !before.is_some_and(|c| joins(c) && c != '-')
}

fn no_more_than(without: String) -> Option<Allowed> {
    Some(Allowed { without: Some(without), ..Allowed::default() })
}

fn one_figure(page: &EditablePage, rng: &mut SeededRng) -> Option<Figure> {
    let mut figures = Figure::within(page);
    let at = rng.below(figures.len());
    (!figures.is_empty()).then(|| figures.swap_remove(at))
}

pub fn word_behind_value(page: &mut EditablePage, rng: &mut SeededRng) -> Option<Allowed> {
    let figure = one_figure(page, rng)?;
    let without = figure.left_out(page);
    let by = format!("{}{}", figure.shown(), rng.one_of(&BEHIND)?);
    page.set_text(figure.node, &figure.replaced(&by));
    no_more_than(without)
}

pub fn another_unit(page: &mut EditablePage, rng: &mut SeededRng) -> Option<Allowed> {
    let figure = one_figure(page, rng)?;
    let without = figure.left_out(page);
    let number = figure.shown().trim_end_matches(|c: char| !c.is_ascii_digit());
    page.set_text(figure.node, &figure.replaced(&format!("{number}{}", rng.one_of(&UNITS)?)));
    no_more_than(without)
}

pub fn word_in_brackets(page: &mut EditablePage, rng: &mut SeededRng) -> Option<Allowed> {
    let label = label(page, rng)?;
    let text = page.text(label);
    let colon = if text.trim_end().ends_with(':') { ":" } else { "" };
    let said = format!("{}{}{colon} ", text.trim_end().trim_end_matches(':'), rng.one_of(&BRACKETS)?);
    let mut without = page.clone();
    without.set_text(label, OTHER);
    page.set_text(label, &said);
    no_more_than(without.written())
}

/// Repeats a block with other amounts: an account with two services under the same labels.
pub fn block_doubled(page: &mut EditablePage, rng: &mut SeededRng) -> Option<Allowed> {
    let counts = |id: &NodeId| FIGURE.find_iter(&page.text(*id)).count();
    let is_block =
        |id: &NodeId| ["div", "table", "dl", "ul", "section", "p"].contains(&page.name(*id).as_str());
    let blocks: Vec<NodeId> =
        page.elements().into_iter().filter(is_block).filter(|id| (1..=4).contains(&counts(id))).collect();
    let block = rng.one_of(&blocks)?;
    let figures = |page: &EditablePage| -> Vec<Figure> {
        Figure::within(page).into_iter().filter(|figure| page.is_within(figure.node, block)).collect()
    };
    let mut without = page.clone();
    while let Some(figure) = figures(&without).into_iter().next() {
        without.set_text(figure.node, &figure.replaced(NOTHING));
    }
    page.copy(block, block, true);
    let own: Vec<Figure> = figures(page);
    for (at, figure) in own.iter().enumerate() {
        if own.iter().take(at).any(|before| before.node == figure.node) {
            continue;
        }
        let other = amount::whole(figure.shown())?.money + "111.00".parse().ok()?;
        page.set_text(figure.node, &figure.replaced(&format!("{other} ₽")));
    }
    no_more_than(without.written())
}

/// Shows an old amount beside one that stays as it is.
pub fn old_price(page: &mut EditablePage, rng: &mut SeededRng) -> Option<Allowed> {
    let figure = one_figure(page, rng)?;
    let old = rng.one_of(&OLD)?;
    if let Some(struck) = old.strip_prefix(" <s>") {
        let amount = struck.trim_end_matches("</s>");
        page.insert(&format!("<s>{amount}</s>"), figure.node, false);
    } else {
        page.set_text(figure.node, &figure.replaced(&format!("{}{old}", figure.shown())));
    }
    Some(Allowed::default())
}
