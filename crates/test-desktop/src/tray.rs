//! The tray icons and their menus, by the protocols StatusNotifierItem and dbusmenu.

use std::collections::HashMap;

use zbus::blocking::Proxy;
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Structure};

use crate::Session;
use crate::stubs::WATCHER;

/// A program's tray icon and its menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrayItem {
    /// The labels of its menu from the top; a separator is empty.
    pub labels: Vec<String>,
    service: String,
    menu: OwnedObjectPath,
    ids: Vec<i32>,
}

/// A node of a dbusmenu layout: its id, its properties, its children.
type Node = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

const MENU: &str = "com.canonical.dbusmenu";

impl Session {
    /// Returns the icons in the tray.
    ///
    /// # Panics
    /// If the tray host does not answer.
    pub fn tray(&self) -> Vec<TrayItem> {
        let watcher = Proxy::new(self.bus(), WATCHER, "/StatusNotifierWatcher", WATCHER);
        let items = watcher.and_then(|watcher| watcher.get_property("RegisteredStatusNotifierItems"));
        let items: Vec<String> = items.expect("the tray host lists its items");
        items.iter().filter_map(|item| self.tray_item(item)).collect()
    }

    /// Returns true if a watcher of icons has a host.
    ///
    /// # Panics
    /// If the session bus is not connected.
    pub fn has_tray_host(&self) -> bool {
        let watcher = Proxy::new(self.bus(), WATCHER, "/StatusNotifierWatcher", WATCHER);
        let watcher = watcher.expect("the session bus is connected");
        watcher.get_property("IsStatusNotifierHostRegistered").unwrap_or(false)
    }

    /// Clicks the menu item with that label.
    ///
    /// It expects no answer, because a program that quits on the click sends none.
    ///
    /// # Panics
    /// If the menu has no such label.
    pub fn click_menu_item(&self, item: &TrayItem, label: &str) {
        let position = item.labels.iter().position(|other| other == label);
        let position = position.unwrap_or_else(|| panic!("no item «{label}» in {:?}", item.labels));
        let menu = Proxy::new(self.bus(), item.service.as_str(), &item.menu, MENU);
        let click = (item.ids[position], "clicked", zbus::zvariant::Value::from(0), 0_u32);
        let sent = menu.and_then(|menu| menu.call_noreply("Event", &click));
        sent.expect("the session bus is connected");
    }

    /// Reads one registered icon; `None` if it has disappeared or has no menu yet.
    fn tray_item(&self, registered: &str) -> Option<TrayItem> {
        let (service, path) = registered.split_at(registered.find('/')?);
        let item = Proxy::new(self.bus(), service, path, "org.kde.StatusNotifierItem").ok()?;
        let menu: OwnedObjectPath = item.get_property("Menu").ok()?;
        let proxy = Proxy::new(self.bus(), service, menu.as_str(), MENU).ok()?;
        let layout: Result<(u32, Node), _> = proxy.call("GetLayout", &(0, -1, Vec::<String>::new()));
        let (_, (_, _, children)) = layout.ok()?;
        let (ids, labels) = children.iter().filter_map(menu_item).unzip();
        Some(TrayItem { labels, service: service.to_owned(), menu: menu.clone(), ids })
    }
}

fn menu_item(node: &OwnedValue) -> Option<(i32, String)> {
    let node = Structure::try_from(node.try_clone().ok()?).ok()?;
    let (id, properties, _) = Node::try_from(node).ok()?;
    let label = properties.get("label").and_then(|label| String::try_from(label.try_clone().ok()?).ok());
    Some((id, label.unwrap_or_default()))
}
