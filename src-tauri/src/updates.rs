//! New versions of the program, by the updater of Tauri.
//!
//! The updater judges a description and a signature, and installs on Windows and macOS. Downloads are
//! `kabinet-updates`: bounded, and from the hosts of the release alone.

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use kabinet_api::{ApiError, UpdateRefusal};
use kabinet_desktop::{Release, SystemError, Updater};
use kabinet_updates::{UpdateServer, replace_app_image};
use minisign_verify::Error as SignatureError;
use serde::Deserialize;
use tauri::utils::config::BundleType;
use tauri::utils::platform::bundle_type;
use tauri::{
    AppHandle, Builder, Config, Context, Env, Manager, RESTART_EXIT_CODE, Url, Wry, generate_context,
};
use tauri_plugin_updater::{Error, Update, UpdaterExt};

use crate::paths::Data;
use crate::preferences;

/// The name of the updater's settings in the configuration.
const SETTINGS: &str = "updater";

/// The environment variable with settings of the updater, which only a build for tests reads.
const SETTINGS_OF_TEST: &str = "KABINET_TEST_UPDATER";

/// The settings that a release is built with: `plugins.updater` of the configuration.
#[derive(Debug, Clone, Deserialize)]
pub struct Settings {
    /// The address of the description of the newest version.
    endpoints: [Url; 1],
    /// Addresses on the other hosts of the release, to which the first may lead.
    #[serde(default)]
    hosts: Vec<Url>,
}

/// The updater of this installation.
struct TauriUpdater {
    app: AppHandle,
    data: Data,
    server: UpdateServer,
    place: Place,
    /// The version of the last check.
    found: Mutex<Option<Update>>,
}

/// The way in which a new version is installed.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    /// It replaces this AppImage.
    AppImage(PathBuf),
    /// The updater of Tauri installs it, in place of this program.
    Program(PathBuf),
}

impl Settings {
    /// Returns the settings of a configuration; `None` in a build without a key for updates.
    pub fn of(config: &Config) -> Option<Self> {
        let settings = config.plugins.0.get(SETTINGS)?;
        serde_json::from_value(settings.clone()).ok()
    }
}

/// Returns the configuration and the files that were built in.
pub fn context() -> Context<Wry> {
    let mut context = generate_context!();
    if cfg!(feature = "e2e")
        && let Ok(settings) = env::var(SETTINGS_OF_TEST)
        && let Ok(settings) = serde_json::from_str(&settings)
    {
        context.config_mut().plugins.0.insert(SETTINGS.to_owned(), settings);
    }
    context
}

/// Adds the updater to a program that has settings for it.
pub fn add(builder: Builder<Wry>, settings: Option<&Settings>) -> Builder<Wry> {
    match settings {
        Some(_) => builder.plugin(tauri_plugin_updater::Builder::new().build()),
        None => builder,
    }
}

/// Returns the updater; `None` if this installation is updated by the system, or not at all.
pub fn updater(app: &AppHandle, data: &Data, settings: Option<Settings>) -> Option<Arc<dyn Updater>> {
    let Settings { endpoints: [description], hosts } = settings?;
    let place = Place::of(bundle_type(), &app.env(), env::current_exe().ok()?)?;
    let server = UpdateServer::new(description, &hosts).ok()?;
    let (app, data) = (app.clone(), data.clone());
    Some(Arc::new(TauriUpdater { app, data, server, place, found: Mutex::default() }))
}

/// Returns the exit code of a program that has ended, or starts the installed version in its place.
pub fn end(code: i32) -> ExitCode {
    if code == RESTART_EXIT_CODE {
        return start_anew();
    }
    u8::try_from(code).map_or(ExitCode::FAILURE, ExitCode::from)
}

/// Starts the installed version in place of this process, which has ended its work.
///
/// It returns only if that fails.
#[cfg(unix)]
fn start_anew() -> ExitCode {
    use std::os::unix::process::CommandExt;
    use std::process::Command;

    use crate::autostart::HIDDEN;

    let program = env::var_os("APPIMAGE").map(PathBuf::from).or_else(|| env::current_exe().ok());
    let arguments = env::args_os().skip(1).filter(|argument| argument != HIDDEN);
    program.map(|program| Command::new(program).args(arguments).exec());
    ExitCode::FAILURE
}

/// Ends the program: the installer of Windows starts the new version itself.
#[cfg(not(unix))]
fn start_anew() -> ExitCode {
    ExitCode::SUCCESS
}

impl Place {
    /// Returns the file that a new version replaces.
    fn file(&self) -> PathBuf {
        match self {
            Self::AppImage(file) | Self::Program(file) => file.clone(),
        }
    }

    /// Returns the place of an installation.
    ///
    /// It is `None` if the system updates the program, or nobody installed it.
    fn of(bundle: Option<BundleType>, env: &Env, program: PathBuf) -> Option<Self> {
        match bundle? {
            BundleType::AppImage => app_image(env).map(Self::AppImage),
            BundleType::Nsis | BundleType::Msi => Some(Self::Program(program)),
            // Tauri calls every program of macOS so, also one that is in no application.
            BundleType::App | BundleType::Dmg => {
                let is_installed = program.to_string_lossy().contains(".app/Contents/MacOS/");
                is_installed.then_some(Self::Program(program))
            }
            BundleType::Deb | BundleType::Rpm => None,
        }
    }
}

#[cfg(target_os = "linux")]
fn app_image(env: &Env) -> Option<PathBuf> {
    env.appimage.as_ref().map(PathBuf::from)
}

#[cfg(not(target_os = "linux"))]
fn app_image(_env: &Env) -> Option<PathBuf> {
    None
}

#[async_trait]
impl Updater for TauriUpdater {
    fn last_check(&self) -> Option<DateTime<Utc>> {
        preferences::last_update_check(&self.app, &self.data)
    }

    fn record_check(&self, at: DateTime<Utc>) -> Result<(), SystemError> {
        preferences::record_update_check(&self.app, &self.data, at)
    }

    async fn check(&self) -> Result<Option<Release>, ApiError> {
        let description = self.server.description().await?;
        let updater = self.app.updater().map_err(|error| self.failure(error))?;
        // Judged so, a package must be signed together with its version.
        let found = updater.restore_update(description).map_err(|error| self.failure(error))?;
        let release = found.as_ref().map(release);
        *self.found.lock().unwrap_or_else(PoisonError::into_inner) = found;
        Ok(release)
    }

    async fn install(&self) -> Result<(), ApiError> {
        let found = self.found.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let update = found.ok_or(ApiError::UpdateRefused(UpdateRefusal::NotOffered))?;
        let package = self.server.package(&update.download_url).await?;
        let installed = match &self.place {
            Place::AppImage(file) => {
                update.verify(&package).map_err(|error| self.failure(error))?;
                return replace_app_image(file, &package);
            }
            Place::Program(_) => update.install(&package),
        };
        installed.map_err(|error| self.failure(error))
    }

    fn restart(&self) {
        self.app.exit(RESTART_EXIT_CODE);
    }
}

impl TauriUpdater {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the others are the system's, and may become more")]
    fn failure(&self, error: Error) -> ApiError {
        let refusal = match error {
            Error::Minisign(SignatureError::UnexpectedKeyId) => UpdateRefusal::ForeignKey,
            Error::Minisign(SignatureError::InvalidSignature) => UpdateRefusal::Altered,
            Error::Minisign(_) | Error::Base64(_) | Error::SignatureUtf8(_) | Error::MissingSignedVersion => {
                UpdateRefusal::NotSigned
            }
            Error::SignedVersionMismatch { signed, announced } => {
                UpdateRefusal::OtherVersion { signed, announced }
            }
            Error::TargetNotFound(_) | Error::TargetsNotFound(_) => UpdateRefusal::NoPackage,
            Error::InvalidUpdaterFormat | Error::BinaryNotFoundInArchive => UpdateRefusal::OtherSystem,
            Error::Io(error) => return ApiError::FileNotWritten { file: self.place.file(), error },
            Error::Serialization(_) | Error::Semver(_) => UpdateRefusal::NotUnderstood,
            other => return ApiError::SystemRefused(Box::new(other)),
        };
        ApiError::UpdateRefused(refusal)
    }
}

fn release(update: &Update) -> Release {
    Release { version: update.version.clone(), notes: update.body.clone().unwrap_or_default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_installation_that_nobody_else_updates_has_a_place() {
        let env = Env::default();
        let place = |bundle, program: &str| Place::of(bundle, &env, program.into());
        for bundle in [None, Some(BundleType::Deb), Some(BundleType::Rpm)] {
            assert_eq!(place(bundle, "/usr/bin/kabinet"), None);
        }
        assert_eq!(place(Some(BundleType::App), "/home/user/kabinet/target/release/kabinet"), None);
        for (bundle, program) in [
            (BundleType::App, "/Applications/Kabinet.app/Contents/MacOS/kabinet"),
            (BundleType::Nsis, r"C:\Users\user\AppData\Local\Kabinet\kabinet.exe"),
        ] {
            assert_eq!(place(Some(bundle), program), Some(Place::Program(program.into())));
        }
    }

    #[test]
    fn a_build_without_a_key_has_no_updater() {
        assert!(Settings::of(context().config()).is_none());
    }
}
