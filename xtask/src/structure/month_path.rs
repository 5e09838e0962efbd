//! The way of one question from a screen to SQL: the transactions of a month.

use super::figure::Figure;
use crate::code::tokens::{Token, after_group, starts_with};
use crate::code::tree::{File, Tree};

/// Counts the files on the way from the screen of a month to the SQL that reads it.
///
/// They are the screen, the function of the UI around its request (if any), the door to the
/// program, the command, the function of the desktop program (if it has one for this question), that of
/// the API, and the file of the database that the last one calls first.
pub fn files_from_screen_to_sql(tree: &Tree) -> Figure {
    let screen = tree.files("ui/src/", ".svelte").find(|file| file.name() == "Month.svelte");
    let helper = screen.and_then(|screen| helper_around_request(tree, screen));
    let door = tree.file("ui/src/api.ts");
    let command = file_with_function(tree, "src-tauri/src/", "month");
    let desktop = file_with_function(tree, "crates/desktop/src/", "month");
    let api = tree.files("crates/api/src/", ".rs").find(|file| reads_the_store(file));
    let store = api.and_then(|api| first_called_in_store(tree, api));
    let files = [screen, helper, door, command, desktop, api, store];
    Figure::count(
        "files from a screen to SQL, for a month",
        files.into_iter().flatten().map(|file| file.path.clone()).collect(),
    )
}

/// Returns the file of `name` in `name((…) => api.month(…))`.
fn helper_around_request<'a>(tree: &'a Tree, screen: &File) -> Option<&'a File> {
    let line = screen.text.lines().find(|line| line.contains("api.month("))?;
    let (before, _) = line.split_once("((")?;
    let name = before.rsplit(|c: char| !c.is_alphanumeric()).next().filter(|name| !name.is_empty())?;
    let declared = format!("function {name}");
    tree.files("ui/src/", ".ts").find(|file| {
        file.text.contains(&format!("{declared}<")) || file.text.contains(&format!("{declared}("))
    })
}

/// Returns the file that defines a function with a receiver or an account among its arguments.
fn file_with_function<'a>(tree: &'a Tree, folder: &'a str, name: &str) -> Option<&'a File> {
    tree.files(folder, ".rs").find(|file| function(file.tokens(), name).is_some_and(is_question))
}

/// Returns true if the function is a method, or a command of the window.
fn is_question(function: &[Token]) -> bool {
    let open = function.iter().position(|token| token.text == "(").unwrap_or_default();
    let arguments = &function[open..after_group(function, open)];
    starts_with(arguments, 1, &["&", "self"])
        || arguments.iter().any(|token| ["desktop", "app", "State"].contains(&token.text.as_str()))
}

/// Returns true if a function `month` of the file uses the database.
fn reads_the_store(file: &File) -> bool {
    function(file.tokens(), "month").is_some_and(|month| month.iter().any(|token| token.text == "store"))
}

/// Returns the tokens of a function from its name to the end of its body.
fn function<'a>(code: &'a [Token], name: &str) -> Option<&'a [Token]> {
    let at = (0..code.len()).find(|at| starts_with(code, *at, &["fn", name]))? + 1;
    let body = at + code[at..].iter().position(|token| token.text == "{")?;
    Some(&code[at..after_group(code, body)])
}

/// Returns the file of the database whose function the API calls first for the month's rows.
fn first_called_in_store<'a>(tree: &'a Tree, api: &File) -> Option<&'a File> {
    let body = function(api.tokens(), "month")?;
    let calls = body
        .windows(4)
        .filter(|it| it[0].text == "store" && it[1].text == "." && it[3].text == "(")
        .map(|it| it[2].text.as_str());
    let with_sql = |name: &str| {
        let files = tree.files("crates/store/src/", ".rs");
        files.filter(|file| file.text.contains("SELECT")).find(|file| function(file.tokens(), name).is_some())
    };
    calls.filter_map(with_sql).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_is_followed_with_and_without_functions_that_forward() {
        let mut files = vec![
            ("ui/src/screens/Month.svelte", "const r = kept((login) => api.month(login, month));"),
            ("ui/src/state.ts", "export function kept<T>(q) {}"),
            ("ui/src/api.ts", "export const month = invoke('month')"),
            ("src-tauri/src/commands.rs", "fn month(desktop: State<'_>) { desktop.month() }"),
            ("crates/desktop/src/app.rs", "impl A { fn query(&self) {} }"),
            ("crates/desktop/src/reading.rs", "impl A { fn month(&self) {} }"),
            ("crates/api/src/format.rs", "fn month(month: Month) -> String {}"),
            ("crates/api/src/statement.rs", "impl A { fn month(&self) { self.open(); store.rows(1) } }"),
            ("crates/store/src/statement.rs", "fn rows() { \"SELECT 1\" }"),
        ];
        let way = files_from_screen_to_sql(&Tree::of_files(&files)).places;
        assert_eq!(way.len(), 7, "{way:?}");
        assert_eq!(way[4], "crates/desktop/src/reading.rs");
        files.remove(5);
        files[0].1 = "const r = ask(); api.month(login, month);";
        let way = files_from_screen_to_sql(&Tree::of_files(&files)).places;
        assert_eq!((way.len(), way[3].as_str()), (5, "crates/api/src/statement.rs"), "{way:?}");
    }
}
