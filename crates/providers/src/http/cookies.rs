//! Cookies of one visit.

use std::cmp::Reverse;
use std::sync::{PoisonError, RwLock};

use cookie_store::{CookieStore, RawCookie};
use reqwest::header::HeaderValue;
use url::Url;

/// The cookies of one visit, ordered as browsers send them.
///
/// Of cookies with one name the one with the longest path comes first, because some sites look only at
/// the first (RFC 6265, section 5.4).
#[derive(Default)]
pub struct Cookies(RwLock<CookieStore>);

impl Cookies {
    /// Stores a cookie that a site set in an answer from this address.
    pub fn set(&self, cookie: &str, at: &Url) {
        let cookies = RawCookie::parse(cookie.to_owned()).ok().into_iter();
        self.0.write().unwrap_or_else(PoisonError::into_inner).store_response_cookies(cookies, at);
    }
}

impl reqwest::cookie::CookieStore for Cookies {
    fn set_cookies(&self, headers: &mut dyn Iterator<Item = &HeaderValue>, at: &Url) {
        let texts = headers.filter_map(|header| std::str::from_utf8(header.as_bytes()).ok());
        texts.for_each(|cookie| self.set(cookie, at));
    }

    fn cookies(&self, to: &Url) -> Option<HeaderValue> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let mut sent = kept.matches(to);
        sent.sort_by_key(|cookie| (Reverse(cookie.path.len()), cookie.name().to_owned()));
        let pairs: Vec<String> =
            sent.into_iter().map(|cookie| format!("{}={}", cookie.name(), cookie.value())).collect();
        let line = Some(pairs.join("; ")).filter(|line| !line.is_empty())?;
        HeaderValue::from_bytes(line.as_bytes()).ok()
    }
}

#[cfg(test)]
mod tests {
    use reqwest::cookie::CookieStore as _;

    use super::*;

    #[test]
    fn of_two_cookies_with_one_name_that_of_the_nearer_path_is_sent_first() {
        let page = Url::parse("http://localhost/cabinet/home").unwrap();
        for _ in 0..32 {
            let cookies = Cookies::default();
            cookies.set("sid=guest; Path=/", &page);
            cookies.set("sid=customer; Path=/cabinet; HttpOnly", &page);
            cookies.set("city=3; Path=/", &page);
            let sent = cookies.cookies(&page).unwrap();
            assert_eq!(sent, "sid=customer; city=3; sid=guest");
        }
        assert_eq!(Cookies::default().cookies(&page), None);
    }
}
