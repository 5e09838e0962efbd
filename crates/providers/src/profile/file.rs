//! The layout of a profile file.

use serde::Deserialize;

use crate::profile::{Fault, Holds, Kopecks, PortalKind, spans};

/// A fault with its line (from 1) and its key.
pub type Wrong = (usize, String, Fault);

/// The whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    pub kind: PortalKind,
    pub name: String,
    pub site: String,
    pub time_zone: String,
    pub support_phone: String,
    #[serde(default)]
    pub cities: Vec<String>,
    pub way: WayForm,
    pub account: AccountForm,
    #[serde(default)]
    pub amounts: AmountsForm,
    pub months: Option<MonthsForm>,
    #[serde(default)]
    pub lists: Vec<ListForm>,
    pub entries: Option<EntriesForm>,
}

/// The labels of links, buttons and fields.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WayForm {
    pub cabinet: SayingForm,
    pub login_field: SayingForm,
    pub sign_in_button: SayingForm,
    pub leads_on: SayingForm,
    pub way_out: SayingForm,
    pub account_page: SayingForm,
    pub statistics: Option<StatisticsForm>,
    pub pay: SayingForm,
    pub change_tariff: SayingForm,
    pub city_prompt: SayingForm,
    pub city_button: SayingForm,
}

/// A label with its synonyms.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SayingForm {
    pub name: String,
    #[serde(default)]
    pub synonyms: Vec<String>,
    /// True if the portal shows nothing of the kind.
    #[serde(default)]
    pub absent: bool,
}

/// The label of the list of months, with words that tell it from traffic.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatisticsForm {
    pub name: String,
    pub synonyms: Vec<String>,
    pub about_money: Vec<String>,
}

/// The labels of the account page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountForm {
    pub balance: BalanceForm,
    pub tariff_price: PriceForm,
    pub next_debit: SayingForm,
    pub days_left: SayingForm,
    pub number: NumberForm,
    pub paid_until: Option<SayingForm>,
    pub state: Option<StateForm>,
}

/// The label of the price of a month.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriceForm {
    pub name: String,
    #[serde(default)]
    pub synonyms: Vec<String>,
    #[serde(default)]
    pub absent: bool,
    /// True if every block with the label is a service of its own.
    #[serde(default)]
    pub each_service: bool,
}

/// The label of the account number, with the form of such a number.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberForm {
    pub name: String,
    #[serde(default)]
    pub synonyms: Vec<String>,
    #[serde(default)]
    pub absent: bool,
    pub shape: Option<String>,
}

/// The label of the account's state, with the texts of a working account.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StateForm {
    pub name: String,
    pub synonyms: Vec<String>,
    pub working: Vec<String>,
}

/// The amounts of the portal.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmountsForm {
    pub currency: Option<String>,
    #[serde(default)]
    pub kopecks: Kopecks,
}

/// A flat list of transactions.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListForm {
    pub name: String,
    #[serde(default)]
    pub synonyms: Vec<String>,
    #[serde(default)]
    pub absent: bool,
    pub holds: Holds,
    pub covers_months: Option<u32>,
}

/// The label of the balance, with the labels of a debt.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BalanceForm {
    pub name: String,
    pub synonyms: Vec<String>,
    #[serde(default)]
    pub debts: Vec<String>,
}

/// The column headers of the list of months.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonthsForm {
    pub month: SayingForm,
    pub opening: SayingForm,
    pub paid: SayingForm,
    pub charged: SayingForm,
    pub closing: SayingForm,
}

/// The column headers of the transactions.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntriesForm {
    pub date: SayingForm,
    pub operation: SayingForm,
    pub opening: SayingForm,
    pub amount: SayingForm,
    pub paid: Option<SayingForm>,
    pub charged: Option<SayingForm>,
    pub closing: SayingForm,
}

/// Parses a profile file.
///
/// # Errors
/// The first line that does not fit the layout.
pub fn read(text: &str) -> Result<Form, Wrong> {
    toml::from_str(text).map_err(|error| unformed(text, &error))
}

/// Converts a parser error to a line and a key.
///
/// A missing key is named with its table.
fn unformed(text: &str, error: &toml::de::Error) -> Wrong {
    let at = error.span().map_or(0, |span| span.start);
    let (line, around) = (spans::line_at(text, at), spans::key_at(text, at));
    let quoted = || error.message().split('`').nth(1).unwrap_or_default();
    if error.message().starts_with("missing field") {
        let key = if around.is_empty() { quoted().to_owned() } else { format!("{around}.{}", quoted()) };
        return (line, key, Fault::MissingKey);
    }
    let is_unknown = error.message().starts_with("unknown field");
    let fault = if is_unknown { Fault::UnknownKey } else { Fault::Malformed(error.message().to_owned()) };
    (line, around, fault)
}
