use kabinet_domain::{Category, CategoryOverrides};
use kabinet_store::StoreError;
use rusqlite::Connection;

use crate::fixtures::{OnDisk, new_account};

#[test]
fn a_kind_is_kept_for_every_operation_of_its_wording_until_it_is_forgotten() {
    let (mut on_disk, id) = OnDisk::with_account();
    let other = on_disk.store.remember_account(&new_account("87654321")).unwrap();
    on_disk.store.set_kind(id, "Списание по заявке №12", Some(Category::Equipment)).unwrap();
    let mut on_disk = on_disk.reopen();
    let kind = |on_disk: &OnDisk, id| on_disk.store.corrections(id).unwrap().of("списание по заявке № 7");
    assert_eq!(kind(&on_disk, id), Some(Category::Equipment), "it outlives the program");
    assert_eq!(kind(&on_disk, other), None, "each account has its own");

    on_disk.store.set_kind(id, "Списание по заявке", Some(Category::OneOff)).unwrap();
    assert_eq!(kind(&on_disk, id), Some(Category::OneOff), "the last word holds");
    on_disk.store.set_kind(id, "Списание по заявке №1", None).unwrap();
    assert_eq!(on_disk.store.corrections(id).unwrap(), CategoryOverrides::default());
}

#[test]
fn kinds_go_with_their_account_and_none_is_kept_of_a_stranger() {
    let (mut on_disk, id) = OnDisk::with_account();
    on_disk.store.set_kind(id, "Списание", Some(Category::OneOff)).unwrap();
    on_disk.store.forget(id).unwrap();
    assert_eq!(on_disk.store.corrections(id).unwrap(), CategoryOverrides::default());
    let refused = on_disk.store.set_kind(id, "Списание", Some(Category::OneOff));
    assert!(matches!(refused, Err(StoreError::NoSuchAccount)), "{refused:?}");
}

#[test]
fn a_kind_that_nobody_knows_is_damage() {
    let (mut on_disk, id) = OnDisk::with_account();
    on_disk.store.set_kind(id, "Списание", Some(Category::OneOff)).unwrap();
    let vandal = Connection::open(on_disk.file()).unwrap();
    vandal.execute_batch("UPDATE kind_correction SET kind = 'fine'").unwrap();
    let outcome = on_disk.store.corrections(id);
    assert!(matches!(outcome, Err(StoreError::Damaged(_))), "{outcome:?}");
}
