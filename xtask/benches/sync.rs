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
use kabinet_providers::{Provider, REQUESTS_AT_ONCE};
use kabinet_store::{AccountId, Store};
use kabinet_sync::{ProgressObserver, RefreshRequest, Scope, SignIn, refresh, sign_in};
use secrecy::SecretString;

const MONTHS: usize = 120;
const ANSWER: Duration = Duration::from_millis(50);
const MOST_REQUESTS: usize = 130;
const MOST_REQUESTS_NOTHING_NEW: usize = 5;
/// The most time, in hundredths of the least that these requests need.
const MOST_TIME: u128 = 125;

#[tokio::main]
async fn main() -> Result<()> {
    let mut customer = Customer::signed_in().await?;
    let first = customer.sync(TimeDelta::zero()).await?;
    println!("first sync of {MONTHS} months, {} ms an answer", ANSWER.as_millis());
    let in_time = print_first(&first);
    let nothing_new = customer.sync(TimeDelta::hours(1)).await?;
    println!("refresh with nothing new");
    print_count("requests", nothing_new.requests, MOST_REQUESTS_NOTHING_NEW);
    let few = nothing_new.requests <= MOST_REQUESTS_NOTHING_NEW;
    ensure!(in_time && few, "a figure is beyond its limit");
    Ok(())
}

/// A customer of the demo portal, with a database of their own.
struct Customer {
    portal: Running,
    provider: Arc<dyn Provider>,
    store: Store,
    account: AccountId,
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
        Ok(Self { portal, provider, store, account, now, _folder: folder })
    }

    async fn sync(&mut self, later: TimeDelta) -> Result<Cost> {
        let before = self.portal.stats();
        let started = Instant::now();
        let (provider, observer) = (self.provider.as_ref(), ProgressObserver::default());
        let now = self.now + later;
        let (account, credential) = (self.account, password().into());
        let request = RefreshRequest { account, credential, now, scope: Scope::Changed };
        refresh(&mut self.store, provider, request, &observer).await?;
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
