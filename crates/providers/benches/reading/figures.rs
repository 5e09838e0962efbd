//! Reading of a page from its bytes to figures that are proven.

use std::sync::LazyLock;

use kabinet_demo::ACCOUNT;
use kabinet_domain::{AccountSummary, MonthTotals, Transaction};
use kabinet_extract::html::charset;
use kabinet_extract::html::document::Document;
use kabinet_extract::statement::month_page::MonthsBeside;
use kabinet_extract::statement::reconcile::reconcile;
use kabinet_extract::statement::{month_list, month_page};
use kabinet_providers::{Labels, Profile, portal_page};
use url::Url;

use super::pages::{Kind, Page, today};

static LABELS: LazyLock<Labels> = LazyLock::new(|| {
    let text = include_str!("../../descriptions/sevencom.toml");
    Profile::read("sevencom", "sevencom.toml", text).expect("it is tried by a test of its own").labels
});
static ADDRESS: LazyLock<Url> =
    LazyLock::new(|| Url::parse("https://portal.example/lk/").expect("it is an address"));

/// Figures of a page.
pub enum Figures {
    Account(Box<AccountSummary>),
    Months(Vec<MonthTotals>),
    Month(Vec<Transaction>),
}

/// Reads a page; `None` if it is refused.
pub fn of(page: &Page) -> Option<Figures> {
    let document = document(page)?;
    match page.kind {
        Kind::Account => {
            let login = ACCOUNT.to_owned().try_into().ok();
            let summary = portal_page::summary(&document, &LABELS, today(), login.as_ref()).ok()?;
            Some(Figures::Account(Box::new(summary)))
        }
        Kind::Months => months(&document).map(Figures::Months),
        Kind::Month(totals) => {
            let columns = &LABELS.statement.transactions;
            let found = month_page::transactions(&document, columns, &totals).ok()??;
            reconcile(found, &totals, columns).ok().map(Figures::Month)
        }
    }
}

/// Reads a page with a whole statement; returns its months and its transactions.
pub fn of_statement(page: &Page) -> Option<(usize, usize)> {
    let document = document(page)?;
    let months = months(&document)?;
    let columns = &LABELS.statement.transactions;
    let beside = MonthsBeside::of(&document, columns);
    let read = |totals: &MonthTotals| reconcile(beside.transactions(totals).ok()?, totals, columns).ok();
    let read: Vec<Vec<Transaction>> = months.iter().map(read).collect::<Option<_>>()?;
    Some((months.len(), read.iter().map(Vec::len).sum()))
}

fn document(page: &Page) -> Option<Document> {
    let (text, charset) = charset::text(&page.bytes, Some(&page.content_type)).ok()?;
    Document::within_bounds(&text, &ADDRESS, charset).ok()
}

fn months(document: &Document) -> Option<Vec<MonthTotals>> {
    let list = month_list::months(document, &LABELS.statement.months).ok()??;
    Some(list.rows.iter().map(|row| row.totals).collect())
}

impl Figures {
    /// Returns each figure in plain text, as the other reader writes it.
    pub fn plain(&self) -> Vec<String> {
        let shown = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
        match self {
            Self::Account(it) => vec![
                it.account.to_string(),
                it.balance.to_string(),
                shown(it.tariff_price.map(|price| price.to_string())),
                shown(it.next_debit.map(|day| day.to_string())),
            ],
            Self::Months(months) => months.iter().map(month).collect(),
            Self::Month(transactions) => transactions
                .iter()
                .map(|it| {
                    let balances =
                        [it.balance_before, it.balance_after].map(|at| shown(at.map(|at| at.to_string())));
                    format!("{} {} {}", it.date, it.amount, balances.join(" "))
                })
                .collect(),
        }
    }
}

fn month(it: &MonthTotals) -> String {
    format!("{} {} {} {} {}", it.month, it.opening_balance, it.paid, it.charged, it.closing_balance)
}
