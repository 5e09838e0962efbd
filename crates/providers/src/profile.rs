//! Provider profiles: the site, the time zone and the labels of a portal, as data.
//!
//! Some profiles are compiled in. A file of the same form in the customer's folder replaces one of
//! them or adds a provider. A file is complete: it does not extend the compiled-in profile. A profile
//! holds words as a customer reads them, and no address, id or field name of a page.

pub(crate) mod conflicts;
pub(crate) mod file;
pub(crate) mod number_shape;
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
use crate::profile::number_shape::NumberShape;
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
    Monthly,
    /// HTML pages: an account page, and flat lists of transactions without months.
    #[serde(rename = "lists")]
    Lists,
    /// HTML pages: an account page, and no charges anywhere.
    #[serde(rename = "account")]
    AccountOnly,
}

/// The transactions that a flat list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holds {
    /// Payments and charges.
    Both,
    /// Payments alone, whose sums have no sign.
    Payments,
    /// Charges alone, whose sums have no sign.
    Charges,
}

/// The kopecks of the amounts that a portal shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kopecks {
    /// Shown exactly.
    #[default]
    Exact,
    /// Wrong by a kopeck here and there.
    Cut,
    /// Not shown: amounts are rounded to rubles.
    Rounded,
}

/// A flat list of transactions.
#[derive(Debug, Clone)]
pub struct ListLabels {
    /// The link to it; without labels if it stands on the account page.
    pub link: LinkLabel,
    /// The transactions on it.
    pub holds: Holds,
    /// The number of months that it goes back; `None` for the whole history.
    pub covers_months: Option<u32>,
}

/// The state of an account in the portal's words.
#[derive(Debug, Clone)]
pub struct StateLabel {
    /// The label.
    pub label: LinkLabel,
    /// The texts of an account that works, normalized; any other text says why nothing is charged.
    pub working: Vec<String>,
}

/// The labels of a portal.
#[derive(Debug, Clone)]
pub struct Labels {
    /// Labels of links, buttons and fields.
    pub navigation: NavigationLabels,
    /// Labels of the account page.
    pub account: AccountLabels,
    /// Column headers of the statement.
    pub statement: StatementColumns,
    /// Flat lists of transactions; empty for a portal that lists months.
    pub lists: Vec<ListLabels>,
    /// The kopecks of its amounts.
    pub kopecks: Kopecks,
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
    /// The form of an account number; `None` for any.
    pub number_shape: Option<NumberShape>,
    /// The day on which the money or the service ends; `None` for the usual labels.
    pub paid_until: Option<Field>,
    /// The state of the account; `None` if the portal does not show it.
    pub state: Option<StateLabel>,
    /// True if every block with a price is a service of its own, so that the prices add up.
    pub each_service: bool,
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
    /// Not a plain file.
    NotPlain,
    /// The file or its folder belongs to another user, or others may write to it.
    OpenToOthers,
    /// The file is too long.
    TooLong,
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
    /// The key has labels and says that there are none.
    AbsentAndSaid,
    /// The key must have labels.
    NeverAbsent,
    /// The key belongs to another kind of portal.
    ///
    /// Carries the kind.
    OfAnotherKind(&'static str),
    /// The lists hold payments alone or charges alone.
    OneSided,
    /// The text is no form of an account number.
    NoShape(String),
    /// The currency is not the ruble.
    OtherCurrency(String),
    /// A number of months below one.
    NoMonths,
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
        let fields = account.wanted().into_iter().chain([&account.days_left]).chain(&account.paid_until);
        let state = account.state.iter().map(|state| &state.label);
        let lists = self.lists.iter().map(|list| &list.link);
        let said = links
            .into_iter()
            .chain(state)
            .chain(lists)
            .flat_map(|it| [&it.name].into_iter().chain(&it.labels));
        let valued = fields.flat_map(|it| [&it.name].into_iter().chain(&it.labels).chain(&it.debts));
        let columns = self.statement.months.all().into_iter().chain(self.statement.transactions.all());
        let headed = columns.flat_map(|it| [&it.name].into_iter().chain(it.synonyms()));
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
            Self::NotPlain => f.write_str("it is not a plain file"),
            Self::OpenToOthers => f.write_str("others may write to the file or its folder"),
            Self::TooLong => f.write_str("the file is too long"),
            Self::BadName => f.write_str("the file's name is not that of a provider"),
            Self::Malformed(why) => f.write_str(why),
            Self::UnknownKey => f.write_str("no such key is known"),
            Self::MissingKey => f.write_str("the key is missing"),
            Self::Empty => f.write_str("nothing stands in it"),
            Self::AbsentAndSaid => f.write_str("give synonyms, or write absent = true; not both"),
            Self::NeverAbsent => f.write_str("nothing is read without it; remove absent and give synonyms"),
            Self::OfAnotherKind(kind) => {
                write!(f, "it belongs to kind = \"{kind}\"; remove it, or change kind")
            }
            Self::OneSided => f.write_str(
                "payments or charges have no list; describe both, or write kind = \"account\" and no lists",
            ),
            Self::NoShape(text) => {
                write!(
                    f,
                    "«{text}» is no form of a number; write 9 for a digit, A for a letter, + for more of them"
                )
            }
            Self::OtherCurrency(text) => {
                write!(f, "amounts in {text} cannot be shown; only currency = \"RUB\" can be read")
            }
            Self::NoMonths => f.write_str("give a number of months from 1"),
            Self::NoTimeZone(text) => write!(f, "no time zone is called «{text}»"),
            Self::NoAddress(text) => write!(f, "not an encrypted address of a site: {text}"),
            Self::SaysTheSame { text, as_in } => write!(f, "«{text}» stands in {as_in} too"),
        }
    }
}
