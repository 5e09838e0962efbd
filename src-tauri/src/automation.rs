use std::process::{Command, ExitCode};
use std::{env, iter};

/// With this in the environment anybody may drive the window from outside.
const DOOR: &str = "TAURI_WEBVIEW_AUTOMATION";

/// Starts the program anew without the door for WebDriver, if it is open; tells how that ended.
/// A build for tests leaves it open.
pub fn shut_out() -> Option<ExitCode> {
    if cfg!(feature = "e2e") || env::var_os(DOOR).is_none() {
        return None;
    }
    let mut arguments = env::args_os();
    let program = env::current_exe().ok().map(Into::into).or_else(|| arguments.next())?;
    let status = Command::new(program).args(arguments.skip(1)).env_remove(DOOR).status();
    let codes = iter::once(status.ok().and_then(|status| status.code())).flatten();
    let code = codes.filter_map(|code| u8::try_from(code).ok()).next();
    Some(code.map_or(ExitCode::FAILURE, ExitCode::from))
}
