use std::collections::HashMap;

use zbus::blocking::Proxy;
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Structure};

use crate::Session;

/// A program's icon in the tray, as its menu is told to the tray host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrayItem {
    /// The lines of its menu, from the top; a separator is empty.
    pub lines: Vec<String>,
    service: String,
    menu: OwnedObjectPath,
    numbers: Vec<i32>,
}

/// A node of a menu: its number, its properties, and the nodes under it.
type Node = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const MENU: &str = "com.canonical.dbusmenu";

impl Session {
    /// The icons in the tray.
    ///
    /// # Panics
    /// If the tray host does not answer.
    pub fn tray(&self) -> Vec<TrayItem> {
        let watcher = Proxy::new(self.bus(), WATCHER, "/StatusNotifierWatcher", WATCHER);
        let items = watcher.and_then(|watcher| watcher.get_property("RegisteredStatusNotifierItems"));
        let items: Vec<String> = items.expect("the tray host lists its items");
        items.iter().filter_map(|item| self.tray_item(item)).collect()
    }

    /// Chooses the line of that text in an icon's menu. A program that then ends does not answer.
    ///
    /// # Panics
    /// If it has no such line.
    pub fn choose(&self, item: &TrayItem, line: &str) {
        let at = item.lines.iter().position(|said| said == line);
        let at = at.unwrap_or_else(|| panic!("no line «{line}» in {:?}", item.lines));
        let menu = Proxy::new(self.bus(), item.service.as_str(), &item.menu, MENU);
        let click = (item.numbers[at], "clicked", zbus::zvariant::Value::from(0), 0_u32);
        let chosen = menu.and_then(|menu| menu.call_noreply("Event", &click));
        chosen.expect("the bus takes messages");
    }

    /// An item that has just gone, or has no menu yet, is none.
    fn tray_item(&self, registered: &str) -> Option<TrayItem> {
        let (service, path) = registered.split_at(registered.find('/')?);
        let item = Proxy::new(self.bus(), service, path, "org.kde.StatusNotifierItem").ok()?;
        let menu: OwnedObjectPath = item.get_property("Menu").ok()?;
        let proxy = Proxy::new(self.bus(), service, menu.as_str(), MENU).ok()?;
        let layout: Result<(u32, Node), _> = proxy.call("GetLayout", &(0, -1, Vec::<String>::new()));
        let (_, (_, _, lines)) = layout.ok()?;
        let (numbers, lines) = lines.iter().filter_map(line).unzip();
        Some(TrayItem { lines, service: service.to_owned(), menu: menu.clone(), numbers })
    }
}

fn line(node: &OwnedValue) -> Option<(i32, String)> {
    let node = Structure::try_from(node.try_clone().ok()?).ok()?;
    let (number, properties, _) = Node::try_from(node).ok()?;
    let label = properties.get("label").and_then(|label| String::try_from(label.try_clone().ok()?).ok());
    Some((number, label.unwrap_or_default()))
}
