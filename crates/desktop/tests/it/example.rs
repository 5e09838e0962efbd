//! Tests of the example.

use crate::support::Room;

#[tokio::test]
async fn the_example_is_read_as_any_cabinet_and_leaves_nothing() {
    let room = Room::new();
    let account = room.desktop.show_example().await.unwrap();
    assert!(room.desktop.app_info().unwrap().example);
    let read = room.desktop.refresh(&account.key, None).await.unwrap();
    assert!(read.months_read > 12, "{}", read.months_read);
    assert_eq!(room.overview().balance.to_string(), "588.00");

    room.desktop.leave_example();
    let start = room.desktop.app_info().unwrap();
    assert_eq!((start.accounts.len(), start.example), (0, false));
    assert!(!room.folder.path().join("data").exists(), "nothing of it is among the customer's data");
}

#[tokio::test]
async fn signing_in_leaves_the_example() {
    let room = Room::new();
    room.desktop.show_example().await.unwrap();
    let signed_in = room.desktop.sign_in(room.form()).await.unwrap();
    let start = room.desktop.app_info().unwrap();
    assert_eq!(start.accounts[0].site, *room.cabinet.url(), "the customer's own, not the example's");
    assert_eq!((signed_in.warning, start.example), (None, false));
}
