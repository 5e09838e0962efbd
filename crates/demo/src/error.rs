//! Errors of starting a demo portal.

use std::io;
use std::path::PathBuf;

use crate::screen::Screen;

/// The reason why a demo portal does not start.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// A file of a skin cannot be read.
    #[error("{path} cannot be read")]
    File {
        /// The file or folder.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// `skin.toml` does not describe a skin.
    #[error("skin.toml is not a description of a skin")]
    Description(#[from] toml::de::Error),
    /// `skin.toml` names a charset that no browser knows.
    #[error("no such charset: {0}")]
    Charset(String),
    /// A template has a syntax error, or fails when it is rendered.
    #[error("a template is not well written")]
    Template(#[from] minijinja::Error),
    /// A route of `skin.toml` names a template that the skin lacks.
    #[error("the skin has no template {0}")]
    NoTemplate(String),
    /// `skin.toml` has no route to a screen.
    #[error("the skin has no way to a screen: {0:?}")]
    NoRoute(Screen),
    /// The port is taken.
    #[error("no server can be started on this machine")]
    Listen(#[from] io::Error),
}
