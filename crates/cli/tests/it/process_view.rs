//! The program as other programs of the system see it.

use std::fs;
use std::time::Duration;

use kabinet_demo::{ACCOUNT, CANARY, Fault, canary};

use crate::support::{Cli, Spawned, demo, sign_in};

/// An answer of the portal that comes after everything here was looked at.
const LATE: Duration = Duration::from_secs(60);

#[test]
fn neither_arguments_nor_environment_show_the_password_while_it_is_used() {
    let (demo, cli) = (demo(), Cli::new());
    demo.fault(Fault::Latency(LATE));
    let line = cli.data().with_file_name("line");
    fs::write(&line, format!("{CANARY}\n")).unwrap();
    let mut command = cli.command();
    command.args(sign_in(demo.url().as_str())).stdin(fs::File::open(line).unwrap());
    let program = Spawned::of(&mut command);
    while demo.stats().requests() == 0 {
        std::thread::yield_now();
    }
    let seen = ["cmdline", "environ"].map(|name| fs::read(format!("/proc/{}/{name}", program.id())).unwrap());
    assert!(String::from_utf8_lossy(&seen[0]).contains(ACCOUNT), "this is the sign-in");
    for text in seen {
        assert_eq!(canary::find(CANARY, &text), None, "{}", String::from_utf8_lossy(&text));
    }
}
