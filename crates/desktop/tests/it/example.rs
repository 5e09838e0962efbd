//! Tests of the example.

use crate::support::TestDesktop;

#[tokio::test]
async fn the_example_is_read_as_any_portal_and_leaves_nothing() {
    let app = TestDesktop::new();
    let account = app.desktop.show_example().await.unwrap();
    assert!(app.desktop.app_info().unwrap().example);
    let read = app.desktop.refresh(&account.key, None).await.unwrap();
    assert!(read.months_read > 12, "{}", read.months_read);
    assert_eq!(app.overview().balance.to_string(), "588.00");

    app.desktop.leave_example();
    let start = app.desktop.app_info().unwrap();
    assert_eq!((start.accounts.len(), start.example), (0, false));
    assert!(!app.folder.path().join("data").exists(), "nothing of it is among the customer's data");
}

#[tokio::test]
async fn signing_in_leaves_the_example() {
    let app = TestDesktop::new();
    app.desktop.show_example().await.unwrap();
    let signed_in = app.desktop.sign_in(app.form()).await.unwrap();
    let start = app.desktop.app_info().unwrap();
    assert_eq!(start.accounts[0].site, *app.portal.url(), "the customer's own, not the example's");
    assert_eq!((signed_in.warning, start.example), (None, false));
}
