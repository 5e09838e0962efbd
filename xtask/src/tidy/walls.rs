//! The walls between the crates: which may use which, and which crates of others.

use super::finding::Finding;
use crate::code::tree::{Crate, Tree};

/// The crates of the workspace, and those that each may use.
///
/// `src-tauri → freedesktop → desktop`; `desktop, cli → api → sync → providers, store → domain`;
/// `redact → providers → extract → domain`; `keyring, updates → api`; `export, demo → domain`.
const CRATES: &[(&str, &[&str])] = &[
    ("kabinet-domain", &[]),
    ("kabinet-extract", &["kabinet-domain"]),
    ("kabinet-providers", &["kabinet-domain", "kabinet-extract"]),
    ("kabinet-redact", &["kabinet-domain", "kabinet-extract", "kabinet-providers"]),
    ("kabinet-store", &["kabinet-domain"]),
    ("kabinet-sync", &["kabinet-domain", "kabinet-extract", "kabinet-providers", "kabinet-store"]),
    (
        "kabinet-api",
        &[
            "kabinet-domain",
            "kabinet-export",
            "kabinet-extract",
            "kabinet-providers",
            "kabinet-redact",
            "kabinet-store",
            "kabinet-sync",
        ],
    ),
    ("kabinet-export", &["kabinet-domain"]),
    ("kabinet-demo", &["kabinet-domain"]),
    ("kabinet-keyring", &["kabinet-api", "kabinet-domain"]),
    ("kabinet-updates", &["kabinet-api"]),
    (
        "kabinet-cli",
        &[
            "kabinet-api",
            "kabinet-demo",
            "kabinet-domain",
            "kabinet-export",
            "kabinet-keyring",
            "kabinet-redact",
        ],
    ),
    ("kabinet-desktop", &["kabinet-api", "kabinet-demo", "kabinet-domain", "kabinet-export"]),
    ("kabinet-freedesktop", &["kabinet-desktop"]),
    (
        "kabinet",
        &[
            "kabinet-api",
            "kabinet-desktop",
            "kabinet-domain",
            "kabinet-export",
            "kabinet-freedesktop",
            "kabinet-keyring",
            "kabinet-updates",
        ],
    ),
    ("kabinet-test-desktop", &[]),
    ("xtask", &[]),
];

/// Crates of others that only some of ours may use.
struct Confined {
    subject: &'static str,
    /// Names, in which a star stands for any text.
    crates: &'static [&'static str],
    users: &'static [&'static str],
}

const CONFINED: &[Confined] = &[
    Confined {
        subject: "an HTTP client",
        crates: &["reqwest*", "ureq", "isahc", "curl", "attohttpc", "surf", "awc"],
        users: &["kabinet-providers", "kabinet-updates"],
    },
    Confined {
        subject: "HTTP itself",
        crates: &["http", "http-body*", "hyper", "hyper-*", "h2", "rustls", "native-tls"],
        users: &["kabinet-providers", "kabinet-updates", "kabinet-demo", "kabinet-test-desktop"],
    },
    Confined {
        subject: "WebDriver",
        crates: &["fantoccini", "thirtyfour"],
        users: &["kabinet-test-desktop"],
    },
    Confined {
        // The program reads the owner of the tray's selection from the X server.
        subject: "the display",
        crates: &["x11rb*", "xcb", "x11"],
        users: &["kabinet-freedesktop", "kabinet-test-desktop"],
    },
    Confined {
        subject: "an HTTP server",
        crates: &["axum", "axum-*", "tower-http", "actix-web", "warp", "rocket", "tiny_http"],
        users: &["kabinet-demo"],
    },
    Confined {
        subject: "an HTML parser",
        crates: &["scraper", "html5ever", "markup5ever*", "kuchiki*", "select", "tl", "lol_html", "ego-tree"],
        users: &["kabinet-extract", "kabinet-redact"],
    },
    Confined {
        subject: "a database",
        crates: &["rusqlite*", "libsqlite3-sys", "sqlite", "sqlx", "diesel"],
        users: &["kabinet-store"],
    },
    Confined {
        subject: "the desktop shell",
        crates: &["tauri", "tauri-*", "wry", "tao"],
        users: &["kabinet"],
    },
    Confined {
        subject: "the system's keyring",
        crates: &["keyring", "keyring-core", "*-keyring-store", "secret-service", "libsecret", "oo7"],
        users: &["kabinet-keyring"],
    },
    Confined {
        subject: "errors without kinds",
        crates: &["anyhow", "eyre", "color-eyre"],
        users: &["xtask"],
    },
];

/// Crates of ours that take data and return data.
const PURE: &[&str] = &["kabinet-domain", "kabinet-extract", "kabinet-export"];

/// Crates of others that wait, read files or ask a clock.
const IMPURE: &[&str] = &[
    "async-*",
    "directories",
    "futures*",
    "getrandom",
    "instant",
    "mio",
    "notify",
    "quanta",
    "rand*",
    "smol*",
    "socket2",
    "sysinfo",
    "tempfile",
    "time",
    "tokio*",
    "walkdir",
    "web-time",
];

/// Checks that our crates use each other in one direction only.
pub fn direction(tree: &Tree) -> Vec<Finding> {
    tree.crates.iter().flat_map(|user| misdirected(user, tree)).collect()
}

/// Checks that HTTP, HTML, SQL, the shell and the keyring are used by their own crates only.
pub fn confined_crates(tree: &Tree) -> Vec<Finding> {
    tree.crates.iter().flat_map(|user| shipped(user).filter_map(|name| unconfined(user, name))).collect()
}

/// Checks that crates of pure functions use nothing that waits, reads files or asks a clock.
pub fn pure_crates(tree: &Tree) -> Vec<Finding> {
    let pure = tree.crates.iter().filter(|it| PURE.contains(&it.name.as_str()));
    let used = pure.flat_map(|user| shipped(user).map(move |name| (user, name)));
    let impure = used.filter(|(_, name)| IMPURE.iter().any(|pattern| matches(name, pattern)));
    let finding = |(user, name): (&Crate, &str)| Finding {
        place: user.manifest.clone(),
        rule: format!("{} takes data and returns data; it uses {name}", user.name),
        way_out: "Do it in a crate above, and pass the result as an argument.".to_owned(),
    };
    impure.map(finding).collect()
}

fn misdirected(user: &Crate, tree: &Tree) -> Vec<Finding> {
    let Some((_, allowed)) = CRATES.iter().find(|(name, _)| *name == user.name) else {
        return vec![Finding {
            place: user.manifest.clone(),
            rule: format!("{} is not among the crates of ARCHITECTURE.md", user.name),
            way_out: "Describe it there, and add a line to CRATES of xtask/src/tidy/walls.rs.".to_owned(),
        }];
    };
    let is_ours = |name: &str| tree.crates.iter().any(|it| it.name == name);
    let wrong = shipped(user).filter(|name| is_ours(name) && !allowed.contains(name));
    wrong.map(|name| wrong_direction(user, name, allowed)).collect()
}

fn wrong_direction(user: &Crate, name: &str, allowed: &[&str]) -> Finding {
    let allowed = if allowed.is_empty() { "none of ours".to_owned() } else { allowed.join(", ") };
    Finding {
        place: user.manifest.clone(),
        rule: format!("{} may use {allowed}; it uses {name}", user.name),
        way_out: "Move the code to a crate that may, or pass its result as an argument.".to_owned(),
    }
}

fn unconfined(user: &Crate, name: &str) -> Option<Finding> {
    let confined = CONFINED.iter().find(|it| it.crates.iter().any(|pattern| matches(name, pattern)))?;
    let users = confined.users.join(" and ");
    (!confined.users.contains(&user.name.as_str())).then(|| Finding {
        place: user.manifest.clone(),
        rule: format!("{} is {}, and only {users} may use that", name, confined.subject),
        way_out: format!("Move the code that needs it into {users}, and use it from there."),
    })
}

fn shipped(user: &Crate) -> impl Iterator<Item = &str> {
    user.dependencies.iter().filter(|it| !it.dev).map(|it| it.name.as_str())
}

fn matches(name: &str, pattern: &str) -> bool {
    match pattern.split_once('*') {
        Some((start, end)) => name.starts_with(start) && name.ends_with(end),
        None => name == pattern,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::tree::Dependency;

    fn crate_of(name: &str, uses: &[&str], in_tests: &[&str]) -> Crate {
        let dependency = |name: &&str, dev| Dependency { name: (*name).to_owned(), dev };
        Crate {
            name: name.to_owned(),
            manifest: format!("{name}/Cargo.toml"),
            dependencies: uses
                .iter()
                .map(|name| dependency(name, false))
                .chain(in_tests.iter().map(|name| dependency(name, true)))
                .collect(),
            ..Crate::default()
        }
    }

    fn broken(rule: fn(&Tree) -> Vec<Finding>, crates: Vec<Crate>) -> Vec<String> {
        let tree = Tree { crates, files: Vec::new() };
        rule(&tree).into_iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn a_crate_may_not_use_one_above_it_or_beside_it() {
        let crates = vec![
            crate_of("kabinet-domain", &["serde", "kabinet-store"], &[]),
            crate_of("kabinet-store", &["kabinet-domain"], &["kabinet-demo"]),
            crate_of("kabinet-demo", &["kabinet-domain", "kabinet-store"], &[]),
        ];
        let expected = [
            "kabinet-domain may use none of ours; it uses kabinet-store",
            "kabinet-demo may use kabinet-domain; it uses kabinet-store",
        ];
        assert_eq!(broken(direction, crates), expected, "and tests may use what they need");
    }

    #[test]
    fn extraction_may_use_neither_the_providers_nor_redaction() {
        let crates = vec![
            crate_of("kabinet-extract", &["kabinet-providers", "kabinet-redact"], &[]),
            crate_of("kabinet-providers", &["kabinet-extract", "kabinet-redact"], &[]),
            crate_of("kabinet-redact", &["kabinet-extract"], &[]),
        ];
        let expected = [
            "kabinet-extract may use kabinet-domain; it uses kabinet-providers",
            "kabinet-extract may use kabinet-domain; it uses kabinet-redact",
            "kabinet-providers may use kabinet-domain, kabinet-extract; it uses kabinet-redact",
        ];
        assert_eq!(broken(direction, crates), expected);
    }

    #[test]
    fn a_crate_without_a_place_is_found() {
        let crates = vec![crate_of("kabinet-helpers", &[], &[])];
        assert_eq!(broken(direction, crates), ["kabinet-helpers is not among the crates of ARCHITECTURE.md"]);
    }

    #[test]
    fn each_outside_crate_is_known_to_its_own_crates_only() {
        let everything = [
            ("reqwest", "kabinet-providers"),
            ("hyper-util", "kabinet-demo"),
            ("axum", "kabinet-demo"),
            ("scraper", "kabinet-extract"),
            ("rusqlite_migration", "kabinet-store"),
            ("tauri-plugin-store", "kabinet"),
            ("x11rb", "kabinet-freedesktop"),
            ("fantoccini", "kabinet-test-desktop"),
            ("zbus-secret-service-keyring-store", "kabinet-keyring"),
            ("anyhow", "xtask"),
        ];
        for (name, home) in everything {
            assert_eq!(
                broken(confined_crates, vec![crate_of(home, &[name], &[])]),
                [""; 0],
                "{home} may use {name}"
            );
            let found = broken(confined_crates, vec![crate_of("kabinet-api", &[name], &[])]);
            assert_eq!(found.len(), 1, "kabinet-api may not use {name}");
            assert!(found[0].contains(home), "the finding names {home}: {}", found[0]);
        }
    }

    #[test]
    fn the_providers_no_longer_parse_html() {
        let found = broken(confined_crates, vec![crate_of("kabinet-providers", &["scraper"], &[])]);
        assert_eq!(
            found,
            ["scraper is an HTML parser, and only kabinet-extract and kabinet-redact may use that"]
        );
    }

    #[test]
    fn a_pure_crate_may_not_wait_or_ask_a_clock() {
        for name in ["tokio", "async-trait", "futures-util", "time", "rand"] {
            let expected = [format!("kabinet-extract takes data and returns data; it uses {name}")];
            assert_eq!(broken(pure_crates, vec![crate_of("kabinet-extract", &[name], &["tokio"])]), expected);
            assert_eq!(broken(pure_crates, vec![crate_of("kabinet-sync", &[name], &[])]), [""; 0]);
        }
        assert_eq!(
            broken(pure_crates, vec![crate_of("kabinet-extract", &["chrono", "regex"], &[])]),
            [""; 0]
        );
    }

    #[test]
    fn tests_may_use_any_outside_crate() {
        let demo = crate_of("kabinet-demo", &[], &["reqwest", "scraper"]);
        assert_eq!(broken(confined_crates, vec![demo]), [""; 0]);
    }
}
