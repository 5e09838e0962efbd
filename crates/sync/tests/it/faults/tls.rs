//! Encrypted sites, with certificates that are made for the occasion.

use std::io::{Read, Write};
use std::net::SocketAddr;
use std::sync::{Arc, LazyLock};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, date_time_ymd};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::wire;

/// How a site proves that it is the real one.
#[derive(Debug, Clone, Copy)]
pub enum Proof {
    /// As it should.
    Good,
    /// By a certificate that is over.
    Expired,
    /// By one that is not good yet.
    Early,
    /// By one for another host.
    OfAnotherHost,
    /// By one that only the site itself vouches for.
    SelfSigned,
    /// By one that somebody unknown vouches for.
    OfUnknownAuthority,
}

/// Whom the visitors trust, and nobody else.
static AUTHORITY: LazyLock<CertifiedIssuer<'static, KeyPair>> = LazyLock::new(|| authority("Everybody"));

/// The certificate of whom the visitors trust.
pub fn trusted() -> String {
    AUTHORITY.pem()
}

/// A site on `localhost` that answers every request with this.
pub fn serve(proof: Proof, answer: &'static str) -> SocketAddr {
    let key = KeyPair::generate().unwrap();
    let certificate = certificate(proof, &key);
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = Arc::new(config.with_no_client_auth().with_single_cert(vec![certificate], key).unwrap());
    wire::listen(move |stream| {
        let mut stream = StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), stream);
        let heard = stream.read(&mut [0; 16 * 1024])?;
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
