//! What is particular to a provider, as data: its site, its time zone, and what its cabinet calls
//! things. Some descriptions are compiled in; a file of the same form in a folder of the customer's
//! takes the place of one, or adds a provider.
//!
//! A description is a whole: a file does not add to the one that is compiled in. It knows words as a
//! customer reads them, and no address, id or field name of a page.

use std::fmt;

use serde::Deserialize;

use crate::Declaration;
use crate::page::dom::Document;
use crate::page::labels::Field;
use crate::page::ledger::{EntryColumns, MonthColumns};
use crate::page::notes::score;
use crate::page::tables::Column;

mod contradictions;
mod form;
mod places;
mod reading;

use reading::Refused;

/// A provider as it is described.
#[derive(Debug, Clone)]
pub struct Description {
    /// How its cabinet is to be read.
    pub kind: CabinetKind,
    /// What is known before its site is asked anything.
    pub declaration: Declaration,
    /// What its cabinet calls things.
    pub labels: Labels,
}

/// How a cabinet is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CabinetKind {
    /// Pages: an account page, a list of months, and a page of operations for each of them.
    Monthly,
}

/// What a cabinet of months calls things.
#[derive(Debug, Clone)]
pub struct Labels {
    /// On the way to the cabinet and through it.
    pub way: Way,
    /// On the account page.
    pub account: AccountLabels,
    /// In the header of the list of months.
    pub months: MonthColumns,
    /// In the header of a month's operations.
    pub entries: EntryColumns,
}

/// What links, buttons and fields say.
#[derive(Debug, Clone)]
pub struct Way {
    /// Leads to the sign-in form.
    pub cabinet: Saying,
    /// Stands by the field for the login; beginnings of words.
    pub login_field: Saying,
    /// Sends the sign-in form.
    pub sign_in_button: Saying,
    /// Leads on from a notice after signing in.
    pub leads_on: Saying,
    /// What only a signed-in customer sees.
    pub way_out: Saying,
    /// Leads to the account page.
    pub account_page: Saying,
    /// Leads to the list of months.
    pub statistics: Saying,
    /// Beginnings of words in an entry of the menu that is about money and not about traffic.
    pub about_money: Vec<String>,
    /// Leads to where one pays.
    pub pay: Saying,
    /// Leads to where the tariff is changed.
    pub change_tariff: Saying,
    /// Asks for the city.
    pub city_prompt: Saying,
    /// Sends the choice of the city.
    pub city_button: Saying,
}

/// A label, and what else it may say.
#[derive(Debug, Clone)]
pub struct Saying {
    /// As customers know it: what an error names.
    pub name: String,
    /// What it may say, the surest first, as it is compared.
    pub synonyms: Vec<String>,
}

/// The labelled values of the account page.
#[derive(Debug, Clone)]
pub struct AccountLabels {
    /// The balance.
    pub balance: Field,
    /// The price of the tariff for a month.
    pub tariff_price: Field,
    /// The day of the next debit.
    pub next_debit: Field,
    /// The days until it, where they have a label of their own.
    pub days_left: Field,
    /// The account number.
    pub number: Field,
}

/// What is wrong with a description.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {key}: {fault}")]
pub struct DescriptionError {
    /// The file, as it was found.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The key, with the tables that it stands in; empty if the line has none.
    pub key: String,
    /// What is wrong there.
    pub fault: Fault,
}

/// What is wrong with a key of a description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The file cannot be read; in the system's words.
    Unreadable(String),
    /// The file's name is not one that a provider can have.
    BadName,
    /// Not TOML, or another kind of value than is meant; in the parser's words.
    Malformed(String),
    /// No such key is known there.
    UnknownKey,
    /// It must be there, and is not.
    MissingKey,
    /// Nothing stands in it.
    Empty,
    /// No time zone is called that.
    NoTimeZone(String),
    /// Not an encrypted address of a site.
    NoAddress(String),
    /// It says the same as another, which must differ.
    SaysTheSame {
        /// What both say.
        text: String,
        /// The other key.
        as_in: String,
    },
}

impl Description {
    /// The description in a file of that name.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn read(id: &str, file: &str, text: &str) -> Result<Self, DescriptionError> {
        let wrong = |(line, key, fault)| DescriptionError { file: file.to_owned(), line, key, fault };
        let form = form::read(text).map_err(wrong)?;
        let refused = |Refused { key, item, fault }| (places::line_of(text, &key, item), key, fault);
        reading::described(id, form).map_err(|error| wrong(refused(error)))
    }
}

impl DescriptionError {
    /// Of the file as a whole.
    pub(crate) fn of_file(file: String, fault: Fault) -> Self {
        Self { file, line: 1, key: String::new(), fault }
    }
}

impl Saying {
    /// Notes that a page says one of these words.
    pub fn note(&self, document: &Document, said: &str) {
        if let Some(rank) = self.synonyms.iter().position(|synonym| synonym == said) {
            document.notes.found(&self.name, said, score(rank));
        }
    }
}

impl Labels {
    /// What was paid and what was charged, where these stand for the amount of an operation.
    pub fn halves(&self) -> &[Column] {
        &self.months[2..4]
    }

    /// Every word of every label.
    pub fn words(&self) -> Vec<&str> {
        let way = &self.way;
        let sayings = [
            &way.cabinet,
            &way.login_field,
            &way.sign_in_button,
            &way.leads_on,
            &way.way_out,
            &way.account_page,
            &way.statistics,
            &way.pay,
            &way.change_tariff,
            &way.city_prompt,
            &way.city_button,
        ];
        let account = &self.account;
        let fields = account.wanted().into_iter().chain([&account.days_left]);
        let said = sayings.into_iter().flat_map(|it| [&it.name].into_iter().chain(&it.synonyms));
        let valued = fields.flat_map(|it| [&it.name].into_iter().chain(&it.synonyms).chain(&it.debts));
        let columns = self.months.iter().chain(&self.entries);
        let headed = columns.flat_map(|it| [&it.name].into_iter().chain(&it.synonyms));
        said.chain(valued).chain(headed).chain(&way.about_money).map(String::as_str).collect()
    }
}

impl AccountLabels {
    /// Those without which the page is not the account page.
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

#[cfg(test)]
mod tests;
