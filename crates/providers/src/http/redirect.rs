//! Redirects within a page: `<meta http-equiv=refresh>`, or a plain `location.href =` in a script.

use std::sync::LazyLock;

use kabinet_extract::html::document::Document;
use kabinet_extract::text::normalize::pattern;
use regex::Regex;
use url::Url;

const LONGEST_NOTICE: usize = 300;
const LONGEST_DELAY: u32 = 10;

static REFRESH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"(?i)^\s*(\d+)(?:\.\d+)?\s*[;,]\s*(?:url\s*=\s*)?["']?([^"']+)"#));
static SCRIPT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"^\s*(?:<!--)?\s*(?:(?:window|document|self|top)\.)?location(?:\.href\s*=|\s*=|\.replace\s*\(|\.assign\s*\()\s*["']([^"']+)["']"#,
    )
});

/// Returns the address that a page redirects to.
///
/// A script's redirect counts on a page without content. In the answer to a form it counts on any
/// page: some systems answer a sign-in with a script and the whole sign-in page behind it.
pub fn target(document: &Document, is_form_answer: bool) -> Option<Url> {
    let is_notice = || is_form_answer || shows_nothing(document);
    let target = refresh(document).or_else(|| script(document).filter(|_| is_notice()));
    target.filter(|target| matches!(target.scheme(), "http" | "https"))
}

fn refresh(document: &Document) -> Option<Url> {
    let is_refresh = |equivalent: &str| equivalent.eq_ignore_ascii_case("refresh");
    let metas = document.elements().filter(|id| document.name(*id) == "meta");
    let mut refreshes = metas.filter(|id| document.attribute(*id, "http-equiv").is_some_and(is_refresh));
    let parts = refreshes.find_map(|id| REFRESH.captures(document.attribute(id, "content")?))?;
    let soon = parts[1].parse::<u32>().is_ok_and(|seconds| seconds <= LONGEST_DELAY);
    document.base.join(parts[2].trim()).ok().filter(|_| soon)
}

/// Returns true for a page with a short text and without forms and tables.
fn shows_nothing(document: &Document) -> bool {
    let has_content = document.elements().any(|id| matches!(document.name(id), "input" | "table" | "form"));
    let length = document.root().map_or(0, |root| document.text(root).chars().count());
    !has_content && length <= LONGEST_NOTICE
}

/// Returns the address that a statement of a script assigns to the location.
fn script(document: &Document) -> Option<Url> {
    let scripts = document.elements().filter(|id| document.name(*id) == "script");
    let mut texts =
        scripts.flat_map(|id| document.children(id).to_vec()).filter_map(|text| document.characters(text));
    let address = texts.find_map(|text| {
        top_level_statements(text)
            .find_map(|statement| SCRIPT.captures(statement))
            .map(|parts| parts[1].to_owned())
    })?;
    document.base.join(&address).ok()
}

/// Returns the statements of a script outside functions and blocks.
fn top_level_statements(script: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_i32;
    let outer = script.split(';').filter(move |statement| {
        let is_outer = depth <= 0;
        depth += braces(statement);
        is_outer
    });
    outer.map(|statement| statement.trim_start_matches(['}', ' ', '\n', '\r', '\t']))
}

/// Returns the number of opening braces minus the number of closing ones.
fn braces(text: &str) -> i32 {
    text.chars().fold(0, |depth, c| match c {
        '{' => depth + 1,
        '}' => depth - 1,
        _ => depth,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target_of(html: &str) -> Option<String> {
        let document =
            Document::read(html, &Url::parse("http://localhost/login").unwrap(), encoding_rs::UTF_8);
        target(&document, false).map(|url| url.path().to_owned())
    }

    #[test]
    fn a_script_in_the_answer_to_a_form_redirects_over_a_whole_page() {
        let redirected = |html: &str| {
            let address = Url::parse("http://localhost/login").unwrap();
            target(&Document::read(html, &address, encoding_rs::UTF_8), true).map(|url| url.path().to_owned())
        };
        let form = "<form method=post><input name=a><input type=password name=b></form>";
        let answer = format!("<script>document.location.href=\"index.php\";</script><html>{form}</html>");
        assert_eq!(redirected(&answer).as_deref(), Some("/index.php"));
        for inner in ["function go(){ f(); location.href='/x' }", "if (a) { f(); location.href='/x'; }"] {
            assert_eq!(redirected(&format!("<script>{inner}</script>{form}")), None, "{inner}");
        }
    }

    #[test]
    fn a_notice_sends_on_and_a_page_does_not() {
        let notices = [
            "<meta http-equiv='refresh' content='0;url=/lk'>Вы вошли, подождите",
            "<META HTTP-EQUIV=Refresh CONTENT=\"2; URL='/lk'\">",
            "<script>location.href='/lk'</script>",
            "<script>document.cookie='a=b'; window.location = \"/lk\";</script>",
            "<script>window.location.replace('/lk')</script>",
        ];
        for html in notices {
            assert_eq!(target_of(html).as_deref(), Some("/lk"), "{html}");
        }
        let pages = [
            "<meta http-equiv=refresh content=300>",
            "<meta http-equiv=refresh content='600;url=/lk'>",
            "<meta http-equiv=refresh content='0;url=javascript:x'>",
            "<script>function go(){ location.href='/lk' }</script>",
            "<script>if (top != self) top.location = self.location</script>",
            "<script>location.href='/lk'</script><form><input type=password></form>",
        ];
        for html in pages {
            assert_eq!(target_of(html), None, "{html}");
        }
    }
}
