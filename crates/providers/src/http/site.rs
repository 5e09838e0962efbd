//! Which addresses belong to a provider's site.

use url::{Host, Origin, Url};

use crate::ProviderError;

/// A site: the origin of its front page, and over https its host's subdomains (`www.` and `lk.` of
/// one name are one site to a customer).
#[derive(Debug)]
pub struct Site {
    origin: Origin,
    name: Option<String>,
}

impl Site {
    /// The site whose front page has this address.
    ///
    /// # Errors
    /// [`ProviderError::Insecure`], unless the address is encrypted or of this machine.
    pub fn new(address: &Url) -> Result<Self, ProviderError> {
        let domain = match address.host() {
            Some(Host::Domain(domain)) => Some(domain.strip_prefix("www.").unwrap_or(domain).to_owned()),
            _ => None,
        };
        let site = Self { origin: address.origin(), name: domain.filter(|_| address.scheme() == "https") };
        if address.scheme() == "https" || is_of_this_machine(address) {
            Ok(site)
        } else {
            Err(insecure(address))
        }
    }

    /// Whether an address is of this site.
    ///
    /// # Errors
    /// [`ProviderError::LeftSite`] and [`ProviderError::Insecure`].
    pub fn check(&self, from: &Url, to: &Url) -> Result<(), ProviderError> {
        if to.origin() == self.origin || self.is_of_name(to) {
            return Ok(());
        }
        let is_own_host = to.host() == from.host() && to.scheme() == "http" && from.scheme() == "https";
        Err(if is_own_host { insecure(to) } else { left(from, to) })
    }

    /// Whether two addresses share an origin, as a form's fields need.
    ///
    /// # Errors
    /// [`ProviderError::LeftSite`].
    pub fn check_same_origin(&self, from: &Url, to: &Url) -> Result<(), ProviderError> {
        if from.origin() == to.origin() { Ok(()) } else { Err(left(from, to)) }
    }

    fn is_of_name(&self, url: &Url) -> bool {
        let (Some(name), Some(host)) = (&self.name, url.host_str()) else { return false };
        let is_under =
            host.strip_suffix(name.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
        url.scheme() == "https" && url.port_or_known_default() == Some(443) && is_under
    }
}

fn is_of_this_machine(url: &Url) -> bool {
    let is_loopback = match url.host() {
        Some(Host::Domain(domain)) => domain == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    };
    url.scheme() == "http" && is_loopback
}

fn authority(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

fn left(from: &Url, to: &Url) -> ProviderError {
    ProviderError::LeftSite { from: authority(from), to: authority(to) }
}

fn insecure(url: &Url) -> ProviderError {
    ProviderError::Insecure { address: authority(url) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn a_site_is_its_origin_and_the_encrypted_hosts_under_its_name() {
        let front = url("https://www.sevencom.ru/");
        let site = Site::new(&front).unwrap();
        for own in ["https://www.sevencom.ru/lk", "https://sevencom.ru/", "https://lk.sevencom.ru/"] {
            assert_eq!(site.check(&front, &url(own)), Ok(()), "{own}");
        }
        for other in
            ["https://evilsevencom.ru/", "https://sevencom.ru.evil.org/", "https://sevencom.ru:8443/"]
        {
            assert!(
                matches!(site.check(&front, &url(other)), Err(ProviderError::LeftSite { .. })),
                "{other}"
            );
        }
        assert!(matches!(
            site.check(&front, &url("http://www.sevencom.ru/")),
            Err(ProviderError::Insecure { .. })
        ));
    }

    #[test]
    fn plain_http_is_for_this_machine_alone() {
        let front = url("http://127.0.0.1:8080/");
        let site = Site::new(&front).unwrap();
        assert!(site.check(&front, &url("http://127.0.0.1:8081/")).is_err(), "another port is another site");
        assert!(site.check(&front, &url("http://localhost:8080/")).is_err(), "another name is another site");
        assert!(Site::new(&url("http://localhost/")).is_ok());
        assert!(matches!(Site::new(&url("http://sevencom.ru/")), Err(ProviderError::Insecure { .. })));
    }
}
