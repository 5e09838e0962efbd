//! What the figures of a ledger say of how its columns were read.
//!
//! The rules: in a row the opening and what came to it give the closing; one row closes where the
//! next one opens; the operations of a month begin, end and add up as its line says. A cabinet may
//! break them, and is read as it shows itself. But a reading that breaks rules which it would keep
//! with two of its columns exchanged has taken the columns for each other, and one in which fewer
//! than half of the rows add up has taken them for what they are not.

use kabinet_domain::{Entry, Money, MonthTotals, oldest_first};

/// A row's figures: first the opening, last the closing.
type Row = Vec<Money>;
/// Whether a row's figures add up.
type AddsUp = fn(&[Money]) -> bool;

/// The columns that are in doubt, of opening, paid, charged and closing.
pub fn doubtful_in_months(months: &[MonthTotals]) -> Vec<usize> {
    let mut months = months.to_vec();
    months.sort_by_key(|totals| totals.month);
    let rows: Vec<Row> = months.iter().map(|t| vec![t.opening, t.paid, t.charged, t.closing]).collect();
    let follows: Vec<bool> =
        months.iter().zip(months.iter().skip(1)).map(|(a, b)| a.month.next() == b.month).collect();
    let adds_up: AddsUp = |row| row[0] + row[1] - row[2] == row[3];
    if is_mostly_wrong(&rows, adds_up) {
        return vec![0, 1, 2, 3];
    }
    exchanged(&rows, |rows| {
        let pairs = rows.iter().zip(rows.iter().skip(1)).zip(&follows);
        count(rows, adds_up) + pairs.filter(|((a, b), follows)| **follows && a[3] == b[0]).count()
    })
}

/// The columns that are in doubt, of opening, amount and closing. The month's line is given where
/// these are all the operations of it.
pub fn doubtful_in_entries(entries: &[Entry], totals: Option<&MonthTotals>) -> Vec<usize> {
    let row = |entry: &Entry| Some(vec![entry.opening?, entry.amount, entry.closing?]);
    let Some(rows) = entries.iter().map(row).collect::<Option<Vec<Row>>>() else { return Vec::new() };
    let adds_up: AddsUp = |row| row[0] + row[1] == row[2];
    let sum = |rows: &[Row]| rows.iter().map(|row| row[1]).sum::<Money>();
    let fits = |rows: &[Row]| totals.is_some_and(|totals| totals.paid - totals.charged == sum(rows));
    let is_nothing_right = totals.is_some() && !fits(&rows) && count(&rows, adds_up) == 0 && !rows.is_empty();
    if is_mostly_wrong(&rows, adds_up) || is_nothing_right {
        return vec![0, 1, 2];
    }
    exchanged(&rows, |rows| {
        let backwards: Vec<Row> = rows.iter().rev().cloned().collect();
        let chained = chain(rows, totals).max(chain(&backwards, totals));
        count(rows, adds_up) + chained + usize::from(fits(rows))
    })
}

/// Operations whose sums are all shown without a sign, as what the balances say of each.
pub fn signed(mut entries: Vec<Entry>) -> Vec<Entry> {
    let change = |entry: &Entry| Some(entry.closing? - entry.opening?);
    let is_unsigned = |entry: &Entry| {
        !entry.amount.is_negative() && change(entry).is_some_and(|change| change.abs() == entry.amount)
    };
    if entries.iter().all(is_unsigned) {
        entries.iter_mut().for_each(|entry| entry.amount = change(entry).unwrap_or(entry.amount));
    }
    entries
}

/// Operations of which not all balances are shown, oldest first, if the month leaves no doubt of them:
/// the balances after lead from its opening to its closing, and give the amounts that are shown without
/// a sign theirs; or what was paid and what was charged come to what its line says.
pub fn proven(entries: &[Entry], totals: &MonthTotals) -> Option<Vec<Entry>> {
    let forwards = oldest_first(entries.to_vec());
    let backwards = oldest_first(entries.iter().rev().cloned().collect());
    if entries.iter().all(|entry| entry.closing.is_none()) {
        return (turnover(entries) == (totals.paid, totals.charged)).then_some(forwards);
    }
    [forwards, backwards].into_iter().find_map(|entries| continued(entries, totals))
}

/// Whether what was paid and charged comes to what the month's line says, and the balances lead from its
/// opening to its closing.
pub fn is_sound(entries: &[Entry], totals: &MonthTotals) -> bool {
    let chained = chained(&oldest_first(entries.to_vec()), totals.opening);
    let closes = |entries: &[Entry]| entries.last().is_none_or(|last| last.closing == Some(totals.closing));
    turnover(entries) == (totals.paid, totals.charged) && chained.is_some_and(|entries| closes(&entries))
}

/// What was paid, and what was charged.
fn turnover(entries: &[Entry]) -> (Money, Money) {
    let (charged, paid): (Vec<Money>, Vec<Money>) =
        entries.iter().map(|entry| entry.amount).partition(|amount| amount.is_negative());
    (paid.into_iter().sum(), -charged.into_iter().sum::<Money>())
}

fn continued(entries: Vec<Entry>, totals: &MonthTotals) -> Option<Vec<Entry>> {
    let chained = linked(entries, totals.opening, |entry, balance| {
        let change = entry.closing? - balance;
        entry.opening.is_none_or(|opening| opening == balance).then_some(())?;
        let is_told = entry.amount == change || (!entry.amount.is_negative() && entry.amount == change.abs());
        is_told.then(|| Entry { opening: Some(balance), amount: change, ..entry.clone() })
    })?;
    chained.last().is_none_or(|last| last.closing == Some(totals.closing)).then_some(chained)
}

/// Operations of days in order, each where the one before it closed, from that balance on; if they can
/// stand so.
pub fn chained(entries: &[Entry], opening: Money) -> Option<Vec<Entry>> {
    linked(entries.to_vec(), opening, |entry, balance| {
        (entry.opening == Some(balance)).then(|| entry.clone())
    })
}

/// Operations of days in order, of each day those first that follow a balance, as what they are then.
fn linked(
    mut left: Vec<Entry>,
    opening: Money,
    follow: impl Fn(&Entry, Money) -> Option<Entry>,
) -> Option<Vec<Entry>> {
    let mut linked: Vec<Entry> = Vec::new();
    while let Some(day) = left.first().map(|entry| entry.date) {
        let balance = linked.last().map_or(Some(opening), |last| last.closing)?;
        let of_day = left.iter().enumerate().take_while(|(_, entry)| entry.date == day);
        let (at, next) = of_day.filter_map(|(at, entry)| Some((at, follow(entry, balance)?))).next()?;
        left.remove(at);
        linked.push(next);
    }
    Some(linked)
}

/// The balance that a month opens with and the one that its operations do, where these add up without a
/// gap to its closing from another opening: the first of them are missing.
pub fn cut_off(entries: &[Entry], totals: &MonthTotals) -> Option<[Money; 2]> {
    let (first, last) = entries.first().zip(entries.last())?;
    let opening = first.opening.filter(|opening| *opening != totals.opening)?;
    let adds_up = |entry: &Entry| entry.opening.map(|opening| opening + entry.amount) == entry.closing;
    let is_sound = totals.opening + totals.paid - totals.charged == totals.closing;
    let leads_on = is_chain(entries) && entries.iter().all(adds_up) && last.closing == Some(totals.closing);
    (is_sound && leads_on).then_some([totals.opening, opening])
}

/// Whether each operation opens where the one before it closed.
pub fn is_chain(entries: &[Entry]) -> bool {
    entries.iter().zip(entries.iter().skip(1)).all(|(a, b)| a.closing.is_some() && a.closing == b.opening)
}

fn count(rows: &[Row], adds_up: AddsUp) -> usize {
    rows.iter().filter(|row| adds_up(row)).count()
}

/// Whether so many rows do not add up as no cabinet's mistake explains.
fn is_mostly_wrong(rows: &[Row], adds_up: AddsUp) -> bool {
    rows.len() > 1 && count(rows, adds_up) * 2 < rows.len()
}

/// How many of the places hold where a row, or the month, goes on to the next.
fn chain(rows: &[Row], totals: Option<&MonthTotals>) -> usize {
    let links = rows.iter().zip(rows.iter().skip(1)).filter(|(a, b)| a[2] == b[0]).count();
    let begins = rows.first().zip(totals).is_some_and(|(row, totals)| row[0] == totals.opening);
    let ends = rows.last().zip(totals).is_some_and(|(row, totals)| row[2] == totals.closing);
    links + usize::from(begins) + usize::from(ends)
}

/// The columns that stand elsewhere in the order in which more rules hold than in this one.
fn exchanged(rows: &[Row], rules_kept: impl Fn(&[Row]) -> usize) -> Vec<usize> {
    let Some(width) = rows.first().map(Vec::len) else { return Vec::new() };
    let as_read = rules_kept(rows);
    let kept = |order: &Vec<usize>| {
        let rearranged: Vec<Row> =
            rows.iter().map(|row| order.iter().map(|place| row[*place]).collect()).collect();
        rules_kept(&rearranged)
    };
    let moved = |order: &Vec<usize>| -> usize { (0..width).map(|at| order[at].abs_diff(at)).sum() };
    let best = orders(width).into_iter().max_by_key(|order| (kept(order), std::cmp::Reverse(moved(order))));
    let better = best.filter(|order| kept(order) > as_read).unwrap_or_default();
    (0..better.len()).filter(|place| better[*place] != *place).collect()
}

/// Every order of so many columns.
fn orders(width: usize) -> Vec<Vec<usize>> {
    let longer = |order: Vec<usize>| {
        let free: Vec<usize> = (0..width).filter(|place| !order.contains(place)).collect();
        free.into_iter().map(move |place| [order.as_slice(), &[place]].concat())
    };
    (0..width).fold(vec![Vec::new()], |orders, _| orders.into_iter().flat_map(longer).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(rows: &[[&str; 3]]) -> Vec<Entry> {
        let money = |text: &str| text.parse::<Money>().unwrap();
        let entry = |row: &[&str; 3]| Entry {
            date: "2021-11-09".parse().unwrap(),
            time: None,
            operation: "Оплата".to_owned(),
            opening: Some(money(row[0])),
            amount: money(row[1]),
            closing: Some(money(row[2])),
        };
        rows.iter().map(entry).collect()
    }

    #[test]
    fn columns_taken_for_each_other_are_told_by_their_figures() {
        let right = entries(&[["0.00", "989.00", "989.00"], ["989.00", "-589.00", "400.00"]]);
        assert_eq!(doubtful_in_entries(&right, None), [0; 0]);
        let amount_for_opening = entries(&[["989.00", "0.00", "989.00"], ["-589.00", "989.00", "400.00"]]);
        assert_eq!(doubtful_in_entries(&amount_for_opening, None), [0, 1], "each row adds up all the same");
        let numbers = entries(&[["1.00", "989.00", "989.00"], ["2.00", "-589.00", "400.00"]]);
        assert_eq!(doubtful_in_entries(&numbers, None), [0, 1, 2], "no row adds up");
        let contradicts_itself = entries(&[["0.00", "1989.00", "989.00"], ["989.00", "-589.00", "400.00"]]);
        assert_eq!(doubtful_in_entries(&contradicts_itself, None), [0; 0], "a cabinet may err");
    }

    #[test]
    fn operations_of_a_day_follow_their_balances() {
        let shuffled = entries(&[["989.00", "-589.00", "400.00"], ["0.00", "989.00", "989.00"]]);
        let chain = chained(&shuffled, Money::ZERO).expect("they can stand in a row");
        assert_eq!(chain, [shuffled[1].clone(), shuffled[0].clone()]);
        assert_eq!(chained(&shuffled, "1.00".parse().unwrap()), None);
    }

    #[test]
    fn operations_that_do_not_reach_the_opening_of_their_month_are_not_all() {
        let sum = |text: &str| text.parse::<Money>().unwrap();
        let totals = MonthTotals {
            month: kabinet_domain::Month::new(2021, 11).unwrap(),
            opening: sum("0.00"),
            paid: sum("989.00"),
            charged: sum("989.00"),
            closing: sum("0.00"),
        };
        let all = entries(&[
            ["0.00", "989.00", "989.00"],
            ["989.00", "-589.00", "400.00"],
            ["400.00", "-400.00", "0.00"],
        ]);
        assert_eq!(cut_off(&all, &totals), None);
        assert_eq!(cut_off(&all[1..], &totals), Some([sum("0.00"), sum("989.00")]));
        assert_eq!(cut_off(&all[..2], &totals), None, "a last sum may be the cabinet's mistake");
        let erring = entries(&[["1.00", "1989.00", "989.00"], ["989.00", "-989.00", "0.00"]]);
        assert_eq!(cut_off(&erring, &totals), None, "a cabinet that errs is read as it shows itself");
    }

    #[test]
    fn balances_that_are_not_shown_are_those_that_leave_no_doubt() {
        let totals = MonthTotals {
            month: kabinet_domain::Month::new(2021, 11).unwrap(),
            opening: Money::ZERO,
            paid: "989.00".parse().unwrap(),
            charged: "589.00".parse().unwrap(),
            closing: "400.00".parse().unwrap(),
        };
        let whole = entries(&[["0.00", "989.00", "989.00"], ["989.00", "-589.00", "400.00"]]);
        let mut shown = whole.clone();
        shown.iter_mut().for_each(|entry| (entry.opening, entry.amount) = (None, entry.amount.abs()));
        assert_eq!(proven(&shown, &totals), Some(whole.clone()), "without signs and the balance before");
        shown.reverse();
        assert_eq!(proven(&shown, &totals), Some(whole.clone()), "newest first");
        shown[0].closing = Some("401.00".parse().unwrap());
        assert_eq!(proven(&shown, &totals), None);
        let mut bare = whole;
        bare.iter_mut().for_each(|entry| (entry.opening, entry.closing) = (None, None));
        assert_eq!(proven(&bare, &totals), Some(bare.clone()), "paid and charged as the month says");
        assert_eq!(proven(&bare[1..], &totals), None);
    }

    #[test]
    fn sums_without_a_sign_have_the_one_that_the_balances_tell() {
        let unsigned = entries(&[["0.00", "989.00", "989.00"], ["989.00", "589.00", "400.00"]]);
        assert_eq!(signed(unsigned)[1].amount.to_string(), "-589.00");
        let erring = entries(&[["0.00", "989.00", "989.00"], ["989.00", "589.00", "410.00"]]);
        assert_eq!(signed(erring.clone()), erring, "nothing is told where they contradict");
    }
}
