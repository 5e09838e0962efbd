//! Conversion of a profile file to labels.

use chrono_tz::Tz;
use kabinet_extract::field::Field;
use kabinet_extract::statement::columns::{
    AmountColumns, MonthColumns, StatementColumns, TransactionColumns,
};
use kabinet_extract::table::{Column, Place};
use kabinet_extract::text::normalize::{collapse_whitespace, normalize};
use kabinet_extract::text::value::Kind;
use url::Url;

use crate::ProviderInfo;
use crate::http::site::Site;
use crate::profile::file::{
    AccountForm, BalanceForm, EntriesForm, Form, MonthsForm, SayingForm, StatisticsForm, WayForm,
};
use crate::profile::refusal::Refused;
use crate::profile::{AccountLabels, Fault, Labels, LinkLabel, NavigationLabels, Profile, conflicts};

/// Builds a profile from the parsed file.
///
/// # Errors
/// The first value that is not allowed.
pub fn validate(id: &str, form: Form) -> Result<Profile, Refused> {
    let info = ProviderInfo {
        id: id.to_owned(),
        name: not_empty("name", form.name)?,
        site: site(&form.site)?,
        cities: form.cities,
        time_zone: time_zone(&form.time_zone)?,
        support_phone: form.support_phone,
    };
    let labels = Labels {
        navigation: navigation(form.way)?,
        account: account(form.account)?,
        statement: statement(form.months, form.entries)?,
    };
    conflicts::check(&labels)?;
    Ok(Profile { kind: form.kind, info, labels })
}

fn site(text: &str) -> Result<Url, Refused> {
    let is_open = |url: &Url| url.username().is_empty() && url.password().is_none();
    let url = Url::parse(text).ok().filter(|url| url.has_host() && is_open(url) && Site::new(url).is_ok());
    url.ok_or_else(|| refused("site", Fault::NoAddress(text.to_owned())))
}

fn time_zone(text: &str) -> Result<Tz, Refused> {
    text.parse().map_err(|_| refused("time_zone", Fault::NoTimeZone(text.to_owned())))
}

fn navigation(form: WayForm) -> Result<NavigationLabels, Refused> {
    let StatisticsForm { name, synonyms, about_money } = form.statistics;
    Ok(NavigationLabels {
        cabinet: link_label("way.cabinet", form.cabinet)?,
        login_field: link_label("way.login_field", form.login_field)?,
        sign_in_button: link_label("way.sign_in_button", form.sign_in_button)?,
        continue_link: link_label("way.leads_on", form.leads_on)?,
        sign_out: link_label("way.way_out", form.way_out)?,
        account_page: link_label("way.account_page", form.account_page)?,
        statistics: link_label("way.statistics", SayingForm { name, synonyms })?,
        about_money: normalized("way.statistics.about_money", about_money)?,
        pay: link_label("way.pay", form.pay)?,
        change_tariff: link_label("way.change_tariff", form.change_tariff)?,
        city_prompt: link_label("way.city_prompt", form.city_prompt)?,
        city_button: link_label("way.city_button", form.city_button)?,
    })
}

fn account(form: AccountForm) -> Result<AccountLabels, Refused> {
    let BalanceForm { name, synonyms, debts } = form.balance;
    let debts = if debts.is_empty() { debts } else { normalized("account.balance.debts", debts)? };
    let balance = field("account.balance", SayingForm { name, synonyms }, Kind::Sum)?;
    Ok(AccountLabels {
        balance: Field { debts, ..balance },
        tariff_price: field("account.tariff_price", form.tariff_price, Kind::Price)?,
        next_debit: field("account.next_debit", form.next_debit, Kind::Day)?,
        days_left: field("account.days_left", form.days_left, Kind::Day)?,
        number: field("account.number", form.number, Kind::Number)?,
    })
}

fn statement(months: MonthsForm, transactions: EntriesForm) -> Result<StatementColumns, Refused> {
    let months = MonthColumns {
        month: column("months.month", months.month, Place::Only)?,
        opening_balance: column("months.opening", months.opening, Place::Only)?,
        credits: column("months.paid", months.paid, Place::Only)?,
        debits: column("months.charged", months.charged, Place::Only)?,
        closing_balance: column("months.closing", months.closing, Place::Only)?,
    };
    let transactions = TransactionColumns {
        date: column("entries.date", transactions.date, Place::Only)?,
        description: column("entries.operation", transactions.operation, Place::Only)?,
        balance_before: column("entries.opening", transactions.opening, Place::First)?,
        amount: AmountColumns {
            single: column("entries.amount", transactions.amount, Place::Only)?,
            // A site calls a payment the same in the list of months and among the transactions.
            credit: months.credits.clone(),
            debit: months.debits.clone(),
        },
        balance_after: column("entries.closing", transactions.closing, Place::Last)?,
    };
    Ok(StatementColumns { months, transactions })
}

fn field(key: &str, form: SayingForm, kind: Kind) -> Result<Field, Refused> {
    let LinkLabel { name, labels: synonyms } = link_label(key, form)?;
    Ok(Field { name, labels: synonyms, debts: Vec::new(), kind })
}

fn column(key: &str, form: SayingForm, place: Place) -> Result<Column, Refused> {
    let LinkLabel { name, labels: synonyms } = link_label(key, form)?;
    Ok(Column { name, synonyms, place })
}

fn link_label(key: &str, form: SayingForm) -> Result<LinkLabel, Refused> {
    Ok(LinkLabel {
        name: not_empty(&format!("{key}.name"), form.name)?,
        labels: normalized(&format!("{key}.synonyms"), form.synonyms)?,
    })
}

fn not_empty(key: &str, text: String) -> Result<String, Refused> {
    if collapse_whitespace(&text).is_empty() { Err(refused(key, Fault::Empty)) } else { Ok(text) }
}

/// Normalizes wordings for comparison.
///
/// An empty wording is refused: it would match every text.
fn normalized(key: &str, texts: Vec<String>) -> Result<Vec<String>, Refused> {
    let wordings: Vec<String> = texts.iter().map(|text| normalize(text)).collect();
    match wordings.iter().position(String::is_empty) {
        None if wordings.is_empty() => Err(refused(key, Fault::Empty)),
        None => Ok(wordings),
        item => Err(Refused { item, ..refused(key, Fault::Empty) }),
    }
}

fn refused(key: &str, fault: Fault) -> Refused {
    Refused { key: key.to_owned(), item: None, fault }
}
