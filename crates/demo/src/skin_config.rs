//! The configuration of a skin: `skin.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::format::MoneyFormat;
use crate::route::Route;
use crate::screen::Screen;

/// The obstacle that only a browser passes at the sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NeedsBrowser {
    /// A picture of digits.
    Captcha,
    /// A form that a script draws and sends.
    Script,
}

/// The contents of `skin.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SkinConfig {
    /// The difference from other skins, in one line.
    pub(crate) note: String,
    pub(crate) needs_browser: Option<NeedsBrowser>,
    pub(crate) charset: Charset,
    pub(crate) session: SessionConfig,
    pub(crate) city: Option<CityConfig>,
    pub(crate) sign_in: SignInConfig,
    #[serde(default)]
    pub(crate) account: AccountConfig,
    pub(crate) months: MonthsConfig,
    pub(crate) entries: EntriesConfig,
    pub(crate) money: MoneyFormat,
    #[serde(rename = "route")]
    pub(crate) routes: Vec<Route>,
}

/// The charset of the pages; a template may name another in its `<meta>`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Charset {
    /// The label of the encoding that the pages are written in.
    pub(crate) encoding: String,
    /// The charset in the header `Content-Type`, right or wrong; `None` for no charset.
    pub(crate) header: Option<String>,
}

/// The way in which the portal keeps sessions.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SessionConfig {
    pub(crate) kept: SessionStorage,
    /// The name of the cookie or of the query parameter.
    pub(crate) name: String,
    /// True if signing in changes the session id.
    #[serde(default)]
    pub(crate) renewed: bool,
    pub(crate) unknown: UnknownSession,
    /// True if a sign-in ends the other sessions of the same customer.
    #[serde(default)]
    pub(crate) single: bool,
    /// The message on the sign-in form to a request that names no open session.
    pub(crate) over: Option<String>,
}

/// The place where a browser keeps the session id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SessionStorage {
    Cookie,
    Url,
}

/// The answer to a visitor who opens an inner page without signing in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum UnknownSession {
    /// A redirect to the sign-in form.
    Redirect,
    /// The sign-in form in place of the page.
    SignInPage,
}

/// The way in which the portal handles cities.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CityConfig {
    pub(crate) kept: CityStorage,
    /// True if the sign-in form is shown only after a city was chosen.
    #[serde(default)]
    pub(crate) required: bool,
}

/// The place where a browser keeps the chosen city.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CityStorage {
    /// A cookie of this name.
    Cookie(String),
    /// The part `{city}` of every path.
    Path,
}

/// The sign-in form and its answers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignInConfig {
    /// The name of the login's field, in which `{random}` changes with every page.
    pub(crate) login: String,
    /// The name of the password's field, likewise.
    pub(crate) password: String,
    /// Other required fields: `{token}` stands for the session's secret, `*` for any value.
    #[serde(default)]
    pub(crate) requires: BTreeMap<String, String>,
    /// True if the form must be sent with a Referer.
    #[serde(default)]
    pub(crate) referer: bool,
    /// True if the form must be sent in parts (`multipart/form-data`).
    #[serde(default)]
    pub(crate) in_parts: bool,
    pub(crate) success: Success,
    pub(crate) refusal: Refusal,
    /// The message of a refusal.
    pub(crate) words: String,
}

/// The answer to a right password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Success {
    /// A redirect with status 302.
    Found,
    /// A redirect with status 303.
    SeeOther,
    /// The template `signed_in.html`, which redirects by a meta refresh or a script.
    Interstitial,
    /// The account page itself.
    Account,
}

/// The answer to a wrong password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Refusal {
    /// The form with the message, and status 200.
    Form,
    /// The form with the message, and status 401.
    Unauthorized,
    /// The form with the message, and status 403.
    Forbidden,
    /// A redirect to the form, which then shows the message.
    Redirect,
    /// The template `signed_in.html`; the page after it is the form.
    Interstitial,
}

/// The contents of the account page.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct AccountConfig {
    pub(crate) next_debit: NextDebit,
    /// True if the balances of other services are shown.
    pub(crate) other_balances: bool,
}

/// The form in which the account page shows the next debit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum NextDebit {
    /// The date.
    Date,
    /// The number of days left.
    Days,
    /// The date and the number of days left.
    Both,
    /// The day on which the money ends, which is no debit.
    PaidUntil,
}

/// The list of months.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MonthsConfig {
    /// The name of a month in a request, as a pattern of the filter `date`.
    #[serde(default)]
    pub(crate) key: String,
    pub(crate) order: Order,
    /// Months on one page; 0 for all.
    #[serde(default)]
    pub(crate) per_page: usize,
}

/// The list of transactions.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EntriesConfig {
    pub(crate) order: Order,
    /// Transactions on one page; 0 for all.
    #[serde(default)]
    pub(crate) per_page: usize,
    /// True if the time of day is shown.
    #[serde(default)]
    pub(crate) times: bool,
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Order {
    /// Oldest first.
    Asc,
    /// Newest first.
    Desc,
}

impl SkinConfig {
    pub(crate) fn route_to(&self, screen: Screen) -> Option<&Route> {
        self.routes.iter().find(|route| route.screen == screen)
    }
}

impl Charset {
    pub(crate) fn content_type(&self) -> String {
        self.header.as_ref().map_or("text/html".to_owned(), |charset| format!("text/html; charset={charset}"))
    }
}

impl Default for AccountConfig {
    fn default() -> Self {
        Self { next_debit: NextDebit::Date, other_balances: true }
    }
}

impl Order {
    /// Arranges rows that are sorted oldest first.
    pub(crate) fn arrange<T>(self, mut rows: Vec<T>) -> Vec<T> {
        if self == Self::Desc {
            rows.reverse();
        }
        rows
    }
}
