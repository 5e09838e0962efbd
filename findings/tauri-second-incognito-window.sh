#!/usr/bin/env bash
# What surprises: on Linux a Tauri 2.12.5 program (tauri-runtime-wry 2.12.3, wry 0.57.1, WebKitGTK) shows its
# own page in an incognito window, and after that window was closed in no later incognito window: WebKit
# says there that the URL can't be shown. With a data folder in place of incognito every window shows it.
# Source: seen by running both. wry makes a new web context for each incognito webview, while
# tauri-runtime-wry notes that the page's scheme is registered once for a data folder, and all incognito
# windows have the same one: none. A program for development loads its page by http and shows nothing of it.
# Why it matters: a program that closes its window to the tray destroys it to free memory, and opens
# another one later, in which there is nothing. It is seen in releases alone.
set -eu
die() { echo "NOT as described: $*" >&2; exit 1; }
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"

for package in libwebkit2gtk-4.1-dev xvfb xauth dbus-daemon; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
        { apt-get update -qq && apt-get install -y -qq "$package"; } >apt.log 2>&1
done
dpkg-query -W libwebkit2gtk-4.1-0
mkdir -p src dist icons
echo '<!doctype html><meta charset="utf-8"><title>shown</title><p>A made-up page.' >dist/index.html
python3 - <<'PY'
import struct, zlib
def part(kind, data): return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
rows = (b"\0" + b"\x20\x40\x80\xff" * 32) * 32
head = struct.pack(">IIBBBBB", 32, 32, 8, 6, 0, 0, 0)
open("icons/icon.png", "wb").write(b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b""))
PY
cat >tauri.conf.json <<'JSON'
{ "identifier": "org.example.windows", "build": { "frontendDist": "dist" }, "app": { "windows": [] } }
JSON
cat >Cargo.toml <<'TOML'
[package]
name = "windows"
edition = "2024"
[features]
custom-protocol = ["tauri/custom-protocol"]
[dependencies]
tauri = "=2.12.5"
tauri-runtime-wry = "=2.12.3"
wry = { version = "=0.57.1", default-features = false }
[build-dependencies]
tauri-build = "2"
[workspace]
TOML
echo 'fn main() { tauri_build::build() }' >build.rs
cat >src/main.rs <<'RUST'
use std::{env, process, thread, time::Duration};
use tauri::{AppHandle, Manager, RunEvent, WebviewUrl, WebviewWindowBuilder, WindowEvent};

const WINDOWS: usize = 3;

fn open(app: &AppHandle, number: usize) {
    let window = WebviewWindowBuilder::new(app, number.to_string(), WebviewUrl::App("index.html".into()));
    let window = match env::args().nth(1) {
        Some(folder) => window.data_directory(folder.into()),
        None => window.incognito(true),
    };
    let window = window.on_document_title_changed(|window, title| {
        println!("window {}: {title}", window.label());
        window.destroy().expect("it closes");
    });
    window.build().expect("a window");
    thread::spawn(move || {
        thread::sleep(Duration::from_secs(60));
        println!("no other page a minute after window {number} was opened");
        process::exit(0);
    });
}

fn main() {
    let app = tauri::Builder::default().setup(|app| { open(app.handle(), 1); Ok(()) });
    app.build(tauri::generate_context!()).expect("a program").run(|app, event| match event {
        RunEvent::ExitRequested { api, code: None, .. } => api.prevent_exit(),
        RunEvent::WindowEvent { label, event: WindowEvent::Destroyed, .. } => {
            let number = label.parse::<usize>().expect("a number") + 1;
            let app_ = app.clone();
            if number > WINDOWS { process::exit(0) }
            thread::spawn(move || app_.clone().run_on_main_thread(move || open(&app_, number)));
        }
        _ => {}
    });
}
RUST
cargo build -q --features custom-protocol 2>build.log || { cat build.log >&2; die "it does not compile"; }
cargo tree --depth 1 --prefix none | grep -E '^(tauri|tauri-runtime-wry|wry) '

export XDG_RUNTIME_DIR=$tmp/run LIBGL_ALWAYS_SOFTWARE=1 WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1
mkdir -m 700 run
shown() { timeout 300 dbus-run-session -- xvfb-run --auto-servernum target/debug/windows "$@" 2>run.log || cat run.log >&2; }
incognito=$(shown); echo "incognito:"; echo "$incognito"
folder=$(shown "$tmp/data"); echo "with a data folder:"; echo "$folder"
[ "$(echo "$incognito" | grep -c ': shown$')" = 1 ] || die "incognito"
[ "$(echo "$folder" | grep -c ': shown$')" = 3 ] || die "with a data folder"
echo "As described."
