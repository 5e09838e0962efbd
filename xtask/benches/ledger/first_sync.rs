//! The first sync of ten years, with an encrypted database and with a plain one.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use chrono::{DateTime, Utc};
use kabinet_demo::{ACCOUNT, Demo, PASSWORD, Setup};
use kabinet_store::{DatabaseKey, Store};
use kabinet_sync::{ProgressObserver, RefreshRequest, Scope, SignIn, refresh, sign_in};

use crate::book::Protection;
use crate::figures::{Pair, median};

const MONTHS: usize = 120;

/// The time in which a site near by answers.
const ANSWER: Duration = Duration::from_millis(10);

const TURNS: usize = 5;

/// Measures both in turns, the median of each.
pub fn compared() -> Result<Pair> {
    let runtime = tokio::runtime::Runtime::new()?;
    let (mut encrypted, mut plain) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        encrypted.push(runtime.block_on(takes(Protection::Encrypted))?);
        plain.push(runtime.block_on(takes(Protection::Plain))?);
    }
    Ok(Pair { encrypted: median(encrypted), plain: median(plain) })
}

async fn takes(protection: Protection) -> Result<Duration> {
    let now: DateTime<Utc> = "2026-11-20T07:00:00Z".parse()?;
    let setup = Setup { months: Some(MONTHS), latency: ANSWER, ..Setup::new(now.date_naive()) };
    let portal = Demo::start(setup)?;
    let provider = kabinet_providers::find("sevencom").context("there is no such provider")?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("kabinet.db");
    let mut store = match protection {
        Protection::Encrypted => Store::open_with(&file, &DatabaseKey::random())?,
        Protection::Plain => Store::open_plain(&file)?,
    };
    let new = SignIn { site: portal.url().clone(), city: None, login: ACCOUNT.to_owned() };
    let password = || secrecy::SecretString::from(PASSWORD);
    let account = sign_in(&mut store, provider.as_ref(), new, password(), now).await?;
    let request = RefreshRequest { account, credential: password().into(), now, scope: Scope::Changed };
    let started = Instant::now();
    refresh(&mut store, provider.as_ref(), request, &ProgressObserver::default()).await?;
    let took = started.elapsed();
    ensure!(store.months(account)?.len() >= MONTHS, "the sync is not whole");
    Ok(took)
}
