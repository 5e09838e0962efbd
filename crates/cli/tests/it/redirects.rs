//! Tests of redirects to another host.

use std::io::Read;
use std::net::TcpListener;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use kabinet_demo::{ACCOUNT, CANARY, Fault, Screen};

use crate::support::{Cli, demo, sign_in};

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
