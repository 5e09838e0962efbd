#!/usr/bin/env bash
# What surprises: on Linux wry 0.57.1 never frees a webview that has an IPC handler, even after both the
# webview and its window were dropped. Without a handler each is freed at once.
# Source: seen by running both, with a value on the GObject that says when the object ends. The handler is
# connected to the user content manager, and holds the webview; the webview holds the manager. Dropping
# disposes of the widget, which clears weak references too: they say that it is gone while it is not.
# Why it matters: Tauri gives every webview such a handler. A program that lives in the tray and destroys its
# window to free memory leaves a webview with each opening: a descriptor of shared memory where it is drawn
# without a graphics card, and about a tenth of a mebibyte.
set -eu
die() { echo "NOT as described: $*" >&2; exit 1; }
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"

for package in libwebkit2gtk-4.1-dev xvfb xauth dbus-daemon; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
        { apt-get update -qq && apt-get install -y -qq "$package"; } >apt.log 2>&1
done
dpkg-query -W libwebkit2gtk-4.1-0
mkdir src
cat >Cargo.toml <<'TOML'
[package]
name = "webviews"
edition = "2024"
[dependencies]
wry = "=0.57.1"
gtk = "0.18"
[workspace]
TOML
cat >src/main.rs <<'RUST'
use std::cell::Cell;
use std::time::{Duration, Instant};

use gtk::glib::{MainContext, object::ObjectExt};
use gtk::prelude::*;
use wry::{WebViewBuilder, WebViewBuilderExtUnix, WebViewExtUnix};

const OPENINGS: usize = 4;

thread_local! { static FREED: Cell<usize> = const { Cell::new(0) } }

struct Freed;

impl Drop for Freed {
    fn drop(&mut self) {
        FREED.set(FREED.get() + 1);
    }
}

fn run_for(time: Duration) {
    let begin = Instant::now();
    while begin.elapsed() < time {
        MainContext::default().iteration(false);
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn open_and_close(has_handler: bool) {
    let window = gtk::Window::new(gtk::WindowType::Toplevel);
    let content = gtk::Box::new(gtk::Orientation::Vertical, 0);
    window.add(&content);
    let webview = WebViewBuilder::new().with_html("<p>A made-up page.");
    let webview = if has_handler { webview.with_ipc_handler(|_| {}) } else { webview };
    let webview = webview.build_gtk(&content).expect("a webview");
    // The value is dropped as the object ends, and not before.
    unsafe { webview.webview().set_data("freed", Freed) };
    window.show_all();
    run_for(Duration::from_secs(2));
    drop(webview);
    unsafe { window.destroy() };
    drop((content, window));
    run_for(Duration::from_secs(2));
}

fn main() {
    gtk::init().expect("a display");
    for has_handler in [false, true] {
        FREED.set(0);
        (0..OPENINGS).for_each(|_| open_and_close(has_handler));
        println!("handler {has_handler}: {} of {OPENINGS} webviews were freed", FREED.get());
    }
}
RUST
cargo build -q 2>build.log || { cat build.log >&2; die "it does not compile"; }
cargo tree --depth 1 --prefix none | grep -E '^(wry|gtk) '

export XDG_RUNTIME_DIR=$tmp/run LIBGL_ALWAYS_SOFTWARE=1 WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1
mkdir -m 700 run
timeout 300 dbus-run-session -- xvfb-run --auto-servernum target/debug/webviews >seen.log 2>run.log || cat run.log >&2
cat seen.log
grep -qx 'handler false: 4 of 4 webviews were freed' seen.log || die "without a handler"
grep -qx 'handler true: 0 of 4 webviews were freed' seen.log || die "with a handler"
echo "As described."
