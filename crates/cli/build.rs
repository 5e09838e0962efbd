//! Tells the linker how to lay out the program.

#[path = "../../src-tauri/linking.rs"]
mod linking;

fn main() {
    linking::pack_addresses();
}
