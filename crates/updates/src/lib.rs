//! Downloading of the program's own new versions, and their installation in place of a file.
//!
//! Not here: the decision to check or to install (`kabinet-desktop`), and the signature of a package
//! (`src-tauri/updates.rs`).

mod app_image;
mod server;

pub use crate::app_image::replace_app_image;
pub use crate::server::UpdateServer;
