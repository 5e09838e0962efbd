use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, State};
use axum::http::Request;
use axum::response::Response;
use chrono::NaiveDate;
use kabinet_domain::{MonthStatement, Summary};
use tokio::sync::oneshot;
use url::Url;

use crate::DemoError;
use crate::asked::Asked;
use crate::faults::{Fault, Faults, Trouble};
use crate::ledger::Ledger;
use crate::line::{Lines, Scissors};
use crate::route::Bound;
use crate::site::Site;
use crate::skin::{NextDebit, Screen, Skin};
use crate::stats::{Counter, Stats};

/// The demo cabinet.
#[derive(Debug)]
pub struct Demo;

/// What a demo cabinet is started with.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The day at the provider.
    pub today: NaiveDate,
    /// How the site looks and works.
    pub skin: Skin,
    /// How many months the history has, that of `today` among them; from November 2021 if `None`.
    pub months: Option<usize>,
    /// How long every answer is kept back.
    pub latency: Duration,
    /// The port on 127.0.0.1; any free one if 0.
    pub port: u16,
    /// What goes wrong from the start.
    pub faults: Vec<Trouble>,
}

/// A demo cabinet on 127.0.0.1, until it is dropped.
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
    counter: Counter,
}

impl Demo {
    /// Starts a demo cabinet on a thread of its own, inside or outside of any async runtime.
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
            .name("demo-cabinet".to_owned())
            .spawn(move || runtime.block_on(serve(listener, serving, stopped)))?;
        Ok(Running { url, shared, stop: Some(stop), thread: Some(thread) })
    }
}

impl Setup {
    /// The default skin on that day, everything in order.
    pub fn new(today: NaiveDate) -> Self {
        Self {
            today,
            skin: Skin::default(),
            months: None,
            latency: Duration::ZERO,
            port: 0,
            faults: Vec::new(),
        }
    }
}

impl Running {
    /// The address of the front page.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// What it has been asked.
    pub fn stats(&self) -> Stats {
        self.shared.counter.stats()
    }

    /// What its account page shows, as its skin shows it: the day of the next debit or the days
    /// left, and the balances of other services only if the skin shows any.
    pub fn summary(&self) -> Summary {
        let site = &self.shared.site;
        let summary = site.memory().ledger.summary();
        let ways = &site.skin.ways.account;
        Summary {
            next_debit: summary.next_debit.filter(|_| ways.next_debit != NextDebit::Days),
            days_left: summary.days_left.filter(|_| ways.next_debit != NextDebit::Date),
            other_balances: if ways.other_balances { summary.other_balances } else { Vec::new() },
            pay_url: self.address(Screen::Pay),
            change_tariff_url: self.address(Screen::ChangeTariff),
            ..summary
        }
    }

    /// Every month with its operations, oldest first, with times only if the skin shows them.
    pub fn months(&self) -> Vec<MonthStatement> {
        let site = &self.shared.site;
        let mut months = site.memory().ledger.months().to_vec();
        if !site.skin.ways.entries.times {
            months.iter_mut().flat_map(|month| &mut month.entries).for_each(|entry| entry.time = None);
        }
        months
    }

    /// Changes what the account holds.
    pub fn change(&self, change: impl FnOnce(&mut Ledger)) {
        change(&mut self.shared.site.memory().ledger);
    }

    /// Something goes wrong from the next request on.
    pub fn fault(&self, trouble: impl Into<Trouble>) {
        self.shared.faults.add(trouble.into());
    }

    /// Nothing goes wrong any more.
    pub fn calm(&self) {
        self.shared.faults.clear();
    }

    /// Stops it; from then on nobody answers at its address. Dropping it does the same.
    pub fn shutdown(self) {}

    fn address(&self, screen: Screen) -> Option<Url> {
        let route = self.shared.site.skin.route_to(screen).filter(|route| route.is_get())?;
        self.url.join(&route.address(&Bound::new())).ok()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
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
        let site = Site::new(setup.skin, ledger);
        Self { site: Arc::new(site), faults: Arc::new(faults), counter: Counter::default() }
    }
}

async fn serve(listener: TcpListener, shared: Shared, stopped: oneshot::Receiver<()>) {
    let served = async {
        let lines = Lines(tokio::net::TcpListener::from_std(listener)?);
        let router = Router::new().fallback(respond).with_state(shared);
        axum::serve(lines, router.into_make_service_with_connect_info::<Scissors>()).await
    };
    tokio::select! {
        result = served => { let _: io::Result<()> = result; }
        _ = stopped => {}
    }
}

async fn respond(
    State(shared): State<Shared>,
    ConnectInfo(scissors): ConnectInfo<Scissors>,
    request: Request<Body>,
) -> Response {
    let asked = Asked::read(request, shared.site.skin.charset).await;
    let screen = shared.site.screen(&asked);
    let _in_flight = shared.counter.enter(&asked, screen);
    shared.faults.respond(&shared.site, &asked, screen, &scissors).await
}

fn front_page(skin: &Skin, address: SocketAddr) -> Url {
    let mut url = Url::parse("http://127.0.0.1/").expect("the loopback address is an address");
    let _ = url.set_port(Some(address.port()));
    let front = skin.route_to(Screen::Front).map_or_else(String::new, |route| route.address(&Bound::new()));
    url.join(&front).unwrap_or(url)
}
