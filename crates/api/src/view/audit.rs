//! Discrepancies in a statement.

use chrono::NaiveDate;
use fluent::{FluentArgs, fluent_args};
use kabinet_domain::{self as domain, Figure, Money, Month};
use serde::Serialize;
use ts_rs::TS;

use crate::Language;

/// A contradiction in a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Discrepancy {
    /// The rule that does not hold.
    pub rule: Rule,
    /// The month.
    #[ts(as = "String")]
    pub month: Month,
    /// The zero-based index of the transaction within the month, oldest first.
    pub position: Option<usize>,
    /// The day of the transaction.
    pub date: Option<NaiveDate>,
    /// The description of the transaction in the provider's words.
    pub operation: Option<String>,
    /// The figure that would be right.
    #[ts(as = "Option<String>")]
    pub expected: Option<Money>,
    /// The figure that is shown.
    #[ts(as = "Option<String>")]
    pub shown: Option<Money>,
    /// The sentence for people.
    pub text: String,
}

/// The discrepancies of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Audit {
    /// The discrepancies, newest month first.
    pub findings: Vec<Discrepancy>,
}

/// A rule that every statement obeys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// The balance before an operation and its sum make the balance after it.
    OperationSum,
    /// An operation begins with the balance that the one before it left.
    #[serde(rename = "entry_chain")]
    TransactionChain,
    /// A month's line agrees with its operations and with itself.
    MonthSum,
    /// A month opens with the closing balance of the month before it.
    MonthChain,
    /// Nothing is shown, or charged, once more than it should be.
    #[serde(rename = "twin")]
    Duplicate,
    /// An operation has a sum.
    Zero,
    /// An operation is of the month that it stands in.
    OutsideMonth,
    /// A month that is over stays as it is.
    Rewritten,
}

impl Discrepancy {
    pub(crate) fn new(found: domain::Discrepancy, language: Language) -> Self {
        let text = language.text(text_id(&found), &language.discrepancy_args(&found));
        Self {
            rule: found.rule.into(),
            month: found.month,
            position: found.position,
            date: found.date,
            operation: found.description,
            expected: found.expected,
            shown: found.shown,
            text,
        }
    }
}

impl From<domain::Rule> for Rule {
    fn from(rule: domain::Rule) -> Self {
        match rule {
            domain::Rule::OperationSum => Self::OperationSum,
            domain::Rule::TransactionChain => Self::TransactionChain,
            domain::Rule::MonthSum => Self::MonthSum,
            domain::Rule::MonthChain => Self::MonthChain,
            domain::Rule::Duplicate => Self::Duplicate,
            domain::Rule::Zero => Self::Zero,
            domain::Rule::OutsideMonth => Self::OutsideMonth,
            domain::Rule::Rewritten => Self::Rewritten,
        }
    }
}

impl Language {
    fn discrepancy_args(self, finding: &domain::Discrepancy) -> FluentArgs<'static> {
        let sum = |sum: Option<Money>| sum.map(|sum| self.money(sum)).unwrap_or_default();
        let date = finding.date.map(|date| self.date_with_year(date)).unwrap_or_default();
        fluent_args![
            "month" => self.month(finding.month),
            "date" => date,
            "operation" => finding.description.clone().unwrap_or_default(),
            "expected" => sum(finding.expected),
            "shown" => sum(finding.shown),
            "figure" => figure(finding.figure),
        ]
    }
}

fn text_id(finding: &domain::Discrepancy) -> &'static str {
    let figures = (finding.expected.is_some(), finding.shown.is_some());
    match (finding.rule, finding.figure) {
        (domain::Rule::OperationSum, Figure::Amount) => "finding-amount",
        (domain::Rule::OperationSum, _) => "finding-closing",
        (domain::Rule::TransactionChain, Figure::Closing) => "finding-left",
        (domain::Rule::TransactionChain, _) => "finding-opening",
        (domain::Rule::MonthSum, _) => "finding-month-sum",
        (domain::Rule::MonthChain, _) => "finding-month-chain",
        (domain::Rule::Duplicate, _) => "finding-twin",
        (domain::Rule::Zero, _) if figures.0 => "finding-zero-sum",
        (domain::Rule::Zero, _) => "finding-zero",
        (domain::Rule::OutsideMonth, _) => "finding-outside",
        (domain::Rule::Rewritten, _) if finding.description.is_none() => "finding-line-rewritten",
        (domain::Rule::Rewritten, _) if !figures.0 => "finding-appeared",
        (domain::Rule::Rewritten, _) if !figures.1 => "finding-vanished",
        (domain::Rule::Rewritten, _) => "finding-rewritten",
    }
}

fn figure(figure: Figure) -> &'static str {
    match figure {
        Figure::Opening => "opening",
        Figure::Amount => "amount",
        Figure::Closing => "closing",
        Figure::Paid => "paid",
        Figure::Charged => "charged",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use kabinet_domain::Rule;

    use super::*;

    const RULES: [Rule; 8] = [
        Rule::OperationSum,
        Rule::TransactionChain,
        Rule::MonthSum,
        Rule::MonthChain,
        Rule::Duplicate,
        Rule::Zero,
        Rule::OutsideMonth,
        Rule::Rewritten,
    ];
    const FIGURES: [Figure; 5] =
        [Figure::Opening, Figure::Amount, Figure::Closing, Figure::Paid, Figure::Charged];

    fn finding(rule: Rule, figure: Figure, is_of_row: bool, sums: [Option<&str>; 2]) -> domain::Discrepancy {
        let [expected, shown] = sums.map(|sum| sum.and_then(|sum| sum.parse().ok()));
        domain::Discrepancy {
            rule,
            figure,
            month: "2021-11".parse().unwrap(),
            position: is_of_row.then_some(0),
            date: is_of_row.then(|| "2021-11-09".parse().unwrap()),
            description: is_of_row.then(|| "Оплата".to_owned()),
            expected,
            shown,
        }
    }

    #[test]
    fn every_finding_is_a_sentence_in_both_languages_with_both_its_figures() {
        let (both, shown, expected) =
            ([Some("1.00"), Some("2.00")], [None, Some("2.00")], [Some("1.00"), None]);
        for language in Language::ALL {
            let mut texts = BTreeSet::new();
            for (rule, figure) in RULES.iter().flat_map(|rule| FIGURES.map(|figure| (*rule, figure))) {
                for (is_of_row, sums) in [(true, both), (true, shown), (true, expected), (false, both)] {
                    let text = Discrepancy::new(finding(rule, figure, is_of_row, sums), language).text;
                    assert!(text.ends_with('.') && !text.contains(['{', '}']), "not a sentence: {text}");
                    texts.insert(text);
                }
            }
            assert!(texts.len() > 20, "{language:?} tells different things in the same words: {texts:#?}");
        }
    }
}
