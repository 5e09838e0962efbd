//! The settings with which a release updates itself.

use std::env;

use serde_json::{Value, json};

/// The environment variable with the public key that packages of new versions are signed by.
const KEY: &str = "KABINET_UPDATE_KEY";

/// The environment variable with the address of the description of the newest version.
const DESCRIPTION: &str = "KABINET_UPDATE_DESCRIPTION";

/// The environment variable with addresses on other hosts that it may lead to, between spaces.
const HOSTS: &str = "KABINET_UPDATE_HOSTS";

/// Returns the settings of the updater; `None` without a key, for a build that does not update itself.
pub fn config() -> Option<Value> {
    let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
    let (key, description) = (set(KEY)?, set(DESCRIPTION)?);
    let hosts = set(HOSTS).unwrap_or_default();
    let hosts: Vec<&str> = hosts.split_whitespace().collect();
    let updater = json!({ "pubkey": key, "endpoints": [description], "hosts": hosts });
    Some(json!({ "plugins": { "updater": updater }, "bundle": { "createUpdaterArtifacts": true } }))
}
