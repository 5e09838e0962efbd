//! Provider profiles: the site, the time zone and the labels of a portal, as data.
//!
//! Some profiles are compiled in. A file of the same form in the customer's folder replaces one of
//! them or adds a provider. A file is complete: it does not extend the compiled-in profile. A profile
//! holds words as a customer reads them, and no address, id or field name of a page.

pub(crate) mod conflicts;
pub(crate) mod file;
pub(crate) mod refusal;
pub(crate) mod spans;
#[cfg(test)]
mod tests;
pub(crate) mod validate;

use std::fmt;

use kabinet_extract::field::Field;
use kabinet_extract::html::document::Document;
use kabinet_extract::statement::columns::StatementColumns;
use kabinet_extract::trace::score;
use serde::Deserialize;

use crate::ProviderInfo;
use crate::profile::refusal::Refused;

/// The profile of a provider.
#[derive(Debug, Clone)]
pub struct Profile {
    /// The kind of its portal.
    pub kind: PortalKind,
    /// Facts known before the first request.
    pub info: ProviderInfo,
    /// The labels of its portal.
    pub labels: Labels,
}

/// The kind of a portal, which decides the code that reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum PortalKind {
    /// HTML pages: an account page, a list of months, and a page of transactions for each month.
    #[serde(rename = "monthly")]
    HtmlPortal,
}

/// The labels of a portal that lists months.
#[derive(Debug, Clone)]
pub struct Labels {
    /// Labels of links, buttons and fields.
    pub navigation: NavigationLabels,
    /// Labels of the account page.
    pub account: AccountLabels,
    /// Column headers of the statement.
    pub statement: StatementColumns,
}

/// Labels of links, buttons and fields.
#[derive(Debug, Clone)]
pub struct NavigationLabels {
    /// The link to the sign-in form.
    pub cabinet: LinkLabel,
    /// The field for the login; beginnings of words.
    pub login_field: LinkLabel,
    /// The button that sends the sign-in form.
    pub sign_in_button: LinkLabel,
    /// The link that continues from a notice after signing in.
    pub continue_link: LinkLabel,
    /// The link that ends the session; only a signed-in customer sees it.
    pub sign_out: LinkLabel,
    /// The link to the account page.
    pub account_page: LinkLabel,
    /// The link to the list of months.
    pub statistics: LinkLabel,
    /// Beginnings of words of a menu entry that is about money, not traffic.
    pub about_money: Vec<String>,
    /// The link to the payment page.
    pub pay: LinkLabel,
    /// The link to the change of tariff.
    pub change_tariff: LinkLabel,
    /// The prompt to choose a city.
    pub city_prompt: LinkLabel,
    /// The button that sends the chosen city.
    pub city_button: LinkLabel,
}

/// A label with its synonyms.
#[derive(Debug, Clone)]
pub struct LinkLabel {
    /// Its name in error messages.
    pub name: String,
    /// Its wordings, normalized, the most certain first.
    pub labels: Vec<String>,
}

/// The labelled values of the account page.
#[derive(Debug, Clone)]
pub struct AccountLabels {
    /// The balance.
    pub balance: Field,
    /// The price of the tariff for a month.
    pub tariff_price: Field,
    /// The date of the next debit.
    pub next_debit: Field,
    /// The number of days until the next debit, where it has its own label.
    pub days_left: Field,
    /// The account number.
    pub number: Field,
}

/// A fault in a profile file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {key}: {fault}")]
pub struct ProfileError {
    /// The path of the file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The key with the tables around it; empty if the line has none.
    pub key: String,
    /// The fault.
    pub fault: Fault,
}

/// The kind of a fault in a profile file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The file cannot be read.
    ///
    /// Carries the system's message.
    Unreadable(String),
    /// The file's name is not a valid provider id.
    BadName,
    /// Not TOML, or a value of the wrong type.
    ///
    /// Carries the parser's message.
    Malformed(String),
    /// The key is unknown.
    UnknownKey,
    /// The key is required and missing.
    MissingKey,
    /// The value is empty.
    Empty,
    /// The text names no time zone.
    NoTimeZone(String),
    /// The text is not an encrypted address of a site.
    NoAddress(String),
    /// Two labels that must differ have the same wording.
    SaysTheSame {
        /// The wording of both.
        text: String,
        /// The key of the other label.
        as_in: String,
    },
}

impl Profile {
    /// Parses the text of a profile file.
    ///
    /// # Errors
    /// The first fault in the file.
    pub fn read(id: &str, file: &str, text: &str) -> Result<Self, ProfileError> {
        let wrong = |(line, key, fault)| ProfileError { file: file.to_owned(), line, key, fault };
        let form = file::read(text).map_err(wrong)?;
        let refused = |Refused { key, item, fault }| (spans::line_of(text, &key, item), key, fault);
        validate::validate(id, form).map_err(|error| wrong(refused(error)))
    }
}

impl ProfileError {
    /// Creates an error about the file as a whole.
    pub(crate) fn of_file(file: String, fault: Fault) -> Self {
        Self { file, line: 1, key: String::new(), fault }
    }
}

impl LinkLabel {
    /// Records in the trace that a page shows one of the wordings.
    pub fn note(&self, document: &Document, said: &str) {
        if let Some(rank) = self.labels.iter().position(|label| label == said) {
            document.trace.found(&self.name, said, score(rank));
        }
    }
}

impl Labels {
    /// Returns every wording of every label.
    pub fn words(&self) -> Vec<&str> {
        let navigation = &self.navigation;
        let links = [
            &navigation.cabinet,
            &navigation.login_field,
            &navigation.sign_in_button,
            &navigation.continue_link,
            &navigation.sign_out,
            &navigation.account_page,
            &navigation.statistics,
            &navigation.pay,
            &navigation.change_tariff,
            &navigation.city_prompt,
            &navigation.city_button,
        ];
        let account = &self.account;
        let fields = account.wanted().into_iter().chain([&account.days_left]);
        let said = links.into_iter().flat_map(|it| [&it.name].into_iter().chain(&it.labels));
        let valued = fields.flat_map(|it| [&it.name].into_iter().chain(&it.labels).chain(&it.debts));
        let columns = self.statement.months.all().into_iter().chain(self.statement.transactions.all());
        let headed = columns.flat_map(|it| [&it.name].into_iter().chain(&it.synonyms));
        said.chain(valued).chain(headed).chain(&navigation.about_money).map(String::as_str).collect()
    }
}

impl AccountLabels {
    /// Returns the fields that make a page the account page.
    pub fn wanted(&self) -> [&Field; 4] {
        [&self.balance, &self.tariff_price, &self.next_debit, &self.number]
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) => write!(f, "the file cannot be read: {why}"),
            Self::BadName => f.write_str("the file's name is not that of a provider"),
            Self::Malformed(why) => f.write_str(why),
            Self::UnknownKey => f.write_str("no such key is known"),
            Self::MissingKey => f.write_str("the key is missing"),
            Self::Empty => f.write_str("nothing stands in it"),
            Self::NoTimeZone(text) => write!(f, "no time zone is called «{text}»"),
            Self::NoAddress(text) => write!(f, "not an encrypted address of a site: {text}"),
            Self::SaysTheSame { text, as_in } => write!(f, "«{text}» stands in {as_in} too"),
        }
    }
}
