//! The account page.
//!
//! Each figure stands on its own; only the balance is necessary.

mod fallback;
mod offers;
mod paid_until;
mod sentences;
mod services;
#[cfg(test)]
mod tests;

use chrono::{Days, NaiveDate};
use kabinet_domain::{
    AccountNumber, AccountSummary, Money, Service, SummaryField, UnreadField, UnreadReason,
};
use kabinet_extract::error::{Missing, Problem};
use kabinet_extract::field::{Field, Search};
use kabinet_extract::html::document::Document;
use kabinet_extract::html::layout::Layout;
use kabinet_extract::navigation::link;
use kabinet_extract::navigation::link::Link;
use kabinet_extract::text::normalize::normalize;
use kabinet_extract::text::value::{Located, Value};
use url::Url;

use crate::portal::account_page::paid_until::PAID_UNTIL;
use crate::profile::number_shape::NumberShape;
use crate::profile::{AccountLabels, Kopecks, Labels, LinkLabel, StateLabel};

/// A figure of the page: read, absent, or not readable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reading<T> {
    /// The value.
    Read(T),
    /// Not shown, with the page's own words where it has some.
    NotShown(Option<String>),
    /// Shown, and not readable for certain.
    NotUnderstood(Problem),
}

/// Links to the tariff's settings, followed if no link says that it changes the tariff.
const TARIFF_SETTINGS: [&str; 6] = [
    "настройки тарифа",
    "управление тарифом",
    "управление тарифным планом",
    "настройка тарифа",
    "выбор тарифа",
    "тарифы",
];

impl<T> Reading<T> {
    fn of(found: Result<Value, Missing>, read: impl Fn(Value) -> Option<T>) -> Self {
        match found {
            Ok(Value::Nothing(words)) => Self::NotShown(Some(words).filter(|words| !words.is_empty())),
            Ok(value) => match read(value.clone()) {
                Some(read) => Self::Read(read),
                None => Self::NotUnderstood(Problem::NotRead(value.to_string())),
            },
            Err(Missing { problem: Problem::NotFound | Problem::Empty, .. }) => Self::NotShown(None),
            Err(Missing { problem, .. }) => Self::NotUnderstood(problem),
        }
    }

    /// Adds the words that explain the absence of a figure, where the figure itself has none.
    fn explained(self, words: impl Fn() -> Option<String>) -> Self {
        match self {
            Self::NotShown(None) => Self::NotShown(words()),
            other @ (Self::Read(_) | Self::NotShown(_) | Self::NotUnderstood(_)) => other,
        }
    }

    fn value(&self) -> Option<&T> {
        match self {
            Self::Read(value) => Some(value),
            Self::NotShown(_) | Self::NotUnderstood(_) => None,
        }
    }

    fn unread(&self, field: SummaryField) -> Option<UnreadField> {
        let (reason, text) = match self {
            Self::Read(_) => return None,
            Self::NotShown(words) => (UnreadReason::NotShown, words.clone()),
            Self::NotUnderstood(problem) => reason(problem),
        };
        Some(UnreadField { field, reason, text })
    }
}

impl Reading<AccountNumber> {
    /// Returns the login for an unreadable text that begins with it.
    fn or_login(self, login: Option<&AccountNumber>) -> Self {
        match (self, login) {
            (Self::NotUnderstood(Problem::NotRead(text)), Some(login)) if begins_with(&text, login) => {
                Self::Read(login.clone())
            }
            (reading, _) => reading,
        }
    }
}

impl Reading<Option<NaiveDate>> {
    /// Returns the next debit of a sentence, where no label shows one.
    fn or_in_sentence(self, layout: &Layout, today: NaiveDate) -> Self {
        match self {
            Self::NotShown(None) => fallback::debit_in_sentence(layout, today)
                .map_or(Self::NotShown(None), |day| Self::Read(Some(day))),
            Self::Read(_) | Self::NotShown(_) | Self::NotUnderstood(_) => self,
        }
    }

    /// Returns the next debit and the days left, neither of them if they contradict each other.
    ///
    /// They may differ by a day, since the site's clock may be in another zone. A site that is late
    /// shows a past day and no days left.
    fn beside_days(self, days_left: Option<u32>, today: NaiveDate) -> (Self, Option<u32>) {
        let (Self::Read(Some(date)), Some(days)) = (&self, days_left) else { return (self, days_left) };
        let left = (*date - today).num_days();
        let agree = (left - i64::from(days)).abs() <= 1 || (days == 0 && left < 0);
        if agree {
            return (self, days_left);
        }
        (Self::NotUnderstood(Problem::Ambiguous(vec![date.to_string(), days.to_string()])), None)
    }
}

fn begins_with(text: &str, number: &AccountNumber) -> bool {
    let rest = text.trim_start_matches(['№', ' ']).strip_prefix(number.as_str());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',', ';']))
}

/// Reads the account page on a day at the provider.
///
/// The login stands for the account number where the page shows none.
///
/// # Errors
/// Every label that is not read, if the balance or the account number is among them.
pub fn summary(
    document: &Document,
    labels: &Labels,
    today: NaiveDate,
    login: Option<&AccountNumber>,
) -> Result<AccountSummary, Vec<Missing>> {
    let layout = Layout::of(document);
    let account = &labels.account;
    let next_debit = own_debit(&account.next_debit);
    let paid_until = account.paid_until.as_ref().unwrap_or(&PAID_UNTIL);
    let fields = [&account.balance, &account.tariff_price, &next_debit, &account.number];
    let search = Search::new(&layout, &[fields[0], fields[1], fields[2], fields[3], paid_until], today);
    let found = fields.map(|field| noted(document, field, search.find(field)));
    let [balance, price, debit, number] = found.clone();
    let number = Reading::of(number, |value| account_number(value, account.number_shape.as_ref()));
    let number = number.or_login(login);
    let known = number.value().or(login).cloned();
    let (Ok(Value::Money(balance)), Some(known)) = (balance, known) else {
        let is_shown = |(field, _): &(&Field, _)| !field.labels.is_empty();
        let shown = fields.into_iter().zip(found).filter(is_shown);
        return Err(shown.filter_map(|(_, found)| found.err()).collect());
    };
    if labels.kopecks == Kopecks::Rounded {
        return Err(vec![rounded(&account.balance, balance.money)]);
    }
    let services = services::read(&layout, &search, &account.tariff_price, &next_debit, today);
    let price = if account.each_service {
        price_money(services::sum(&layout, &search, &account.tariff_price, today))
    } else {
        price_of(price, &services, || {
            services::price_in_sentence(&layout, &next_debit, today)
                .map_or_else(|| fallback::price_of_tariff(&layout, &fields, today), Ok)
        })
    };
    // Of services that are alike the list has one alone; their sum has all.
    let is_whole = price.value() == Some(&services.iter().map(|service| service.price).sum());
    let services = if is_whole { services } else { Vec::new() };
    let days_left = days_left(&search, account, &next_debit, debit.as_ref().ok());
    let debit = debit_of(debit, &services);
    let debit = if days_left.is_none() { debit.or_in_sentence(&layout, today) } else { debit };
    let (debit, days_left) = debit.beside_days(days_left, today);
    let debit = debit.explained(|| state(&layout, &search, account.state.as_ref()));
    let offers = offers::read(document, &layout, today, price.value().copied());
    let shown_paid_until = search.value(paid_until).ok().and_then(|value| day_of(&value, today));
    let in_sentence = || sentences::day(&layout, account.paid_until.as_ref()?, today);
    let unread = [
        number.unread(SummaryField::Account).filter(|unread| unread.reason != UnreadReason::NotShown),
        price.unread(SummaryField::TariffPrice),
        debit.unread(SummaryField::NextDebit),
        offers.unread(SummaryField::Offers).filter(|unread| unread.reason != UnreadReason::NotShown),
    ];
    let links = link::all(document);
    Ok(AccountSummary {
        account: known,
        tariff_price: price.value().copied(),
        balance: balance.money,
        other_balances: search.service_balances(&account.balance),
        next_debit: debit.value().copied().flatten(),
        days_left,
        paid_until: shown_paid_until.or_else(in_sentence),
        offers: offers.value().cloned().unwrap_or_default(),
        services,
        unread: unread.into_iter().flatten().collect(),
        pay_url: leads_to(document, &links, &labels.navigation.pay),
        change_tariff_url: leads_to(document, &links, &labels.navigation.change_tariff)
            .or_else(|| url_of(document, &links, &TARIFF_SETTINGS.map(str::to_owned))),
    })
}

/// Returns the field of the next debit without labels of the day on which the money ends.
fn own_debit(field: &Field) -> Field {
    let is_own = |label: &&String| !PAID_UNTIL.labels.contains(label);
    let labels = field.labels.iter().filter(is_own).cloned().collect();
    Field::new(&field.name, labels, field.debts.clone(), field.kind)
}

fn noted(document: &Document, field: &Field, found: Result<Located, Missing>) -> Result<Value, Missing> {
    match &found {
        Ok(found) => document.trace.found(&field.name, &found.by, found.score),
        Err(missing) => document.trace.missing(std::slice::from_ref(missing)),
    }
    found.map(|found| found.value)
}

fn account_number(value: Value, shape: Option<&NumberShape>) -> Option<AccountNumber> {
    let Value::Number(number) = value else { return None };
    shape.is_none_or(|shape| shape.fits(number.as_str())).then_some(number)
}

fn rounded(balance: &Field, shown: Money) -> Missing {
    Missing { label: balance.name.clone(), problem: Problem::Rounded(shown.to_string()) }
}

/// Returns the state of the account in the page's words, unless it is that of a working account.
fn state(layout: &Layout, search: &Search<'_>, label: Option<&StateLabel>) -> Option<String> {
    let label = label?;
    let is_label = |text: &str| label.label.labels.contains(&normalize(text));
    let text = layout.runs().filter(|(_, run)| !run.hidden).find_map(|(id, run)| {
        let inside =
            run.text.split_once(':').filter(|(name, rest)| is_label(name) && !rest.trim().is_empty());
        let beside = || is_label(&run.text).then(|| search.text_beside(id)).flatten();
        inside.map(|(_, rest)| rest.trim().to_owned()).or_else(beside)
    })?;
    (!label.working.contains(&normalize(&text))).then_some(text)
}

fn price_of(
    found: Result<Value, Missing>,
    services: &[Service],
    otherwise: impl Fn() -> Result<Money, Missing>,
) -> Reading<Money> {
    if !services.is_empty() {
        return Reading::Read(services.iter().map(|service| service.price).sum());
    }
    match price_money(found) {
        Reading::NotShown(words) => match otherwise() {
            Ok(price) => Reading::Read(price),
            Err(Missing { problem: problem @ Problem::Ambiguous(_), .. }) => Reading::NotUnderstood(problem),
            Err(_) => Reading::NotShown(words),
        },
        reading @ (Reading::Read(_) | Reading::NotUnderstood(_)) => reading,
    }
}

fn price_money(found: Result<Value, Missing>) -> Reading<Money> {
    Reading::of(found, |value| if let Value::Money(price) = value { Some(price.money) } else { None })
}

/// Returns the day of the next debit; `Read(None)` if the page only counts the days.
fn debit_of(found: Result<Value, Missing>, services: &[Service]) -> Reading<Option<NaiveDate>> {
    if let Some(service) = services.first() {
        return Reading::Read(Some(service.next_debit));
    }
    Reading::of(found, |value| match value {
        Value::Day(date) => Some(Some(date)),
        Value::DaysLeft(_) => Some(None),
        Value::Money(_) | Value::Number(_) | Value::Nothing(_) => None,
    })
}

/// Returns the days left: the debit's own figure, one with its own label, or one beside the debit.
fn days_left(
    search: &Search<'_>,
    labels: &AccountLabels,
    next_debit: &Field,
    debit: Option<&Value>,
) -> Option<u32> {
    let own = |value: &Value| if let Value::DaysLeft(days) = value { Some(*days) } else { None };
    let labelled = || search.value(&labels.days_left).ok().as_ref().and_then(own);
    debit.and_then(own).or_else(labelled).or_else(|| search.days_left(next_debit))
}

fn day_of(value: &Value, today: NaiveDate) -> Option<NaiveDate> {
    match value {
        Value::Day(date) => Some(*date),
        Value::DaysLeft(days) => today.checked_add_days(Days::new(u64::from(*days))),
        Value::Money(_) | Value::Number(_) | Value::Nothing(_) => None,
    }
}

fn reason(problem: &Problem) -> (UnreadReason, Option<String>) {
    match problem {
        Problem::NotFound | Problem::Empty => (UnreadReason::NotShown, None),
        Problem::NotRead(text) | Problem::Rounded(text) => (UnreadReason::NotUnderstood, Some(text.clone())),
        Problem::OtherCurrency(text) => (UnreadReason::OtherCurrency, Some(text.clone())),
        Problem::OtherUnit(text) => (UnreadReason::OtherUnit, Some(text.clone())),
        Problem::Ambiguous(values) => (UnreadReason::Ambiguous, Some(values.join(", "))),
    }
}

fn leads_to(document: &Document, links: &[Link], wanted: &LinkLabel) -> Option<Url> {
    let mut leading = link::saying(links, &wanted.labels).into_iter().filter(|link| link.ask.is_some());
    let first = leading.next()?;
    wanted.note(document, &first.says);
    first.ask.as_ref().map(|ask| ask.url().clone())
}

fn url_of(document: &Document, links: &[Link], texts: &[String]) -> Option<Url> {
    let urls =
        link::saying(links, texts).into_iter().filter_map(|link| Some(link.ask.as_ref()?.url().clone()));
    urls.into_iter().find(|url| *url != document.address)
}
