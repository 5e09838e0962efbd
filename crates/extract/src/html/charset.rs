//! Decoding of bytes to text.
//!
//! Tried in order: the header, the page's `<meta>`, a guess; each only if it gives Russian.

use std::sync::LazyLock;

use chardetng::{EncodingDetector, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};
use regex::Regex;

use crate::error::Unreadable;
use crate::text::normalize::pattern;

const WHERE_META_STANDS: usize = 4096;

static META: LazyLock<Regex> = LazyLock::new(|| pattern(r#"(?i)<meta[^>]*charset\s*=\s*["']?\s*([\w-]+)"#));

/// Returns the page's text and the encoding of its submitted forms.
///
/// # Errors
/// [`Unreadable::NotText`] if the bytes are not text.
pub fn text(bytes: &[u8], content_type: Option<&str>) -> Result<(String, &'static Encoding), Unreadable> {
    if bytes.contains(&0) && Encoding::for_bom(bytes).is_none() {
        return Err(Unreadable::NotText);
    }
    let declared = || by_header(content_type).into_iter().chain(by_meta(bytes));
    if let Ok(text) = std::str::from_utf8(bytes) {
        let charset = if text.is_ascii() { declared().next() } else { None };
        return Ok((text.trim_start_matches('\u{feff}').to_owned(), charset.unwrap_or(UTF_8)));
    }
    let decoded = |encoding: &'static Encoding| (encoding.decode(bytes).0.into_owned(), encoding);
    let is_russian = |(text, _): &(String, &'static Encoding)| is_russian(text);
    let candidates = || declared().chain(std::iter::once_with(|| guessed(bytes)));
    let chosen = candidates().map(decoded).find(is_russian);
    Ok(chosen.unwrap_or_else(|| decoded(candidates().next().unwrap_or(UTF_8))))
}

fn by_header(content_type: Option<&str>) -> Option<&'static Encoding> {
    let (_, name) = content_type?.split_once("charset=")?;
    Encoding::for_label(name.split(';').next()?.trim_matches(['"', '\'', ' ']).as_bytes())
}

fn by_meta(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(WHERE_META_STANDS)]);
    Encoding::for_label(META.captures(&head)?.get(1)?.as_str().as_bytes())
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"ru"), Utf8Detection::Allow)
}

/// Returns true if a text looks Russian.
///
/// Russian is mostly Cyrillic beyond ASCII, and mostly in lower case; KOI8-R decoded as
/// windows-1251 has the cases reversed.
fn is_russian(text: &str) -> bool {
    let (mut lower, mut upper, mut odd) = (0_usize, 0_usize, 0_usize);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        match c {
            'а'..='я' | 'ё' => lower += 1,
            'А'..='Я' | 'Ё' => upper += 1,
            '\u{fffd}' | '\u{80}'..='\u{9f}' => odd += 1,
            _ => odd += usize::from(c.is_alphabetic()),
        }
    }
    lower >= upper && lower + upper > 4 * odd
}

#[cfg(test)]
mod tests {
    use encoding_rs::{KOI8_R, WINDOWS_1251};

    use super::*;

    const PAGE: &str =
        "<title>Личный кабинет</title>Текущий баланс интернет: 588,00 руб. Дата ближайшего списания";

    fn decoded(page: &str, encoding: &'static Encoding, header: Option<&str>) -> (String, &'static str) {
        let (text, charset) = text(&encoding.encode(page).0, header).unwrap();
        (text, charset.name())
    }

    #[test]
    fn russian_comes_out_whatever_is_declared() {
        for (encoding, header) in [
            (UTF_8, None),
            (UTF_8, Some("text/html; charset=ISO-8859-1")),
            (UTF_8, Some("text/html; charset=windows-1251")),
            (WINDOWS_1251, Some("text/html; charset=windows-1251")),
            (WINDOWS_1251, Some("text/html; charset=utf-8")),
            (WINDOWS_1251, Some("text/html; charset=koi8-r")),
            (WINDOWS_1251, None),
            (KOI8_R, Some("text/html; charset=\"KOI8-R\"")),
            (KOI8_R, Some("text/html; charset=windows-1251")),
        ] {
            let (text, charset) = decoded(PAGE, encoding, header);
            assert_eq!(text, PAGE, "{} {header:?}", encoding.name());
            assert_eq!(
                charset.replace("KOI8-U", "KOI8-R"),
                encoding.name(),
                "forms go out as the page came in"
            );
        }
        let declared = format!("<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>{PAGE}");
        assert_eq!(decoded(&declared, KOI8_R, None), (declared.clone(), "KOI8-R"));
    }

    #[test]
    fn a_plain_form_is_sent_as_the_page_declares() {
        assert_eq!(decoded("<form>", UTF_8, Some("text/html; charset=windows-1251")).1, "windows-1251");
    }

    #[test]
    fn what_is_not_text_is_refused() {
        assert_eq!(text(b"\x89PNG\0\0", None), Err(Unreadable::NotText));
    }
}
