//! The rule against words that CONTRIBUTING.md advises to avoid.

use super::finding::Finding;
use crate::code::comments::{Comment, comments};
use crate::code::tree::{File, Tree};

/// The file that lists the words, and the section of it.
const LIST: &str = "CONTRIBUTING.md";
const SECTION: &str = "## Words to avoid";

/// The beginning of the line that lists openings, separated by commas.
const OPENINGS: &str = "A doc comment never begins with:";

/// A phrase to avoid, in lower case, and its replacement.
struct Avoided {
    phrase: String,
    instead: String,
}

/// Checks that no comment in Rust contains a phrase of the list in CONTRIBUTING.md.
pub fn words_to_avoid(tree: &Tree) -> Vec<Finding> {
    let avoided = avoided_phrases(tree);
    if avoided.is_empty() || avoided_openings(tree).is_empty() {
        return vec![Finding {
            place: LIST.to_owned(),
            rule: format!("the section «{SECTION}» lists openings and words to avoid"),
            way_out: format!("Write the line «{OPENINGS} …» and the table | Avoid | Instead |."),
        }];
    }
    tree.files("", ".rs").flat_map(|file| found_in(file, &avoided)).collect()
}

/// Returns the openings that the list bars from doc comments.
pub fn avoided_openings(tree: &Tree) -> Vec<String> {
    let line = section(tree).find_map(|line| line.strip_prefix(OPENINGS)).unwrap_or_default();
    let openings = line.trim_end_matches('.').split(',').map(|opening| opening.trim().to_owned());
    openings.filter(|opening| !opening.is_empty()).collect()
}

/// Returns the table's rows `| phrase, phrase | replacement |`, below its head.
fn avoided_phrases(tree: &Tree) -> Vec<Avoided> {
    let rows = section(tree).filter_map(|line| line.strip_prefix('|')?.strip_suffix('|')?.split_once('|'));
    rows.skip_while(|(first, _)| !first.contains("---"))
        .skip(1)
        .flat_map(|(phrases, instead)| phrases.split(',').map(move |phrase| (phrase, instead)))
        .map(|(phrase, instead)| Avoided {
            phrase: phrase.trim().to_lowercase(),
            instead: instead.trim().to_owned(),
        })
        .collect()
}

fn section(tree: &Tree) -> impl Iterator<Item = &str> {
    let text = tree.file(LIST).map_or("", |file| file.text.as_str());
    text.lines().skip_while(|line| *line != SECTION).skip(1).take_while(|line| !line.starts_with("## "))
}

fn found_in(file: &File, avoided: &[Avoided]) -> Vec<Finding> {
    let comments = comments(&file.text);
    let found = comments.iter().flat_map(|comment| phrases_in(comment, avoided));
    let finding = |(line, it): (usize, &Avoided)| Finding {
        place: format!("{}:{line}", file.path),
        rule: format!("comments use the field's words; here is «{}»", it.phrase),
        way_out: format!("Write instead: {}. The list is in {LIST}.", it.instead),
    };
    found.map(finding).collect()
}

fn phrases_in<'a>(comment: &Comment, avoided: &'a [Avoided]) -> Vec<(usize, &'a Avoided)> {
    let text = without_code(&comment.lines.join("\n")).to_lowercase();
    let spaced = text.replace('\n', " ");
    let found = avoided.iter().flat_map(|it| {
        let starts = spaced.match_indices(&it.phrase).map(|(start, _)| start);
        let words = starts.filter(|start| is_word(&spaced, *start, it.phrase.len())).collect::<Vec<_>>();
        words.into_iter().map(move |start| (start, it))
    });
    let found: Vec<(usize, &Avoided)> = found.collect();
    found.into_iter().map(|(start, it)| (comment.line + text[..start].matches('\n').count(), it)).collect()
}

fn is_word(text: &str, start: usize, length: usize) -> bool {
    let (before, after) = (&text[..start], &text[start + length..]);
    !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
}

/// Blanks out the text between back quotes, which are names of code.
fn without_code(text: &str) -> String {
    let parts = text.split('`').enumerate();
    let blank = |part: &str| part.chars().map(|c| if c == '\n' { c } else { ' ' }).collect::<String>();
    parts
        .map(|(at, part)| if at % 2 == 1 { blank(part) } else { part.to_owned() })
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::finding::places;
    use super::*;

    const TEXT: &str = "# Title\n\n## Words to avoid\n\nA doc comment never begins with: What, The same.\n\n\
                        | Avoid | Instead |\n|---|---|\n| those of, be it | the noun |\n| told | shown |\n\n\
                        ## Else\n\n| Avoid | Instead |\n|---|---|\n| fine | good |\n";

    fn found(code: &str) -> Vec<String> {
        places(words_to_avoid(&Tree::of_files(&[(LIST, TEXT), ("crates/a/src/a.rs", code)])))
    }

    #[test]
    fn a_word_of_the_list_is_found_in_any_comment_and_across_its_lines() {
        assert_eq!(found("/// Those of the site.\nfn a() {}"), ["crates/a/src/a.rs:1"]);
        assert_eq!(found("//! A.\n\nfn a() {} // It is told."), ["crates/a/src/a.rs:3"]);
        assert_eq!(found("// One,\n// be\n// it two."), ["crates/a/src/a.rs:2"]);
    }

    #[test]
    fn code_strings_names_and_other_words_are_left_alone() {
        assert_eq!(
            found("fn told() { f(\"those of\") }\n// It is fine, and `told` is a name.\n/// Untold."),
            [""; 0]
        );
    }

    #[test]
    fn the_list_gives_the_way_out_and_cannot_be_lost() {
        let tree = Tree::of_files(&[(LIST, TEXT), ("a.rs", "// It was told.")]);
        assert_eq!(words_to_avoid(&tree)[0].way_out, "Write instead: shown. The list is in CONTRIBUTING.md.");
        assert_eq!(places(words_to_avoid(&Tree::of_files(&[(LIST, "# Title\n")]))), [LIST]);
    }
}
