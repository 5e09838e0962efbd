//! Type checks for both Macs.
//!
//! C is not compiled: two scripts stand in for the compiler and the archiver of Apple, so that Rust
//! alone is checked.

use std::path::PathBuf;

use anyhow::Result;

use super::cross::{self, Target};
use crate::{process, setup, ui};

const TARGETS: [&str; 2] = ["aarch64-apple-darwin", "x86_64-apple-darwin"];

/// Makes the file after `-o`, empty; expands headers with the compiler of this machine.
///
/// It refuses `-?`, which only compilers with Microsoft's arguments answer.
const COMPILER: &str = r#"#!/bin/sh
case " $* " in
    *" -? "*) exit 1;;
    *" -E "*)
        for word; do
            case $before,$word in -I,*|*,-I*|*,-D*|*,*.c) set -- "$@" "$word";; esac
            before=$word
            shift
        done
        exec cc -E "$@"
        ;;
esac
while [ $# -gt 1 ]; do
    if [ "$1" = -o ]; then : >"$2"; fi
    shift
done
"#;

/// Makes every archive among its arguments, empty.
const ARCHIVER: &str = r#"#!/bin/sh
for word; do
    case $word in *.a) : >"$word";; esac
done
"#;

/// Checks both programs for both Macs.
///
/// # Errors
/// If one does not type-check.
pub fn run() -> Result<()> {
    setup::to_cross_check()?;
    ui::build()?;
    let folder = process::root().join(cross::FOLDER).join("macos");
    let compiler = cross::write_script(&folder.join("cc"), COMPILER)?;
    let archiver = cross::write_script(&folder.join("ar"), ARCHIVER)?;
    for name in TARGETS {
        let of_target = |tool: &str| format!("{tool}_{}", name.replace('-', "_"));
        let environment: Vec<(String, PathBuf)> = vec![
            (of_target("CC"), compiler.clone()),
            (of_target("CXX"), compiler.clone()),
            (of_target("AR"), archiver.clone()),
            // Else the SDK of Apple is looked for.
            ("SDKROOT".to_owned(), folder.clone()),
            // The headers of this machine are enough to check by.
            ("OPENSSL_NO_VENDOR".to_owned(), "1".into()),
            ("OPENSSL_LIB_DIR".to_owned(), folder.clone()),
            ("OPENSSL_INCLUDE_DIR".to_owned(), "/usr/include".into()),
            ("OPENSSL_STATIC".to_owned(), "1".into()),
        ];
        let target = Target { name, environment };
        target.run(&[&["check"], &cross::PROGRAMS[..]].concat())?;
    }
    println!("\nboth programs type-check for {}", TARGETS.join(" and "));
    Ok(())
}
