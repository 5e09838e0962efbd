//! From the form of a file to labels.

use chrono_tz::Tz;
use url::Url;

use super::form::{
    AccountForm, BalanceForm, EntriesForm, Form, MonthsForm, SayingForm, StatisticsForm, WayForm,
};
use super::{AccountLabels, Description, Fault, Labels, Saying, Way, contradictions};
use crate::Declaration;
use crate::http::Site;
use crate::page::labels::Field;
use crate::page::tables::{Column, Place};
use crate::page::text::{squeeze, wording};
use crate::page::values::Kind;

/// What a value of a key is refused for; which of several, if it is a list.
#[derive(Debug)]
pub struct Refused {
    pub key: String,
    pub item: Option<usize>,
    pub fault: Fault,
}

/// The description that a file of that form gives.
pub fn described(id: &str, form: Form) -> Result<Description, Refused> {
    let declaration = Declaration {
        id: id.to_owned(),
        name: shown("name", form.name)?,
        site: site(&form.site)?,
        cities: form.cities,
        time_zone: time_zone(&form.time_zone)?,
        support_phone: form.support_phone,
    };
    let labels = Labels {
        way: way(form.way)?,
        account: account(form.account)?,
        months: months(form.months)?,
        entries: entries(form.entries)?,
    };
    contradictions::none_in(&labels)?;
    Ok(Description { kind: form.kind, declaration, labels })
}

fn site(text: &str) -> Result<Url, Refused> {
    let is_open = |url: &Url| url.username().is_empty() && url.password().is_none();
    let url = Url::parse(text).ok().filter(|url| url.has_host() && is_open(url) && Site::new(url).is_ok());
    url.ok_or_else(|| refused("site", Fault::NoAddress(text.to_owned())))
}

fn time_zone(text: &str) -> Result<Tz, Refused> {
    text.parse().map_err(|_| refused("time_zone", Fault::NoTimeZone(text.to_owned())))
}

fn way(form: WayForm) -> Result<Way, Refused> {
    let StatisticsForm { name, synonyms, about_money } = form.statistics;
    Ok(Way {
        cabinet: saying("way.cabinet", form.cabinet)?,
        login_field: saying("way.login_field", form.login_field)?,
        sign_in_button: saying("way.sign_in_button", form.sign_in_button)?,
        leads_on: saying("way.leads_on", form.leads_on)?,
        way_out: saying("way.way_out", form.way_out)?,
        account_page: saying("way.account_page", form.account_page)?,
        statistics: saying("way.statistics", SayingForm { name, synonyms })?,
        about_money: compared("way.statistics.about_money", about_money)?,
        pay: saying("way.pay", form.pay)?,
        change_tariff: saying("way.change_tariff", form.change_tariff)?,
        city_prompt: saying("way.city_prompt", form.city_prompt)?,
        city_button: saying("way.city_button", form.city_button)?,
    })
}

fn account(form: AccountForm) -> Result<AccountLabels, Refused> {
    let BalanceForm { name, synonyms, debts } = form.balance;
    let debts = if debts.is_empty() { debts } else { compared("account.balance.debts", debts)? };
    let balance = field("account.balance", SayingForm { name, synonyms }, Kind::Sum)?;
    Ok(AccountLabels {
        balance: Field { debts, ..balance },
        tariff_price: field("account.tariff_price", form.tariff_price, Kind::Price)?,
        next_debit: field("account.next_debit", form.next_debit, Kind::Day)?,
        days_left: field("account.days_left", form.days_left, Kind::Day)?,
        number: field("account.number", form.number, Kind::Number)?,
    })
}

fn months(form: MonthsForm) -> Result<[Column; 5], Refused> {
    Ok([
        column("months.month", form.month, Place::Only)?,
        column("months.opening", form.opening, Place::Only)?,
        column("months.paid", form.paid, Place::Only)?,
        column("months.charged", form.charged, Place::Only)?,
        column("months.closing", form.closing, Place::Only)?,
    ])
}

fn entries(form: EntriesForm) -> Result<[Column; 5], Refused> {
    Ok([
        column("entries.date", form.date, Place::Only)?,
        column("entries.operation", form.operation, Place::Only)?,
        column("entries.opening", form.opening, Place::First)?,
        column("entries.amount", form.amount, Place::Only)?,
        column("entries.closing", form.closing, Place::Last)?,
    ])
}

fn field(key: &str, form: SayingForm, kind: Kind) -> Result<Field, Refused> {
    let Saying { name, synonyms } = saying(key, form)?;
    Ok(Field { name, synonyms, debts: Vec::new(), kind })
}

fn column(key: &str, form: SayingForm, place: Place) -> Result<Column, Refused> {
    let Saying { name, synonyms } = saying(key, form)?;
    Ok(Column { name, synonyms, place })
}

fn saying(key: &str, form: SayingForm) -> Result<Saying, Refused> {
    Ok(Saying {
        name: shown(&format!("{key}.name"), form.name)?,
        synonyms: compared(&format!("{key}.synonyms"), form.synonyms)?,
    })
}

fn shown(key: &str, text: String) -> Result<String, Refused> {
    if squeeze(&text).is_empty() { Err(refused(key, Fault::Empty)) } else { Ok(text) }
}

/// The wordings as they are compared; one that says nothing would be found everywhere.
fn compared(key: &str, texts: Vec<String>) -> Result<Vec<String>, Refused> {
    let wordings: Vec<String> = texts.iter().map(|text| wording(text)).collect();
    match wordings.iter().position(String::is_empty) {
        None if wordings.is_empty() => Err(refused(key, Fault::Empty)),
        None => Ok(wordings),
        item => Err(Refused { item, ..refused(key, Fault::Empty) }),
    }
}

fn refused(key: &str, fault: Fault) -> Refused {
    Refused { key: key.to_owned(), item: None, fault }
}
