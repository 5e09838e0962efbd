//! Categories that the customer chose.

use kabinet_domain::{Category, CategoryOverrides};
use kabinet_store::StoreError;

use crate::support::{OnDisk, connect, new_account};

#[test]
fn a_category_holds_for_every_description_of_its_key_until_it_is_erased() {
    let (mut on_disk, id) = OnDisk::with_account();
    let other = on_disk.store.remember_account(&new_account("87654321")).unwrap();
    on_disk.store.set_category(id, "Списание по заявке №12", Some(Category::Equipment)).unwrap();
    let mut on_disk = on_disk.reopen();
    let category =
        |on_disk: &OnDisk, id| on_disk.store.category_overrides(id).unwrap().of("списание по заявке № 7");
    assert_eq!(category(&on_disk, id), Some(Category::Equipment), "it outlives the program");
    assert_eq!(category(&on_disk, other), None, "each account has its own");

    on_disk.store.set_category(id, "Списание по заявке", Some(Category::OneOff)).unwrap();
    assert_eq!(category(&on_disk, id), Some(Category::OneOff), "the last choice holds");
    on_disk.store.set_category(id, "Списание по заявке №1", None).unwrap();
    assert_eq!(on_disk.store.category_overrides(id).unwrap(), CategoryOverrides::default());
}

#[test]
fn categories_go_with_their_account_and_an_unknown_account_gets_none() {
    let (mut on_disk, id) = OnDisk::with_account();
    on_disk.store.set_category(id, "Списание", Some(Category::OneOff)).unwrap();
    on_disk.store.forget(id).unwrap();
    assert_eq!(on_disk.store.category_overrides(id).unwrap(), CategoryOverrides::default());
    let refused = on_disk.store.set_category(id, "Списание", Some(Category::OneOff));
    assert!(matches!(refused, Err(StoreError::NoSuchAccount)), "{refused:?}");
}

#[test]
fn an_unknown_category_is_damage() {
    let (mut on_disk, id) = OnDisk::with_account();
    on_disk.store.set_category(id, "Списание", Some(Category::OneOff)).unwrap();
    let vandal = connect(&on_disk.file());
    vandal.execute_batch("UPDATE category_override SET category = 'fine'").unwrap();
    let outcome = on_disk.store.category_overrides(id);
    assert!(matches!(outcome, Err(StoreError::Damaged(_))), "{outcome:?}");
}
