use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use icalendar::{Alarm as Reminder, Calendar, Component, Event, EventLike, Property, Trigger};
use kabinet_domain::Month;

use crate::id::id;
use crate::text::one_line;

/// A debit that is to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Debit {
    /// Its day.
    pub date: NaiveDate,
    /// What a calendar shows on that day.
    pub title: String,
    /// All that is known of it.
    pub text: String,
}

/// When a calendar reminds of a debit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alarm {
    /// How many days ahead.
    pub days_ahead: u32,
    /// At what time of that day.
    pub at: NaiveTime,
}

const MAKER: &str = "-//Kabinet//Debit dates//RU";

/// The debits of an account as a calendar of whole days, `name`d so. A debit of the same month has
/// the same UID whenever it is made, so that a calendar that knows it moves it.
pub fn calendar(
    provider: &str,
    account: &str,
    name: &str,
    debits: &[Debit],
    alarms: &[Alarm],
    made_at: DateTime<Utc>,
) -> String {
    let mut calendar = Calendar::empty();
    for (key, value) in
        [("VERSION", "2.0"), ("PRODID", MAKER), ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH")]
    {
        calendar.append_property(Property::new(key, value));
    }
    calendar.name(&one_line(name));
    let mut of_month: HashMap<Month, u32> = HashMap::new();
    for debit in debits {
        let month = Month::of(debit.date);
        let twin = *of_month.entry(month).and_modify(|twins| *twins += 1).or_default();
        let uid = id(provider, account, &format!("debit {month} {twin}"));
        calendar.push(event(&uid, debit, alarms, made_at));
    }
    calendar.to_string()
}

fn event(uid: &str, debit: &Debit, alarms: &[Alarm], made_at: DateTime<Utc>) -> Event {
    let mut event = Event::with_uid(uid);
    event.timestamp(made_at).starts(debit.date).summary(&debit.title).description(&debit.text);
    event.append_property(Property::new("TRANSP", "TRANSPARENT"));
    for alarm in alarms {
        event.alarm(Reminder::display(&debit.title, Trigger::after_start(alarm.after_midnight())));
    }
    event.done()
}

impl Alarm {
    /// From the midnight that the debit's day begins with; negative on a day before it.
    fn after_midnight(self) -> TimeDelta {
        (self.at - NaiveTime::MIN) - TimeDelta::days(i64::from(self.days_ahead))
    }
}
