//! Requests and time of the first sync, and requests of one that finds nothing new.
//!
//! It fails if a figure is beyond its limit. The demo portal delays every answer as a distant site
//! would, so that the time depends on the number of requests and on how many are sent at once. The
//! least time is that of bare round trips to the same portal, one after another.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[path = "../src/bench/figure.rs"]
#[expect(dead_code, reason = "other benchmarks compare in other ways")]
mod figure;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use chrono::{DateTime, TimeDelta, Utc};
use kabinet_demo::{ACCOUNT, Demo, PASSWORD, Running, Screen, Setup, Stats};
use kabinet_providers::{OpenSession, Provider, REQUESTS_AT_ONCE};
use kabinet_store::{AccountId, Store};
use kabinet_sync::{ProgressObserver, RefreshRequest, Scope, SignIn, refresh_in, sign_in};
use secrecy::SecretString;
use url::Url;

use figure::{Amount, Bound, Figure, report, table};

const MONTHS: usize = 120;
const ANSWER: Duration = Duration::from_millis(50);
const MOST_REQUESTS: usize = 130;
const MOST_REQUESTS_NOTHING_NEW: usize = 5;
const MOST_REQUESTS_IN_SESSION: usize = 3;
/// The most time, in hundredths of the least that these requests need.
const MOST_TIME: u128 = 105;
/// The most time of a refresh in an open session, in hundredths of one that signs in.
const MOST_TIME_IN_SESSION: u128 = 65;

#[tokio::main]
async fn main() -> Result<()> {
    let mut customer = Customer::signed_in().await?;
    let round_trip = round_trip(customer.portal.url())?;
    let first = customer.sync(TimeDelta::zero()).await?;
    customer.session = None;
    let signing_in = customer.sync(TimeDelta::hours(1)).await?;
    let in_session = customer.sync(TimeDelta::hours(2)).await?;
    let figures = [of_first(&first, round_trip), of_nothing_new(&signing_in, &in_session)].concat();
    println!("{} ms an answer, {round_trip:.1?} a round trip", ANSWER.as_millis());
    println!("{}", table(&figures));
    ensure!(report(&figures), "a figure is beyond its limit");
    Ok(())
}

/// A customer of the demo portal, with a database of their own.
struct Customer {
    portal: Running,
    provider: Arc<dyn Provider>,
    store: Store,
    account: AccountId,
    session: Option<OpenSession>,
    now: DateTime<Utc>,
    _folder: tempfile::TempDir,
}

/// The cost of a sync.
struct Cost {
    requests: usize,
    months: usize,
    most_at_once: usize,
    time: Duration,
}

fn of_first(cost: &Cost, round_trip: Duration) -> Vec<Figure> {
    let hops = cost.requests - cost.months;
    let rounds = hops + MONTHS.div_ceil(REQUESTS_AT_ONCE);
    let least = time(round_trip * u32::try_from(rounds).unwrap_or(u32::MAX));
    let trips = format!("{hops} hops and {} rounds", rounds - hops);
    let name = |what: &str| format!("first sync of {MONTHS} months, {what}");
    vec![
        Figure::alone(&name("requests"), count(cost.requests), Bound::AtMost(count(MOST_REQUESTS))),
        Figure::alone(&name("at once"), count(cost.most_at_once), Bound::AtMost(count(REQUESTS_AT_ONCE))),
        Figure::beside(&name("time"), time(cost.time), &trips, least, Bound::AtMost(MOST_TIME)),
    ]
}

/// Compares a refresh in the session that the last one left open with one that signs in.
fn of_nothing_new(signing_in: &Cost, in_session: &Cost) -> Vec<Figure> {
    let name = |what: &str| format!("refresh with nothing new, {what}");
    let most = |requests| Bound::AtMost(count(requests));
    let [own, other] = [in_session, signing_in].map(|cost| time(cost.time));
    vec![
        Figure::alone(&name("signing in"), count(signing_in.requests), most(MOST_REQUESTS_NOTHING_NEW)),
        Figure::alone(&name("in a session"), count(in_session.requests), most(MOST_REQUESTS_IN_SESSION))
            .with_peer("signing in", count(signing_in.requests)),
        Figure::beside(&name("time"), own, "signing in", other, Bound::AtMost(MOST_TIME_IN_SESSION)),
    ]
}

/// Returns the median time of a bare request for the first page, with a connection of its own.
fn round_trip(portal: &Url) -> Result<Duration> {
    const TURNS: usize = 21;
    let address = portal.socket_addrs(|| None)?.pop().context("the portal has no address")?;
    let request = format!("GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    let turn = |_| {
        let started = Instant::now();
        let mut connection = TcpStream::connect(address)?;
        connection.write_all(request.as_bytes())?;
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer)?;
        ensure!(answer.starts_with(b"HTTP/1.1 200 "), "the portal did not show its first page");
        Ok(started.elapsed())
    };
    let mut times = (0..TURNS).map(turn).collect::<Result<Vec<_>>>()?;
    times.sort_unstable();
    Ok(times[TURNS / 2])
}

fn count(requests: usize) -> Amount {
    Amount(requests as u128, format!("{requests} requests"))
}

fn time(time: Duration) -> Amount {
    Amount(time.as_nanos(), format!("{} ms", time.as_millis()))
}

impl Customer {
    async fn signed_in() -> Result<Self> {
        let now: DateTime<Utc> = "2026-11-20T07:00:00Z".parse()?;
        let setup = Setup { months: Some(MONTHS), latency: ANSWER, ..Setup::new(now.date_naive()) };
        let portal = Demo::start(setup)?;
        let provider = kabinet_providers::find("sevencom").context("there is no such provider")?;
        let folder = tempfile::tempdir()?;
        let mut store = Store::open(&folder.path().join("kabinet.db"))?;
        let new = SignIn { site: portal.url().clone(), city: None, login: ACCOUNT.to_owned() };
        let account = sign_in(&mut store, provider.as_ref(), new, password(), now).await?;
        Ok(Self { portal, provider, store, account, session: None, now, _folder: folder })
    }

    async fn sync(&mut self, later: TimeDelta) -> Result<Cost> {
        let before = self.portal.stats();
        let started = Instant::now();
        let (provider, observer) = (self.provider.as_ref(), ProgressObserver::default());
        let now = self.now + later;
        let (account, credential) = (self.account, password().into());
        let request = RefreshRequest { account, credential, now, scope: Scope::Changed };
        refresh_in(&mut self.store, provider, request, &observer, &mut self.session).await?;
        Ok(Cost::between(&before, &self.portal.stats(), started.elapsed()))
    }
}

impl Cost {
    fn between(before: &Stats, after: &Stats, time: Duration) -> Self {
        let asked = &after.log[before.log.len()..];
        Self {
            requests: asked.len(),
            months: asked.iter().filter(|logged| logged.screen == Some(Screen::Month)).count(),
            most_at_once: after.most_at_once,
            time,
        }
    }
}

fn password() -> SecretString {
    PASSWORD.into()
}
