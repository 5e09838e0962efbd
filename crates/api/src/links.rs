//! Pages that may be opened in a browser.

use kabinet_providers::{ProviderInfo, Site};
use url::Url;

/// Returns true if a browser may open an address.
///
/// The address must belong to the account's site or to the provider's own site.
///
/// A page of the portal may have been tampered with, so its links are not trusted.
pub(crate) fn allowed(url: &Url, site: &Url, declared: Option<&ProviderInfo>) -> bool {
    let sites = [Some(site), declared.map(|declared| &declared.site)].into_iter().flatten();
    sites.filter_map(|site| Site::new(site).ok()).any(|site| site.may_open(url))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opens(url: &str, site: &str) -> bool {
        let sevencom = kabinet_providers::find("sevencom").unwrap();
        allowed(&url.parse().unwrap(), &site.parse().unwrap(), Some(sevencom.info()))
    }

    #[test]
    fn only_encrypted_pages_of_the_provider_are_opened() {
        let site = "https://www.sevencom.ru/";
        for url in ["https://www.sevencom.ru/pay", "https://sevencom.ru/", "https://lk.sevencom.ru/pay?a=1"] {
            assert!(opens(url, site), "{url}");
        }
        for url in [
            "http://www.sevencom.ru/pay",
            "https://sevencom.ru.example.org/",
            "https://notsevencom.ru/",
            "https://user:word@sevencom.ru/",
            "https://sevencom.ru:8443/",
            "https://example.org/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "http://127.0.0.1:8080/",
        ] {
            assert!(!opens(url, site), "{url}");
        }
    }

    #[test]
    fn a_portal_on_this_machine_opens_its_own_pages_and_no_other_port() {
        let site = "http://127.0.0.1:8080/";
        assert!(opens("http://127.0.0.1:8080/pay", site));
        assert!(!opens("http://127.0.0.1:9090/pay", site));
        assert!(!opens("http://example.org/", site));
    }
}
