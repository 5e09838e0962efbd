//! The project's source code as data, for the commands that check and measure it.

pub mod comments;
pub mod modules;
pub mod tokens;
pub mod tree;
