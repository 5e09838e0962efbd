//! Columns that were taken for each other, found by the figures in them.
//!
//! The rules: in a row the balance before and the amount give the balance after; one row begins where
//! the one before it ends; the transactions of a month begin, end and add up as its totals say. A site
//! may break them here and there and is read as shown. But a reading that would keep more of them
//! with two columns exchanged has confused these columns, and one in which fewer than half of the rows
//! add up has found other columns than it wanted.

use kabinet_domain::{Money, MonthTotals, Transaction};

/// The figures of a row, the first balance first and the last one last.
type Figures<const WIDTH: usize> = [Money; WIDTH];
/// A rule that the figures of a row keep or break.
type Rule<const WIDTH: usize> = fn(&Figures<WIDTH>) -> bool;

/// Returns the positions in doubt among opening balance, credits, debits and closing balance.
pub fn doubtful_in_months(months: &[MonthTotals]) -> Vec<usize> {
    let mut months = months.to_vec();
    months.sort_by_key(|totals| totals.month);
    let figures = |t: &MonthTotals| [t.opening_balance, t.paid, t.charged, t.closing_balance];
    let rows: Vec<Figures<4>> = months.iter().map(figures).collect();
    let follows: Vec<bool> =
        months.iter().zip(months.iter().skip(1)).map(|(a, b)| a.month.next() == b.month).collect();
    let rule: Rule<4> = |row| row[0] + row[1] - row[2] == row[3];
    if is_mostly_wrong(&rows, rule) {
        return vec![0, 1, 2, 3];
    }
    exchanged(&rows, |rows| {
        let pairs = rows.iter().zip(rows.iter().skip(1)).zip(&follows);
        count(rows, rule) + pairs.filter(|((a, b), follows)| **follows && a[3] == b[0]).count()
    })
}

/// Returns the positions in doubt among balance before, amount and balance after.
///
/// `totals` is given where these are all the transactions of the month.
pub fn doubtful_in_transactions(transactions: &[Transaction], totals: Option<&MonthTotals>) -> Vec<usize> {
    let figures = |it: &Transaction| Some([it.balance_before?, it.amount, it.balance_after?]);
    let Some(rows) = transactions.iter().map(figures).collect::<Option<Vec<Figures<3>>>>() else {
        return Vec::new();
    };
    let rule: Rule<3> = |row| row[0] + row[1] == row[2];
    let sum = |rows: &[Figures<3>]| rows.iter().map(|row| row[1]).sum::<Money>();
    let fits = |rows: &[Figures<3>]| totals.is_some_and(|totals| totals.paid - totals.charged == sum(rows));
    let is_nothing_right = totals.is_some() && !fits(&rows) && count(&rows, rule) == 0 && !rows.is_empty();
    if is_mostly_wrong(&rows, rule) || is_nothing_right {
        return vec![0, 1, 2];
    }
    exchanged(&rows, |rows| {
        let backwards: Vec<Figures<3>> = rows.iter().rev().copied().collect();
        let chained = links(rows, totals).max(links(&backwards, totals));
        count(rows, rule) + chained + usize::from(fits(rows))
    })
}

fn count<const WIDTH: usize>(rows: &[Figures<WIDTH>], rule: Rule<WIDTH>) -> usize {
    rows.iter().filter(|row| rule(row)).count()
}

/// Returns true if more rows break the rule than mistakes of the site explain.
fn is_mostly_wrong<const WIDTH: usize>(rows: &[Figures<WIDTH>], rule: Rule<WIDTH>) -> bool {
    rows.len() > 1 && count(rows, rule) * 2 < rows.len()
}

/// Counts the places where a row, or the month, leads on to the next.
fn links(rows: &[Figures<3>], totals: Option<&MonthTotals>) -> usize {
    let links = rows.iter().zip(rows.iter().skip(1)).filter(|(a, b)| a[2] == b[0]).count();
    let begins = rows.first().zip(totals).is_some_and(|(row, totals)| row[0] == totals.opening_balance);
    let ends = rows.last().zip(totals).is_some_and(|(row, totals)| row[2] == totals.closing_balance);
    links + usize::from(begins) + usize::from(ends)
}

/// Returns the columns that move in an order in which more rules hold than in this one.
fn exchanged<const WIDTH: usize>(
    rows: &[Figures<WIDTH>],
    rules_kept: impl Fn(&[Figures<WIDTH>]) -> usize,
) -> Vec<usize> {
    let as_read = rules_kept(rows);
    let kept = |order: &Vec<usize>| {
        let rearranged: Vec<Figures<WIDTH>> =
            rows.iter().map(|row| std::array::from_fn(|at| row[order[at]])).collect();
        rules_kept(&rearranged)
    };
    let moved = |order: &Vec<usize>| -> usize { (0..WIDTH).map(|at| order[at].abs_diff(at)).sum() };
    let best = orders(WIDTH).into_iter().max_by_key(|order| (kept(order), std::cmp::Reverse(moved(order))));
    let better = best.filter(|order| kept(order) > as_read).unwrap_or_default();
    (0..better.len()).filter(|place| better[*place] != *place).collect()
}

/// Returns every order of a number of columns.
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

    fn transactions(rows: &[[&str; 3]]) -> Vec<Transaction> {
        let money = |text: &str| text.parse::<Money>().unwrap();
        let transaction = |row: &[&str; 3]| Transaction {
            date: "2021-11-09".parse().unwrap(),
            time: None,
            description: "Оплата".to_owned(),
            balance_before: Some(money(row[0])),
            amount: money(row[1]),
            balance_after: Some(money(row[2])),
        };
        rows.iter().map(transaction).collect()
    }

    #[test]
    fn columns_taken_for_each_other_are_found_by_their_figures() {
        let right = transactions(&[["0.00", "989.00", "989.00"], ["989.00", "-589.00", "400.00"]]);
        assert_eq!(doubtful_in_transactions(&right, None), [0; 0]);
        let exchanged = transactions(&[["989.00", "0.00", "989.00"], ["-589.00", "989.00", "400.00"]]);
        assert_eq!(doubtful_in_transactions(&exchanged, None), [0, 1], "each row adds up even so");
        let numbers = transactions(&[["1.00", "989.00", "989.00"], ["2.00", "-589.00", "400.00"]]);
        assert_eq!(doubtful_in_transactions(&numbers, None), [0, 1, 2], "no row adds up");
        let mistaken = transactions(&[["0.00", "1989.00", "989.00"], ["989.00", "-589.00", "400.00"]]);
        assert_eq!(doubtful_in_transactions(&mistaken, None), [0; 0], "a site may make a mistake");
    }
}
