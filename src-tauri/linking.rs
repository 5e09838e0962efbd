//! Tells the linker how to lay out a program, for the build scripts of both programs.

use std::env;
use std::process::Command;

/// The oldest glibc whose loader takes packed addresses.
const GLIBC: (u32, u32) = (2, 36);

/// Packs the addresses that the system adjusts at the start, if this system's loader takes them.
///
/// They take a hundredth of the space so. An older system refuses to start such a program.
pub fn pack_addresses() {
    let is_linux = env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "linux");
    if is_linux && glibc().is_some_and(|version| version >= GLIBC) {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

/// Returns the version of this system's glibc; `None` if it has another library.
fn glibc() -> Option<(u32, u32)> {
    let output = Command::new("getconf").arg("GNU_LIBC_VERSION").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let (major, minor) = text.trim().strip_prefix("glibc ")?.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}
