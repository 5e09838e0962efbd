//! A proxy in the environment, which would see every unencrypted request.

use std::fs;
use std::fs::File;
use std::io::ErrorKind;
use std::net::TcpListener;

use kabinet_demo::CANARY;

use crate::support::{Answer, Cli, demo, sign_in};

#[test]
fn a_password_for_a_site_on_this_machine_goes_past_the_proxy() {
    let (cli, demo) = (Cli::new(), demo());
    let proxy = TcpListener::bind("127.0.0.1:0").unwrap();
    proxy.set_nonblocking(true).unwrap();
    let address = format!("http://{}", proxy.local_addr().unwrap());
    let line = cli.data().with_extension("line");
    fs::write(&line, format!("{CANARY}\n")).unwrap();
    let mut command = cli.command();
    command.args(sign_in(demo.url().as_str())).stdin(File::open(&line).unwrap()).env_remove("NO_PROXY");
    for name in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] {
        command.env(name, &address);
    }
    Answer::of(command.output().unwrap()).done();
    assert_eq!(proxy.accept().map(|_| ()).map_err(|error| error.kind()), Err(ErrorKind::WouldBlock));
}
