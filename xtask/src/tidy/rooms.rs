use super::Finding;
use super::tree::{Crate, Tree};

/// The rooms, and which others each may use: `src-tauri → desktop`; `desktop, cli → api → sync → providers, store →
/// domain`; `keyring → api`; `export, demo → domain`.
const ROOMS: &[(&str, &[&str])] = &[
    ("kabinet-domain", &[]),
    ("kabinet-providers", &["kabinet-domain"]),
    ("kabinet-store", &["kabinet-domain"]),
    ("kabinet-sync", &["kabinet-domain", "kabinet-providers", "kabinet-store"]),
    (
        "kabinet-api",
        &["kabinet-domain", "kabinet-export", "kabinet-providers", "kabinet-store", "kabinet-sync"],
    ),
    ("kabinet-export", &["kabinet-domain"]),
    ("kabinet-demo", &["kabinet-domain"]),
    ("kabinet-keyring", &["kabinet-api", "kabinet-domain"]),
    ("kabinet-cli", &["kabinet-api", "kabinet-demo", "kabinet-domain", "kabinet-export", "kabinet-keyring"]),
    ("kabinet-desktop", &["kabinet-api", "kabinet-demo", "kabinet-domain", "kabinet-export"]),
    ("kabinet", &["kabinet-api", "kabinet-desktop", "kabinet-domain", "kabinet-export", "kabinet-keyring"]),
    ("kabinet-screen", &[]),
    ("xtask", &[]),
];

/// Crates of others that only some rooms may use.
struct Confined {
    what: &'static str,
    /// Names; a star stands for anything.
    crates: &'static [&'static str],
    rooms: &'static [&'static str],
}

const CONFINED: &[Confined] = &[
    Confined {
        what: "an HTTP client",
        crates: &["reqwest*", "ureq", "isahc", "curl", "attohttpc", "surf", "awc"],
        rooms: &["kabinet-providers"],
    },
    Confined {
        what: "HTTP itself",
        crates: &["http", "http-body*", "hyper", "hyper-*", "h2", "rustls", "native-tls"],
        rooms: &["kabinet-providers", "kabinet-demo", "kabinet-screen"],
    },
    Confined {
        what: "WebDriver and the display",
        crates: &["fantoccini", "thirtyfour", "x11rb*", "xcb", "x11"],
        rooms: &["kabinet-screen"],
    },
    Confined {
        what: "an HTTP server",
        crates: &["axum", "axum-*", "tower-http", "actix-web", "warp", "rocket", "tiny_http"],
        rooms: &["kabinet-demo"],
    },
    Confined {
        what: "an HTML parser",
        crates: &["scraper", "html5ever", "markup5ever*", "kuchiki*", "select", "tl", "lol_html", "ego-tree"],
        rooms: &["kabinet-providers"],
    },
    Confined {
        what: "a database",
        crates: &["rusqlite*", "libsqlite3-sys", "sqlite", "sqlx", "diesel"],
        rooms: &["kabinet-store"],
    },
    Confined { what: "the desktop shell", crates: &["tauri", "tauri-*", "wry", "tao"], rooms: &["kabinet"] },
    Confined {
        what: "the system's keyring",
        crates: &["keyring", "keyring-core", "*-keyring-store", "secret-service", "libsecret", "oo7"],
        rooms: &["kabinet-keyring"],
    },
    Confined { what: "errors without kinds", crates: &["anyhow", "eyre", "color-eyre"], rooms: &["xtask"] },
];

/// Our crates use each other in one direction only.
pub fn direction(tree: &Tree) -> Vec<Finding> {
    tree.crates.iter().flat_map(|room| directed(room, tree)).collect()
}

fn directed(room: &Crate, tree: &Tree) -> Vec<Finding> {
    let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room.name) else {
        return vec![Finding {
            place: room.manifest.clone(),
            rule: format!("{} is not among the rooms of ARCHITECTURE.md", room.name),
            way_out: "Give it a place there, and a line in ROOMS of xtask/src/tidy/rooms.rs.".to_owned(),
        }];
    };
    let ours = |name: &str| tree.crates.iter().any(|it| it.name == name);
    let wrong = shipped(room).filter(|name| ours(name) && !allowed.contains(name));
    wrong.map(|name| misdirected(room, name, allowed)).collect()
}

fn misdirected(room: &Crate, name: &str, allowed: &[&str]) -> Finding {
    let allowed = if allowed.is_empty() { "none of ours".to_owned() } else { allowed.join(", ") };
    Finding {
        place: room.manifest.clone(),
        rule: format!("{} may use {allowed}; it uses {name}", room.name),
        way_out: "Move the code to the room that may, or pass what it needs as an argument.".to_owned(),
    }
}

/// HTTP, HTML, SQL, the shell and the keyring are each known to their own room only.
pub fn outside_crates(tree: &Tree) -> Vec<Finding> {
    tree.crates.iter().flat_map(|room| shipped(room).filter_map(|name| escaped(room, name))).collect()
}

fn escaped(room: &Crate, name: &str) -> Option<Finding> {
    let confined = CONFINED.iter().find(|it| it.crates.iter().any(|pattern| fits(name, pattern)))?;
    let rooms = confined.rooms.join(" and ");
    (!confined.rooms.contains(&room.name.as_str())).then(|| Finding {
        place: room.manifest.clone(),
        rule: format!("{} is {}, and only {rooms} may use that", name, confined.what),
        way_out: format!("Move what needs it into {rooms}, and use it from there."),
    })
}

fn shipped(room: &Crate) -> impl Iterator<Item = &str> {
    room.dependencies.iter().filter(|it| !it.dev).map(|it| it.name.as_str())
}

fn fits(name: &str, pattern: &str) -> bool {
    match pattern.split_once('*') {
        Some((start, end)) => name.starts_with(start) && name.ends_with(end),
        None => name == pattern,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::Dependency;

    fn room(name: &str, uses: &[&str], in_tests: &[&str]) -> Crate {
        let dependency = |name: &&str, dev| Dependency { name: (*name).to_owned(), dev };
        Crate {
            name: name.to_owned(),
            manifest: format!("{name}/Cargo.toml"),
            dependencies: uses
                .iter()
                .map(|name| dependency(name, false))
                .chain(in_tests.iter().map(|name| dependency(name, true)))
                .collect(),
            test_binaries: 0,
        }
    }

    fn broken(rule: fn(&Tree) -> Vec<Finding>, crates: Vec<Crate>) -> Vec<String> {
        let tree = Tree { crates, files: Vec::new() };
        rule(&tree).into_iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn a_room_may_not_use_one_above_it_or_beside_it() {
        let crates = vec![
            room("kabinet-domain", &["serde", "kabinet-store"], &[]),
            room("kabinet-store", &["kabinet-domain"], &["kabinet-demo"]),
            room("kabinet-demo", &["kabinet-domain", "kabinet-store"], &[]),
        ];
        let expected = [
            "kabinet-domain may use none of ours; it uses kabinet-store",
            "kabinet-demo may use kabinet-domain; it uses kabinet-store",
        ];
        assert_eq!(broken(direction, crates), expected, "and tests may use what they need");
    }

    #[test]
    fn a_room_without_a_place_is_found() {
        let crates = vec![room("kabinet-helpers", &[], &[])];
        assert_eq!(broken(direction, crates), ["kabinet-helpers is not among the rooms of ARCHITECTURE.md"]);
    }

    #[test]
    fn each_outside_crate_is_known_to_its_own_room_only() {
        let everything = [
            ("reqwest", "kabinet-providers"),
            ("hyper-util", "kabinet-demo"),
            ("axum", "kabinet-demo"),
            ("scraper", "kabinet-providers"),
            ("rusqlite_migration", "kabinet-store"),
            ("tauri-plugin-store", "kabinet"),
            ("zbus-secret-service-keyring-store", "kabinet-keyring"),
            ("anyhow", "xtask"),
        ];
        for (name, home) in everything {
            assert_eq!(
                broken(outside_crates, vec![room(home, &[name], &[])]),
                [""; 0],
                "{home} may use {name}"
            );
            let found = broken(outside_crates, vec![room("kabinet-api", &[name], &[])]);
            assert_eq!(found.len(), 1, "kabinet-api may not use {name}");
            assert!(found[0].contains(home), "the finding names {home}: {}", found[0]);
        }
    }

    #[test]
    fn tests_may_use_any_outside_crate() {
        assert_eq!(broken(outside_crates, vec![room("kabinet-demo", &[], &["reqwest", "scraper"])]), [""; 0]);
    }
}
