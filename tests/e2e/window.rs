//! Closing and opening the window.

use kabinet_test_desktop::{Process, wait_until};
use serde_json::json;

use crate::support::{User, WINDOW, start_site};

#[test]
fn started_hidden_there_is_no_process_of_the_webview_at_all() {
    let user = User::new();
    let mut kabinet = user.start_app(&["--hidden"]);
    user.wait_for_tray();
    let processes = user.desktop.processes();
    let webview = processes.iter().find(|process| process.name.starts_with("WebKit"));
    assert_eq!(webview, None, "nothing of the webview is started");
    assert_eq!(user.desktop.window_count(WINDOW), 0, "there is no window");
    assert_eq!(kabinet.exit_status(), None, "the program is there");
}

/// The beginnings of the names of the driver that emulates a graphics card, and of its compiler.
const EMULATED_CARD: [&str; 3] = ["swrast", "libgallium", "libLLVM"];

#[test]
fn hidden_the_program_loads_no_driver_of_an_emulated_graphics_card() {
    let user = User::signed_in(&start_site());
    let _kabinet = user.start_app(&["--hidden"]);
    user.wait_for_tray();
    assert_eq!(drivers(&user), [""; 0]);
}

#[test]
fn the_page_follows_the_colours_and_the_calm_of_the_desktop() {
    const QUERIES: &str =
        "['dark', 'light'].map((look) => matchMedia(`(prefers-color-scheme: ${look})`).matches)
        .concat(matchMedia('(prefers-reduced-motion: reduce)').matches)";
    let answers = |settings: &str| {
        let user = User::new();
        user.desktop.set_gtk(settings);
        let page = user.open_app();
        page.run(&format!("return {QUERIES}"), &[])
    };
    assert_eq!(answers(""), json!([false, true, false]));
    let dark_and_calm = "gtk-theme-name=Adwaita-dark\ngtk-enable-animations=false\n";
    assert_eq!(answers(dark_and_calm), json!([true, false, true]));
}

/// Returns the libraries of the program that emulate a graphics card.
fn drivers(user: &User) -> Vec<String> {
    let programs = user.desktop.processes_of("kabinet");
    let libraries: Vec<String> = programs.iter().flat_map(Process::libraries).collect();
    assert!(libraries.iter().any(|library| library.contains("libgtk-3")), "its libraries are known");
    let is_driver = |path: &String| {
        let name = path.rsplit('/').next().unwrap_or_default();
        EMULATED_CARD.iter().any(|beginning| name.starts_with(beginning))
    };
    libraries.into_iter().filter(is_driver).collect()
}

#[test]
fn a_second_start_brings_the_first_window_to_the_front() {
    let user = User::new();
    let mut first = user.start_app(&[]);
    user.wait_for_web_processes(1);
    user.wait_for_window();
    user.desktop.wait_until_still(WINDOW);
    user.desktop.clear_focus();
    assert!(!user.desktop.has_focus(WINDOW), "the keyboard is elsewhere");

    let mut second = user.start_app(&[]);
    let ended = wait_until("the end of the second program", || second.exit_status());
    assert!(ended.success(), "it ends well: {ended}");
    wait_until("the keyboard in the first window", || user.desktop.has_focus(WINDOW).then_some(()));
    assert_eq!(user.desktop.window_count(WINDOW), 1, "there is one window");
    assert_eq!(user.desktop.processes_of("kabinet").len(), 1, "there is one program");
    assert_eq!(first.exit_status(), None, "it is the first");
}

#[test]
fn the_keys_that_every_program_has_close_the_window_and_end_the_program() {
    let user = User::signed_in(&start_site());
    let mut kabinet = user.start_app(&[]);
    user.wait_for_web_processes(1);
    user.wait_for_window();
    user.desktop.wait_until_still(WINDOW);
    user.desktop.press_with_control(WINDOW, 'w');
    user.wait_for_web_processes(0);
    assert_eq!(kabinet.exit_status(), None, "the program goes on in the tray");
    user.click_tray("Открыть окно");
    user.wait_for_window();
    user.desktop.wait_until_still(WINDOW);
    user.desktop.press_with_control(WINDOW, 'q');
    let ended = wait_until("the end of the program", || kabinet.exit_status());
    assert!(ended.success(), "it ends well: {ended}");
}

#[test]
fn opened_again_the_window_is_where_it_was_closed_also_at_the_next_start() {
    const PLACE: [u32; 4] = [70, 50, 820, 610];
    let user = User::signed_in(&start_site());
    let is_there = || (user.desktop.window_place(WINDOW) == PLACE).then_some(());
    let mut kabinet = user.start_app(&[]);
    user.wait_for_window();
    user.desktop.wait_until_still(WINDOW);
    user.desktop.put_window(WINDOW, PLACE);
    user.desktop.wait_until_still(WINDOW);
    user.desktop.close_window(WINDOW);
    user.wait_for_web_processes(0);

    user.click_tray("Открыть окно");
    wait_until("the window at its place", is_there);
    user.desktop.close_window(WINDOW);
    user.wait_for_web_processes(0);
    user.click_tray("Закрыть Kabinet");
    wait_until("the end of the program", || kabinet.exit_status());

    let _kabinet = user.start_app(&[]);
    wait_until("the window at its place at the next start", is_there);
}

#[test]
fn closed_while_its_page_loads_the_window_opens_again_and_leaves_no_process() {
    let user = User::signed_in(&start_site());
    let mut kabinet = user.start_app(&[]);
    for _ in 0..10 {
        user.wait_for_window();
        user.desktop.close_window(WINDOW);
        assert_eq!(kabinet.exit_status(), None, "the program goes on in the tray");
        user.click_tray("Открыть окно");
    }
    user.wait_for_window();
    user.desktop.close_window(WINDOW);
    wait_until("no process of the webview", || {
        let processes = user.desktop.processes();
        processes.iter().all(|process| !process.name.starts_with("WebKit")).then_some(())
    });
    assert_eq!(kabinet.exit_status(), None, "the program goes on in the tray");
}
