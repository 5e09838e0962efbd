//! Encrypted sites with certificates made for the tests.

use std::io::{Read, Write};
use std::net::SocketAddr;
use std::sync::{Arc, LazyLock};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, date_time_ymd};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::wire;

/// The certificate that a site shows.
#[derive(Debug, Clone, Copy)]
pub enum Proof {
    /// A valid certificate.
    Good,
    /// An expired certificate.
    Expired,
    /// A certificate that is not valid yet.
    Early,
    /// A certificate for another host.
    OfAnotherHost,
    /// A self-signed certificate.
    SelfSigned,
    /// A certificate of an unknown authority.
    OfUnknownAuthority,
}

/// The only authority that the visitors trust.
static AUTHORITY: LazyLock<CertifiedIssuer<'static, KeyPair>> = LazyLock::new(|| authority("Everybody"));

/// Returns the certificate of the trusted authority.
pub fn trusted() -> String {
    AUTHORITY.pem()
}

/// Starts a site on `localhost` that sends this answer to every request.
pub fn serve(proof: Proof, answer: &'static str) -> SocketAddr {
    let key = KeyPair::generate().unwrap();
    let certificate = certificate(proof, &key);
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = Arc::new(config.with_no_client_auth().with_single_cert(vec![certificate], key).unwrap());
    wire::listen(move |stream| {
        let mut stream = StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), stream);
        let mut bytes = [0; 16 * 1024];
        let heard = stream.read(&mut bytes)?;
        wire::hear(&bytes[..heard]);
        stream.write_all(answer.as_bytes())?;
        stream.conn.send_close_notify();
        stream.flush()?;
        std::io::Result::Ok(heard)
    })
}

fn certificate(proof: Proof, key: &KeyPair) -> CertificateDer<'static> {
    let host = if matches!(proof, Proof::OfAnotherHost) { "localhost.example" } else { "localhost" };
    let mut asked = CertificateParams::new(vec![host.to_owned()]).unwrap();
    match proof {
        Proof::Expired => asked.not_after = date_time_ymd(2020, 1, 1),
        Proof::Early => asked.not_before = date_time_ymd(3000, 1, 1),
        Proof::Good | Proof::OfAnotherHost | Proof::SelfSigned | Proof::OfUnknownAuthority => {}
    }
    let signed = match proof {
        Proof::SelfSigned => asked.self_signed(key),
        Proof::OfUnknownAuthority => asked.signed_by(key, &authority("Nobody")),
        Proof::Good | Proof::Expired | Proof::Early | Proof::OfAnotherHost => {
            asked.signed_by(key, &AUTHORITY)
        }
    };
    signed.unwrap().der().clone()
}

fn authority(name: &str) -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}
