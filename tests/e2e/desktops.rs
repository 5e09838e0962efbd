//! Kabinet on the desktops and with the programs that people really have.
//!
//! Each test is a column of `cargo xtask check desktops`, which has the table of the abilities of
//! each program. Of each kind the column of the tests' usual desktop is always run, and the others
//! with the feature `desktops`.

mod column;
mod keyring;
mod keyring_trouble;
mod notifications;
mod tray;
#[cfg(feature = "desktops")]
mod year;

use kabinet_test_desktop::{KeyringService, NotificationDaemon, TrayHost};

use keyring_trouble::Trouble;

#[test]
fn absent_keyring() {
    keyring_trouble::column("absent_keyring", Trouble::Absent);
}

macro_rules! columns {
    ($column:path: $($name:ident $program:expr,)*) => {
        $(
            #[test]
            #[cfg(feature = "desktops")]
            fn $name() {
                $column(stringify!($name), $program);
            }
        )*
    };
}

#[test]
fn dunst() {
    notifications::column("dunst", NotificationDaemon::Dunst);
}

#[test]
fn xfce4_panel() {
    tray::column("xfce4_panel", TrayHost::Xfce);
}

#[test]
fn gnome_keyring() {
    keyring::column("gnome_keyring", KeyringService::Gnome);
}

columns! {
    notifications::column:
    mako NotificationDaemon::Mako,
    xfce4_notifyd NotificationDaemon::Xfce,
    notification_daemon NotificationDaemon::Gnome,
    mate_notification_daemon NotificationDaemon::Mate,
    lxqt_notificationd NotificationDaemon::Lxqt,
}

columns! {
    tray::column:
    lxqt_panel TrayHost::Lxqt,
    mate_panel TrayHost::Mate,
    waybar TrayHost::Waybar,
    tint2 TrayHost::Tint2,
    trayer TrayHost::Trayer,
    watcher_alone TrayHost::WatcherAlone,
    no_tray TrayHost::None,
}

columns! {
    keyring::column:
    gnome_keyring_empty KeyringService::GnomeEmpty,
    keepassxc KeyringService::KeePassXc,
    kwalletd5 KeyringService::KWallet,
}

#[test]
#[cfg(feature = "desktops")]
fn a_year() {
    year::column("a_year");
}

columns! {
    keyring_trouble::column:
    locked_keyring Trouble::Locked,
    hanging_keyring Trouble::Hanging,
}
