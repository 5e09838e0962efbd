use chrono_tz::Tz;
use fluent::{FluentArgs, fluent_args};
use kabinet_domain::{Figure, Finding, Month, MonthStatement, Rule, audit};
use kabinet_store::{Account, Kept, Store};

use crate::kabinet::local;
use crate::wire::meaning;
use crate::{ApiError, Kabinet, Language};

impl Kabinet {
    /// Every contradiction in what is kept of an account, newest month first.
    ///
    /// # Errors
    /// Those of choosing an account, and those of the database and its folder.
    pub fn audit(&self, login: Option<&str>, language: Language) -> Result<Vec<meaning::Finding>, ApiError> {
        let store = self.store()?;
        let account = self.account(&store, login)?;
        let found = self.findings(&store, &account)?;
        Ok(found.into_iter().map(|finding| language.finding(finding)).collect())
    }

    /// Every contradiction, newest month first.
    pub(crate) fn findings(&self, store: &Store, account: &Account) -> Result<Vec<Finding>, ApiError> {
        self.audited(store, account, &store.statements(account.id, None)?, store.replaced(account.id)?)
    }

    /// The contradictions of one month, told by it and the months beside it.
    pub(crate) fn findings_of(
        &self,
        store: &Store,
        account: &Account,
        statement: &MonthStatement,
        beside: [Option<Month>; 2],
    ) -> Result<Vec<Finding>, ApiError> {
        let beside = beside.into_iter().flatten();
        let beside: Result<Vec<_>, _> =
            beside.map(|month| store.statements(account.id, Some(month))).collect();
        let mut statements = beside?.concat();
        statements.push(statement.clone());
        let mut replaced = store.earlier_versions(account.id, statement.totals.month)?;
        replaced.reverse();
        let mut found = self.audited(store, account, &statements, replaced)?;
        found.retain(|finding| finding.month == statement.totals.month);
        Ok(found)
    }

    fn audited(
        &self,
        store: &Store,
        account: &Account,
        statements: &[MonthStatement],
        replaced: Vec<Kept<MonthStatement>>,
    ) -> Result<Vec<Finding>, ApiError> {
        let zone = self.provider(&account.provider)?.declaration().time_zone;
        let mut found = audit(statements, &as_closed(replaced, zone));
        let breaks_a_chain = |it: &Finding| it.rule == Rule::MonthChain;
        if found.iter().any(breaks_a_chain) && is_unfinished(store, account)? {
            let is_kept = |month| statements.iter().any(|it| it.totals.month == month);
            found.retain(|it| !breaks_a_chain(it) || is_kept(it.month.previous()));
        }
        Ok(found)
    }
}

/// Months as they were first read after they were over, where another version came after that.
fn as_closed(replaced: Vec<Kept<MonthStatement>>, zone: Tz) -> Vec<MonthStatement> {
    let was_over = |it: &Kept<MonthStatement>| {
        local(it.read_at, zone).date() >= it.value.totals.month.next().first_day()
    };
    let mut closed: Vec<MonthStatement> = replaced.into_iter().filter(was_over).map(|it| it.value).collect();
    closed.dedup_by_key(|it| it.totals.month);
    closed
}

/// Whether months may be lacking between others, because a refresh did not come to its end.
fn is_unfinished(store: &Store, account: &Account) -> Result<bool, ApiError> {
    let succeeded_at = store.refresh_status(account.id)?.succeeded_at;
    Ok(store.months(account.id)?.iter().any(|kept| Some(kept.read_at) > succeeded_at))
}

impl Language {
    /// A contradiction with its sentence.
    pub(crate) fn finding(self, finding: Finding) -> meaning::Finding {
        let text = self.say(words_of(&finding), &self.values_of(&finding));
        let Finding { rule, month, position, date, operation, expected, shown, .. } = finding;
        meaning::Finding { rule: rule.into(), month, position, date, operation, expected, shown, text }
    }

    fn values_of(self, finding: &Finding) -> FluentArgs<'static> {
        let sum = |sum: Option<kabinet_domain::Money>| sum.map(|sum| self.money(sum)).unwrap_or_default();
        let date = finding.date.map(|date| self.date_with_year(date)).unwrap_or_default();
        fluent_args![
            "month" => self.month(finding.month),
            "date" => date,
            "operation" => finding.operation.clone().unwrap_or_default(),
            "expected" => sum(finding.expected),
            "shown" => sum(finding.shown),
            "figure" => figure(finding.figure),
        ]
    }
}

fn words_of(finding: &Finding) -> &'static str {
    let figures = (finding.expected.is_some(), finding.shown.is_some());
    match (finding.rule, finding.figure) {
        (Rule::OperationSum, Figure::Amount) => "finding-amount",
        (Rule::OperationSum, _) => "finding-closing",
        (Rule::EntryChain, Figure::Closing) => "finding-left",
        (Rule::EntryChain, _) => "finding-opening",
        (Rule::MonthSum, _) => "finding-month-sum",
        (Rule::MonthChain, _) => "finding-month-chain",
        (Rule::Twin, _) => "finding-twin",
        (Rule::Zero, _) if figures.0 => "finding-zero-sum",
        (Rule::Zero, _) => "finding-zero",
        (Rule::OutsideMonth, _) => "finding-outside",
        (Rule::Rewritten, _) if finding.operation.is_none() => "finding-line-rewritten",
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

    const RULES: [Rule; 8] = [
        Rule::OperationSum,
        Rule::EntryChain,
        Rule::MonthSum,
        Rule::MonthChain,
        Rule::Twin,
        Rule::Zero,
        Rule::OutsideMonth,
        Rule::Rewritten,
    ];
    const FIGURES: [Figure; 5] =
        [Figure::Opening, Figure::Amount, Figure::Closing, Figure::Paid, Figure::Charged];

    fn finding(rule: Rule, figure: Figure, is_of_row: bool, sums: [Option<&str>; 2]) -> Finding {
        let [expected, shown] = sums.map(|sum| sum.and_then(|sum| sum.parse().ok()));
        Finding {
            rule,
            figure,
            month: "2021-11".parse().unwrap(),
            position: is_of_row.then_some(0),
            date: is_of_row.then(|| "2021-11-09".parse().unwrap()),
            operation: is_of_row.then(|| "Оплата".to_owned()),
            expected,
            shown,
        }
    }

    #[test]
    fn every_finding_is_a_sentence_in_both_languages_with_both_its_figures() {
        let (both, shown, expected) =
            ([Some("1.00"), Some("2.00")], [None, Some("2.00")], [Some("1.00"), None]);
        for language in Language::ALL {
            let mut told = BTreeSet::new();
            for (rule, figure) in RULES.iter().flat_map(|rule| FIGURES.map(|figure| (*rule, figure))) {
                for (is_of_row, sums) in [(true, both), (true, shown), (true, expected), (false, both)] {
                    let text = language.finding(finding(rule, figure, is_of_row, sums)).text;
                    assert!(text.ends_with('.') && !text.contains(['{', '}']), "not a sentence: {text}");
                    told.insert(text);
                }
            }
            assert!(told.len() > 20, "{language:?} tells different things in the same words: {told:#?}");
        }
    }
}
