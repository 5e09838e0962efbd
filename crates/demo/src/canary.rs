//! A password that must not leave its place, and the search for it in every disguise.

use encoding_rs::{Encoding, KOI8_R, WINDOWS_1251};

/// A password that stands nowhere by chance and that every encoding changes.
pub const CANARY: &str = "Канарейка+7&%qX z";

/// A request as a site received it.
#[derive(Debug, Clone, Copy)]
pub struct ReceivedRequest<'a> {
    /// Its method.
    pub method: &'a str,
    /// Its path and query.
    pub target: &'a str,
    /// Its header lines.
    pub head: &'a [u8],
    /// Its body.
    pub body: &'a [u8],
}

impl ReceivedRequest<'_> {
    /// Describes the place of a password that does not belong there; `None` if all is well.
    ///
    /// It belongs in the body of a POST to the address of the sign-in form alone.
    pub fn leak(&self, password: &str, is_to_sign_in_form: bool) -> Option<String> {
        let body: &[u8] = if self.method == "POST" && is_to_sign_in_form { &[] } else { self.body };
        let parts = [("address", self.target.as_bytes()), ("head", self.head), ("body", body)];
        let (part, disguise) =
            parts.into_iter().find_map(|(part, bytes)| Some((part, find(password, bytes)?)))?;
        Some(format!("the {part} of {} {} ({disguise})", self.method, self.target))
    }
}

/// Returns the disguise in which a text holds a password; `None` if it holds none.
///
/// A password of hexadecimal digits is a key, and is searched as the bytes that they stand for too.
/// The text is searched as it is, percent-decoded once and twice, with the escapes of JSON and HTML
/// resolved, and with every run of base64 or hexadecimal digits decoded; in UTF-8, windows-1251,
/// KOI8-R and UTF-16, forwards and backwards.
pub fn find(password: &str, text: &[u8]) -> Option<&'static str> {
    let forms = forms(password);
    let shortest = forms.iter().map(Vec::len).min().unwrap_or_default();
    let mut texts = vec![text.to_vec(), with_spaces(text), percent_decode(text)];
    texts.extend(texts.last().map(|once| percent_decode(once)));
    texts.push(unescape(text));
    texts.dedup();
    texts.iter().find_map(|text| {
        let views: [(_, &dyn Fn() -> Vec<u8>); 3] = [
            ("plain", &|| text.clone()),
            ("base64", &|| base64_runs(text, shortest)),
            ("hexadecimal", &|| hex_runs(text, shortest)),
        ];
        views.into_iter().find_map(|(name, view)| holds(&view(), &forms).then_some(name))
    })
}

fn with_spaces(text: &[u8]) -> Vec<u8> {
    text.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect()
}

/// Returns the bytes of a password in every charset, forwards and backwards.
fn forms(password: &str) -> Vec<Vec<u8>> {
    let backwards: String = password.chars().rev().collect();
    let of_text = |text: &str| {
        let in_charset = |charset: &'static Encoding| charset.encode(text).0.into_owned();
        let wide = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect();
        let wide = [wide(u16::to_le_bytes), wide(u16::to_be_bytes)];
        let narrow = [text.as_bytes().to_vec(), in_charset(WINDOWS_1251), in_charset(KOI8_R)];
        narrow.into_iter().chain(wide).collect::<Vec<Vec<u8>>>()
    };
    let key = hex_digits(password.as_bytes()).filter(|key| key.len() >= SHORTEST_KEY);
    [password, &backwards].into_iter().flat_map(of_text).chain(key).collect()
}

/// The least length of a key in bytes; shorter bytes stand anywhere by chance.
const SHORTEST_KEY: usize = 16;

/// Decodes a text of hexadecimal digits alone.
fn hex_digits(text: &[u8]) -> Option<Vec<u8>> {
    text.chunks(2).map(hex).collect()
}

fn holds(text: &[u8], forms: &[Vec<u8>]) -> bool {
    let begins_form = |byte: &u8| forms.iter().any(|form| form.first() == Some(byte));
    let mut rest = text;
    while let Some(at) = rest.iter().position(begins_form) {
        if forms.iter().any(|form| rest[at..].starts_with(form)) {
            return true;
        }
        rest = &rest[at + 1..];
    }
    false
}

/// Decodes percent escapes, and a plus as a space.
pub(crate) fn percent_decode(bytes: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let [first, after @ ..] = rest {
        let escaped = after.get(..2).filter(|_| *first == b'%').and_then(hex);
        decoded.push(escaped.unwrap_or(if *first == b'+' { b' ' } else { *first }));
        rest = if escaped.is_some() { &after[2..] } else { after };
    }
    decoded
}

fn hex(digits: &[u8]) -> Option<u8> {
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

/// Resolves the escapes of JSON and HTML.
fn unescape(text: &[u8]) -> Vec<u8> {
    if !text.contains(&b'\\') && !text.contains(&b'&') {
        return text.to_vec();
    }
    let text = String::from_utf8_lossy(text).replace("&amp;", "&");
    let mut resolved = String::new();
    let mut rest = text.as_str();
    while let Some(character) = rest.chars().next() {
        let (resolved_character, length) = escape(rest).unwrap_or((character, character.len_utf8()));
        resolved.push(resolved_character);
        rest = rest.get(length..).unwrap_or_default();
    }
    resolved.into_bytes()
}

/// Returns the character of an escape at the beginning of a text, and the length of the escape.
fn escape(text: &str) -> Option<(char, usize)> {
    if let Some(digits) = text.strip_prefix("\\u").and_then(|rest| rest.get(..4)) {
        return Some((char::from_u32(u32::from_str_radix(digits, 16).ok()?)?, 6));
    }
    let (number, _) = text.strip_prefix("&#")?.split_once(';')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    Some((char::from_u32(code)?, number.len() + 3))
}

/// Decodes runs of base64 digits from each of the places at which a group may begin.
///
/// Runs that are too short for this number of bytes are left out.
fn base64_runs(text: &[u8], bytes: usize) -> Vec<u8> {
    let groups = |run: &[u8]| -> Vec<u8> {
        let decoded = (0..4).flat_map(|skipped| {
            let sextets: Vec<u32> = run.iter().skip(skipped).filter_map(|byte| sextet(*byte)).collect();
            let bytes = sextets.chunks(4).flat_map(|group| {
                let bits = group.iter().fold(0, |bits, sextet| bits << 6 | sextet) << (6 * (4 - group.len()));
                bits.to_be_bytes().into_iter().skip(1)
            });
            bytes.chain([0]).collect::<Vec<u8>>()
        });
        decoded.collect()
    };
    runs(text, bytes * 4 / 3, |byte| sextet(byte).is_some()).flat_map(groups).collect()
}

fn sextet(byte: u8) -> Option<u32> {
    Some(match byte {
        b'A'..=b'Z' => u32::from(byte - b'A'),
        b'a'..=b'z' => u32::from(byte - b'a') + 26,
        b'0'..=b'9' => u32::from(byte - b'0') + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    })
}

fn hex_runs(text: &[u8], bytes: usize) -> Vec<u8> {
    let decoded = |run: &[u8]| run.chunks_exact(2).filter_map(hex).chain([0]).collect::<Vec<u8>>();
    runs(text, bytes * 2, |byte| byte.is_ascii_hexdigit()).flat_map(decoded).collect()
}

/// Returns the runs of digits that are long enough.
fn runs<'a>(
    text: &'a [u8],
    shortest: usize,
    is_digit: impl Fn(u8) -> bool + 'a,
) -> impl Iterator<Item = &'a [u8]> {
    text.split(move |byte| !is_digit(*byte)).filter(move |run| run.len() >= shortest)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DISGUISES: [&str; 10] = [
        "a Канарейка+7&%qX z b",
        "p=%D0%9A%D0%B0%D0%BD%D0%B0%D1%80%D0%B5%D0%B9%D0%BA%D0%B0%2B7%26%25qX+z&x=1",
        "p=%D0%9A%D0%B0%D0%BD%D0%B0%D1%80%D0%B5%D0%B9%D0%BA%D0%B0%2b7%26%25qX%20z",
        "p=%25D0%259A%25D0%25B0%25D0%25BD%25D0%25B0%25D1%2580%25D0%25B5%25D0%25B9%25D0%25BA%25D0%25B0%252B7%2526%2525qX%2520z",
        "p=%CA%E0%ED%E0%F0%E5%E9%EA%E0%2B7%26%25qX+z",
        "Authorization: Basic MTIzNDU2Nzg60JrQsNC90LDRgNC10LnQutCwKzcmJXFYIHo=",
        "{\"p\":\"\\u041a\\u0430\\u043d\\u0430\\u0440\\u0435\\u0439\\u043a\\u0430+7&%qX z\"}",
        "<input value='&#1050;&#x430;&#1085;&#1072;&#1088;&#1077;&#1081;&#1082;&#1072;+7&amp;%qX z'>",
        "z Xq%&7+акйеранаК",
        "d09ad0b0d0bdd0b0d180d0b5d0b9d0bad0b02b3726257158207a",
    ];

    #[test]
    fn a_password_is_found_in_every_disguise_and_not_where_it_is_not() {
        for disguise in DISGUISES {
            assert!(find(CANARY, disguise.as_bytes()).is_some(), "{disguise}");
        }
        for charset in [WINDOWS_1251, KOI8_R] {
            assert_eq!(find(CANARY, &charset.encode(CANARY).0), Some("plain"), "{}", charset.name());
        }
        for other in
            ["", "Канарейка", "p=%D0%9A%D0%B0%D0%BD", "<title>Личный кабинет</title>", "0123456789abcdef"]
        {
            assert_eq!(find(CANARY, other.as_bytes()), None, "{other}");
        }
    }

    #[test]
    fn a_password_belongs_in_the_body_of_the_sign_in_form_alone() {
        let sent = ReceivedRequest { method: "POST", target: "/login", head: b"", body: CANARY.as_bytes() };
        assert_eq!(sent.leak(CANARY, true), None);
        let elsewhere = sent.leak(CANARY, false);
        assert_eq!(elsewhere.as_deref(), Some("the body of POST /login (plain)"));
        assert!(ReceivedRequest { method: "GET", ..sent }.leak(CANARY, true).is_some());
        assert!(ReceivedRequest { head: CANARY.as_bytes(), body: b"", ..sent }.leak(CANARY, true).is_some());
        assert!(ReceivedRequest { target: CANARY, body: b"", ..sent }.leak(CANARY, true).is_some());
    }
}
