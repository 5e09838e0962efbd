//! Exports as other programs read them.
//!
//! These are Python's csv, openpyxl, icalendar, ofxtools and quiffen, pdftotext, hledger and LibreOffice. `cargo xtask setup` installs them.

#![allow(clippy::unwrap_used, reason = "clippy sees that a function is a test's only in the test itself")]
#![cfg(target_os = "linux")]

mod calendar;
mod formulas;
mod periods;
mod statements;
mod streaming;
mod support;
