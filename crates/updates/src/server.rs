//! The server with the new versions.

use std::time::Duration;

use kabinet_api::{ApiError, UpdateRefusal};
use reqwest::header::LOCATION;
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use serde_json::Value;
use url::{Host, Origin, Url};

/// The time to connect, encryption included.
const CONNECT: Duration = Duration::from_secs(10);
/// The longest pause within an answer.
const PAUSE: Duration = Duration::from_secs(30);
/// The largest description of a version, in bytes.
const LARGEST_DESCRIPTION: usize = 256 * 1024;
/// The largest package, in bytes.
const LARGEST_PACKAGE: usize = 300 * 1024 * 1024;
/// The maximum number of redirects.
const MOST_HOPS: usize = 5;
const USER_AGENT: &str = concat!("Kabinet/", env!("CARGO_PKG_VERSION"));

/// The server that the release names, and the hosts that it may lead to.
#[derive(Debug)]
pub struct UpdateServer {
    client: Client,
    description: Url,
    origins: Vec<Origin>,
}

impl UpdateServer {
    /// Creates the server with the address of the description and of the release's other hosts.
    ///
    /// # Errors
    /// [`UpdateRefusal::Insecure`] for a plain http address of another machine.
    pub fn new(description: Url, other_hosts: &[Url]) -> Result<Self, ApiError> {
        let addresses = || other_hosts.iter().chain([&description]);
        if let Some(plain) =
            addresses().find(|address| !is_encrypted(address) && !is_on_this_machine(address))
        {
            return Err(insecure(plain));
        }
        let origins = addresses().map(Url::origin).collect();
        // This fails only if the process has installed a provider of cryptography already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .user_agent(USER_AGENT)
            .redirect(Policy::none())
            .referer(false)
            .connect_timeout(CONNECT)
            .read_timeout(PAUSE)
            .build()
            .map_err(|_| unreachable(&description))?;
        Ok(Self { client, description, origins })
    }

    /// Downloads the description of the newest version.
    ///
    /// # Errors
    /// [`ApiError::UpdateUnreachable`], and the [`UpdateRefusal`] of an answer that is none.
    pub async fn description(&self) -> Result<Value, ApiError> {
        let text = self.download(&self.description, LARGEST_DESCRIPTION).await?;
        serde_json::from_slice(&text).map_err(|_| refused(UpdateRefusal::NotUnderstood))
    }

    /// Downloads a package.
    ///
    /// # Errors
    /// [`ApiError::UpdateUnreachable`], and the [`UpdateRefusal`] of an address or an answer.
    pub async fn package(&self, address: &Url) -> Result<Vec<u8>, ApiError> {
        self.download(address, LARGEST_PACKAGE).await
    }

    /// Downloads a file, also where the server redirects to one of its hosts.
    async fn download(&self, address: &Url, largest: usize) -> Result<Vec<u8>, ApiError> {
        let mut address = address.clone();
        for _ in 0..=MOST_HOPS {
            self.check(&address)?;
            let response = self.client.get(address.clone()).send().await;
            let response = response.map_err(|_| unreachable(&address))?;
            match redirect(&response) {
                Some(next) => address = next,
                None if response.status().is_success() => return read(response, largest).await,
                None => {
                    let status = response.status().as_u16();
                    return Err(refused(UpdateRefusal::ServerFailed { status }));
                }
            }
        }
        Err(refused(UpdateRefusal::NotUnderstood))
    }

    /// Checks that an address belongs to the release.
    fn check(&self, address: &Url) -> Result<(), ApiError> {
        if self.origins.contains(&address.origin()) {
            return Ok(());
        }
        Err(if is_encrypted(address) {
            refused(UpdateRefusal::ForeignHost { host: host(address) })
        } else {
            insecure(address)
        })
    }
}

/// Reads an answer of limited size.
async fn read(mut response: Response, largest: usize) -> Result<Vec<u8>, ApiError> {
    let address = response.url().clone();
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|_| unreachable(&address))? {
        if bytes.len() + chunk.len() > largest {
            return Err(refused(UpdateRefusal::TooLarge));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn redirect(response: &Response) -> Option<Url> {
    let location = response.headers().get(LOCATION).filter(|_| response.status().is_redirection())?;
    response.url().join(&String::from_utf8_lossy(location.as_bytes())).ok()
}

fn is_encrypted(address: &Url) -> bool {
    address.scheme() == "https"
}

/// Returns true for a server on this machine, as a test starts one.
fn is_on_this_machine(address: &Url) -> bool {
    match address.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(_)) | None => false,
    }
}

fn refused(refusal: UpdateRefusal) -> ApiError {
    ApiError::UpdateRefused(refusal)
}

fn insecure(address: &Url) -> ApiError {
    refused(UpdateRefusal::Insecure { host: host(address) })
}

fn unreachable(address: &Url) -> ApiError {
    ApiError::UpdateUnreachable { host: host(address) }
}

fn host(address: &Url) -> String {
    address.host_str().unwrap_or_default().to_owned()
}
