//! Tells the linker how to lay out the program.

#[path = "../../src-tauri/linking.rs"]
mod linking;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    linking::pack_addresses();
}
