use std::path::PathBuf;
use std::sync::Arc;

use directories::ProjectDirs;
use kabinet_api::{Kabinet, SystemClock};
use kabinet_keyring::Keyring;

use crate::error::CliError;
use crate::output::Output;

/// What every command has before it.
pub struct Desk {
    pub kabinet: Kabinet,
    pub output: Output,
}

impl Desk {
    /// Over the data in that folder, or in this system's own place for a program's data.
    pub fn at(folder: Option<PathBuf>, output: Output) -> Result<Self, CliError> {
        let own = || ProjectDirs::from("", "", "Kabinet").map(|place| place.data_dir().to_owned());
        let folder = folder.or_else(own).ok_or(CliError::NoDataFolder)?;
        let kabinet = Kabinet::new(folder, Arc::new(SystemClock), Arc::new(Keyring::default()));
        Ok(Self { kabinet, output })
    }
}
