//! Five real billing systems, read by a description file alone.

use std::path::{Path, PathBuf};

use kabinet_demo::{Demo, Running, Screen, Setup, Skin};
use kabinet_domain::{AccountSummary, Money, MonthTotals, SummaryField, Transaction, UnreadReason};
use kabinet_providers::{
    BrowserReason, BrowserSession, Credential, Credentials, KnownUrls, Problem, ProviderError,
    ProviderRegistry, Session, SignInTarget,
};

/// The figures that an account page must give.
struct Expected {
    login: &'static str,
    account: &'static str,
    balance: &'static str,
    price: Option<&'static str>,
    next_debit: Option<&'static str>,
    paid_until: Option<&'static str>,
    unread: Vec<Unread>,
}

impl Expected {
    /// Creates a customer, as login, account and balance, whose debit is on the first of December.
    fn with_debit([login, account, balance]: [&'static str; 3], price: &'static str) -> Self {
        let (price, next_debit) = (Some(price), Some("2026-12-01"));
        Self { login, account, balance, price, next_debit, paid_until: None, unread: vec![] }
    }

    /// Creates a customer with a tariff of 550 and no debit, for the given reason.
    fn without_debit(customer: [&'static str; 3], reason: Unread) -> Self {
        Self { next_debit: None, unread: vec![reason], ..Self::with_debit(customer, "550.00") }
    }
}

/// A figure that is not read, with the page's words.
type Unread = (SummaryField, UnreadReason, Option<&'static str>);

const NO_DEBIT: Unread = (SummaryField::NextDebit, UnreadReason::NotShown, None);
const NO_PRICE: Unread = (SummaryField::TariffPrice, UnreadReason::NotShown, None);

fn manifest(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

fn start(system: &str) -> Running {
    let skin = Skin::load(&manifest("../demo/systems").join(system)).unwrap();
    Demo::start(Setup { skin, ..Setup::watched("2026-11-28".parse().unwrap()) }).unwrap()
}

async fn sign_in(
    system: &str,
    demo: &Running,
    login: &str,
    key: Credential,
) -> Result<Box<dyn Session>, ProviderError> {
    let registry = ProviderRegistry::described_in(manifest("descriptions/examples"));
    let provider = registry.find(system).unwrap().unwrap();
    let target = SignInTarget {
        site: demo.url().clone(),
        city: None,
        known_urls: KnownUrls::default(),
        open_session: None,
        today: "2026-11-28".parse().unwrap(),
        visit_log: None,
    };
    provider.sign_in(&target, &Credentials { login: login.to_owned(), key }).await
}

async fn with_password(
    system: &str,
    demo: &Running,
    login: &str,
    password: &str,
) -> Result<Box<dyn Session>, ProviderError> {
    sign_in(system, demo, login, Credential::Password(password.into())).await
}

/// Signs a customer in with their password, or in a browser where the system needs one.
async fn signed_in(system: &str, demo: &Running, login: &str) -> Box<dyn Session> {
    let key = if system == "nodeny" {
        let cookies = vec![demo.open_session(login).into()];
        Credential::Session(BrowserSession { page: demo.url().clone(), cookies })
    } else {
        Credential::Password(demo.customer(login).unwrap().password.clone().into())
    };
    sign_in(system, demo, login, key).await.unwrap_or_else(|error| panic!("{system} {login}: {error:?}"))
}

async fn check(system: &str, customers: &[Expected]) {
    let demo = start(system);
    assert_eq!(customers.len(), demo.customers().len(), "every customer of {system} is expected");
    for expected in customers {
        let session = signed_in(system, &demo, expected.login).await;
        let read = session.summary().await.unwrap_or_else(|error| panic!("{}: {error:?}", expected.login));
        expected.check(system, &read);
    }
    assert_eq!(demo.stats().requests_for(Screen::Destructive), 0, "{system}");
    assert_eq!(demo.stats().requests_for(Screen::SignOut), 0, "{system}");
}

impl Expected {
    fn check(&self, system: &str, read: &AccountSummary) {
        let about = format!("{system} {}: {read:?}", self.login);
        assert_eq!(read.account.as_str(), self.account, "{about}");
        assert_eq!(read.balance.to_string(), self.balance, "{about}");
        assert_eq!(read.tariff_price.map(|it| it.to_string()).as_deref(), self.price, "{about}");
        assert_eq!(read.next_debit.map(|it| it.to_string()).as_deref(), self.next_debit, "{about}");
        assert_eq!(read.paid_until.map(|it| it.to_string()).as_deref(), self.paid_until, "{about}");
        let unread: Vec<_> = read.unread.iter().map(|it| (it.field, it.reason, it.text.as_deref())).collect();
        assert_eq!(unread, self.unread, "{about}");
    }
}

#[tokio::test]
async fn abills_shows_each_customer_the_sum_of_the_services_and_never_the_end_as_a_debit() {
    let off = (SummaryField::NextDebit, UnreadReason::NotShown, Some("Отключено"));
    let daily = Expected {
        price: None,
        paid_until: Some("2026-12-19"),
        unread: vec![NO_PRICE, NO_DEBIT],
        ..Expected::without_debit(["sutov", "77", "420.00"], NO_DEBIT)
    };
    let customers = [
        Expected::with_debit(["testov", "0031204", "550.06"], "550.00"),
        Expected::with_debit(["dvoe", "0031205", "1000.00"], "1440.50"),
        Expected::with_debit(["parnov", "0031209", "700.00"], "600.00"),
        Expected::without_debit(["zamorov", "12", "550.00"], NO_DEBIT),
        Expected::without_debit(["otklov", "5", "120.00"], off),
        Expected::without_debit(["dolgov", "dolgov", "-534.63"], NO_DEBIT),
        daily,
    ];
    check("abills", &customers).await;
}

#[tokio::test]
async fn the_old_abills_shows_a_balance_and_the_login_is_the_account() {
    let customer = |login, balance| Expected {
        login,
        account: login,
        balance,
        price: None,
        next_debit: None,
        paid_until: None,
        unread: vec![NO_PRICE, NO_DEBIT],
    };
    check(
        "abills-old",
        &[customer("testov", "750.29"), customer("dolgov", "-534.63"), customer("77", "120.00")],
    )
    .await;
}

#[tokio::test]
async fn nodeny_shows_the_end_of_each_service_and_the_sum_of_their_prices() {
    let customers = [
        Expected {
            login: "Testov",
            account: "Testov",
            balance: "805.00",
            price: Some("550.00"),
            next_debit: None,
            paid_until: Some("2026-12-01"),
            unread: vec![NO_DEBIT],
        },
        Expected {
            login: "dvoe",
            account: "dvoe",
            balance: "250.00",
            price: Some("750.00"),
            next_debit: None,
            paid_until: Some("2026-12-01"),
            unread: vec![NO_DEBIT],
        },
        Expected {
            login: "dolgov",
            account: "dolgov",
            balance: "-540.00",
            price: None,
            next_debit: None,
            paid_until: None,
            unread: vec![NO_PRICE, NO_DEBIT],
        },
    ];
    check("nodeny", &customers).await;
}

#[tokio::test]
async fn ubilling_reads_a_balance_with_its_tail_and_none_of_more_than_two_decimals() {
    let state = |words| (SummaryField::NextDebit, UnreadReason::NotShown, Some(words));
    let (off, frozen) = (vec![state("Счет активен + Отключен")], vec![state("Счет заморожен")]);
    let customer = |login, account, balance| Expected {
        login,
        account,
        balance,
        price: Some("550.00"),
        next_debit: None,
        paid_until: None,
        unread: vec![NO_DEBIT],
    };
    let demo = start("ubilling");
    let customers = [
        customer("testov", "0031204", "750.00"),
        customer("ravnov", "77", "750.00"),
        Expected { unread: off, ..customer("dolgov", "5", "-550.00") },
        Expected { unread: frozen, ..customer("zamorov", "12", "120.00") },
    ];
    for expected in &customers {
        let session = signed_in("ubilling", &demo, expected.login).await;
        let read = session.summary().await.unwrap_or_else(|error| panic!("{}: {error:?}", expected.login));
        let read = AccountSummary { paid_until: None, ..read };
        expected.check("ubilling", &read);
        assert!(session.months(&[]).await.unwrap().is_empty(), "payments alone are no statement");
    }
    let session = signed_in("ubilling", &demo, "drobnov").await;
    let missing = missing_of(session.summary().await);
    let not_read = ("Баланс".to_owned(), Problem::NotRead("1695.355 руб".to_owned()));
    assert_eq!(missing, [not_read, ("Договор".to_owned(), Problem::Empty)]);
    assert_eq!(demo.stats().requests_for(Screen::Destructive), 0);
}

#[tokio::test]
async fn phpnuxbill_rounds_every_balance_so_that_none_is_read() {
    let demo = start("phpnuxbill");
    let rounded = Problem::Rounded("251.00".to_owned());
    let not_read = Problem::NotRead("₽ 1.234.568".to_owned());
    for (login, problem) in [("testov", rounded), ("bogatov", not_read)] {
        let session = signed_in("phpnuxbill", &demo, login).await;
        let missing = missing_of(session.summary().await);
        assert_eq!(missing, [("Yours Balances".to_owned(), problem)]);
    }
    assert_eq!(demo.stats().requests_for(Screen::Destructive), 0);
}

fn missing_of(summary: Result<AccountSummary, ProviderError>) -> Vec<(String, Problem)> {
    match summary {
        Err(ProviderError::SiteChanged { missing, .. }) => {
            missing.into_iter().map(|it| (it.label, it.problem)).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_right_password_is_never_called_wrong_and_goes_to_the_sign_in_form_alone() {
    for system in ["abills", "abills-old", "phpnuxbill", "ubilling"] {
        let demo = start(system);
        for customer in demo.customers() {
            let entered = with_password(system, &demo, &customer.login, &customer.password).await;
            assert!(entered.is_ok(), "{system} {}: {:?}", customer.login, entered.err());
        }
        let stats = demo.stats();
        assert_eq!(stats.sign_in_attempts(), demo.customers().len(), "{system}");
        let others =
            stats.log.iter().filter(|it| it.method == "POST" && it.screen != Some(Screen::SignInSent));
        assert_eq!(others.count(), 0, "{system}");
        assert!(stats.log.iter().all(|logged| !logged.path.contains("-pass")), "{system}: {:?}", stats.log);
    }
}

#[tokio::test]
async fn nodeny_hashes_the_password_so_that_it_is_sent_nowhere() {
    let demo = start("nodeny");
    let entered = with_password("nodeny", &demo, "Testov", "testov-pass").await;
    let is_for_browser = |error: &ProviderError| matches!(error, ProviderError::NeedsBrowser { reason } if *reason != BrowserReason::SessionOver);
    assert!(entered.as_ref().err().is_some_and(is_for_browser), "{:?}", entered.err());
    assert_eq!(demo.stats().sign_in_attempts(), 0);
}

#[tokio::test]
async fn a_wrong_password_is_refused_in_the_words_of_the_site_where_it_has_some() {
    for (system, words) in [("abills", "Неверный пароль"), ("abills-old", "Неправильный пароль")]
    {
        let demo = start(system);
        match with_password(system, &demo, "testov", "wrong").await.err() {
            Some(ProviderError::BadCredentials { said }) => {
                assert!(said.as_deref().is_some_and(|said| said.contains(words)), "{said:?}");
            }
            other => panic!("{system}: {other:?}"),
        }
    }
    let demo = start("ubilling");
    let refused = with_password("ubilling", &demo, "testov", "wrong").await.err();
    assert!(
        refused.is_some() && !matches!(refused, Some(ProviderError::BadCredentials { .. })),
        "{refused:?}"
    );
}

/// Reads the account and every month of a customer, oldest first.
async fn statement(system: &str, demo: &Running, login: &str) -> Vec<(MonthTotals, Vec<Transaction>)> {
    let session = signed_in(system, demo, login).await;
    session.summary().await.unwrap_or_else(|error| panic!("{login}: {error:?}"));
    let listed = session.months(&[]).await.unwrap_or_else(|error| panic!("{login}: {error:?}"));
    let mut months = Vec::new();
    for month in listed.iter().rev() {
        let transactions = session.transactions(month).await;
        let transactions = transactions.unwrap_or_else(|error| panic!("{login}: {error:?}"));
        assert!(month.marks.is_derived, "no month of {system} is its own");
        assert_eq!(month.marks.is_inexact, system == "abills", "only ABillS 1.50 cuts kopecks off");
        months.push((month.totals, transactions));
    }
    assert_eq!(demo.stats().requests_for(Screen::Destructive), 0, "{system} {login}");
    assert_eq!(demo.stats().requests_for(Screen::SignOut), 0, "{system} {login}");
    months
}

/// Returns the operations of a customer with the balances before them alone.
fn with_balance_before(demo: &Running, login: &str) -> Vec<Transaction> {
    let before = |it: Transaction| Transaction { balance_after: None, ..it };
    operations(demo, login).into_iter().map(before).collect()
}

/// Returns the operations of a customer that move money.
fn operations(demo: &Running, login: &str) -> Vec<Transaction> {
    let all = &demo.customer(login).unwrap().operations;
    all.iter().filter(|it| it.amount != Money::ZERO).cloned().collect()
}

#[tokio::test]
async fn the_old_abills_is_read_from_two_lists_to_the_kopeck() {
    let demo = start("abills-old");
    for login in ["testov", "dolgov"] {
        let months = statement("abills-old", &demo, login).await;
        let read: Vec<Transaction> = months.iter().flat_map(|(_, rows)| rows.clone()).collect();
        assert_eq!(read, with_balance_before(&demo, login), "{login}");
        for pair in months.windows(2) {
            assert_eq!(pair[0].0.closing_balance, pair[1].0.opening_balance, "{login}");
        }
        let closing = months.last().unwrap().0.closing_balance;
        assert_eq!(closing, demo.customer(login).unwrap().balance, "{login}");
    }
    assert!(statement("abills-old", &demo, "77").await.is_empty(), "empty lists are no error");
}

#[tokio::test]
async fn nodeny_is_read_from_one_paged_list_with_its_messages_left_out() {
    let demo = start("nodeny");
    for login in ["Testov", "dvoe", "dolgov"] {
        let months = statement("nodeny", &demo, login).await;
        let read: Vec<_> = months.iter().flat_map(|(_, rows)| rows).map(|it| (it.date, it.amount)).collect();
        let shown: Vec<_> = operations(&demo, login).iter().map(|it| (it.date, it.amount)).collect();
        assert_eq!(read, shown, "{login}");
        let closing = months.last().unwrap().0.closing_balance;
        assert_eq!(closing, demo.customer(login).unwrap().balance, "{login}");
    }
}

#[tokio::test]
async fn abills_is_read_from_two_lists_as_far_back_as_both_go() {
    let demo = start("abills");
    let months = statement("abills", &demo, "dvoe").await;
    let read: Vec<Transaction> = months.iter().flat_map(|(_, rows)| rows.clone()).collect();
    assert_eq!(
        read,
        with_balance_before(&demo, "dvoe"),
        "sums of whole and half rubles are shown as they are"
    );
    let months = statement("abills", &demo, "testov").await;
    assert_eq!(months[0].0.month.to_string(), "2026-06", "charges go back six months");
    for (totals, rows) in &months {
        for row in rows {
            let own = operations(&demo, "testov");
            let own = own.iter().find(|it| (it.date, it.time) == (row.date, row.time)).unwrap();
            let cut = own.amount.abs().kopecks() - row.amount.abs().kopecks();
            assert!((0..=1).contains(&cut), "{row:?} is {own:?} without a kopeck");
            assert_eq!(row.amount.is_negative(), own.amount.is_negative(), "{totals:?}");
        }
    }
    assert!(statement("abills", &demo, "otklov").await.is_empty(), "empty lists are no error");
}
