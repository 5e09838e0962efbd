//! The operating system's keyring as the [`Secrets`] port.
//!
//! It is the Secret Service on Linux, the Credential Manager on Windows, the Keychain on macOS.
//!
//! Not here: a file to fall back on. Without a keyring the app asks for the password again.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use kabinet_api::{SecretName, Secrets, SecretsError};
use secrecy::SecretString;

#[cfg(any(test, not(target_os = "linux")))]
mod credentials;
#[cfg_attr(target_os = "linux", path = "secret_service.rs")]
#[cfg_attr(not(target_os = "linux"), path = "native.rs")]
mod system;

use system::System;

/// The keyring of this system.
///
/// Its connection lives as long as the keyring and is renewed if the system's service restarts.
#[derive(Clone)]
pub struct Keyring {
    system: Arc<System>,
    limits: TimeLimits,
    on_prompt: Arc<dyn Fn(bool) + Send + Sync>,
}

/// The time limits of one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeLimits {
    /// The limit for an answer of the service itself.
    pub answer: Duration,
    /// The limit from the moment at which the service may ask the user.
    pub prompt: Duration,
}

/// The progress of a request on its own thread.
enum Progress<T> {
    Prompt,
    Done(Result<T, SecretsError>),
}

const PROGRAM: &str = "Kabinet";

impl Keyring {
    /// Creates a keyring with its time limits.
    pub fn with_limits(limits: TimeLimits) -> Self {
        Self { system: Arc::default(), limits, on_prompt: Arc::new(|_| {}) }
    }

    /// Creates a keyring on the bus at `address`, in place of the session bus.
    #[cfg(target_os = "linux")]
    pub fn on_bus(address: String, limits: TimeLimits) -> Self {
        Self { system: Arc::new(System::on_bus(address)), ..Self::with_limits(limits) }
    }

    /// Calls `react` with true when the service may ask the user.
    ///
    /// It is called with false when that request ends.
    #[must_use]
    pub fn on_prompt(self, react: impl Fn(bool) + Send + Sync + 'static) -> Self {
        Self { on_prompt: Arc::new(react), ..self }
    }

    /// Runs a request on its own thread, which outlives the time limit with a pending prompt.
    fn request<T: Send + 'static>(
        &self,
        action: impl FnOnce(&System, &dyn Fn()) -> Result<T, SecretsError> + Send + 'static,
    ) -> Result<T, SecretsError> {
        let (progress, received) = mpsc::channel();
        let system = Arc::clone(&self.system);
        thread::spawn(move || {
            let done = action(&system, &|| send(&progress, Progress::Prompt));
            send(&progress, Progress::Done(done));
        });
        match wait(&received, self.limits.answer, SecretsError::Unresponsive)? {
            Progress::Done(done) => done,
            Progress::Prompt => {
                (self.on_prompt)(true);
                let done = self.wait_for_user(&received);
                (self.on_prompt)(false);
                done
            }
        }
    }

    /// Waits for the result of a request that may ask the user more than once.
    fn wait_for_user<T>(&self, received: &Receiver<Progress<T>>) -> Result<T, SecretsError> {
        loop {
            if let Progress::Done(done) = wait(received, self.limits.prompt, SecretsError::PromptTimedOut)? {
                return done;
            }
        }
    }
}

impl Default for TimeLimits {
    /// Returns ten seconds for the service and two minutes for the user.
    fn default() -> Self {
        Self { answer: Duration::from_secs(10), prompt: Duration::from_secs(120) }
    }
}

impl Default for Keyring {
    /// Returns a keyring with the default time limits.
    fn default() -> Self {
        Self::with_limits(TimeLimits::default())
    }
}

impl Secrets for Keyring {
    fn reach(&self) -> Result<(), SecretsError> {
        self.request(|system, _| system.reach())
    }

    fn put(&self, name: &SecretName, secret: &SecretString) -> Result<(), SecretsError> {
        let (name, secret) = (name.clone(), secret.clone());
        self.request(move |system, on_prompt| system.put(&name, &secret, on_prompt))
    }

    fn get(&self, name: &SecretName) -> Result<SecretString, SecretsError> {
        let name = name.clone();
        self.request(move |system, on_prompt| system.get(&name, on_prompt))
    }

    fn delete(&self, name: &SecretName) -> Result<(), SecretsError> {
        let name = name.clone();
        self.request(move |system, on_prompt| system.delete(&name, on_prompt))
    }
}

fn wait<T>(
    received: &Receiver<Progress<T>>,
    limit: Duration,
    timeout: SecretsError,
) -> Result<Progress<T>, SecretsError> {
    received.recv_timeout(limit).map_err(|error| match error {
        RecvTimeoutError::Timeout => timeout,
        RecvTimeoutError::Disconnected => SecretsError::Failed("the request broke off".into()),
    })
}

/// Sends progress.
///
/// A request that is over its time limit has no receiver.
fn send<T>(progress: &Sender<Progress<T>>, step: Progress<T>) {
    let _ = progress.send(step);
}
