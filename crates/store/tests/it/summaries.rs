use kabinet_domain::AccountSummary;
use kabinet_store::Observed;

use crate::fixtures::{OnDisk, at, summary};

#[test]
fn the_latest_summary_is_shown_whole() {
    let (mut on_disk, id) = OnDisk::with_account();
    assert_eq!(on_disk.store.summary(id).unwrap(), None);
    let (first, second) = (at("2026-11-01T05:00:00Z"), at("2026-11-02T05:00:00Z"));
    on_disk.store.record_summary(id, &summary("588.00"), first).unwrap();
    on_disk.store.record_summary(id, &summary("-212.00"), second).unwrap();
    let latest = Observed { value: summary("-212.00"), read_at: second };
    assert_eq!(on_disk.reopen().store.summary(id).unwrap(), Some(latest));
}

#[test]
fn earlier_summaries_stay_in_the_file() {
    let (mut on_disk, id) = OnDisk::with_account();
    for (balance, time) in [("588.00", "2026-11-01T05:00:00Z"), ("-212.00", "2026-11-02T05:00:00Z")] {
        on_disk.store.record_summary(id, &summary(balance), at(time)).unwrap();
    }
    let file = rusqlite::Connection::open(on_disk.file()).unwrap();
    let mut query = file.prepare("SELECT balance FROM summary ORDER BY read_at").unwrap();
    let kopecks: Vec<i64> = query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert_eq!(kopecks, [58_800, -21_200], "in whole kopecks, a debt negative");
}

#[test]
fn what_the_page_does_not_show_stays_unknown() {
    let (mut on_disk, id) = OnDisk::with_account();
    let bare = AccountSummary {
        tariff_price: None,
        other_balances: vec![],
        next_debit: None,
        days_left: None,
        paid_until: None,
        services: Vec::new(),
        unread: Vec::new(),
        offers: vec![],
        pay_url: None,
        ..summary("0.00")
    };
    on_disk.store.record_summary(id, &bare, at("2026-11-01T05:00:00Z")).unwrap();
    assert_eq!(on_disk.store.summary(id).unwrap().unwrap().value, bare);
}
