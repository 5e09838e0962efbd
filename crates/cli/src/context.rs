//! The context of every command: the use cases, the output, and the account that is meant.

use std::path::PathBuf;
use std::sync::Arc;

use directories::ProjectDirs;
use kabinet_api::{AccountContext, AccountKey, Api, ApiError, ErrorCode, SystemClock};
use kabinet_keyring::Keyring;

use crate::error::CliError;
use crate::exit::Exit;
use crate::output::Output;
use crate::password;

/// The context of a command.
pub struct Context {
    /// The use cases.
    pub api: Api,
    /// The output.
    pub output: Output,
}

impl Context {
    /// Creates the context over a data folder, or over the system's own place for it.
    pub fn new(folder: Option<PathBuf>, output: Output) -> Result<Self, CliError> {
        let own = || ProjectDirs::from("", "", "Kabinet").map(|place| place.data_local_dir().to_owned());
        let folder = folder.or_else(own).ok_or(CliError::NoDataFolder)?;
        let api = Api::new(folder, Arc::new(SystemClock), Arc::new(Keyring::default()));
        Ok(Self { api, output })
    }

    /// Adds the news that the database was put aside to the outcome of a command.
    ///
    /// Only a command that reads the site has done its work then.
    pub fn with_news(&self, done: Result<Exit, CliError>, reads_site: bool) -> Result<Exit, CliError> {
        let done = done.map_err(|error| self.recovered(error));
        let Some(news) = self.api.take_set_aside().map(CliError::Api) else { return done };
        match done {
            Ok(exit) => {
                self.output.warn(&news);
                Ok(if exit == Exit::Done && !reads_site { news.exit() } else { exit })
            }
            Err(error) if EXPLAINED.contains(&error.code()) => Err(news),
            Err(error) => {
                self.output.warn(&news);
                Err(error)
            }
        }
    }

    /// Opens data that a passphrase protects, if the command needs them.
    ///
    /// With `is_on_stdin` the first line of standard input is the passphrase, also where none is needed.
    pub fn unlock(&self, is_on_stdin: bool, opens_data: bool) -> Result<(), CliError> {
        let on_stdin = is_on_stdin.then(password::from_stdin).transpose()?;
        // Where nobody can tell, the command says why.
        if !opens_data || !self.api.is_locked().unwrap_or(false) {
            return Ok(());
        }
        let typed = || match password::passphrase("ask-data-passphrase", self.output.language()) {
            Err(CliError::NoTerminal) => Err(ApiError::PassphraseNeeded.into()),
            typed => typed,
        };
        Ok(self.api.unlock(on_stdin.map_or_else(typed, Ok)?)?)
    }

    /// Puts the database aside if its damage is the failure.
    pub fn recovered(&self, error: CliError) -> CliError {
        if let CliError::Api(error) = error { CliError::Api(self.api.recover(error)) } else { error }
    }

    /// Opens the account of `--account`; without it, the only one.
    pub fn account(&self, account: Option<&str>) -> Result<AccountContext, CliError> {
        let keys = self.api.account_keys()?;
        Ok(self.api.open(&resolve(&keys, account)?)?)
    }

    /// Returns the account of `--account`; without it, every one.
    pub fn accounts(&self, account: Option<&str>) -> Result<Vec<AccountKey>, CliError> {
        let keys = self.api.account_keys()?;
        match account {
            Some(_) => Ok(vec![resolve(&keys, account)?]),
            None if keys.is_empty() => Err(ApiError::NoAccount.into()),
            None => Ok(keys),
        }
    }
}

/// Failures that a database which was put aside explains.
const EXPLAINED: [ErrorCode; 5] = [
    ErrorCode::NoAccount,
    ErrorCode::UnknownAccount,
    ErrorCode::NothingRead,
    ErrorCode::MonthNotKept,
    ErrorCode::NothingToExport,
];

/// Finds the account of a login or of `provider/login`.
fn resolve(keys: &[AccountKey], account: Option<&str>) -> Result<AccountKey, ApiError> {
    let is_meant = |key: &&AccountKey| {
        account.is_none_or(|account| key.login() == account || key.to_string() == account)
    };
    let fitting: Vec<&AccountKey> = keys.iter().filter(is_meant).collect();
    match (fitting.as_slice(), account) {
        _ if keys.is_empty() => Err(ApiError::NoAccount),
        ([key], _) => Ok((*key).clone()),
        ([], Some(account)) => Err(ApiError::UnknownAccount { login: account.to_owned(), kept: names(keys) }),
        _ => Err(ApiError::WhichAccount { kept: names(keys) }),
    }
}

/// Returns the logins, with their providers where two are the same.
fn names(keys: &[AccountKey]) -> Vec<String> {
    let is_shared = |login: &str| keys.iter().filter(|key| key.login() == login).count() > 1;
    let name = |key: &AccountKey| {
        if is_shared(key.login()) { key.to_string() } else { key.login().to_owned() }
    };
    keys.iter().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(texts: &[&str]) -> Vec<AccountKey> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    #[test]
    fn where_there_are_several_one_is_chosen_by_its_login() {
        assert!(matches!(resolve(&[], None), Err(ApiError::NoAccount)));
        let ivan = keys(&["sevencom/ivan"]);
        assert_eq!(resolve(&ivan, None).unwrap(), ivan[0], "the only one needs no choosing");
        let both = keys(&["sevencom/ivan", "sevencom/maria"]);
        let ApiError::WhichAccount { kept } = resolve(&both, None).unwrap_err() else {
            panic!("one of two is to be chosen");
        };
        assert_eq!(kept, ["ivan", "maria"]);
        assert_eq!(resolve(&both, Some("ivan")).unwrap(), both[0]);
        let ApiError::UnknownAccount { kept, .. } = resolve(&both, Some("anna")).unwrap_err() else {
            panic!("there is no such login");
        };
        assert_eq!(kept, ["ivan", "maria"]);
    }

    #[test]
    fn the_same_login_at_two_providers_is_told_apart() {
        let both = keys(&["sevencom/ivan", "other/ivan"]);
        let ApiError::WhichAccount { kept } = resolve(&both, Some("ivan")).unwrap_err() else {
            panic!("there are two of that login");
        };
        assert_eq!(kept, ["sevencom/ivan", "other/ivan"]);
        assert_eq!(resolve(&both, Some("other/ivan")).unwrap(), both[1]);
    }
}
