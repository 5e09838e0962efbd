//! The lists of error codes.

use super::figure::Figure;
use crate::code::tokens::production;
use crate::code::tree::{File, Tree};

/// The names of error codes.
const CODES: &[&str] = &[
    "another_account",
    "bad_address",
    "bad_credentials",
    "bad_description",
    "binary_to_terminal",
    "cancelled",
    "data_folder",
    "database_busy",
    "database_damaged",
    "database_newer",
    "demo_not_started",
    "disk_full",
    "file_not_written",
    "insecure_address",
    "left_site",
    "maintenance",
    "month_not_kept",
    "needs_browser",
    "no_account",
    "no_data_folder",
    "no_link",
    "no_password",
    "not_exported",
    "nothing_read",
    "nothing_to_export",
    "offline",
    "output_failed",
    "password_needed",
    "password_not_deleted",
    "password_not_kept",
    "rate_limited",
    "session_ended",
    "sign_in_given_up",
    "site_changed",
    "site_down",
    "system_failed",
    "system_refused",
    "too_many_rows",
    "unknown_account",
    "unknown_provider",
    "unreadable",
    "update_refused",
    "update_unreachable",
    "which_account",
];

/// The fewest codes that make a list.
const LIST: usize = 3;

/// Counts the files that spell out three or more codes, without tests and generated files.
pub fn lists_of_error_codes(tree: &Tree) -> Figure {
    let lists = tree.files.iter().filter_map(|file| {
        let count = codes_in(file);
        (count >= LIST).then(|| format!("{}: {count}", file.path))
    });
    Figure::count("lists of error codes, the table among them", lists.collect())
}

fn codes_in(file: &File) -> usize {
    let is_of_tests = file.name().contains("test") || file.path.contains("/tests/");
    let is_source = file.path.contains("src/") && !is_of_tests && !file.path.contains("/bindings/");
    if !is_source || file.path.starts_with("xtask/") {
        return 0;
    }
    if file.path.ends_with(".rs") {
        let code = production(file.tokens());
        let is_spelled = |name: &&&str| code.iter().any(|token| token.text == format!("\"{name}\""));
        CODES.iter().filter(is_spelled).count()
    } else if file.path.ends_with(".ts") || file.path.ends_with(".svelte") {
        let is_spelled =
            |name: &&&str| ['"', '\''].iter().any(|mark| file.text.contains(&format!("{mark}{name}{mark}")));
        CODES.iter().filter(is_spelled).count()
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_codes_are_a_list_and_two_are_a_case() {
        let three = "[\"offline\", \"site_down\", \"maintenance\"]";
        let tree = Tree::of_files(&[
            ("crates/api/src/a.rs", &format!("const A: [&str; 3] = {three};")),
            ("crates/api/src/b.rs", &format!("#[cfg(test)]\nmod tests {{ const A: [&str; 3] = {three}; }}")),
            ("crates/api/tests/it/c.rs", &format!("const A: [&str; 3] = {three};")),
            ("ui/src/a.ts", three),
            ("ui/src/bindings/A.ts", three),
            ("ui/src/b.svelte", "'offline' || 'site_down' || 'offline'"),
        ]);
        assert_eq!(lists_of_error_codes(&tree).places, ["crates/api/src/a.rs: 3", "ui/src/a.ts: 3"]);
    }
}
