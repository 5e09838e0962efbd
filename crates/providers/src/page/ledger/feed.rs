//! Operations one under another without a header. Each names the balance after it; its day, its time,
//! its sum and what it is are told by what they look like. Days may stand as headings above. What is
//! read here counts only where the balances prove it ([`super::arithmetic::proven`]).

use std::ops::Range;

use chrono::{NaiveDate, NaiveTime};
use kabinet_domain::{Entry, Money};

use super::days::TIME;
use super::{Column, Document, EntryColumns, halves};
use crate::page::dates::Moment;
use crate::page::layout::{BoxId, Layout, Run};
use crate::page::tables::split_label;
use crate::page::text::wording;
use crate::page::{amounts, dates};

/// What a part of a line is.
#[derive(Debug, Clone, PartialEq)]
enum Piece {
    Day(Moment),
    Time(NaiveTime),
    Sum(Money),
    BalanceAfter(Money),
    Text(String),
}

type Line = (BoxId, Vec<Piece>);

const HIGHEST_BLOCK: usize = 8;
const LARGEST_BLOCK: usize = 16;

/// The operations of a page, in its order; none where nothing looks like one.
pub fn read(
    document: &Document,
    columns: &EntryColumns,
    halves: &[Column],
    context: NaiveDate,
) -> Vec<Entry> {
    let layout = Layout::of(document);
    let shown = layout.runs().filter(|(_, run)| !run.hidden);
    let lines: Vec<Line> = shown.map(|(id, run)| (id, pieces(run, &columns[4], context))).collect();
    let is_told = |(_, pieces): &Line| pieces.iter().any(|piece| matches!(piece, Piece::BalanceAfter(_)));
    let told = lines.iter().enumerate().filter(|(_, line)| is_told(line)).map(|(at, _)| at);
    let blocks: Vec<Range<usize>> = told.filter_map(|at| block(&layout, &lines, at)).collect();
    let pieces_of = |block: &Range<usize>| -> Vec<&Piece> {
        lines[block.clone()].iter().flat_map(|(_, pieces)| pieces).collect()
    };
    let has_days = blocks.iter().any(|block| pieces_of(block).iter().any(|piece| day_of(piece).is_some()));
    let above = |block: &Range<usize>| if has_days { None } else { day_above(&lines[..block.start]) };
    blocks.iter().filter_map(|block| entry(&pieces_of(block), above(block), halves)).collect()
}

/// The lines of the innermost block around one with a balance in which there is a sum and a text too.
fn block(layout: &Layout, lines: &[Line], told: usize) -> Option<Range<usize>> {
    let outer = std::iter::successors(Some(lines[told].0), |inner| layout.parent(*inner)).take(HIGHEST_BLOCK);
    let within = |outer: BoxId| {
        let is_within = |(id, _): &&Line| layout.is_within(*id, outer);
        let before = lines[..told].iter().rev().take(LARGEST_BLOCK).take_while(is_within).count();
        let behind = lines[told..].iter().take(LARGEST_BLOCK).take_while(is_within).count();
        told - before..told + behind
    };
    outer.map(within).find(|block| {
        let pieces = || lines[block.clone()].iter().flat_map(|(_, pieces)| pieces);
        pieces().any(|piece| sum_of(piece).is_some()) && pieces().any(|piece| text_of(piece).is_some())
    })
}

/// The day that stands alone on the last such line.
fn day_above(before: &[Line]) -> Option<Moment> {
    let day = |(_, pieces): &Line| if let [Piece::Day(day)] = pieces.as_slice() { Some(*day) } else { None };
    before.iter().rev().find_map(day)
}

fn entry(pieces: &[&Piece], above: Option<Moment>, halves: &[Column]) -> Option<Entry> {
    let days: Vec<Moment> = pieces.iter().filter_map(|piece| day_of(piece)).collect();
    let sums: Vec<Money> = pieces.iter().filter_map(|piece| sum_of(piece)).collect();
    let balances: Vec<Money> = pieces.iter().filter_map(|piece| balance_of(piece)).collect();
    let ([amount], [closing]) = (sums.as_slice(), balances.as_slice()) else { return None };
    let day = match days.as_slice() {
        [] => above?,
        [day] => *day,
        _ => return None,
    };
    let time = pieces.iter().find_map(|piece| if let Piece::Time(time) = piece { Some(*time) } else { None });
    let texts = pieces.iter().filter_map(|piece| text_of(piece));
    Some(Entry {
        date: day.date,
        time: day.time.or(time),
        operation: name_of(pieces, halves)?,
        opening: None,
        amount: halves::signed_by_word(*amount, texts, halves),
        closing: Some(*closing),
    })
}

/// What the operation is: the first text that does more than tell a payment from a charge.
fn name_of(pieces: &[&Piece], halves: &[Column]) -> Option<String> {
    let texts = || pieces.iter().filter_map(|piece| text_of(piece));
    let tells_half = |text: &str| halves.iter().any(|half| half.synonyms.contains(&wording(text)));
    texts().find(|text| !tells_half(text)).or_else(|| texts().next()).map(str::to_owned)
}

fn text_of(piece: &Piece) -> Option<&str> {
    if let Piece::Text(text) = piece { Some(text) } else { None }
}

fn day_of(piece: &Piece) -> Option<Moment> {
    if let Piece::Day(day) = piece { Some(*day) } else { None }
}

fn sum_of(piece: &Piece) -> Option<Money> {
    if let Piece::Sum(sum) = piece { Some(*sum) } else { None }
}

fn balance_of(piece: &Piece) -> Option<Money> {
    if let Piece::BalanceAfter(balance) = piece { Some(*balance) } else { None }
}

/// A line by what its elements make of it: of those in a row that are something together, the most.
fn pieces(run: &Run, closing: &Column, context: NaiveDate) -> Vec<Piece> {
    let mut borders: Vec<usize> = std::iter::once(0).chain(run.starts.iter().copied()).collect();
    borders.push(run.text.len());
    borders.dedup();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = 0;
    while at + 1 < borders.len() {
        let part = |end: usize| run.text.get(borders[at]..borders[end]).unwrap_or_default().trim();
        let known =
            (at + 1..borders.len()).rev().find_map(|end| Some((end, known(part(end), closing, context)?)));
        let (end, piece) = known.unwrap_or_else(|| (at + 1, Piece::Text(part(at + 1).to_owned())));
        match (pieces.last_mut(), piece) {
            (_, Piece::Text(text)) if !text.contains(char::is_alphanumeric) => {}
            (Some(Piece::Text(before)), Piece::Text(text)) => *before = format!("{before} {text}"),
            (_, piece) => pieces.push(piece),
        }
        at = end;
    }
    pieces
}

fn known(text: &str, closing: &Column, context: NaiveDate) -> Option<Piece> {
    let balance = || {
        let (_, value) = split_label(text, std::slice::from_ref(closing))?;
        amounts::whole(value).map(|amount| Piece::BalanceAfter(amount.money))
    };
    let time = || TIME.is_match(text).then(|| format!("{text:0>5}").parse().ok().map(Piece::Time))?;
    let day = || dates::whole_within(text, context).map(Piece::Day);
    let sum = || amounts::whole(text).filter(|amount| amount.sure).map(|amount| Piece::Sum(amount.money));
    time().or_else(day).or_else(sum).or_else(balance)
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;
    use crate::page::tables::Place;

    fn read_of(html: &str) -> Vec<String> {
        let document = Document::read(html, &Url::parse("http://localhost/").unwrap(), encoding_rs::UTF_8);
        let column = |synonyms: &[&str]| Column {
            name: String::new(),
            synonyms: synonyms.iter().map(|synonym| (*synonym).to_owned()).collect(),
            place: Place::Last,
        };
        let columns = [
            column(&[]),
            column(&[]),
            column(&[]),
            column(&[]),
            column(&["остаток", "остаток после операции"]),
        ];
        let halves = [column(&["зачисление"]), column(&["списание"])];
        let context = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
        let told = |entry: Entry| {
            let time = entry.time.map_or_else(String::new, |time| format!(" {time}"));
            format!("{}{time} {} {} {}", entry.date, entry.operation, entry.amount, entry.closing.unwrap())
        };
        read(&document, &columns, &halves, context).into_iter().map(told).collect()
    }

    #[test]
    fn an_operation_is_read_by_what_its_parts_look_like() {
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
    fn what_is_not_plainly_one_operation_is_none() {
        for html in [
            "<div><p>Оплата<p>989,00<p>Остаток: 989,00</div>",
            "<div><p>09.11.2026<p>Оплата<p>989,00<p>в том числе 20,00<p>20,00<p>Остаток: 989,00</div>",
            "<p>09.11.2026</p><p>Остаток: 989,00</p>",
        ] {
            assert_eq!(read_of(html), [""; 0], "{html}");
        }
    }
}
