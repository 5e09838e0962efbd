use std::io;
use std::path::PathBuf;

/// Why a demo cabinet does not start.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// A file of a skin cannot be read.
    #[error("{path} cannot be read")]
    File {
        /// Which file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// skin.toml does not describe a skin.
    #[error("skin.toml is not a description of a skin")]
    Description(#[from] toml::de::Error),
    /// skin.toml names a charset that no browser knows.
    #[error("no such charset: {0}")]
    Charset(String),
    /// A template is not well written.
    #[error("a template is not well written")]
    Template(#[from] minijinja::Error),
    /// skin.toml leads to a template that the skin lacks.
    #[error("the skin has no template {0}")]
    NoTemplate(String),
    /// skin.toml leads to no such screen.
    #[error("the skin has no way to a screen: {0:?}")]
    NoRoute(crate::Screen),
    /// The port cannot be listened at.
    #[error("no server can be started on this machine")]
    Listen(#[from] io::Error),
}
