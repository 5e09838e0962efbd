use super::Finding;
use super::tree::Tree;

/// The UI's only file that may know the shell.
const DOOR: &str = "ui/src/api.ts";

/// Ways by which text would reach the window as markup.
const MARKUP: &[&str] = &["{@html", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write"];

/// The UI knows the shell through one file.
pub fn one_door(tree: &Tree) -> Vec<Finding> {
    let others =
        tree.files("ui/src/", "").filter(|file| file.path != DOOR && file.text.contains("@tauri-apps"));
    let finding = |place: &str| Finding {
        place: place.to_owned(),
        rule: format!("only {DOOR} imports @tauri-apps"),
        way_out: format!("Export what is needed from {DOOR}, and import that."),
    };
    others.map(|file| finding(&file.path)).collect()
}

/// Text from a provider is shown as text, never as markup.
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
    use super::*;

    fn places(findings: Vec<Finding>) -> Vec<String> {
        findings.into_iter().map(|finding| finding.place).collect()
    }

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
