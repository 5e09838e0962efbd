//! Addresses of sites as people write them.

use url::Url;

use crate::ApiError;

/// Parses the address of a site as a person writes it; without a scheme it is `https`.
pub(crate) fn site(text: &str) -> Result<Url, ApiError> {
    let bad = || ApiError::BadAddress { text: without_password(text).to_owned() };
    let text = text.trim();
    let whole = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let url = Url::parse(&whole).map_err(|_| bad())?;
    let is_web = matches!(url.scheme(), "https" | "http") && url.host().is_some();
    let is_open = url.username().is_empty() && url.password().is_none();
    if is_web && is_open { Ok(url) } else { Err(bad()) }
}

fn without_password(text: &str) -> &str {
    text.rsplit_once('@').map_or(text, |(_, address)| address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_is_meant_where_no_scheme_is_given() {
        for (text, url) in [
            ("www.sevencom.ru", "https://www.sevencom.ru/"),
            (" sevencom.ru/lk ", "https://sevencom.ru/lk"),
            ("localhost:8080", "https://localhost:8080/"),
            ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/"),
        ] {
            assert_eq!(site(text).unwrap().as_str(), url);
        }
    }

    #[test]
    fn what_is_no_address_is_refused_and_a_password_in_it_is_not_repeated() {
        for text in ["", "ftp://sevencom.ru", "https://", "file:///etc/passwd", "http://["] {
            assert!(matches!(site(text), Err(ApiError::BadAddress { .. })), "{text:?} is no site");
        }
        let told = site("https://ivan:secret@sevencom.ru").unwrap_err().to_string();
        assert_eq!(told, "not the address of a site: sevencom.ru");
    }
}
