//! Remote control of the webview, which a release does not allow.

use std::process::{Command, ExitCode};
use std::{env, iter};

/// The environment variables with which another program may drive or inspect the window.
///
/// They belong to Tauri (WebDriver), WebKitGTK (remote inspector) and WebView2 (debugging port).
const REMOTE_CONTROLS: [&str; 4] = [
    "TAURI_WEBVIEW_AUTOMATION",
    "WEBKIT_INSPECTOR_SERVER",
    "WEBKIT_INSPECTOR_HTTP_SERVER",
    "WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS",
];

/// Starts the program anew without remote control, if the environment allows remote control.
///
/// Returns the exit code of that run.
///
/// A build for tests allows remote control.
pub fn restart_without_remote_control() -> Option<ExitCode> {
    let is_controlled = REMOTE_CONTROLS.iter().any(|name| env::var_os(name).is_some());
    if cfg!(feature = "e2e") || !is_controlled {
        return None;
    }
    let mut arguments = env::args_os();
    let program = env::current_exe().ok().map(Into::into).or_else(|| arguments.next())?;
    let mut command = without_remote_control(Command::new(program));
    let status = command.args(arguments.skip(1)).status();
    let codes = iter::once(status.ok().and_then(|status| status.code())).flatten();
    let code = codes.filter_map(|code| u8::try_from(code).ok()).next();
    Some(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

fn without_remote_control(mut command: Command) -> Command {
    for name in REMOTE_CONTROLS {
        command.env_remove(name);
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_door_for_another_program_is_left_in_the_environment() {
        let mut environment = Command::new("env");
        environment.env("WEBKIT_INSPECTOR_SERVER", "127.0.0.1:9");
        environment.env("WEBKIT_INSPECTOR_HTTP_SERVER", "127.0.0.1:9");
        environment.env("TAURI_WEBVIEW_AUTOMATION", "true").env("KABINET_TEST", "left");
        let seen = without_remote_control(environment).output().unwrap();
        let seen = String::from_utf8_lossy(&seen.stdout).into_owned();
        assert!(seen.contains("KABINET_TEST=left"), "{seen}");
        assert!(!seen.contains("INSPECTOR") && !seen.contains("AUTOMATION"), "{seen}");
    }
}
