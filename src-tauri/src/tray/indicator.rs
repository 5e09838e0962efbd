//! The tray icon of Linux desktops.
//!
//! It is libappindicator's own, because Tauri's has no title and closes an open menu at each change.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::{fs, io};

use gtk::glib::object::Cast;
use gtk::traits::{ContainerExt, GtkMenuItemExt, MenuShellExt, WidgetExt};
use kabinet_api::{Tray, TrayAction, TrayIcon, TrayItem};
use kabinet_freedesktop::TrayPlace;
use libappindicator::{AppIndicator, AppIndicatorStatus};
use tauri::AppHandle;
use tempfile::TempDir;

use crate::paths;

/// The icon on the main thread, which alone may touch it.
struct Icon {
    indicator: AppIndicator,
    menu: gtk::Menu,
    items: Vec<gtk::MenuItem>,
    drawn: Tray,
    folder: TempDir,
}

thread_local! {
    static ICON: RefCell<Option<Icon>> = const { RefCell::new(None) };
}

/// True if there is an icon, for the other threads.
static EXISTS: AtomicBool = AtomicBool::new(false);

/// The number of icons that were created.
static CREATED: AtomicUsize = AtomicUsize::new(0);

/// The title before there is anything to tell; a tray shows it where the mouse rests.
const TITLE: &str = "Kabinet";

/// The content before there is anything to tell.
const NOTHING: Tray = Tray { icon: TrayIcon::SignedOut, lines: Vec::new(), tooltip: String::new() };

/// Creates the icon, if there is none.
///
/// libappindicator panics where its library is missing; the program then goes on without a tray.
pub fn ensure(app: &AppHandle) {
    if !EXISTS.load(Ordering::Relaxed) {
        outlive_trays();
        let icon = catch_unwind(AssertUnwindSafe(|| Icon::new().ok())).ok().flatten();
        EXISTS.store(icon.is_some(), Ordering::Relaxed);
        ICON.set(icon);
        follow_trays(app.clone());
    }
}

/// Creates the icon anew in each tray of X11 that begins, unless a StatusNotifier host shows it.
///
/// A tray that crashes takes the window of the icon with it, which GTK does not make anew.
fn follow_trays(app: AppHandle) {
    kabinet_freedesktop::on_x11_tray(None, move || {
        if TrayPlace::default().has_status_notifier_host() {
            return;
        }
        let handle = app.clone();
        // Without an event loop there is no icon.
        let _ = app.run_on_main_thread(move || renew(&handle));
    });
}

fn renew(app: &AppHandle) {
    let Some(mut before) = ICON.take() else { return };
    before.indicator.set_status(AppIndicatorStatus::Passive);
    let mut icon = Icon::new().ok();
    if let Some(icon) = &mut icon {
        icon.draw(app, &before.drawn);
    }
    EXISTS.store(icon.is_some(), Ordering::Relaxed);
    ICON.set(icon);
}

/// Draws the icon and the menu.
pub fn draw(app: &AppHandle, tray: &Tray) {
    ICON.with_borrow_mut(|icon| {
        if let Some(icon) = icon {
            icon.draw(app, tray);
        }
    });
}

/// Returns true if there is an icon.
pub fn exists(_app: &AppHandle) -> bool {
    EXISTS.load(Ordering::Relaxed)
}

/// Removes the icon and its pictures.
pub fn remove() {
    if let Some(mut icon) = ICON.take() {
        icon.indicator.set_status(AppIndicatorStatus::Passive);
    }
}

impl Icon {
    fn new() -> io::Result<Self> {
        let folder = paths::of_this_run("tray")?;
        for icon in [TrayIcon::Ok, TrayIcon::Attention, TrayIcon::Offline, TrayIcon::SignedOut] {
            let (name, picture) = picture(icon);
            fs::write(folder.path().join(name).with_extension("png"), picture)?;
        }
        // libappindicator keeps the name of an icon on the bus when the icon is gone.
        let name = match CREATED.fetch_add(1, Ordering::Relaxed) {
            0 => "kabinet".to_owned(),
            earlier => format!("kabinet-{earlier}"),
        };
        let mut indicator = AppIndicator::new(&name, "");
        let mut menu = gtk::Menu::new();
        indicator.set_icon_theme_path(&text(folder.path()));
        indicator.set_title(TITLE);
        indicator.set_status(AppIndicatorStatus::Active);
        indicator.set_menu(&mut menu);
        let mut icon = Self { indicator, menu, items: Vec::new(), drawn: NOTHING, folder };
        icon.show(TrayIcon::SignedOut, "");
        Ok(icon)
    }

    fn draw(&mut self, app: &AppHandle, tray: &Tray) {
        let label = tray.lines.iter().find_map(|line| match line {
            TrayItem::Label(words) => Some(words.as_str()),
            TrayItem::Action(..) | TrayItem::Separator => None,
        });
        self.show(tray.icon, label.unwrap_or_default());
        self.indicator.set_title(if tray.tooltip.is_empty() { TITLE } else { &tray.tooltip });
        if self.has_shape_of(&tray.lines) {
            self.change_words(&tray.lines);
        } else {
            self.build_menu(app, &tray.lines);
        }
        self.drawn.clone_from(tray);
    }

    /// Shows a picture, and a label to those who do not see it.
    fn show(&mut self, icon: TrayIcon, label: &str) {
        let file = self.folder.path().join(picture(icon).0);
        self.indicator.set_icon_full(&text(&file.with_extension("png")), label);
    }

    fn has_shape_of(&self, lines: &[TrayItem]) -> bool {
        let shape = |line: &TrayItem| match line {
            TrayItem::Label(_) => (0, None),
            TrayItem::Action(action, _) => (1, Some(*action)),
            TrayItem::Separator => (2, None),
        };
        self.drawn.lines.iter().map(shape).eq(lines.iter().map(shape))
    }

    /// Changes the words in place: a new menu would close the one that is open.
    fn change_words(&self, lines: &[TrayItem]) {
        for ((item, line), before) in self.items.iter().zip(lines).zip(&self.drawn.lines) {
            if let (TrayItem::Label(words) | TrayItem::Action(_, words), true) = (line, line != before) {
                item.set_label(words);
            }
        }
    }

    fn build_menu(&mut self, app: &AppHandle, lines: &[TrayItem]) {
        for item in self.items.drain(..) {
            self.menu.remove(&item);
        }
        self.items = lines.iter().map(|line| item(app, line)).collect();
        for item in &self.items {
            self.menu.append(item);
        }
        self.menu.show_all();
    }
}

fn item(app: &AppHandle, line: &TrayItem) -> gtk::MenuItem {
    match line {
        TrayItem::Label(words) => {
            let item = gtk::MenuItem::with_label(words);
            item.set_sensitive(false);
            item
        }
        TrayItem::Action(action, words) => {
            let item = gtk::MenuItem::with_label(words);
            let (app, action): (AppHandle, TrayAction) = (app.clone(), *action);
            item.connect_activate(move |_| super::choose(&app, action));
            item
        }
        TrayItem::Separator => gtk::SeparatorMenuItem::new().upcast(),
    }
}

/// Ignores the errors of X from here on.
///
/// GDK ends the program at the first one, and a tray of X11 that crashes leaves its icons with a
/// window that is gone.
fn outlive_trays() {
    let display = gtk::gdk::Display::default();
    if let Some(display) = display.and_then(|display| display.downcast::<gdkx11::X11Display>().ok()) {
        display.error_trap_push();
    }
}

/// Returns the name of a picture, and the picture as PNG.
fn picture(icon: TrayIcon) -> (&'static str, &'static [u8]) {
    match icon {
        TrayIcon::Ok => ("fine", include_bytes!("../../../icons/tray-fine.png")),
        TrayIcon::Attention => ("attention", include_bytes!("../../../icons/tray-attention.png")),
        TrayIcon::Offline => ("offline", include_bytes!("../../../icons/tray-offline.png")),
        TrayIcon::SignedOut => ("signed-out", include_bytes!("../../../icons/tray-signed-out.png")),
    }
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
