//! Conversion of a profile file to labels.

use chrono_tz::Tz;
use kabinet_extract::field::Field;
use kabinet_extract::statement::columns::{
    AmountColumns, MonthColumns, StatementColumns, TransactionColumns,
};
use kabinet_extract::table::{Column, Place, header};
use kabinet_extract::text::normalize::{collapse_whitespace, normalize};
use kabinet_extract::text::value::Kind;
use url::Url;

use crate::ProviderInfo;
use crate::http::site::Site;
use crate::profile::file::{
    AccountForm, BalanceForm, EntriesForm, Form, ListForm, MonthsForm, NumberForm, PriceForm, SayingForm,
    StateForm, StatisticsForm, WayForm,
};
use crate::profile::number_shape::NumberShape;
use crate::profile::refusal::Refused;
use crate::profile::{
    AccountLabels, Fault, Holds, Labels, LinkLabel, ListLabels, NavigationLabels, PortalKind, Profile,
    StateLabel, conflicts,
};

/// Builds a profile from the parsed file.
///
/// # Errors
/// The first value that is not allowed.
pub fn validate(id: &str, form: Form) -> Result<Profile, Refused> {
    kind_of_keys(&form)?;
    let info = ProviderInfo {
        id: id.to_owned(),
        name: not_empty("name", form.name)?,
        site: site(&form.site)?,
        cities: form.cities,
        time_zone: time_zone(&form.time_zone)?,
        support_phone: form.support_phone,
    };
    currency(form.amounts.currency)?;
    let labels = Labels {
        navigation: navigation(form.way)?,
        account: account(form.account)?,
        statement: statement(form.months, form.entries)?,
        lists: lists(form.lists)?,
        kopecks: form.amounts.kopecks,
    };
    conflicts::check(&labels)?;
    Ok(Profile { kind: form.kind, info, labels })
}

/// Checks that the file has the tables of its kind and no others.
fn kind_of_keys(form: &Form) -> Result<(), Refused> {
    let (months, lists, entries) = (form.months.is_some(), !form.lists.is_empty(), form.entries.is_some());
    let statistics = form.way.statistics.is_some();
    let has = [("months", months), ("way.statistics", statistics), ("lists", lists), ("entries", entries)];
    let (wanted, kind_of_others) = match form.kind {
        PortalKind::Monthly => ([true, true, false, true], "lists"),
        PortalKind::Lists => ([false, false, true, true], "monthly"),
        PortalKind::AccountOnly => ([false; 4], "monthly"),
    };
    for ((key, is_there), is_wanted) in has.into_iter().zip(wanted) {
        match (is_there, is_wanted) {
            (false, true) => return Err(refused(key, Fault::MissingKey)),
            (true, false) if key == "lists" => return Err(refused(key, Fault::OfAnotherKind("lists"))),
            (true, false) => return Err(refused(key, Fault::OfAnotherKind(kind_of_others))),
            (true, true) | (false, false) => {}
        }
    }
    Ok(())
}

fn currency(named: Option<String>) -> Result<(), Refused> {
    match named {
        Some(other) if other != "RUB" => Err(refused("amounts.currency", Fault::OtherCurrency(other))),
        Some(_) | None => Ok(()),
    }
}

/// Reads the flat lists, which together hold payments and charges.
fn lists(forms: Vec<ListForm>) -> Result<Vec<ListLabels>, Refused> {
    let read = |form: ListForm| {
        let ListForm { name, synonyms, absent, holds, covers_months } = form;
        if covers_months == Some(0) {
            return Err(refused("lists", Fault::NoMonths));
        }
        let link = link_label("lists", SayingForm { name, synonyms, absent })?;
        Ok(ListLabels { link, holds, covers_months })
    };
    let lists: Vec<ListLabels> = forms.into_iter().map(read).collect::<Result<_, _>>()?;
    let holds = |side: Holds| lists.iter().any(|list| list.holds == side || list.holds == Holds::Both);
    let is_one_sided = !holds(Holds::Payments) || !holds(Holds::Charges);
    if !lists.is_empty() && is_one_sided {
        return Err(refused("lists", Fault::OneSided));
    }
    Ok(lists)
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
    let (statistics, about_money) = match form.statistics {
        Some(StatisticsForm { name, synonyms, about_money }) => (
            link_label("way.statistics", SayingForm { name, synonyms, absent: false })?,
            normalized("way.statistics.about_money", about_money)?,
        ),
        None => (LinkLabel { name: String::new(), labels: Vec::new() }, Vec::new()),
    };
    Ok(NavigationLabels {
        cabinet: link_label("way.cabinet", form.cabinet)?,
        login_field: needed("way.login_field", form.login_field)?,
        sign_in_button: link_label("way.sign_in_button", form.sign_in_button)?,
        continue_link: link_label("way.leads_on", form.leads_on)?,
        sign_out: needed("way.way_out", form.way_out)?,
        account_page: link_label("way.account_page", form.account_page)?,
        statistics,
        about_money,
        pay: link_label("way.pay", form.pay)?,
        change_tariff: link_label("way.change_tariff", form.change_tariff)?,
        city_prompt: link_label("way.city_prompt", form.city_prompt)?,
        city_button: link_label("way.city_button", form.city_button)?,
    })
}

fn account(form: AccountForm) -> Result<AccountLabels, Refused> {
    let BalanceForm { name, synonyms, debts } = form.balance;
    let debts = if debts.is_empty() { debts } else { normalized("account.balance.debts", debts)? };
    let balance = field("account.balance", SayingForm { name, synonyms, absent: false }, Kind::Sum)?;
    let PriceForm { name, synonyms, absent, each_service } = form.tariff_price;
    let tariff_price = SayingForm { name, synonyms, absent };
    let NumberForm { name, synonyms, absent, shape } = form.number;
    let number = SayingForm { name, synonyms, absent };
    let paid_until = form.paid_until.map(|form| field("account.paid_until", form, Kind::Day));
    Ok(AccountLabels {
        balance: Field::new(&balance.name, balance.labels, debts, balance.kind),
        tariff_price: field("account.tariff_price", tariff_price, Kind::Price)?,
        next_debit: field("account.next_debit", form.next_debit, Kind::Day)?,
        days_left: field("account.days_left", form.days_left, Kind::Day)?,
        number: field("account.number", number, Kind::Number)?,
        number_shape: shape.map(number_shape).transpose()?,
        paid_until: paid_until.transpose()?,
        state: form.state.map(state).transpose()?,
        each_service,
    })
}

fn number_shape(text: String) -> Result<NumberShape, Refused> {
    NumberShape::parse(&text).ok_or_else(|| refused("account.number.shape", Fault::NoShape(text)))
}

fn state(form: StateForm) -> Result<StateLabel, Refused> {
    let StateForm { name, synonyms, working } = form;
    let label = link_label("account.state", SayingForm { name, synonyms, absent: false })?;
    Ok(StateLabel { label, working: normalized("account.state.working", working)? })
}

/// Reads the columns; a table that the file does not describe has columns without headers.
fn statement(
    months: Option<MonthsForm>,
    transactions: Option<EntriesForm>,
) -> Result<StatementColumns, Refused> {
    let months = match months {
        Some(form) => MonthColumns {
            month: column("months.month", form.month, Place::Only)?,
            opening_balance: column("months.opening", form.opening, Place::Only)?,
            credits: column("months.paid", form.paid, Place::Only)?,
            debits: column("months.charged", form.charged, Place::Only)?,
            closing_balance: column("months.closing", form.closing, Place::Only)?,
        },
        None => MonthColumns {
            month: unnamed(),
            opening_balance: unnamed(),
            credits: unnamed(),
            debits: unnamed(),
            closing_balance: unnamed(),
        },
    };
    let transactions = transaction_columns(transactions, &months)?;
    Ok(StatementColumns { months, transactions })
}

fn transaction_columns(
    form: Option<EntriesForm>,
    months: &MonthColumns,
) -> Result<TransactionColumns, Refused> {
    let Some(form) = form else {
        let amount = AmountColumns::new(unnamed(), unnamed(), unnamed());
        let (date, description) = (unnamed(), unnamed());
        return Ok(TransactionColumns {
            date,
            description,
            amount,
            balance_before: unnamed(),
            balance_after: unnamed(),
        });
    };
    // A site calls a payment the same in the list of months and among the transactions.
    let side = |key: &str, form: Option<SayingForm>, of_months: &Column| match form {
        Some(form) => column(key, form, Place::Only),
        None => Ok(of_months.clone()),
    };
    let date = needed("entries.date", form.date)?;
    Ok(TransactionColumns {
        date: Column::new(date.name, date.labels, Place::Only),
        description: column("entries.operation", form.operation, Place::Only)?,
        balance_before: column("entries.opening", form.opening, Place::First)?,
        amount: AmountColumns::new(
            column("entries.amount", form.amount, Place::Only)?,
            side("entries.paid", form.paid, &months.credits)?,
            side("entries.charged", form.charged, &months.debits)?,
        ),
        balance_after: column("entries.closing", form.closing, Place::Last)?,
    })
}

/// Returns a column that no table has.
fn unnamed() -> Column {
    Column::new(String::new(), Vec::new(), Place::Only)
}

fn field(key: &str, form: SayingForm, kind: Kind) -> Result<Field, Refused> {
    let LinkLabel { name, labels: synonyms } = link_label(key, form)?;
    Ok(Field::new(&name, synonyms, Vec::new(), kind))
}

fn column(key: &str, form: SayingForm, place: Place) -> Result<Column, Refused> {
    let LinkLabel { name, labels: synonyms } = labelled(key, form, header)?;
    Ok(Column::new(name, synonyms, place))
}

fn link_label(key: &str, form: SayingForm) -> Result<LinkLabel, Refused> {
    labelled(key, form, normalize)
}

/// Reads a label that no portal lacks.
fn needed(key: &str, form: SayingForm) -> Result<LinkLabel, Refused> {
    if form.absent { Err(refused(key, Fault::NeverAbsent)) } else { link_label(key, form) }
}

/// Reads a label with its wordings, or one that the portal does not show.
fn labelled(key: &str, form: SayingForm, normalize: fn(&str) -> String) -> Result<LinkLabel, Refused> {
    let name = not_empty(&format!("{key}.name"), form.name)?;
    match (form.absent, form.synonyms.is_empty()) {
        (true, true) => Ok(LinkLabel { name, labels: Vec::new() }),
        (true, false) => Err(refused(&format!("{key}.absent"), Fault::AbsentAndSaid)),
        (false, _) => {
            let labels = normalized_by(&format!("{key}.synonyms"), form.synonyms, normalize)?;
            Ok(LinkLabel { name, labels })
        }
    }
}

fn not_empty(key: &str, text: String) -> Result<String, Refused> {
    if collapse_whitespace(&text).is_empty() { Err(refused(key, Fault::Empty)) } else { Ok(text) }
}

/// Normalizes wordings for comparison.
///
/// An empty wording is refused: it would match every text.
fn normalized(key: &str, texts: Vec<String>) -> Result<Vec<String>, Refused> {
    normalized_by(key, texts, normalize)
}

fn normalized_by(
    key: &str,
    texts: Vec<String>,
    normalize: fn(&str) -> String,
) -> Result<Vec<String>, Refused> {
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
