use kabinet_providers::Declaration;
use url::{Host, Url};

use crate::wire::window::Link;
use crate::{ApiError, Kabinet};

impl Kabinet {
    /// Where a button leads: only to the account's own site, and to pages of its provider. For
    /// those who have no account yet, the provider's stable name stands for the login, and leads
    /// to its site.
    ///
    /// # Errors
    /// [`ApiError::NoLink`] if the cabinet shows no such button, or one that leads elsewhere; those
    /// of choosing an account, and those of the database and its folder.
    pub fn link(&self, login: &str, link: Link) -> Result<Url, ApiError> {
        if let (Link::Forgot | Link::Site, Ok(known)) = (link, self.provider(login)) {
            return Ok(known.declaration().site.clone());
        }
        let store = self.store()?;
        let account = self.account(&store, Some(login))?;
        let shown = || Ok::<_, ApiError>(store.summary(account.id)?.map(|kept| kept.value));
        let url = match link {
            Link::Pay => shown()?.and_then(|summary| summary.pay_url),
            Link::ChangeTariff => shown()?.and_then(|summary| summary.change_tariff_url),
            Link::Forgot | Link::Site => Some(account.site.clone()),
        };
        let provider = self.provider(&account.provider).ok();
        let declared = provider.as_ref().map(|provider| provider.declaration());
        url.filter(|url| allowed(url, &account.site, declared)).ok_or(ApiError::NoLink)
    }
}

/// Whether a page may be opened in a browser: it is on the account's own site, or encrypted and on
/// a host of its provider. A page of the provider's may have been tampered with.
pub(crate) fn allowed(url: &Url, site: &Url, declared: Option<&Declaration>) -> bool {
    let open = url.username().is_empty() && url.password().is_none();
    let sites = [Some(site), declared.map(|declared| &declared.site)].into_iter().flatten();
    let is_provider = |url| sites.filter_map(Url::domain).any(|site| is_under(url, site));
    open && (is_encrypted(url) && is_provider(url) || is_here(url, site))
}

fn is_encrypted(url: &Url) -> bool {
    url.scheme() == "https"
}

fn is_under(url: &Url, site: &str) -> bool {
    url.domain().is_some_and(|domain| belongs(domain, site))
}

/// A cabinet on this machine needs no encryption.
fn is_here(url: &Url, site: &Url) -> bool {
    let loopback = match site.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    };
    loopback && matches!(url.scheme(), "http" | "https") && url.origin() == site.origin()
}

fn belongs(domain: &str, site: &str) -> bool {
    let own = site.strip_prefix("www.").unwrap_or(site);
    domain == own || domain.strip_suffix(own).is_some_and(|rest| rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opens(url: &str, site: &str) -> bool {
        let sevencom = kabinet_providers::find("sevencom").unwrap();
        allowed(&url.parse().unwrap(), &site.parse().unwrap(), Some(sevencom.declaration()))
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
            "https://example.org/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "http://127.0.0.1:8080/",
        ] {
            assert!(!opens(url, site), "{url}");
        }
    }

    #[test]
    fn a_cabinet_on_this_machine_opens_its_own_pages_and_no_other_port() {
        let site = "http://127.0.0.1:8080/";
        assert!(opens("http://127.0.0.1:8080/pay", site));
        assert!(!opens("http://127.0.0.1:9090/pay", site));
        assert!(!opens("http://example.org/", site));
    }
}
