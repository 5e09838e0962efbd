//! Account pages with words, units and figures that other programs misread, each in every layout.

mod figures;
mod offers;
mod services;

use std::sync::LazyLock;

use chrono::NaiveDate;
use kabinet_domain::{AccountNumber, AccountSummary, SummaryField, UnreadReason};
use kabinet_extract::html::document::Document;
use kabinet_providers::{Labels, Missing, Problem, Profile, portal_page};
use url::Url;

/// Layouts of a label and a value; `{label}` and `{value}` stand for the texts.
const LAYOUTS: [(&str, &str); 9] = [
    ("line", "<p>{label}: {value}</p>"),
    ("spans", "<p><span>{label}</span> <b>{value}</b></p>"),
    ("cells", "<table><tr><td>{label}<td>{value}</table>"),
    ("cells with a colon", "<table><tr><td>{label}:</td><td><b>{value}</b></td></tr></table>"),
    ("dl", "<dl><dt>{label}<dd>{value}</dl>"),
    ("list", "<ul><li>{label} — {value}</li></ul>"),
    ("list of two", "<ul><li><span>{label}</span> <span>{value}</span></li></ul>"),
    (
        "card",
        "<div class=card><div><h4>{label}</h4></div><div><p>{value}</p><a href=/x>Подробнее</a></div></div>",
    ),
    ("blocks", "<div><div>{label}</div><div>{value}</div></div>"),
];

/// A figure of the account page, under a label that a case does not choose itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Figure {
    Balance,
    Price,
    NextDebit,
    PaidUntil,
    Number,
}

/// The right reading of a case.
#[derive(Debug, Clone, Copy)]
enum Right {
    /// This value, in every layout.
    Is(&'static str),
    /// This value or none.
    IsOrRefused(&'static str),
    /// No value.
    Refused,
    /// No value, because it is in another currency.
    OtherCurrency,
    /// No value, because it is in another unit.
    OtherUnit,
    /// No value, because the site shows none.
    NotShown,
}

use Right::{Is, IsOrRefused, NotShown, OtherCurrency, OtherUnit, Refused};

static LABELS: LazyLock<Labels> = LazyLock::new(|| {
    let text = include_str!("../../descriptions/sevencom.toml");
    Profile::read("sevencom", "sevencom.toml", text).expect("a description").labels
});

static ADDRESS: LazyLock<Url> = LazyLock::new(|| Url::parse("http://localhost/lk/").expect("an address"));

static TODAY: LazyLock<NaiveDate> = LazyLock::new(|| "2026-11-28".parse().expect("a date"));

/// Reads an account page on 28 November 2026 as the customer 12345678.
fn read(html: &str) -> Result<AccountSummary, Vec<Missing>> {
    let document = Document::read(html, &ADDRESS, encoding_rs::UTF_8);
    let login = AccountNumber::try_from("12345678".to_owned()).ok();
    portal_page::summary(&document, &LABELS, *TODAY, login.as_ref())
}

impl Figure {
    fn label(self) -> &'static str {
        match self {
            Self::Balance => "Текущий баланс",
            Self::Price => "Абонентская плата",
            Self::NextDebit => "Дата ближайшего списания",
            Self::PaidUntil => "Оплачено до",
            Self::Number => "Лицевой счёт",
        }
    }

    fn of(self, summary: &AccountSummary) -> Option<String> {
        match self {
            Self::Balance => Some(summary.balance.to_string()),
            Self::Price => summary.tariff_price.map(|price| price.to_string()),
            Self::NextDebit => summary.next_debit.map(|day| day.to_string()),
            Self::PaidUntil => summary.paid_until.map(|day| day.to_string()),
            Self::Number => Some(summary.account.to_string()).filter(|number| number != "12345678"),
        }
    }

    fn field(self) -> Option<SummaryField> {
        match self {
            Self::Price => Some(SummaryField::TariffPrice),
            Self::NextDebit => Some(SummaryField::NextDebit),
            Self::Number => Some(SummaryField::Account),
            Self::Balance | Self::PaidUntil => None,
        }
    }
}

/// Returns pages with this figure, the others being as on every page, before it or behind it.
fn pages(figure: Figure, label: &str, value: &str) -> Vec<(&'static str, String)> {
    let others = [
        (Figure::Balance, "588.00 ₽"),
        (Figure::Price, "800 ₽/мес"),
        (Figure::NextDebit, "05.12.2026"),
        (Figure::Number, "12345678"),
    ];
    let is_other = |other: &&(Figure, &str)| {
        let days = [Figure::NextDebit, Figure::PaidUntil];
        other.0 != figure && !(days.contains(&figure) && days.contains(&other.0))
    };
    let rows = others.iter().filter(is_other);
    let rows: String = rows.map(|(other, value)| format!("<tr><td>{}<td>{value}", other.label())).collect();
    let rest = format!("<table>{rows}</table>");
    let fill = |layout: &str| layout.replace("{label}", label).replace("{value}", value);
    let page = |(at, (name, layout)): (usize, &(&'static str, &str))| match at % 2 {
        0 => (*name, format!("{rest}{}", fill(layout))),
        _ => (*name, format!("{}{rest}", fill(layout))),
    };
    LAYOUTS.iter().enumerate().map(page).collect()
}

/// Describes the reading of a page that is not right; `None` if it is.
fn fault(figure: Figure, right: Right, html: &str) -> Option<String> {
    let found = read(html);
    let value = found.as_ref().ok().and_then(|summary| figure.of(summary));
    let is_right = match right {
        Is(expected) => value.as_deref() == Some(expected),
        IsOrRefused(expected) => value.is_none() || value.as_deref() == Some(expected),
        Refused => value.is_none(),
        OtherCurrency => value.is_none() && is_for(figure, &found, UnreadReason::OtherCurrency),
        OtherUnit => value.is_none() && is_for(figure, &found, UnreadReason::OtherUnit),
        NotShown => value.is_none() && is_for(figure, &found, UnreadReason::NotShown),
    };
    // A balance that is not read is an error; another figure never costs the balance.
    let keeps_balance = figure == Figure::Balance || found.as_ref().is_ok_and(has_usual_balance);
    (!is_right || !keeps_balance).then(|| format!("{value:?} from {found:?}"))
}

fn has_usual_balance(summary: &AccountSummary) -> bool {
    summary.balance.to_string() == "588.00"
}

/// Returns true if a figure was not read for this reason.
fn is_for(figure: Figure, found: &Result<AccountSummary, Vec<Missing>>, reason: UnreadReason) -> bool {
    match found {
        Ok(summary) => {
            summary.unread.iter().any(|it| Some(it.field) == figure.field() && it.reason == reason)
        }
        Err(missing) => missing.iter().any(|it| match reason {
            UnreadReason::OtherCurrency => matches!(it.problem, Problem::OtherCurrency(_)),
            UnreadReason::OtherUnit => matches!(it.problem, Problem::OtherUnit(_)),
            UnreadReason::NotShown | UnreadReason::NotUnderstood | UnreadReason::Ambiguous => false,
        }),
    }
}

/// Checks values under the usual label of a figure, each in every layout.
fn assert_values(figure: Figure, right: Right, values: &[&str]) {
    let cases: Vec<(&str, &str)> = values.iter().map(|value| (figure.label(), *value)).collect();
    assert_cases(figure, right, &cases);
}

/// Checks pairs of a label and a value, each in every layout.
fn assert_cases(figure: Figure, right: Right, cases: &[(&str, &str)]) {
    let mut faults = Vec::new();
    for (label, value) in cases {
        for (layout, html) in pages(figure, label, value) {
            let fault = fault(figure, right, &html);
            faults.extend(fault.map(|fault| format!("{label} | {value} | {layout}: {right:?}, but {fault}")));
        }
    }
    assert!(faults.is_empty(), "{} readings are not right:\n{}", faults.len(), faults.join("\n"));
}
