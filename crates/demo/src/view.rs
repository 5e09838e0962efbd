//! The data that templates can show.

use chrono::NaiveDate;
use kabinet_domain::{AccountSummary, Money, Month, MonthStatement};
use serde::Serialize;

use crate::city::{CITIES, City};
use crate::customer::Customer;
use crate::ledger::Ledger;
use crate::route::Bindings;
use crate::session::Session;
use crate::skin_config::{Order, SkinConfig};

/// The data that a template can show.
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
    /// The message of a refusal.
    pub(crate) message: Option<String>,
    /// The address to which signing in leads.
    pub(crate) location: String,
    /// The scheme and host by which the visitor reached the portal.
    pub(crate) origin: String,
    /// The texts that the route bound, such as the number of a page.
    pub(crate) asked: Bindings,
    /// The signed-in customer, where the portal has several.
    pub(crate) customer: Option<Customer>,
    /// The account; `None` for a visitor who is not signed in.
    #[serde(rename = "cabinet")]
    pub(crate) account: Option<AccountView>,
}

/// The data that only a signed-in customer sees.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AccountView {
    pub(crate) summary: AccountSummary,
    /// The months on this page of the list, with their transactions, in the list's order.
    pub(crate) months: Vec<MonthStatement>,
    /// The totals of the months on this page.
    pub(crate) paid: Money,
    pub(crate) charged: Money,
    /// Every month of the account, in the list's order.
    pub(crate) all_months: Vec<Month>,
    /// The requested month, with the transactions on this page of it.
    pub(crate) month: Option<MonthStatement>,
    pub(crate) page: PageNumber,
}

/// The number of a page of a list, counted from 1, and the number of its pages.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct PageNumber {
    pub(crate) number: usize,
    pub(crate) count: usize,
}

impl View {
    pub(crate) fn new(today: NaiveDate, config: &SkinConfig, city: Option<&'static City>) -> Self {
        Self {
            today,
            city,
            cities: &CITIES,
            signed_in: false,
            sid: String::new(),
            token: String::new(),
            login_field: config.sign_in.login.clone(),
            password_field: config.sign_in.password.clone(),
            message: None,
            location: String::new(),
            origin: String::new(),
            asked: Bindings::new(),
            customer: None,
            account: None,
        }
    }

    pub(crate) fn with_session(mut self, sid: &str, session: &Session) -> Self {
        sid.clone_into(&mut self.sid);
        self.token.clone_from(&session.token);
        self.signed_in = session.signed_in;
        self.login_field = self.login_field.replace("{random}", &session.random);
        self.password_field = self.password_field.replace("{random}", &session.random);
        self
    }
}

impl AccountView {
    /// Shows one page of the list of months, counted from 1.
    pub(crate) fn months(ledger: &Ledger, config: &SkinConfig, page: usize) -> Self {
        let all = config.months.order.arrange(ledger.months().to_vec());
        let all_months = all.iter().map(|month| month.totals.month).collect();
        let (months, page) = paginate(all, config.months.per_page, page);
        Self {
            summary: ledger.summary(),
            paid: months.iter().map(|month| month.totals.paid).sum(),
            charged: months.iter().map(|month| month.totals.charged).sum(),
            months: months.into_iter().map(|month| arrange(month, config.entries.order)).collect(),
            all_months,
            month: None,
            page,
        }
    }

    /// Shows one page of a month's transactions, counted from 1.
    pub(crate) fn month(ledger: &Ledger, config: &SkinConfig, month: &MonthStatement, page: usize) -> Self {
        let mut statement = arrange(month.clone(), config.entries.order);
        let (entries, page) = paginate(statement.transactions, config.entries.per_page, page);
        statement.transactions = entries;
        Self { month: Some(statement), page, ..Self::months(ledger, config, 1) }
    }
}

fn arrange(mut month: MonthStatement, order: Order) -> MonthStatement {
    month.transactions = order.arrange(month.transactions);
    month
}

fn paginate<T>(rows: Vec<T>, per_page: usize, number: usize) -> (Vec<T>, PageNumber) {
    let per_page = if per_page == 0 { rows.len().max(1) } else { per_page };
    let page = PageNumber { number, count: rows.len().div_ceil(per_page).max(1) };
    (rows.into_iter().skip((number - 1) * per_page).take(per_page).collect(), page)
}
