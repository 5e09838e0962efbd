//! A database of KeePassXC.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::ChildProcess;

/// The file in the home directory, in which KeePassXC is started.
pub(crate) const FILE: &str = "passwords.kdbx";

/// An empty database, whose only group is exposed to the Secret Service.
const EXPOSED: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<KeePassFile>
  <Meta>
    <Generator>KeePassXC</Generator>
    <CustomData><Item>
      <Key>FDO_SECRETS_EXPOSED_GROUP</Key><Value>{00010203-0405-0607-0809-0a0b0c0d0e0f}</Value>
    </Item></CustomData>
  </Meta>
  <Root><Group><UUID>AAECAwQFBgcICQoLDA0ODw==</UUID><Name>Root</Name></Group><DeletedObjects/></Root>
</KeePassFile>
"#;

/// Creates the database with a password, which ends with a line end, unless it exists.
///
/// # Panics
/// If KeePassXC is not installed, or refuses the database.
pub(crate) fn create(home: &Path, password: &str) {
    if home.join(FILE).exists() {
        return;
    }
    let form = home.join("passwords.xml");
    fs::write(&form, EXPOSED).expect("the home directory takes files");
    let mut import = Command::new("keepassxc-cli");
    import.args(["import", "--set-password"]).arg(&form).arg(home.join(FILE));
    import.env("HOME", home).env("QT_QPA_PLATFORM", "offscreen").stdout(Stdio::null());
    let mut import = ChildProcess::start("keepassxc-cli", &mut import, home);
    import.write_stdin(&password.repeat(2));
    let ended = crate::wait_until("a database of KeePassXC", || import.exit_status());
    assert!(ended.success(), "KeePassXC creates no database: {}", import.log());
    fs::remove_file(form).expect("the form was written");
}

/// Returns the number of entries that are saved in the database.
///
/// # Panics
/// If KeePassXC is not installed.
pub(crate) fn saved_entries(home: &Path, password: &str) -> usize {
    let is_entry = |line: &&str| !line.is_empty() && !line.ends_with('/');
    answer(home, password, "ls").lines().filter(is_entry).count()
}

/// Returns true if a person who opens a saved entry sees this text as its password.
///
/// # Panics
/// If KeePassXC is not installed.
pub(crate) fn shows_password(home: &Path, password: &str, text: &str) -> bool {
    let fields = answer(home, password, "export");
    fields.split("<Key>Password</Key>").skip(1).any(|field| {
        let value = field.split_once('>').and_then(|(_, value)| value.split_once('<'));
        value.is_some_and(|(value, _)| value == text)
    })
}

/// Returns the answer of KeePassXC's command line about the database.
fn answer(home: &Path, password: &str, question: &str) -> String {
    let mut command = Command::new("keepassxc-cli");
    command.args([question, "--quiet"]).arg(home.join(FILE));
    command.env("HOME", home).env("QT_QPA_PLATFORM", "offscreen");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut asked = command.spawn().expect("keepassxc-cli is installed");
    let mut input = asked.stdin.take().expect("the input is piped");
    input.write_all(password.as_bytes()).expect("keepassxc-cli reads the password");
    drop(input);
    let answered = asked.wait_with_output().expect("keepassxc-cli ends");
    String::from_utf8_lossy(&answered.stdout).into_owned()
}
