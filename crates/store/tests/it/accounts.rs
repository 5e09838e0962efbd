//! Accounts.

use kabinet_domain::ErrorCode;
use kabinet_store::StoreError;

use crate::support::{OnDisk, at, month, new_account, statement, summary};

#[test]
fn an_account_is_stored_with_the_pages_of_its_visits() {
    let (mut on_disk, id) = OnDisk::with_account();
    let page = "https://cabinet.example/login".parse().unwrap();
    on_disk.store.set_known_pages(id, Some(&page), None).unwrap();

    let account = on_disk.reopen().store.account(id).unwrap();
    let new = new_account("12345678");
    assert_eq!((account.provider, account.site, account.city), (new.provider, new.site, new.city));
    assert_eq!((account.login, account.number), (new.login, new.number));
    assert_eq!((account.sign_in_page, account.months_page), (Some(page), None));
}

#[test]
fn the_same_login_is_the_same_account_at_its_new_site() {
    let (mut on_disk, id) = OnDisk::with_account();
    let page = "https://cabinet.example/login".parse().unwrap();
    on_disk.store.set_known_pages(id, Some(&page), Some(&page)).unwrap();
    let mut moved = new_account("12345678");
    moved.site = "https://new.example/".parse().unwrap();
    moved.city = None;

    assert_eq!(on_disk.store.remember_account(&moved).unwrap(), id);
    let accounts = on_disk.store.accounts().unwrap();
    assert_eq!(accounts.len(), 1, "it must not be doubled");
    assert_eq!((&accounts[0].site, &accounts[0].city), (&moved.site, &moved.city));
    assert_eq!(accounts[0].sign_in_page, None, "the old site's pages are not the new one's");
}

#[test]
fn forgetting_erases_everything_of_one_account_and_nothing_of_another() {
    let (mut on_disk, erased) = OnDisk::with_account();
    let other = on_disk.store.remember_account(&new_account("87654321")).unwrap();
    let now = at("2026-11-23T05:00:00Z");
    for (id, mark) in [(erased, "стереть"), (other, "оставить")] {
        let mut marked = statement("2026-10", "800.00");
        marked.transactions[0].description = mark.repeat(300);
        on_disk.store.record_month(id, &marked, now).unwrap();
        on_disk.store.record_month(id, &statement("2026-10", "900.00"), now).unwrap();
        on_disk.store.record_refresh(id, now, Ok(&summary("588.00"))).unwrap();
        on_disk.store.record_refresh(id, now, Err(ErrorCode::Offline)).unwrap();
    }
    assert!(holds(&on_disk.bytes(), "стереть"), "else the file would prove nothing below");

    on_disk.store.forget(erased).unwrap();

    let store = &on_disk.store;
    assert!(matches!(store.account(erased), Err(StoreError::NoSuchAccount)));
    assert_eq!(store.summary(erased).unwrap(), None);
    assert_eq!(store.statements(erased, None).unwrap(), []);
    assert_eq!(store.previous_versions(erased, month("2026-10")).unwrap(), []);
    assert_eq!(store.refresh_status(erased).unwrap(), Default::default());
    assert_eq!(store.summary(other).unwrap().unwrap().value, summary("588.00"));
    assert_eq!(store.previous_versions(other, month("2026-10")).unwrap().len(), 1);
    assert_eq!(store.refresh_status(other).unwrap().succeeded_at, Some(now));
    assert!(!holds(&on_disk.bytes(), "стереть"), "nothing of it may stay in the file or its log");
    assert!(holds(&on_disk.bytes(), "оставить"));
}

#[test]
fn a_forgotten_account_gives_its_id_to_nobody_and_takes_no_writes() {
    let (mut on_disk, id) = OnDisk::with_account();
    on_disk.store.forget(id).unwrap();
    let next = on_disk.store.remember_account(&new_account("87654321")).unwrap();
    assert_ne!(next, id, "what is kept elsewhere under the old id is not the new account's");

    let store = &mut on_disk.store;
    let now = at("2026-11-23T05:00:00Z");
    let refused = [
        store.record_month(id, &statement("2026-10", "800.00"), now).map(drop),
        store.record_summary(id, &summary("588.00"), now),
        store.record_refresh(id, now, Ok(&summary("588.00"))),
        store.record_refresh(id, now, Err(ErrorCode::Offline)),
        store.set_known_pages(id, None, None),
        store.forget(id),
    ];
    for (i, outcome) in refused.into_iter().enumerate() {
        assert!(matches!(outcome, Err(StoreError::NoSuchAccount)), "write {i} gave {outcome:?}");
    }
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}
