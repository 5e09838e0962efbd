//! The reading of a page as the steps of a visit read it.

use std::cell::{LazyCell, RefCell};
use std::rc::Rc;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use chrono::NaiveDate;
use kabinet_domain::{AccountNumber, Money, Month, MonthTotals};
use kabinet_extract::Unreadable;
use kabinet_extract::effort;
use kabinet_extract::html::charset;
use kabinet_extract::html::document::Document;
use kabinet_extract::navigation::pagination::Pagination;
use kabinet_extract::statement::flat_list::{self, ListKind};
use kabinet_extract::statement::month_link::asked_for_days;
use kabinet_extract::statement::month_page::MonthsBeside;
use kabinet_extract::statement::reconcile::{combine_pages, reconcile};
use kabinet_extract::statement::{month_list, month_page};
use kabinet_extract::table;
use kabinet_providers::{Labels, Profile, portal_page};
use rustix::time::{ClockId, clock_gettime};
use url::Url;

const LOGIN: &str = "12345678";
const PASSWORD: &str = "correct horse";

static LABELS: LazyLock<Labels> = LazyLock::new(|| {
    let text = include_str!("../../../descriptions/sevencom.toml");
    Profile::read("sevencom", "sevencom.toml", text).expect("it is tried by a test of its own").labels
});

/// The cost of reading a page.
#[derive(Debug, Default, Clone)]
pub struct Cost {
    /// The time of the processor.
    pub time: Duration,
    /// The steps that were counted.
    pub steps: usize,
    /// The longest time of the processor in which reading could not have been abandoned.
    pub longest_deaf: Duration,
    /// True if the page was refused.
    pub is_refused: bool,
}

/// A place of a visit, whose steps read its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A page on the way to the portal, or the answer to a sign-in.
    Way,
    /// The account page.
    Account,
    /// A list of months, or of transactions without months.
    Months,
    /// The page of a month.
    Month,
}

impl Place {
    /// Every place, because a hostile page may stand in any.
    pub const ALL: [Self; 4] = [Self::Way, Self::Account, Self::Months, Self::Month];
}

/// Reads a page as in each of these places, within the bounds of a page.
pub fn cost(html: &str, places: &[Place]) -> Cost {
    let begun = thread_time();
    let checks = Rc::new(RefCell::new(vec![begun]));
    let heard = Rc::clone(&checks);
    let is_abandoned = move || {
        heard.borrow_mut().push(thread_time());
        false
    };
    let read = effort::run(is_abandoned, || read(html, places).map_err(|_| effort::spent()));
    let ended = thread_time();
    checks.borrow_mut().push(ended);
    let deaf = checks.borrow().windows(2).map(|pair| pair[1].saturating_sub(pair[0])).max();
    let steps = match &read {
        Ok(Ok(steps) | Err(steps)) => *steps,
        Err(_) => effort::MOST_STEPS,
    };
    Cost {
        time: ended - begun,
        steps,
        longest_deaf: deaf.unwrap_or_default(),
        is_refused: !matches!(read, Ok(Ok(_))),
    }
}

fn thread_time() -> Duration {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    let (seconds, nanos) = (now.tv_sec.try_into(), now.tv_nsec.try_into());
    Duration::new(seconds.unwrap_or_default(), nanos.unwrap_or_default())
}

/// Returns the steps of the page.
fn read(html: &str, places: &[Place]) -> Result<usize, Unreadable> {
    let address = address();
    let (text, charset) = charset::text(html.as_bytes(), None)?;
    let page = Arc::new(Document::within_bounds(&text, &address, charset)?);
    check_inner(&page);
    for place in places {
        match place {
            Place::Way => find_the_way(&page),
            Place::Account => read_account(&page),
            Place::Months => read_months(&page),
            Place::Month => read_month(&page),
        }
    }
    Ok(effort::spent())
}

fn address() -> Url {
    Url::parse("https://portal.example/lk/?from=front").expect("it is an address")
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).expect("there is such a day")
}

/// Checks a page as every one behind the sign-in.
fn check_inner(page: &Document) {
    let _ = portal_page::redirect_target(page, true);
    let outside = portal_page::PasswordForm::all(page);
    let _ = portal_page::asks_again(page, &LABELS.navigation, &outside, Some(&page.address));
    let _ = portal_page::other_account(page, &LABELS, today(), &own_number());
}

/// Reads a page as one on the way to the portal.
fn find_the_way(page: &Arc<Document>) {
    let navigation = &LABELS.navigation;
    let (login, password) = (LOGIN, PASSWORD.into());
    let _ = portal_page::choose_city(page, navigation, "Арамиль");
    let _ = portal_page::sign_in_links(page, navigation);
    let _ = portal_page::best_purpose(page);
    let _ = portal_page::asks_for_login_alone(page, navigation);
    let _ = portal_page::draws_password_field(page);
    let _ = portal_page::is_maintenance(page, navigation);
    let _ = portal_page::fill_sign_in_form(page, navigation, (login, &password), Some("Арамиль"), false);
    let answer = portal_page::Answer {
        document: Arc::clone(page),
        status: 200,
        forbidden: false,
        redirect_chain: Vec::new(),
    };
    let _ = portal_page::classify_answer(page, &answer, navigation);
}

/// Reads a page as the account page.
fn read_account(page: &Document) {
    let _ = portal_page::summary(page, &LABELS, today(), Some(&own_number()));
    let _ = portal_page::links_to_months(page, &LABELS.navigation);
    let _ = portal_page::links_to_lists(page, &LABELS.navigation);
}

/// Reads a page as a list of months and as a list of transactions without months.
fn read_months(page: &Document) {
    let columns = &LABELS.statement;
    let list = month_list::months(page, &columns.months).ok().flatten().unwrap_or_default();
    let totals: Vec<MonthTotals> = list.rows.iter().map(|row| row.totals).collect();
    let _ = portal_page::spoils_months(page, &totals, today());
    let beside = LazyCell::new(|| MonthsBeside::of(page, &columns.transactions));
    for row in list.rows.iter().filter(|row| row.ask.is_none()) {
        let _ = beside.transactions(&row.totals);
    }
    if list.rows.is_empty() {
        let _ = table::missing(page, &columns.months.all());
        let _ = flat_list::read(page, &columns.transactions, ListKind::Both, today());
    }
    let _ = portal_page::says_whole(page);
    let _ = asked_for_days(page, today(), today());
    let mut ahead = Pagination::of(page, true, []);
    while ahead.next(true).is_some() && !ahead.is_endless() {}
}

/// Reads a page as the page of a month.
fn read_month(page: &Document) {
    let (columns, totals) = (&LABELS.statement.transactions, some_month());
    let found = month_page::transactions(page, columns, &totals).ok().flatten().unwrap_or_default();
    let pages = [found.transactions.clone(), found.transactions.clone()];
    let _ = reconcile(combine_pages(&pages, &found, &totals), &totals, columns);
    let _ = portal_page::no_entries(page, &LABELS, &totals);
}

fn own_number() -> AccountNumber {
    AccountNumber::try_from(LOGIN.to_owned()).expect("it is a number")
}

fn some_month() -> MonthTotals {
    let rubles = |rubles: i64| Money::from_kopecks(rubles * 100).expect("it is a sum");
    let month = Month::new(2026, 11).expect("there is such a month");
    let [opening_balance, paid, charged, closing_balance] = [0, 989, 989, 0].map(rubles);
    MonthTotals { month, opening_balance, paid, charged, closing_balance }
}
