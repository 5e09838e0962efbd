//! Requests and time of the first sync, and requests of one that finds nothing new.
//!
//! It fails if a figure is beyond its limit. The demo portal delays every answer as a distant site
//! would, so that the time depends on the number of requests and on how many are sent at once.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use chrono::{DateTime, TimeDelta, Utc};
use kabinet_demo::{ACCOUNT, Demo, PASSWORD, Running, Screen, Setup, Stats};
use kabinet_providers::{OpenSession, Provider, REQUESTS_AT_ONCE};
use kabinet_store::{AccountId, Store};
use kabinet_sync::{ProgressObserver, RefreshRequest, Scope, SignIn, refresh_in, sign_in};
use secrecy::SecretString;

const MONTHS: usize = 120;
const ANSWER: Duration = Duration::from_millis(50);
const MOST_REQUESTS: usize = 130;
const MOST_REQUESTS_NOTHING_NEW: usize = 5;
const MOST_REQUESTS_IN_SESSION: usize = 3;
/// The most time, in hundredths of the least that these requests need.
const MOST_TIME: u128 = 125;
/// The most time of a refresh in an open session, in hundredths of one that signs in.
const MOST_TIME_IN_SESSION: u128 = 65;

#[tokio::main]
async fn main() -> Result<()> {
    let mut customer = Customer::signed_in().await?;
    let first = customer.sync(TimeDelta::zero()).await?;
    println!("first sync of {MONTHS} months, {} ms an answer", ANSWER.as_millis());
    let in_time = print_first(&first);
    customer.session = None;
    let signing_in = customer.sync(TimeDelta::hours(1)).await?;
    println!("refresh with nothing new");
    print_count("requests", signing_in.requests, MOST_REQUESTS_NOTHING_NEW);
    let in_session = customer.sync(TimeDelta::hours(2)).await?;
    let few = signing_in.requests <= MOST_REQUESTS_NOTHING_NEW;
    ensure!(in_time && few && print_in_session(&in_session, &signing_in), "a figure is beyond its limit");
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

fn print_first(cost: &Cost) -> bool {
    let hops = cost.requests - cost.months;
    let rounds = hops + MONTHS.div_ceil(REQUESTS_AT_ONCE);
    let least = ANSWER.as_millis() * rounds as u128;
    let share = cost.time.as_millis() * 100 / least;
    print_count("requests", cost.requests, MOST_REQUESTS);
    print_count("at once", cost.most_at_once, REQUESTS_AT_ONCE);
    println!("  time      {:>4} ms", cost.time.as_millis());
    println!(
        "            {}.{:02} times ({hops} hops + {} rounds) × {} ms, at most {}.{:02} times",
        share / 100,
        share % 100,
        rounds - hops,
        ANSWER.as_millis(),
        MOST_TIME / 100,
        MOST_TIME % 100,
    );
    cost.requests <= MOST_REQUESTS && cost.most_at_once <= REQUESTS_AT_ONCE && share <= MOST_TIME
}

fn print_in_session(cost: &Cost, signing_in: &Cost) -> bool {
    let share = cost.time.as_millis() * 100 / signing_in.time.as_millis();
    println!("the same in the session that the last refresh left open");
    print_count("requests", cost.requests, MOST_REQUESTS_IN_SESSION);
    println!("  time      {:>4} ms beside {} ms", cost.time.as_millis(), signing_in.time.as_millis());
    println!(
        "            {}.{:02} times, at most {}.{:02} times",
        share / 100,
        share % 100,
        MOST_TIME_IN_SESSION / 100,
        MOST_TIME_IN_SESSION % 100,
    );
    cost.requests <= MOST_REQUESTS_IN_SESSION && share <= MOST_TIME_IN_SESSION
}

fn print_count(name: &str, count: usize, most: usize) {
    println!("  {name:<10}{count:>4}, at most {most}");
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
