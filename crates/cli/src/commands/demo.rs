use fluent::fluent_args;
use kabinet_api::Exit;
use kabinet_demo::{ACCOUNT, PASSWORD, Setup, Skin};
use serde::Serialize;
use url::Url;

use crate::arguments::Demo;
use crate::desk::Desk;
use crate::error::CliError;
use crate::words;

/// Whose cabinet the demo shows.
const PROVIDER: &str = "sevencom";

#[derive(Serialize)]
struct Address<'a> {
    url: &'a Url,
    login: &'a str,
    password: &'a str,
}

/// Shows the demo cabinet until it is interrupted.
pub async fn run(asked: &Demo, desk: &Desk) -> Result<Exit, CliError> {
    let today = asked.today.map_or_else(|| desk.kabinet.today_at(PROVIDER), Ok)?;
    let mut setup = Setup::new(today);
    setup.port = asked.port;
    if let Some(folder) = &asked.skin {
        setup.skin = Skin::load(folder)?;
    }
    let demo = kabinet_demo::Demo::start(setup)?;
    let address = Address { url: demo.url(), login: ACCOUNT, password: PASSWORD };
    desk.output.show(&address, |language| {
        let values = fluent_args!["url" => address.url.as_str(), "login" => ACCOUNT, "password" => PASSWORD];
        words::say(language, "demo-open", &values)
    })?;
    tokio::signal::ctrl_c().await.map_err(CliError::System)?;
    Ok(Exit::Done)
}
