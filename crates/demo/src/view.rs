use chrono::NaiveDate;
use kabinet_domain::{Money, Month, MonthStatement, Summary};
use serde::Serialize;

use crate::city::{CITIES, City};
use crate::ledger::Ledger;
use crate::skin::{Order, Ways};
use crate::visit::Visit;

/// What a template can show.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct View {
    pub(crate) today: NaiveDate,
    pub(crate) city: Option<&'static City>,
    pub(crate) cities: &'static [City],
    pub(crate) signed_in: bool,
    pub(crate) sid: String,
    pub(crate) token: String,
    /// The names of the sign-in form's fields.
    pub(crate) login_field: String,
    pub(crate) password_field: String,
    /// The words of a refusal.
    pub(crate) message: Option<String>,
    /// Where signing in leads on to.
    pub(crate) location: String,
    pub(crate) cabinet: Option<Cabinet>,
}

/// What only a signed-in customer is shown.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Cabinet {
    pub(crate) summary: Summary,
    /// The months of the list's page, with their operations, in the list's order.
    pub(crate) months: Vec<MonthStatement>,
    /// What was paid and charged in them.
    pub(crate) paid: Money,
    pub(crate) charged: Money,
    /// Every month there is, in the list's order.
    pub(crate) all_months: Vec<Month>,
    /// The month that was asked for, with the operations of its page.
    pub(crate) month: Option<MonthStatement>,
    pub(crate) page: Page,
}

/// Which page of the list it is.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Page {
    pub(crate) number: usize,
    pub(crate) count: usize,
}

impl View {
    pub(crate) fn new(today: NaiveDate, ways: &Ways, city: Option<&'static City>) -> Self {
        Self {
            today,
            city,
            cities: &CITIES,
            signed_in: false,
            sid: String::new(),
            token: String::new(),
            login_field: ways.sign_in.login.clone(),
            password_field: ways.sign_in.password.clone(),
            message: None,
            location: String::new(),
            cabinet: None,
        }
    }

    pub(crate) fn of(mut self, sid: &str, visit: &Visit) -> Self {
        sid.clone_into(&mut self.sid);
        self.token.clone_from(&visit.token);
        self.signed_in = visit.signed_in;
        self.login_field = self.login_field.replace("{random}", &visit.random);
        self.password_field = self.password_field.replace("{random}", &visit.random);
        self
    }
}

impl Cabinet {
    /// The list of months at one of its pages, counted from 1.
    pub(crate) fn months(ledger: &Ledger, ways: &Ways, page: usize) -> Self {
        let all = ways.months.order.arrange(ledger.months().to_vec());
        let all_months = all.iter().map(|month| month.totals.month).collect();
        let (months, page) = paged(all, ways.months.per_page, page);
        Self {
            summary: ledger.summary(),
            paid: months.iter().map(|month| month.totals.paid).sum(),
            charged: months.iter().map(|month| month.totals.charged).sum(),
            months: months.into_iter().map(|month| ordered(month, ways.entries.order)).collect(),
            all_months,
            month: None,
            page,
        }
    }

    /// One month at one page of its operations, counted from 1.
    pub(crate) fn month(ledger: &Ledger, ways: &Ways, month: &MonthStatement, page: usize) -> Self {
        let mut shown = ordered(month.clone(), ways.entries.order);
        let (entries, page) = paged(shown.entries, ways.entries.per_page, page);
        shown.entries = entries;
        Self { month: Some(shown), page, ..Self::months(ledger, ways, 1) }
    }
}

fn ordered(mut month: MonthStatement, order: Order) -> MonthStatement {
    month.entries = order.arrange(month.entries);
    month
}

fn paged<T>(rows: Vec<T>, per_page: usize, number: usize) -> (Vec<T>, Page) {
    let per_page = if per_page == 0 { rows.len().max(1) } else { per_page };
    let page = Page { number, count: rows.len().div_ceil(per_page).max(1) };
    (rows.into_iter().skip((number - 1) * per_page).take(per_page).collect(), page)
}
