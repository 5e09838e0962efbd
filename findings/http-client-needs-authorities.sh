#!/usr/bin/env bash
# What surprises: where the system has no list of certificate authorities, as a new Debian without the
# package ca-certificates, reqwest 0.13.5 (rustls) creates no client at all, not even for plain http on
# this machine, for which no certificate is ever looked at. The error is «builder error»; what is missing
# stands only in its second source. reqwest 0.12.28 with the roots of the system creates the client and
# reads the page, and so do curl and Python's urllib. With tls_certs_only of an empty list 0.13.5 does too.
# Source: seen by running the four on a made-up page, with an empty SSL_CERT_FILE and SSL_CERT_DIR.
# Why it matters: the error comes from the creation of the client, before any connection, so that a program
# which takes it for a bad certificate sends its users to look at their clock and their network.
set -eu
die() { echo "NOT as described: $*" >&2; exit 1; }
tmp=$(mktemp -d); trap 'kill ${site:-} 2>/dev/null || :; rm -rf "$tmp"' EXIT; cd "$tmp"

for package in curl python3; do
    command -v "$package" >found.log || { apt-get update -qq && apt-get install -y -qq "$package"; } >apt.log 2>&1
done
mkdir empty pages; : >empty.pem; echo "a made-up page" >pages/index.html
python3 -u -m http.server --bind 127.0.0.1 --directory pages 0 >site.log 2>&1 & site=$!
until grep -q 'port [0-9]' site.log; do sleep 0.1; done
address="http://127.0.0.1:$(sed -n 's/.*port \([0-9]*\).*/\1/p' site.log)/"

program() { # name, version, features, what is added to the builder
    mkdir -p "$1/src"
    cat >"$1/Cargo.toml" <<TOML
[package]
name = "$1"
edition = "2024"
[dependencies]
reqwest = { version = "=$2", default-features = false, features = ["blocking", "$3"] }
[workspace]
TOML
    cat >"$1/src/main.rs" <<RUST
use std::error::Error;
fn main() {
    let address = std::env::args().nth(1).expect("an address");
    match reqwest::blocking::Client::builder().no_proxy()$4.build() {
        Ok(client) => println!("{}", client.get(address).send().and_then(|page| page.text()).expect("the page").trim()),
        Err(error) => {
            let sources = std::iter::successors(error.source(), |source| (*source).source());
            println!("no client: {error}; {}", sources.map(ToString::to_string).collect::<Vec<_>>().join("; "));
        }
    }
}
RUST
    cargo build -q --manifest-path "$1/Cargo.toml" --target-dir target 2>build.log || { cat build.log >&2; die "$1 does not compile"; }
}
program newer 0.13.5 rustls ""
program trusting_nobody 0.13.5 rustls ".tls_certs_only([])"
program older 0.12.28 rustls-tls-native-roots ""

check() { # name, answer described, command
    got=$(SSL_CERT_FILE=$tmp/empty.pem SSL_CERT_DIR=$tmp/empty "${@:3}" 2>&1) || :
    printf '%-40s %s\n' "$1" "$got"
    case $got in $2) ;; *) die "$1: «$got»" ;; esac
}
curl --version | head -1; python3 --version
check "reqwest 0.13.5"                  "no client: builder error; *No CA certificates*" target/debug/newer "$address"
check "reqwest 0.13.5, tls_certs_only"  "a made-up page" target/debug/trusting_nobody "$address"
check "reqwest 0.12.28"                 "a made-up page" target/debug/older "$address"
check "curl"                            "a made-up page" curl --silent --noproxy '*' "$address"
check "urllib"                          "a made-up page" python3 -c 'import sys, urllib.request as r; print(r.build_opener(r.ProxyHandler({})).open(sys.argv[1]).read().decode().strip())' "$address"
echo "As described."
