//! Discrepancies in a statement.

use chrono::NaiveDate;
use fluent::{FluentArgs, fluent_args};
use kabinet_domain::{self as domain, Figure, Money, Month, Rule};
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Audit {
    /// The discrepancies, newest month first.
    pub findings: Vec<Discrepancy>,
    /// The reason why differences of kopecks are no discrepancies, where there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<String>,
}

impl Audit {
    pub(crate) fn new(audit: domain::Audit, language: Language) -> Self {
        let findings = audit.discrepancies.into_iter().map(|it| Discrepancy::new(it, language));
        Self { findings: findings.collect(), note: language.months_sentence("audit-inexact", &audit.inexact) }
    }
}

impl Discrepancy {
    pub(crate) fn new(found: domain::Discrepancy, language: Language) -> Self {
        let text = language.text(text_id(&found), &language.discrepancy_args(&found));
        Self {
            rule: found.rule,
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
        (Rule::OperationSum, Figure::Amount) => "finding-amount",
        (Rule::OperationSum, _) => "finding-closing",
        (Rule::TransactionChain, Figure::Closing) => "finding-left",
        (Rule::TransactionChain, _) => "finding-opening",
        (Rule::MonthSum, _) => "finding-month-sum",
        (Rule::MonthChain, _) => "finding-month-chain",
        (Rule::Duplicate, _) => "finding-twin",
        (Rule::Zero, _) if figures.0 => "finding-zero-sum",
        (Rule::Zero, _) => "finding-zero",
        (Rule::OutsideMonth, _) => "finding-outside",
        (Rule::Rewritten, _) if finding.description.is_none() => "finding-line-rewritten",
        (Rule::Rewritten, _) if !figures.0 => "finding-appeared",
        (Rule::Rewritten, _) if !figures.1 => "finding-vanished",
        (Rule::Rewritten, _) => "finding-rewritten",
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

    use super::*;

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
            for (rule, figure) in Rule::ALL.into_iter().flat_map(|rule| FIGURES.map(|figure| (rule, figure)))
            {
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
