//! A system without a list of certificate authorities, as a new Debian has none.

use std::fs;
use std::fs::File;

use kabinet_demo::CANARY;

use crate::support::{Answer, Cli, demo, sign_in};

/// Signs in at a site while the system knows no authority.
fn sign_in_at(site: &str) -> Answer {
    let cli = Cli::new();
    let [line, list, folder] = ["line", "list", "folder"].map(|name| cli.data().with_extension(name));
    fs::write(&line, format!("{CANARY}\n")).unwrap();
    fs::write(&list, "").unwrap();
    fs::create_dir(&folder).unwrap();
    let mut command = cli.command();
    command.args(sign_in(site)).stdin(File::open(&line).unwrap());
    command.env("SSL_CERT_FILE", list).env("SSL_CERT_DIR", folder);
    Answer::of(command.output().unwrap())
}

#[test]
fn a_site_that_nobody_can_vouch_for_here_gets_no_password_and_the_package_is_named() {
    let refused = sign_in_at("https://127.0.0.1:9/");
    assert_eq!(refused.exit, Some(4), "{refused:?}");
    assert!(refused.err.contains("нет списка центров сертификации"), "{refused:?}");
    assert!(refused.err.contains("Установите пакет ca-certificates"), "{refused:?}");
}

#[test]
fn a_site_on_this_machine_needs_no_authority() {
    sign_in_at(demo().url().as_str()).done();
}
