//! Reminder rules and shown reminders.

use chrono::TimeDelta;
use kabinet_domain::{QuietHours, ReminderKey, ReminderRules};
use kabinet_store::{AccountId, Delivery, ShownReminder, Store, StoreError};

use crate::support::{OnDisk, at};

const WORDS: &str = "30 ноября спишется 800,00 ₽.";

const DUE_AT: &str = "2026-11-23T05:00:00Z";

fn key(days_ahead: u32) -> ReminderKey {
    ReminderKey { debit_date: "2026-11-30".parse().unwrap(), days_ahead }
}

fn reminder(days_ahead: u32, delivery: Delivery) -> ShownReminder {
    ShownReminder { key: key(days_ahead), shown_at: at(DUE_AT), text: WORDS.to_owned(), delivery }
}

fn record(store: &mut Store, id: AccountId, days_ahead: u32) -> Result<(), StoreError> {
    store.record_due_reminder(id, key(days_ahead), at(DUE_AT), WORDS)
}

fn own_rules() -> ReminderRules {
    ReminderRules {
        days_before_if_short: vec![14, 2],
        days_before_if_covered: Vec::new(),
        at: "18:30:00".parse().unwrap(),
        quiet: Some(QuietHours { from: "22:00:00".parse().unwrap(), to: "08:00:00".parse().unwrap() }),
    }
}

#[test]
fn rules_are_the_default_until_the_customer_sets_others() {
    let (mut on_disk, id) = OnDisk::with_account();
    assert_eq!(on_disk.store.reminder_rules(id).unwrap(), ReminderRules::default());
    on_disk.store.set_reminder_rules(id, &own_rules()).unwrap();
    let mut on_disk = on_disk.reopen();
    assert_eq!(on_disk.store.reminder_rules(id).unwrap(), own_rules());
    on_disk.store.set_reminder_rules(id, &ReminderRules::default()).unwrap();
    assert_eq!(on_disk.store.reminder_rules(id).unwrap(), ReminderRules::default(), "no old day stays");
}

#[test]
fn a_snooze_outlives_a_restart_and_new_rules() {
    let (mut on_disk, id) = OnDisk::with_account();
    let until = at("2026-11-24T18:00:00Z");
    on_disk.store.snooze(id, Some(until)).unwrap();
    let mut on_disk = on_disk.reopen();
    assert_eq!(on_disk.store.reminder_rules(id).unwrap(), ReminderRules::default());
    on_disk.store.set_reminder_rules(id, &own_rules()).unwrap();
    assert_eq!(on_disk.store.snoozed_until(id).unwrap(), Some(until));
    on_disk.store.snooze(id, None).unwrap();
    assert_eq!(on_disk.store.snoozed_until(id).unwrap(), None);
    assert_eq!(on_disk.store.reminder_rules(id).unwrap(), own_rules());
}

#[test]
fn a_reminder_waits_over_a_restart_until_the_system_takes_it() {
    let (mut on_disk, id) = OnDisk::with_account();
    record(&mut on_disk.store, id, 7).unwrap();
    let mut on_disk = on_disk.reopen();
    assert_eq!(on_disk.store.shown_reminders(id).unwrap(), [reminder(7, Delivery::Waiting)]);
    let newer = "30 ноября спишется 900,00 ₽.";
    on_disk.store.record_due_reminder(id, key(7), at("2026-11-24T05:00:00Z"), newer).unwrap();
    on_disk.store.record_taken_reminder(id, key(7), at("2026-11-24T05:00:01Z")).unwrap();
    record(&mut on_disk.store, id, 7).unwrap();
    let shown_at = at("2026-11-24T05:00:01Z");
    let taken = ShownReminder { shown_at, text: newer.to_owned(), ..reminder(7, Delivery::Taken) };
    assert_eq!(on_disk.store.shown_reminders(id).unwrap(), [taken], "it has the newer text, and stays");
}

#[test]
fn a_reminder_that_closed_by_itself_is_unseen_until_the_customer_sees_it() {
    let (mut on_disk, id) = OnDisk::with_account();
    for days_ahead in [7, 3] {
        record(&mut on_disk.store, id, days_ahead).unwrap();
        on_disk.store.record_missed_reminder(id, key(days_ahead)).unwrap();
    }
    on_disk.store.record_taken_reminder(id, key(7), at(DUE_AT)).unwrap();
    on_disk.store.record_missed_reminder(id, key(7)).unwrap();
    let deliveries = |store: &Store| {
        let shown = store.shown_reminders(id).unwrap();
        shown.iter().map(|it| it.delivery).collect::<Vec<_>>()
    };
    assert_eq!(deliveries(&on_disk.store), [Delivery::Waiting, Delivery::Missed], "only a taken one closes");
    on_disk.store.record_seen_reminders(id, Some(key(7))).unwrap();
    assert_eq!(deliveries(&on_disk.store), [Delivery::Waiting, Delivery::Seen]);
    on_disk.store.record_seen_reminders(id, None).unwrap();
    on_disk.store.record_missed_reminder(id, key(7)).unwrap();
    assert_eq!(deliveries(&on_disk.reopen().store), [Delivery::Seen; 2]);
}

#[test]
fn a_reminder_that_waits_is_unseen_after_a_minute() {
    let minute = TimeDelta::minutes(1);
    let waiting = reminder(7, Delivery::Waiting);
    assert!(!waiting.is_unseen(at(DUE_AT)), "the system is taking it");
    assert!(waiting.is_unseen(at(DUE_AT) + minute));
    assert!(waiting.is_unseen(at(DUE_AT) - minute), "the clock was set back");
    assert!(!reminder(7, Delivery::Taken).is_unseen(at(DUE_AT) + minute));
}

#[test]
fn a_forgotten_account_takes_its_reminders_with_it() {
    let (mut on_disk, id) = OnDisk::with_account();
    on_disk.store.set_reminder_rules(id, &own_rules()).unwrap();
    record(&mut on_disk.store, id, 7).unwrap();
    on_disk.store.record_automatic_refresh(id, at("2026-11-23T05:00:00Z")).unwrap();
    on_disk.store.forget(id).unwrap();
    assert_eq!(on_disk.store.shown_reminders(id).unwrap(), []);
    assert_eq!(on_disk.store.automatic_refresh(id).unwrap(), None);
    let refused = record(&mut on_disk.store, id, 7);
    assert!(matches!(refused, Err(StoreError::NoSuchAccount)), "{refused:?}");
}

#[test]
fn an_automatic_refresh_is_stored_over_a_restart() {
    let (mut on_disk, id) = OnDisk::with_account();
    assert_eq!(on_disk.store.automatic_refresh(id).unwrap(), None);
    for began_at in ["2026-11-23T05:00:00Z", "2026-11-23T11:00:00Z"] {
        on_disk.store.record_automatic_refresh(id, at(began_at)).unwrap();
    }
    assert_eq!(on_disk.reopen().store.automatic_refresh(id).unwrap(), Some(at("2026-11-23T11:00:00Z")));
}

#[test]
fn a_forgotten_reminder_can_be_due_once_more_and_the_others_stay() {
    let (mut on_disk, id) = OnDisk::with_account();
    for days_ahead in [7, 3] {
        record(&mut on_disk.store, id, days_ahead).unwrap();
        on_disk.store.record_taken_reminder(id, key(days_ahead), at(DUE_AT)).unwrap();
    }
    on_disk.store.forget_reminder(id, key(3)).unwrap();
    let mut on_disk = on_disk.reopen();
    assert_eq!(on_disk.store.shown_reminders(id).unwrap(), [reminder(7, Delivery::Taken)]);
    record(&mut on_disk.store, id, 3).unwrap();
    assert_eq!(on_disk.store.shown_reminders(id).unwrap()[0], reminder(3, Delivery::Waiting));
}
