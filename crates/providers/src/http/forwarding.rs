//! Pages that only send on to another: by `<meta http-equiv=refresh>`, or by a plain
//! `location.href =` in a script.

use std::sync::LazyLock;

use regex::Regex;
use url::Url;

use crate::page::dom::Document;
use crate::page::text::pattern;

const LONGEST_NOTICE: usize = 300;
const LONGEST_DELAY: u32 = 10;

static REFRESH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"(?i)^\s*(\d+)(?:\.\d+)?\s*[;,]\s*(?:url\s*=\s*)?["']?([^"']+)"#));
static SCRIPT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"^\s*(?:<!--)?\s*(?:(?:window|document|self|top)\.)?location(?:\.href\s*=|\s*=|\.replace\s*\(|\.assign\s*\()\s*["']([^"']+)["']"#,
    )
});

/// Where the page sends on to.
pub fn target(document: &Document) -> Option<Url> {
    let target = refresh(document).or_else(|| script(document));
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

/// Only a page that shows next to nothing is a script's notice; others have scripts for other ends.
fn script(document: &Document) -> Option<Url> {
    let root = document.root()?;
    let has_content = document.elements().any(|id| matches!(document.name(id), "input" | "table" | "form"));
    if has_content || document.text(root).chars().count() > LONGEST_NOTICE {
        return None;
    }
    let scripts = document.elements().filter(|id| document.name(*id) == "script");
    let mut statements =
        scripts.flat_map(|id| document.children(id).to_vec()).filter_map(|text| document.characters(text));
    let address =
        statements.find_map(|text| text.split(';').find_map(|statement| SCRIPT.captures(statement)))?;
    document.base.join(&address[1]).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target_of(html: &str) -> Option<String> {
        let document =
            Document::read(html, &Url::parse("http://localhost/login").unwrap(), encoding_rs::UTF_8);
        target(&document).map(|url| url.path().to_owned())
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
