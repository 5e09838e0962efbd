//! The only judge of the addresses that belong to a provider's site.

use url::{Host, Origin, Url};

use crate::ProviderError;

/// The site of a provider.
///
/// It consists of the origin of the front page and, over https on the default port, of the
/// subdomains of its host. `www.` and `lk.` of one name are one site to a customer.
#[derive(Debug)]
pub struct Site {
    origin: Origin,
    name: Option<String>,
}

impl Site {
    /// Creates the site whose front page has this address.
    ///
    /// # Errors
    /// [`ProviderError::Insecure`] unless the address is encrypted or on this machine.
    pub fn new(address: &Url) -> Result<Self, ProviderError> {
        let is_https = address.scheme() == "https";
        if !is_https && !is_on_this_machine(address) {
            return Err(insecure(address));
        }
        let name = match address.host() {
            Some(Host::Domain(domain)) if is_https => Some(domain.strip_prefix("www.").unwrap_or(domain)),
            Some(Host::Domain(_) | Host::Ipv4(_) | Host::Ipv6(_)) | None => None,
        };
        Ok(Self { origin: address.origin(), name: name.map(str::to_owned) })
    }

    /// Returns true if an address belongs to this site.
    pub fn contains(&self, address: &Url) -> bool {
        address.origin() == self.origin || self.is_under_name(address)
    }

    /// Returns true if a browser may open an address of this site.
    ///
    /// An address with a user name or a password may not be opened.
    pub fn may_open(&self, address: &Url) -> bool {
        address.username().is_empty() && address.password().is_none() && self.contains(address)
    }

    /// Returns true if plain http is allowed, because the site is on this machine.
    pub(crate) fn is_plain(&self) -> bool {
        matches!(&self.origin, Origin::Tuple(scheme, ..) if scheme == "http")
    }

    /// Checks that an address belongs to this site.
    ///
    /// # Errors
    /// [`ProviderError::LeftSite`] for another site, and [`ProviderError::Insecure`] for the same host
    /// without encryption.
    pub fn check(&self, from: &Url, to: &Url) -> Result<(), ProviderError> {
        if self.contains(to) {
            return Ok(());
        }
        let is_downgrade = to.host() == from.host() && to.scheme() == "http" && from.scheme() == "https";
        Err(if is_downgrade { insecure(to) } else { left(from, to) })
    }

    /// Checks that two addresses share an origin, as a form's fields need.
    ///
    /// # Errors
    /// [`ProviderError::LeftSite`] if they do not.
    pub fn check_same_origin(&self, from: &Url, to: &Url) -> Result<(), ProviderError> {
        if from.origin() == to.origin() { Ok(()) } else { Err(left(from, to)) }
    }

    fn is_under_name(&self, url: &Url) -> bool {
        const HTTPS_PORT: u16 = 443;
        let (Some(name), Some(host)) = (&self.name, url.host_str()) else { return false };
        let is_under =
            host.strip_suffix(name.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
        url.scheme() == "https" && url.port_or_known_default() == Some(HTTPS_PORT) && is_under
    }
}

fn is_on_this_machine(url: &Url) -> bool {
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

    #[test]
    fn a_browser_opens_only_pages_of_the_site_without_credentials_in_the_address() {
        let site = Site::new(&url("https://www.sevencom.ru/")).unwrap();
        assert!(site.may_open(&url("https://lk.sevencom.ru/pay?a=1")));
        for other in
            ["https://user:word@sevencom.ru/", "https://user@sevencom.ru/", "https://sevencom.ru:8443/"]
        {
            assert!(!site.may_open(&url(other)), "{other}");
        }
    }
}
