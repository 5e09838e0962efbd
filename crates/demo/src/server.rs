//! The HTTP server of a demo portal.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, State};
use axum::http;
use axum::response::Response;
use chrono::NaiveDate;
use kabinet_domain::{AccountSummary, MonthStatement, SummaryField, UnreadField, UnreadReason};
use tokio::sync::oneshot;
use url::Url;

use crate::canary::CANARY;
use crate::connection::{ConnectionCutter, CuttableListener};
use crate::customer::Customer;
use crate::error::DemoError;
use crate::faults::{Fault, Faults, Trouble};
use crate::ledger::Ledger;
use crate::request::Request;
use crate::request_log::{RequestLog, Stats};
use crate::route::Bindings;
use crate::screen::Screen;
use crate::site::{PASSWORD, Site};
use crate::skin::Skin;
use crate::skin_config::NextDebit;

/// The demo portal.
#[derive(Debug)]
pub struct Demo;

/// The settings of a demo portal.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The current date at the provider.
    pub today: NaiveDate,
    /// The looks and the behaviour of the site.
    pub skin: Skin,
    /// The number of months up to `today`; `None` for a history from November 2021.
    pub months: Option<usize>,
    /// The delay before every answer.
    pub latency: Duration,
    /// The port on 127.0.0.1; 0 for any free one.
    pub port: u16,
    /// The faults from the start.
    pub faults: Vec<Trouble>,
    /// A password in place of [`PASSWORD`](crate::PASSWORD), watched on its way.
    ///
    /// A portal that received it, or the password of a customer, anywhere but in the body of its
    /// sign-in form panics when it is dropped.
    pub watched_password: Option<String>,
}

/// A running demo portal on 127.0.0.1, stopped on drop.
#[derive(Debug)]
pub struct Running {
    url: Url,
    shared: Shared,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, Clone)]
struct Shared {
    site: Arc<Site>,
    faults: Arc<Faults>,
    requests: RequestLog,
    is_watched: bool,
}

impl Demo {
    /// Starts a demo portal on its own thread, inside or outside an async runtime.
    ///
    /// # Errors
    /// [`DemoError::Listen`] if the port is taken.
    pub fn start(setup: Setup) -> Result<Running, DemoError> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, setup.port))?;
        listener.set_nonblocking(true)?;
        let url = front_page(&setup.skin, listener.local_addr()?);
        let shared = Shared::new(setup);
        let (stop, stopped) = oneshot::channel();
        let serving = shared.clone();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let thread = thread::Builder::new()
            .name("demo-portal".to_owned())
            .spawn(move || runtime.block_on(serve(listener, serving, stopped)))?;
        Ok(Running { url, shared, stop: Some(stop), thread: Some(thread) })
    }
}

impl Setup {
    /// Returns the default settings: the default skin, no faults.
    pub fn new(today: NaiveDate) -> Self {
        Self {
            today,
            skin: Skin::default(),
            months: None,
            latency: Duration::ZERO,
            port: 0,
            faults: Vec::new(),
            watched_password: None,
        }
    }

    /// Returns the default settings with [`CANARY`] as the watched password.
    pub fn watched(today: NaiveDate) -> Self {
        Self { watched_password: Some(CANARY.to_owned()), ..Self::new(today) }
    }
}

impl Running {
    /// Returns the address of the front page.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// Returns the requests received so far.
    pub fn stats(&self) -> Stats {
        self.shared.requests.stats()
    }

    /// Forgets the requests received so far, whose log would grow for ever.
    pub fn forget_requests(&self) {
        self.shared.requests.forget();
    }

    /// Returns the summary that the account page shows.
    ///
    /// It has the date of the next debit or the day until which is paid, the days left, and the
    /// balances of other services only if the skin shows them.
    pub fn summary(&self) -> AccountSummary {
        let site = &self.shared.site;
        let summary = site.state().ledger.summary();
        let config = &site.skin.config.account;
        let is_paid_until = matches!(config.next_debit, NextDebit::PaidUntil);
        let not_shown =
            UnreadField { field: SummaryField::NextDebit, reason: UnreadReason::NotShown, text: None };
        AccountSummary {
            paid_until: summary.next_debit.filter(|_| is_paid_until),
            unread: if is_paid_until { vec![not_shown] } else { Vec::new() },
            next_debit: summary
                .next_debit
                .filter(|_| matches!(config.next_debit, NextDebit::Date | NextDebit::Both)),
            days_left: summary
                .days_left
                .filter(|_| matches!(config.next_debit, NextDebit::Days | NextDebit::Both)),
            other_balances: if config.other_balances { summary.other_balances } else { Vec::new() },
            pay_url: self.address(Screen::Pay),
            change_tariff_url: self.address(Screen::ChangeTariff),
            ..summary
        }
    }

    /// Returns every month with its transactions, oldest first.
    ///
    /// Transactions have a time only if the skin shows it.
    pub fn months(&self) -> Vec<MonthStatement> {
        let site = &self.shared.site;
        let mut months = site.state().ledger.months().to_vec();
        if !site.skin.config.entries.times {
            months.iter_mut().flat_map(|month| &mut month.transactions).for_each(|entry| entry.time = None);
        }
        months
    }

    /// Returns the customers of a billing system; none if the skin shows the demo account.
    pub fn customers(&self) -> &[Customer] {
        &self.shared.site.skin.customers
    }

    /// Returns the customer with this login; `None` if the skin shows the demo account.
    pub fn customer(&self, login: &str) -> Option<&Customer> {
        self.customers().iter().find(|customer| customer.login == login)
    }

    /// Opens a session of a customer as a browser would, and returns its cookie.
    pub fn open_session(&self, login: &str) -> String {
        let site = &self.shared.site;
        let mut state = site.state();
        let sid = state.sessions.open();
        if let Some(session) = state.sessions.get_mut(&sid) {
            session.signed_in = true;
            session.login = Some(login.to_owned());
        }
        format!("{}={sid}; Path=/", site.skin.config.session.name)
    }

    /// Changes the account.
    pub fn change(&self, change: impl FnOnce(&mut Ledger)) {
        change(&mut self.shared.site.state().ledger);
    }

    /// Switches a fault on, from the next request.
    pub fn fault(&self, trouble: impl Into<Trouble>) {
        self.shared.faults.add(trouble.into());
    }

    /// Switches all faults off.
    pub fn calm(&self) {
        self.shared.faults.clear();
    }

    /// Stops the portal and closes its port; dropping it does the same.
    pub fn shutdown(self) {}

    fn address(&self, screen: Screen) -> Option<Url> {
        let route = self.shared.site.skin.config.route_to(screen).filter(|route| route.is_get())?;
        self.url.join(&route.address(&Bindings::new())).ok()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        let leaks = self.stats().leaks;
        assert!(
            leaks.is_empty() || thread::panicking(),
            "the password was sent to a wrong place: {leaks:#?}"
        );
    }
}

impl Shared {
    fn new(setup: Setup) -> Self {
        let ledger = setup
            .months
            .map_or_else(|| Ledger::until(setup.today), |count| Ledger::of_months(setup.today, count));
        let faults = Faults::default();
        faults.add(Fault::Latency(setup.latency).into());
        setup.faults.into_iter().for_each(|trouble| faults.add(trouble));
        let is_watched = setup.watched_password.is_some();
        let password = setup.watched_password.unwrap_or_else(|| PASSWORD.to_owned());
        let site = Arc::new(Site::new(setup.skin, ledger, password));
        Self { site, faults: Arc::new(faults), requests: RequestLog::default(), is_watched }
    }
}

async fn serve(listener: TcpListener, shared: Shared, stopped: oneshot::Receiver<()>) {
    let served = async {
        let listener = CuttableListener(tokio::net::TcpListener::from_std(listener)?);
        let router = Router::new().fallback(respond).with_state(shared);
        axum::serve(listener, router.into_make_service_with_connect_info::<ConnectionCutter>()).await
    };
    tokio::select! {
        result = served => { let _: io::Result<()> = result; }
        _ = stopped => {}
    }
}

async fn respond(
    State(shared): State<Shared>,
    ConnectInfo(cutter): ConnectInfo<ConnectionCutter>,
    request: http::Request<Body>,
) -> Response {
    let charset = shared.faults.charset().unwrap_or(shared.site.skin.charset);
    let request = Request::read(request, charset).await;
    let screen = shared.site.screen(&request);
    if shared.is_watched {
        shared.requests.watch(&request, screen, &shared.site.passwords());
    }
    let _in_flight = shared.requests.enter(&request, screen);
    shared.faults.respond(&shared.site, &request, screen, &cutter).await
}

fn front_page(skin: &Skin, address: SocketAddr) -> Url {
    let mut url = Url::parse("http://127.0.0.1/").expect("the loopback address is an address");
    let _ = url.set_port(Some(address.port()));
    let front =
        skin.config.route_to(Screen::Front).map_or_else(String::new, |route| route.address(&Bindings::new()));
    url.join(&front).unwrap_or(url)
}
