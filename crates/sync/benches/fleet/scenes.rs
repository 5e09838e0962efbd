//! Days on which the programs are tried.

use std::ops::Range;
use std::time::Duration;

use kabinet_providers::{OfflineCause, ProviderError};

use crate::people::{Cut, DAY, HOUR, MINUTE, Seconds};

/// A day.
pub struct Scene {
    pub name: &'static str,
    /// True if the next debit of everybody is that day.
    pub has_debit: bool,
    pub outage: Option<Outage>,
    pub cut: Option<Cut>,
}

/// A time in which the site fails.
pub struct Outage {
    pub during: Range<Seconds>,
    pub kind: Kind,
}

/// The way in which it fails.
#[derive(Clone, Copy)]
pub enum Kind {
    /// It answers that it is out of order.
    Busy,
    /// It also says when to come back: at the end.
    Announced,
    /// It does not answer.
    Silent,
}

impl Scene {
    /// Returns the failure of an attempt; `None` if it succeeds.
    pub fn failure(&self, at: Seconds) -> Option<ProviderError> {
        let outage = self.outage.as_ref().filter(|outage| outage.during.contains(&at))?;
        let host = String::new();
        let left = Duration::from_secs(u64::try_from(outage.during.end - at).unwrap_or_default());
        Some(match outage.kind {
            Kind::Busy => ProviderError::SiteDown { host, status: 503, retry_after: None },
            Kind::Announced => ProviderError::SiteDown { host, status: 503, retry_after: Some(left) },
            Kind::Silent => ProviderError::Offline { host, cause: OfflineCause::Timeout },
        })
    }

    /// Returns the end of the breakdown, if there is one.
    pub fn mended_at(&self) -> Option<Seconds> {
        let outage = self.outage.as_ref().map(|outage| outage.during.end);
        outage.or(self.cut.map(|cut| cut.until))
    }
}

/// Returns the days; the second of both is the one that is measured.
pub fn all() -> Vec<Scene> {
    let ordinary = |name| Scene { name, has_debit: false, outage: None, cut: None };
    let debit = |name| Scene { has_debit: true, ..ordinary(name) };
    let outage = |from, kind| Some(Outage { during: DAY + from..DAY + from + 2 * HOUR, kind });
    let cut = |from, until| Some(Cut { from: DAY + from, until: DAY + until });
    let evening = 19 * HOUR;
    vec![
        ordinary("an ordinary day"),
        debit("the day of everybody's debit"),
        Scene { outage: outage(evening, Kind::Busy), ..ordinary("outage of two hours, 503, in the evening") },
        Scene {
            outage: outage(evening, Kind::Announced),
            ..ordinary("the same, and Retry-After names its end")
        },
        Scene {
            outage: outage(6 * HOUR + 30 * MINUTE, Kind::Silent),
            ..debit("no answer for two hours, after everybody's debit")
        },
        Scene { cut: cut(18 * HOUR, 20 * HOUR), ..ordinary("power cut of two hours, in the evening") },
        Scene { cut: cut(-7 * HOUR, 19 * HOUR), ..ordinary("power cut of 26 hours") },
        Scene {
            cut: cut(4 * HOUR, 5 * HOUR + 50 * MINUTE),
            ..debit("power cut until 5:50 of everybody's debit")
        },
    ]
}
