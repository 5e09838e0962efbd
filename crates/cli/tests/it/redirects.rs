//! Tests of redirects to another host.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use kabinet_demo::{ACCOUNT, CANARY, Fault, Screen};

use crate::support::{Cli, Spawned, demo, sign_in};

/// Another site that listens and reports the requests that it received.
struct Bystander {
    url: String,
    heard: mpsc::Receiver<Vec<u8>>,
}

impl Bystander {
    /// Listens on another address of this machine, so that it is another host.
    fn listening() -> Self {
        let listener = TcpListener::bind("127.0.0.2:0").unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let (tell, heard) = mpsc::channel();
        thread::spawn(move || {
            for visitor in listener.incoming() {
                let mut visitor = visitor.unwrap();
                visitor.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
                let mut bytes = Vec::new();
                let _ = visitor.read_to_end(&mut bytes);
                if tell.send(bytes).is_err() {
                    return;
                }
            }
        });
        Self { url, heard }
    }
}

#[test]
fn a_redirect_to_another_site_is_refused_and_it_hears_neither_login_nor_password() {
    for (status, screen) in
        [301, 302, 303, 307, 308].into_iter().flat_map(|s| [(s, Screen::SignInSent), (s, Screen::SignIn)])
    {
        let demo = demo();
        let bystander = Bystander::listening();
        demo.fault(Fault::Redirect(status, bystander.url.clone()).on(screen));
        let mut arguments = sign_in(demo.url().as_str());
        arguments.push("--json");
        let refused = Cli::new().run_with(CANARY, &arguments).refused(5, "left_site");
        assert!(refused.message.contains("127.0.0.2"), "where it led is told: {}", refused.message);
        let heard: Vec<Vec<u8>> = bystander.heard.try_iter().collect();
        assert!(heard.is_empty(), "{status} from {screen:?} took {ACCOUNT} along: {heard:?}");
    }
}

#[test]
fn a_host_that_only_a_file_names_is_told_before_the_password_is_read() {
    let demo = demo();
    let cli = Cli::new();
    let own = cli.run(&["providers", "--show", "sevencom"]).done().out;
    let folder = cli.data().join("providers");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("sevencom.toml");
    fs::write(&file, own.replace("https://www.sevencom.ru/", demo.url().as_str())).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
    fs::set_permissions(cli.data(), fs::Permissions::from_mode(0o700)).unwrap();
    let mut command = cli.command();
    command.args(["--json", "sign-in", "--provider", "sevencom", "--login", ACCOUNT, "--no-keyring"]);
    command.args(["--city", "Среднеуральск", "--password-stdin"]).stdin(Stdio::piped());
    let mut child = Spawned::of(command.stdout(Stdio::null()).stderr(Stdio::piped()));
    let mut told = String::new();
    BufReader::new(child.stderr.take().unwrap()).read_line(&mut told).unwrap();
    assert!(told.contains("\"foreign_host\"") && told.contains("127.0.0.1"), "{told}");
    assert_eq!(demo.stats().log.len(), 0, "nothing was sent yet, and the password not even given");
    writeln!(child.stdin.take().unwrap(), "{CANARY}").unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(demo.stats().requests_for(Screen::SignInSent), 1);
}
