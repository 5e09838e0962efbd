//! Passwords in the keyrings, by the command line, which keeps them as the window does.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use kabinet_api::{SecretName, Secrets};
use kabinet_demo::{ACCOUNT, PASSWORD, Running};
use kabinet_keyring::{Keyring, TimeLimits};
use kabinet_test_desktop::{Button, ChildProcess, Display, KeyringService, Programs, Screen, Session};
use secrecy::ExposeSecret;

use super::column::{Column, holds_for, within};
use crate::support::{ARTIFACTS, PROGRAM, start_site};

/// The exit codes of the command line.
pub const DONE: i32 = 0;
pub const KEY_NEEDED: i32 = 7;
const NOT_LET_IN: i32 = 3;

/// The password of the keyrings, as a person types it into their prompts.
pub const UNLOCK: &str = "unlock\n";
const NEW: &str = "unlock\tunlock\n";
pub const ESCAPE: &str = "\u{1b}";

/// A time longer than the program waits for a service that does not ask anybody.
const LATE: Duration = Duration::from_secs(12);

/// The smallest height of a prompt, and the width of a cursor that blinks in it, in pixels.
const PROMPT_HEIGHT: u16 = 100;
const CURSOR_WIDTH: u16 = 4;

/// The size of the file of a wallet without a password is below this, in bytes.
const SMALLEST: u64 = 200;

/// One session in 256 has a key that begins with a zero.
const SESSIONS: usize = 600;

/// The entries that a sign-in makes: the password and the key of the database.
const ENTRIES: usize = 2;

/// Tries a keyring.
pub fn column(name: &'static str, keyring: KeyringService) {
    let desktop = Session::with_programs(Path::new(ARTIFACTS), Programs::NONE);
    let mut running = desktop.start_keyring(keyring);
    let (site, mut column) = (start_site(), Column::new(name));
    let tried = Tried { desktop: &desktop, site: &site, keyring };

    column.cell("a password is kept", || {
        let before = tried.drawn();
        let mut sign_in = tried.sign_in();
        tried.create_collection(&before);
        tried.ends(&mut sign_in, DONE);
        assert_eq!(tried.kept(), PASSWORD);
        tried.wait_until_saved();
        let is_shown = keyring != KeyringService::KeePassXc || desktop.keepassxc_shows(PASSWORD);
        assert!(is_shown, "KeePassXC shows the password where a person changes it");
    });
    column.cell("it is found again after a restart", || {
        running.clear();
        within("no keyring", || (!desktop.is_owned("org.freedesktop.secrets")).then_some(()));
        running = desktop.start_keyring(keyring);
        let before = tried.drawn();
        let mut sync = tried.start(&["sync"]);
        if matches!(keyring, KeyringService::GnomeEmpty | KeyringService::KWallet) {
            tried.answer(&before, UNLOCK);
        }
        tried.ends(&mut sync, DONE);
    });
    if keyring != KeyringService::KeePassXc {
        column.cell("every session reads it", || tried.read_in_many_sessions());
        column.cell("a dismissed prompt", || {
            desktop.lock_keyring();
            let before = tried.drawn();
            let mut sync = tried.start(&["sync"]);
            tried.answer(&before, ESCAPE);
            tried.ends(&mut sync, KEY_NEEDED);
        });
    }
    column.cell("a prompt that is answered late", || {
        desktop.lock_keyring();
        let before = tried.drawn();
        let mut sync = tried.start(&["sync"]);
        tried.wait_for_prompt(&before);
        holds_for(LATE, || {
            assert_eq!(sync.exit_status(), None, "the program does not wait: {}", sync.log());
        });
        desktop.type_into_newest(UNLOCK);
        tried.ends(&mut sync, DONE);
    });
    column.cell("a password that was changed by hand is used", || {
        tried.change("another");
        tried.ends(&mut tried.start(&["sync"]), NOT_LET_IN);
    });
    column.cell("signing out deletes it", || {
        tried.ends(&mut tried.sign_in(), DONE);
        assert_eq!(tried.kept(), PASSWORD);
        tried.ends(&mut tried.start(&["sign-out"]), DONE);
        assert_eq!(tried.kept(), "");
    });
    column.finish();
}

/// A keyring on a desktop, and the site whose password it keeps.
pub struct Tried<'a> {
    pub desktop: &'a Session,
    pub site: &'a Running,
    pub keyring: KeyringService,
}

impl Tried<'_> {
    /// Starts a command of the command line.
    pub fn start(&self, arguments: &[&str]) -> ChildProcess {
        let program = Path::new(PROGRAM).with_file_name("kabinet-cli");
        let mut command = self.desktop.command(program);
        ChildProcess::start(
            "kabinet-cli",
            command.args(arguments).stdout(Stdio::null()),
            self.desktop.artifacts(),
        )
    }

    pub fn sign_in(&self) -> ChildProcess {
        let site = self.site.url().as_str();
        let account =
            ["sign-in", "--provider", "sevencom", "--city", "Талица", "--site", site, "--login", ACCOUNT];
        let mut started = self.start(&[account.as_slice(), &["--password-stdin"]].concat());
        started.write_stdin(&format!("{PASSWORD}\n"));
        started
    }

    #[track_caller]
    pub fn ends(&self, command: &mut ChildProcess, code: i32) {
        let ended = within("the end of the command", || command.exit_status());
        assert_eq!(ended.code(), Some(code), "{}", command.log().replace('\n', " "));
    }

    /// Reads the password in [`SESSIONS`], some of whose keys begin with a zero.
    fn read_in_many_sessions(&self) {
        let name = SecretName::password("sevencom", self.site.url(), ACCOUNT);
        for session in 0..SESSIONS {
            let keyring = Keyring::on_bus(self.desktop.address().to_owned(), TimeLimits::default());
            let kept = keyring.get(&name).map(|password| password.expose_secret() == PASSWORD);
            assert!(matches!(kept, Ok(true)), "session {session}: {kept:?}");
        }
    }

    /// Answers the prompt of a keyring that has to create a collection.
    fn create_collection(&self, before: &Screen) {
        match self.keyring {
            KeyringService::GnomeEmpty => self.answer(before, NEW),
            KeyringService::KWallet => self.create_wallet(before),
            KeyringService::Gnome | KeyringService::KeePassXc | KeyringService::None => {}
        }
    }

    /// Walks through the wizard of KDE's wallet: the classic kind, «Finish», and a password.
    fn create_wallet(&self, empty: &Screen) {
        self.wait_for_prompt(empty);
        let before = self.drawn();
        self.desktop.click_at((489, 347), Button::Left);
        within("the chosen kind", || self.desktop.screen(Display::X11).changes(&before));
        self.desktop.click_at((743, 516), Button::Left);
        within("the next window", || {
            let changed = self.desktop.screen(Display::X11).changes(&before)?;
            (changed.height > PROMPT_HEIGHT).then_some(())
        });
        self.drawn();
        self.desktop.type_into_newest(NEW);
    }

    /// Waits for a prompt, and types the answer.
    pub fn answer(&self, before: &Screen, text: &str) {
        self.wait_for_prompt(before);
        self.desktop.type_into_newest(text);
    }

    /// Waits for a prompt on the screen; some have no title.
    ///
    /// KeePassXC asks for its password in its main window, which looks the same before it.
    fn wait_for_prompt(&self, before: &Screen) {
        if self.keyring != KeyringService::KeePassXc {
            self.wait_for_window(before);
        }
        self.drawn();
    }

    fn wait_for_window(&self, before: &Screen) {
        within("a prompt", || {
            let changed = self.desktop.screen(Display::X11).changes(before)?;
            (changed.height > PROMPT_HEIGHT).then_some(())
        });
    }

    /// Waits until nothing but a blinking cursor changes.
    pub fn drawn(&self) -> Screen {
        let mut last = self.desktop.screen(Display::X11);
        within("a prompt that is drawn", || {
            let now = self.desktop.screen(Display::X11);
            let change = now.changes(&last);
            last = now;
            change.is_none_or(|change| change.width <= CURSOR_WIDTH).then(|| last.clone())
        })
    }

    /// Waits until a keyring that saves later than it answers has written its file.
    fn wait_until_saved(&self) {
        within("a saved password", || {
            let is_saved = match self.keyring {
                KeyringService::KWallet => self.size_of_wallet() > SMALLEST,
                KeyringService::KeePassXc => self.desktop.entries_of_keepassxc() == ENTRIES,
                KeyringService::Gnome | KeyringService::GnomeEmpty | KeyringService::None => true,
            };
            is_saved.then_some(())
        });
    }

    fn size_of_wallet(&self) -> u64 {
        let file = self.desktop.home().join(".local/share/kwalletd/Kabinet.kwl");
        fs::metadata(file).map_or(0, |file| file.len())
    }

    /// Returns the password as libsecret's own program shows it; empty if there is none.
    fn kept(&self) -> String {
        let shown = self.secret_tool(&["lookup"]).output().unwrap();
        String::from_utf8(shown.stdout).unwrap()
    }

    /// Changes the password as another program, which KeePassXC asks about.
    fn change(&self, password: &str) {
        let before = self.drawn();
        let mut tool = self.secret_tool(&["store", "--label=Kabinet"]);
        let mut tool = ChildProcess::start("secret-tool", &mut tool, self.desktop.artifacts());
        tool.write_stdin(password);
        if self.keyring == KeyringService::KeePassXc {
            self.wait_for_window(&before);
            self.drawn();
            self.desktop.type_into_newest("\n");
        }
        self.ends(&mut tool, DONE);
    }

    fn secret_tool(&self, action: &[&str]) -> Command {
        let name = SecretName::password("sevencom", self.site.url(), ACCOUNT);
        let mut tool = self.desktop.command("secret-tool");
        tool.args(action).args(["service", "Kabinet", "username", name.as_str()]);
        tool
    }
}
