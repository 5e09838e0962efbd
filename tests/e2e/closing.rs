use kabinet_screen::until;

use crate::customer::{Customer, WINDOW, site};

#[test]
fn closed_to_the_tray_no_page_is_left_and_the_window_opens_again() {
    let customer = Customer::signed_in(&site());
    let mut kabinet = customer.starts(&[]);
    for _ in 0..2 {
        customer.has_pages(1);
        customer.desk.close_window(WINDOW);
        customer.has_pages(0);
        assert_eq!(kabinet.ended(), None, "the program goes on in the tray");
        customer.chooses("Открыть");
        customer.sees_window();
    }
}

#[test]
fn started_hidden_there_is_no_process_of_the_webview_at_all() {
    let customer = Customer::new();
    let mut kabinet = customer.starts(&["--hidden"]);
    customer.tray();
    let processes = customer.desk.processes();
    let webview = processes.iter().find(|process| process.name.starts_with("WebKit"));
    assert_eq!(webview, None, "nothing of the webview is started");
    assert_eq!(customer.desk.windows(WINDOW), 0, "there is no window");
    assert_eq!(kabinet.ended(), None, "the program is there");
}

#[test]
fn a_second_start_brings_the_first_window_to_the_front() {
    let customer = Customer::new();
    let mut first = customer.starts(&[]);
    customer.has_pages(1);
    customer.sees_window();
    customer.desk.look_away();
    assert!(!customer.desk.has_keyboard(WINDOW), "the keyboard is elsewhere");

    let mut second = customer.starts(&[]);
    let ended = until("the end of the second program", || second.ended());
    assert!(ended.success(), "it ends well: {ended}");
    until("the keyboard in the first window", || customer.desk.has_keyboard(WINDOW).then_some(()));
    assert_eq!(customer.desk.windows(WINDOW), 1, "there is one window");
    assert_eq!(customer.desk.processes_of("kabinet").len(), 1, "there is one program");
    assert_eq!(first.ended(), None, "it is the first");
}
