//! Debits as calendar programs read them.

use std::fs;
use std::process::Command;

use kabinet_export::{Alarm, CalendarHeading, Debit, calendar};
use serde_json::{Value, json};

use crate::support::{Folder, day, read};

fn debit(sequence: usize, date: &str) -> Debit {
    Debit {
        sequence,
        date: day(date),
        title: "Списание 800,00 ₽, Sevencom; «Интернет»".to_owned(),
        text: "На счёте 588,00 ₽: не хватает 212,00 ₽.\nОплатите не позже, чем накануне, чтобы интернет не отключили."
            .to_owned(),
    }
}

/// Returns a calendar of debits on those days, exported at that moment.
fn text_of(account: &str, dates: &[&str], at: &str) -> String {
    let heading = CalendarHeading {
        provider: "sevencom".to_owned(),
        account: account.to_owned(),
        name: "Kabinet: Sevencom".to_owned(),
        created_at: at.parse().unwrap(),
    };
    let alarms = [(7, "10:00:00"), (0, "09:30:00")]
        .map(|(days_ahead, at)| Alarm { days_ahead, at: at.parse().unwrap() });
    let debits: Vec<Debit> = (0..).zip(dates).map(|(sequence, date)| debit(sequence, date)).collect();
    calendar(&heading, &debits, &alarms)
}

fn exported(account: &str, dates: &[&str], at: &str) -> Value {
    read("ics", &Folder::new().put("debits.ics", text_of(account, dates, at).as_bytes()))
}

fn uids(calendar: &Value) -> Vec<&str> {
    calendar["events"].as_array().unwrap().iter().map(|event| event["uid"].as_str().unwrap()).collect()
}

#[test]
fn debits_are_whole_days_with_alarms_before_them() {
    let found = exported("12345678", &["2026-12-20", "2027-01-20"], "2026-11-25T12:00:00+05:00");
    assert_eq!((&found["name"], &found["errors"]), (&json!("Kabinet: Sevencom"), &json!([])));
    assert!(found["longest_line"].as_u64().unwrap() <= 75, "lines are folded: {}", found["longest_line"]);
    let first = &found["events"][0];
    assert_eq!((&first["date"], &first["whole_day"]), (&json!("2026-12-20"), &json!(true)));
    assert_eq!(first["title"], debit(0, "2026-12-20").title);
    assert_eq!(first["text"], debit(0, "2026-12-20").text);
    assert_eq!(first["stamp"], "2026-11-25T07:00:00+00:00");
    let hours: Vec<i64> = first["alarms"]
        .as_array()
        .unwrap()
        .iter()
        .map(|seconds| seconds.to_string().trim_end_matches(".0").parse::<i64>().unwrap() / 60)
        .collect();
    assert_eq!(hours, [(-7 * 24 + 10) * 60, 9 * 60 + 30], "in minutes from the day's midnight");
    assert_eq!(found["events"][1]["date"], "2027-01-20");
}

#[test]
fn a_debit_keeps_its_uid_when_it_moves_and_no_other_has_it() {
    let before = exported("12345678", &["2026-11-30", "2026-12-30"], "2026-11-01T12:00:00+05:00");
    let after = exported("12345678", &["2026-12-01", "2026-12-31"], "2026-11-25T12:00:00+05:00");
    assert_eq!(uids(&before), uids(&after), "a calendar moves the event that it has");
    assert_ne!(uids(&after)[0], uids(&after)[1], "two debits of a month are two");
    let other = exported("87654321", &["2026-11-30"], "2026-11-25T12:00:00+05:00");
    assert_ne!(uids(&other)[0], uids(&after)[0], "another account's debit is another");
    assert!(!uids(&after)[0].contains("12345678"), "a calendar is often shared; the number is not in it");
}

#[test]
fn two_exports_of_one_moment_are_the_same_file() {
    let export = || text_of("12345678", &["2026-12-20", "2027-01-20"], "2026-11-25T12:00:00+05:00");
    assert_eq!(export(), export());
    let found = exported("12345678", &["2026-12-20"], "2026-11-25T12:00:00+05:00");
    let alarms = found["events"][0]["alarm_uids"].as_array().unwrap();
    assert_ne!(alarms[0], alarms[1], "each alarm has its own UID");
}

#[test]
fn an_alarm_in_the_past_is_left_out() {
    let found = exported("12345678", &["2026-11-30", "2026-12-30"], "2026-11-25T12:00:00+05:00");
    let alarms = |event: usize| found["events"][event]["alarms"].as_array().unwrap().len();
    assert_eq!((alarms(0), alarms(1)), (1, 2), "seven days before the first debit is over");
    let today = exported("12345678", &["2026-11-25"], "2026-11-25T09:30:00+05:00");
    assert_eq!(today["events"][0]["alarms"], json!([]), "this minute is no future");
}

#[test]
fn khal_moves_a_debit_over_the_end_of_a_month() {
    let folder = Folder::new();
    let calendars = folder.put("empty", b"").with_file_name("calendars");
    fs::create_dir(&calendars).unwrap();
    let config = format!(
        "[calendars]\n[[debits]]\npath = {}\n[locale]\nlongdateformat = %Y-%m-%d\ndateformat = %Y-%m-%d\n\
         timeformat = %H:%M\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n",
        calendars.display()
    );
    let config = folder.put("khal.conf", config.as_bytes());
    let khal = |arguments: &[&str]| {
        let mut khal = Command::new("khal");
        khal.arg("-c").arg(&config).args(arguments).env("LC_ALL", "C.UTF-8");
        let output =
            khal.env("XDG_DATA_HOME", &calendars).env("XDG_CACHE_HOME", &calendars).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    for (dates, at) in [
        (["2026-11-30", "2026-12-30"], "2026-11-01T12:00:00+05:00"),
        (["2026-12-01", "2026-12-31"], "2026-11-25T12:00:00+05:00"),
    ] {
        let file = folder.put("debits.ics", text_of("12345678", &dates, at).as_bytes());
        khal(&["import", "--batch", file.to_str().unwrap()]);
    }
    let days = khal(&["list", "--format", "", "--day-format", "{date}", "2026-11-01", "90d"]);
    assert_eq!(days.split_whitespace().collect::<Vec<_>>(), ["2026-12-01", "2026-12-31"]);
}
