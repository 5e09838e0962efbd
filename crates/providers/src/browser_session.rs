//! A session begun in a browser.

use cookie_store::RawCookie;
use secrecy::SecretString;
use url::Url;

/// A session begun in a browser, for sites that need one to sign in.
#[derive(Debug, Clone)]
pub struct BrowserSession {
    /// The address of the page that the browser shows.
    pub page: Url,
    /// The site's cookies, each in the form of a `Set-Cookie` header.
    pub cookies: Vec<SecretString>,
}

/// Cookies of visitor counters by their whole name.
const COUNTERS: [&str; 5] = ["_fbc", "_fbp", "_ga", "_gat", "_gid"];

/// Cookies of visitor counters by the beginning of their name.
const COUNTER_PREFIXES: [&str; 6] = ["__utm", "_ga_", "_gat_", "_gcl_", "_ym_", "tmr_"];

impl BrowserSession {
    /// Creates a session of the cookies in a browser that signing in needs.
    ///
    /// Systems keep little in one secret, and cookies of visitor counters are longer than a
    /// session's. When a cookie expires is left out too: the site itself ends its sessions.
    pub fn of_browser(page: Url, cookies: impl IntoIterator<Item = String>) -> Self {
        Self { page, cookies: cookies.into_iter().filter_map(trimmed).map(SecretString::from).collect() }
    }
}

/// Returns a cookie with its value and its place; `None` for the cookie of a counter.
fn trimmed(text: String) -> Option<String> {
    let cookie = RawCookie::parse(text).ok()?;
    let is_counter = COUNTERS.contains(&cookie.name())
        || COUNTER_PREFIXES.iter().any(|prefix| cookie.name().starts_with(prefix));
    let mut plain = RawCookie::new(cookie.name(), cookie.value());
    if let Some(domain) = cookie.domain() {
        plain.set_domain(domain);
    }
    if let Some(path) = cookie.path() {
        plain.set_path(path);
    }
    if cookie.secure() == Some(true) {
        plain.set_secure(true);
    }
    (!is_counter).then(|| plain.to_string())
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    #[test]
    fn a_session_has_the_cookies_that_signing_in_needs_and_nothing_else() {
        let cookies = [
            "laravel_session=eyJpdiI6; HttpOnly; SameSite=Lax; Secure; Path=/cabinet; \
             Domain=sevencom.ru; Expires=Sun, 29 Nov 2026 18:47:00 GMT; Max-Age=7200",
            "_ym_uid=1764441; Path=/; Domain=sevencom.ru",
            "_ym_d=1764441; Path=/",
            "_ga=GA1.1.1; Path=/",
            "_ga_X1Y2Z3=GS2.1; Path=/",
            "_gate=open",
            "city=3; Path=/",
        ];
        let page: Url = "https://www.sevencom.ru/cabinet".parse().unwrap();
        let session = BrowserSession::of_browser(page, cookies.map(str::to_owned));
        let kept: Vec<&str> = session.cookies.iter().map(ExposeSecret::expose_secret).collect();
        assert_eq!(
            kept,
            [
                "laravel_session=eyJpdiI6; Secure; Path=/cabinet; Domain=sevencom.ru",
                "_gate=open",
                "city=3; Path=/"
            ]
        );
    }
}
