//! Remote control of the webview, which a release does not allow.

use std::ffi::{OsStr, OsString};
use std::process::{Command, ExitCode};
use std::{env, iter};

/// The environment variables with which another program may drive or inspect the window.
///
/// They belong to Tauri (WebDriver) and WebKitGTK (remote inspector).
const REMOTE_CONTROLS: [&str; 3] =
    ["TAURI_WEBVIEW_AUTOMATION", "WEBKIT_INSPECTOR_SERVER", "WEBKIT_INSPECTOR_HTTP_SERVER"];

/// The beginning of the variables of WebView2: a debugging port, another browser or profile.
const REMOTE_CONTROL_OF_WEBVIEW2: &str = "WEBVIEW2_";

/// Starts the program anew without remote control, if the environment allows remote control.
///
/// Returns the exit code of that run.
///
/// A build for tests allows remote control.
pub fn restart_without_remote_control() -> Option<ExitCode> {
    let controls: Vec<OsString> =
        env::vars_os().map(|(name, _)| name).filter(|name| is_remote_control(name)).collect();
    if cfg!(feature = "e2e") || controls.is_empty() {
        return None;
    }
    let mut arguments = env::args_os();
    let program = env::current_exe().ok().map(Into::into).or_else(|| arguments.next())?;
    let mut command = without(Command::new(program), &controls);
    let status = command.args(arguments.skip(1)).status();
    let codes = iter::once(status.ok().and_then(|status| status.code())).flatten();
    let code = codes.filter_map(|code| u8::try_from(code).ok()).next();
    Some(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// Returns a command that does not hand these variables on.
fn without(mut command: Command, variables: &[OsString]) -> Command {
    for name in variables {
        command.env_remove(name);
    }
    command
}

/// Returns true for the name of a variable that allows remote control; Windows ignores its case.
fn is_remote_control(name: &OsStr) -> bool {
    let name = name.to_string_lossy().to_ascii_uppercase();
    REMOTE_CONTROLS.contains(&name.as_str()) || name.starts_with(REMOTE_CONTROL_OF_WEBVIEW2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_door_for_another_program_is_left_in_the_environment() {
        let doors = ["WEBKIT_INSPECTOR_SERVER", "TAURI_WEBVIEW_AUTOMATION", "WEBVIEW2_USER_DATA_FOLDER"];
        let mut environment = Command::new(if cfg!(windows) { "cmd" } else { "env" });
        environment.args(if cfg!(windows) { &["/c", "set"][..] } else { &[] });
        environment.envs(doors.map(|name| (name, "open"))).env("KABINET_TEST", "left");
        let controls = doors.map(OsString::from).into_iter().filter(|name| is_remote_control(name));
        let seen = without(environment, &controls.collect::<Vec<_>>()).output().unwrap();
        let seen = String::from_utf8_lossy(&seen.stdout).into_owned();
        assert!(seen.contains("KABINET_TEST=left"), "{seen}");
        assert!(!seen.contains("=open"), "{seen}");
    }

    #[test]
    fn every_variable_that_opens_the_window_to_other_programs_is_known() {
        for name in [
            "TAURI_WEBVIEW_AUTOMATION",
            "WEBKIT_INSPECTOR_SERVER",
            "WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS",
            "WEBVIEW2_BROWSER_EXECUTABLE_FOLDER",
            "WEBVIEW2_USER_DATA_FOLDER",
            "Webview2_Pipe_For_Script_Debugger",
        ] {
            assert!(is_remote_control(name.as_ref()), "{name}");
        }
        for name in ["WEBKIT_DISABLE_DMABUF_RENDERER", "KABINET_DATA_DIR", "PATH"] {
            assert!(!is_remote_control(name.as_ref()), "{name}");
        }
    }
}
