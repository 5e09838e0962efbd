//! Upcoming debits as an iCalendar file.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use icalendar::{Alarm as EventAlarm, Calendar, Component, Event, EventLike, Property, Trigger};

use crate::ids::id;
use crate::text::one_line;

/// The account and the name of a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarHeading {
    /// The provider's stable name.
    pub provider: String,
    /// The account number.
    pub account: String,
    /// The name that calendar programs show.
    pub name: String,
    /// The time of the export, in the provider's time zone.
    pub created_at: DateTime<FixedOffset>,
}

/// An upcoming debit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Debit {
    /// The position among the upcoming debits, from 0.
    pub sequence: usize,
    /// The day of the debit.
    pub date: NaiveDate,
    /// The title of the event.
    pub title: String,
    /// The details of the event.
    pub text: String,
}

/// A reminder that the calendar gives before a debit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alarm {
    /// Days before the debit.
    pub days_ahead: u32,
    /// The local time on that day.
    pub at: NaiveTime,
}

const PRODUCT: &str = "-//Kabinet//Debit dates//RU";

/// Returns the debits of an account as an iCalendar file of whole-day events.
///
/// The UID of an event comes from the position of its debit, not from its date: a calendar moves
/// the event that it has, also over the end of a month. Alarms in the past are left out.
pub fn calendar(heading: &CalendarHeading, debits: &[Debit], alarms: &[Alarm]) -> String {
    let mut calendar = Calendar::empty();
    for (key, value) in
        [("VERSION", "2.0"), ("PRODID", PRODUCT), ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH")]
    {
        calendar.append_property(Property::new(key, value));
    }
    calendar.name(&one_line(&heading.name));
    for debit in debits {
        calendar.push(event(heading, debit, alarms));
    }
    calendar.to_string()
}

fn event(heading: &CalendarHeading, debit: &Debit, alarms: &[Alarm]) -> Event {
    let uid = |thing: String| id(&heading.provider, &heading.account, &thing);
    let mut event = Event::with_uid(&uid(format!("debit {}", debit.sequence)));
    event.timestamp(heading.created_at.to_utc()).starts(debit.date);
    event.summary(&debit.title).description(&debit.text);
    event.append_property(Property::new("TRANSP", "TRANSPARENT"));
    let now = heading.created_at.naive_local();
    for alarm in alarms.iter().filter(|alarm| alarm.moment(debit.date) > now) {
        let mut reminder = EventAlarm::display(&debit.title, Trigger::after_start(alarm.after_midnight()));
        reminder.uid(&uid(format!("debit {} alarm {}", debit.sequence, alarm.days_ahead)));
        event.alarm(reminder);
    }
    event.done()
}

impl Alarm {
    /// Returns the offset from the midnight at which the day of the debit begins.
    fn after_midnight(self) -> TimeDelta {
        (self.at - NaiveTime::MIN) - TimeDelta::days(i64::from(self.days_ahead))
    }

    /// Returns the local moment of the alarm before a debit of that day.
    fn moment(self, debit: NaiveDate) -> NaiveDateTime {
        let midnight = debit.and_time(NaiveTime::MIN);
        midnight.checked_add_signed(self.after_midnight()).unwrap_or(midnight)
    }
}
