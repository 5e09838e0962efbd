//! Passwords in the keyrings, by the command line, which keeps them as the window does.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use kabinet_api::SecretName;
use kabinet_demo::{ACCOUNT, PASSWORD, Running};
use kabinet_test_desktop::{
    Button, ChildProcess, Display, KeyringService, NotificationDaemon, Programs, Region, Session, TrayHost,
};

use super::column::{Column, holds_for, within};
use crate::support::{ARTIFACTS, PROGRAM, start_site};

/// The exit codes of the command line.
const DONE: i32 = 0;
const NOT_LET_IN: i32 = 3;

/// The password of the keyrings, as a person types it into their prompts.
const UNLOCK: &str = "unlock\n";
const NEW: &str = "unlock\tunlock\n";
const ESCAPE: &str = "\u{1b}";

/// A time longer than the program waits for a service that does not ask anybody.
const LATE: Duration = Duration::from_secs(12);

/// Tries a keyring.
pub fn column(name: &'static str, keyring: KeyringService) {
    let nothing = Programs {
        notifications: NotificationDaemon::None,
        tray: TrayHost::None,
        keyring: KeyringService::None,
    };
    let desktop = Session::with_programs(Path::new(ARTIFACTS), nothing);
    let mut running = desktop.start_keyring(keyring);
    let (site, mut column) = (start_site(), Column::new(name));
    let tried = Tried { desktop: &desktop, site: &site, keyring };

    column.cell("a password is kept", || {
        let mut sign_in = tried.sign_in();
        tried.create_collection();
        tried.ends(&mut sign_in, DONE);
        assert_eq!(tried.kept(), PASSWORD);
    });
    column.cell("it is found again after a restart", || {
        running.clear();
        within("no keyring", || (!desktop.is_owned("org.freedesktop.secrets")).then_some(()));
        running = desktop.start_keyring(match keyring {
            KeyringService::GnomeEmpty => KeyringService::Gnome,
            other => other,
        });
        let mut sync = tried.start(&["sync"]);
        if keyring == KeyringService::KWallet {
            tried.answer(UNLOCK);
        }
        tried.ends(&mut sync, DONE);
    });
    column.cell("a dismissed prompt", || {
        tried.lock();
        let mut sync = tried.start(&["sync"]);
        tried.answer(ESCAPE);
        tried.ends(&mut sync, NOT_LET_IN);
    });
    column.cell("a prompt that is answered late", || {
        tried.lock();
        let mut sync = tried.start(&["sync"]);
        let prompt = tried.prompt();
        holds_for(LATE, "the program waits", || sync.exit_status().is_none());
        desktop.type_into(&prompt, UNLOCK);
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
struct Tried<'a> {
    desktop: &'a Session,
    site: &'a Running,
    keyring: KeyringService,
}

impl Tried<'_> {
    /// Starts a command of the command line.
    fn start(&self, arguments: &[&str]) -> ChildProcess {
        let program = Path::new(PROGRAM).with_file_name("kabinet-cli");
        let mut command = self.desktop.command(program);
        ChildProcess::start(
            "kabinet-cli",
            command.args(arguments).stdout(Stdio::null()),
            self.desktop.artifacts(),
        )
    }

    fn sign_in(&self) -> ChildProcess {
        let site = self.site.url().as_str();
        let account =
            ["sign-in", "--provider", "sevencom", "--city", "Талица", "--site", site, "--login", ACCOUNT];
        let mut started = self.start(&[account.as_slice(), &["--password-stdin"]].concat());
        started.write_stdin(&format!("{PASSWORD}\n"));
        started
    }

    #[track_caller]
    fn ends(&self, command: &mut ChildProcess, code: i32) {
        let ended = within("the end of the command", || command.exit_status());
        assert_eq!(ended.code(), Some(code), "{}", command.log().replace('\n', " "));
    }

    /// Answers the prompt of a keyring that has to create a collection.
    fn create_collection(&self) {
        match self.keyring {
            KeyringService::GnomeEmpty => self.answer(NEW),
            KeyringService::KWallet => self.create_wallet(),
            _ => {}
        }
    }

    /// Walks through the wizard of KDE's wallet: the classic kind, «Finish», and a password.
    fn create_wallet(&self) {
        let wizard = self.prompt();
        self.desktop.wait_until_still(&wizard);
        let before = self.desktop.screen(Display::X11);
        self.desktop.click_at((489, 347), Button::Left);
        within("the chosen kind", || self.desktop.screen(Display::X11).changes(&before));
        self.desktop.click_at((743, 516), Button::Left);
        within("the next window", || {
            let now = self.desktop.screen(Display::X11).changes(&before)?;
            (now.height > 200).then_some(())
        });
        self.answer(NEW);
    }

    /// Waits for a prompt, and types the answer.
    fn answer(&self, text: &str) {
        let prompt = self.prompt();
        self.desktop.type_into(&prompt, text);
    }

    /// Waits for a window other than the main one of the keyring, and returns its title.
    fn prompt(&self) -> String {
        const TOP: Region = Region { left: 0, top: 0, width: 200, height: 100 };
        let is_prompt = |title: &String| !title.contains("passwords") && title != "KeePassXC";
        within("a prompt that is drawn", || {
            let prompt = self.desktop.window_titles().into_iter().find(is_prompt)?;
            let pixels = self.desktop.pixels(&prompt, TOP)?;
            pixels.chunks(4).any(|pixel| pixel != &pixels[..4]).then_some(prompt)
        })
    }

    fn lock(&self) {
        let service =
            ["--session", "--print-reply", "--dest=org.freedesktop.secrets", "/org/freedesktop/secrets"];
        let call = |method: &[&str]| {
            let answer = self.desktop.command("dbus-send").args(service).args(method).output().unwrap();
            assert!(answer.status.success(), "{method:?}: {}", String::from_utf8_lossy(&answer.stderr));
            String::from_utf8(answer.stdout).unwrap()
        };
        let alias = call(&["org.freedesktop.Secret.Service.ReadAlias", "string:default"]);
        let path = alias.split('"').nth(1).expect("the alias is a path").to_owned();
        call(&["org.freedesktop.Secret.Service.Lock", &format!("array:objpath:{path}")]);
    }

    /// Returns the password as libsecret's own program shows it; empty if there is none.
    fn kept(&self) -> String {
        let shown = self.secret_tool(&["lookup"]).output().unwrap();
        String::from_utf8(shown.stdout).unwrap()
    }

    fn change(&self, password: &str) {
        let mut tool = self.secret_tool(&["store", "--label=Kabinet"]);
        let mut tool = ChildProcess::start("secret-tool", &mut tool, self.desktop.artifacts());
        tool.write_stdin(password);
        self.ends(&mut tool, DONE);
    }

    fn secret_tool(&self, action: &[&str]) -> Command {
        let name = SecretName::password("sevencom", self.site.url(), ACCOUNT);
        let mut tool = self.desktop.command("secret-tool");
        tool.args(action).args(["service", "Kabinet", "username", name.as_str()]);
        tool
    }
}
