//! Keyrings that are absent, locked or hang, with a password in them.

use std::path::Path;

use kabinet_test_desktop::{ChildProcess, KeyringService, Programs, Session};

use super::column::{Column, within};
use super::keyring::{DONE, ESCAPE, KEY_NEEDED, Tried, UNLOCK};
use crate::support::{ARTIFACTS, PROGRAM, WINDOW, start_site};

/// A trouble of a keyring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(feature = "desktops"), expect(dead_code, reason = "ci tries the first one alone"))]
pub enum Trouble {
    Absent,
    Locked,
    Hanging,
}

/// Tries a keyring in trouble, which passes in the end.
pub fn column(name: &'static str, trouble: Trouble) {
    let desktop = Session::with_programs(Path::new(ARTIFACTS), Programs::NONE);
    let mut running = desktop.start_keyring(KeyringService::Gnome);
    let (site, mut column) = (start_site(), Column::new(name));
    let tried = Tried { desktop: &desktop, site: &site, keyring: KeyringService::Gnome };
    tried.ends(&mut tried.sign_in(), DONE);
    let mut frozen = None;
    match trouble {
        Trouble::Absent => {
            running.clear();
            within("no keyring", || (!desktop.is_owned("org.freedesktop.secrets")).then_some(()));
        }
        Trouble::Locked => desktop.lock_keyring(),
        Trouble::Hanging => frozen = running.first().map(|keyring| keyring.freeze()),
    }

    column.cell("a refresh says what is wrong", || {
        let before = tried.drawn();
        let mut sync = tried.start(&["sync"]);
        if trouble == Trouble::Locked {
            tried.answer(&before, ESCAPE);
        }
        tried.ends(&mut sync, KEY_NEEDED);
        assert!(sync.log().contains(trouble.words()), "{}", sync.log());
    });
    column.cell("the window opens and stays", || {
        let mut command = desktop.command(PROGRAM);
        let mut program = ChildProcess::start("kabinet", &mut command, desktop.artifacts());
        within("the window", || (desktop.window_count(WINDOW) == 1).then_some(()));
        desktop.wait_until_still(WINDOW);
        if trouble == Trouble::Locked {
            // The prompt of the program would stay on the screen after it.
            desktop.type_into_newest(ESCAPE);
            desktop.wait_until_still(WINDOW);
        }
        assert_eq!(program.exit_status(), None, "the program goes on");
    });
    column.cell("it is used as soon as it answers", || {
        drop(frozen);
        if trouble == Trouble::Absent {
            running = desktop.start_keyring(KeyringService::Gnome);
        }
        let before = tried.drawn();
        let mut sync = tried.start(&["sync"]);
        if trouble == Trouble::Locked {
            tried.answer(&before, UNLOCK);
        }
        tried.ends(&mut sync, DONE);
    });
    drop(running);
    column.finish();
}

impl Trouble {
    /// Returns the words with which the program names the trouble.
    fn words(self) -> &'static str {
        match self {
            Self::Absent => "В системе нет хранилища паролей.",
            Self::Locked => "Вопрос хранилища паролей закрыт без ответа.",
            Self::Hanging => "Хранилище паролей не отвечает.",
        }
    }
}
