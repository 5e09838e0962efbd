//! The rules on the window's pages.

use super::finding::Finding;
use crate::code::tree::Tree;

/// The only file of the UI that may import the shell.
const DOOR: &str = "ui/src/api.ts";

/// Code that would insert text as markup.
const MARKUP: &[&str] = &["{@html", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write"];

/// Checks that the UI imports the shell in one file only.
pub fn one_door(tree: &Tree) -> Vec<Finding> {
    let others =
        tree.files("ui/src/", "").filter(|file| file.path != DOOR && file.text.contains("@tauri-apps"));
    let finding = |place: &str| Finding {
        place: place.to_owned(),
        rule: format!("only {DOOR} imports @tauri-apps"),
        way_out: format!("Export a function from {DOOR}, and import that."),
    };
    others.map(|file| finding(&file.path)).collect()
}

/// Checks that text from a provider is shown as text, never as markup.
pub fn text_only(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.files("ui/src/", "") {
        for way in MARKUP.iter().filter(|way| file.text.contains(**way)) {
            findings.push(Finding {
                place: file.path.clone(),
                rule: format!("text reaches the window only as text; here is {way}"),
                way_out: "Show it with {expression}, or build the elements.".to_owned(),
            });
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::finding::places;
    use super::*;

    #[test]
    fn a_second_door_to_the_shell_is_found() {
        let import = "import { invoke } from '@tauri-apps/api/core'";
        let tree = Tree::of_files(&[(DOOR, import), ("ui/src/screens/Statement.svelte", import)]);
        assert_eq!(places(one_door(&tree)), ["ui/src/screens/Statement.svelte"]);
    }

    #[test]
    fn text_shown_as_markup_is_found() {
        let tree = Tree::of_files(&[
            ("ui/src/screens/Statement.svelte", "<td>{@html entry.operation}</td>"),
            ("ui/src/parts/Balance.svelte", "<td>{entry.operation}</td>"),
            ("ui/src/parts/chart.ts", "node.innerHTML = label"),
        ]);
        assert_eq!(places(text_only(&tree)), ["ui/src/screens/Statement.svelte", "ui/src/parts/chart.ts"]);
    }
}
