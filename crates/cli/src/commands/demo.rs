//! `demo`: the demo site.

use fluent::fluent_args;

use kabinet_demo::{ACCOUNT, PASSWORD, Setup, Skin};
use serde::Serialize;
use url::Url;

use crate::arguments::Demo;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::Exit;
use crate::l10n;

/// The provider of the portal that the demo shows.
const PROVIDER: &str = "sevencom";

#[derive(Serialize)]
struct Address<'a> {
    url: &'a Url,
    login: &'a str,
    password: &'a str,
}

/// Serves the demo portal until it is interrupted.
pub async fn run(args: &Demo, context: &Context) -> Result<Exit, CliError> {
    let today = args.today.map_or_else(|| context.api.today_at(PROVIDER), Ok)?;
    let mut setup = Setup::new(today);
    setup.port = args.port;
    if let Some(folder) = &args.skin {
        setup.skin = Skin::load(folder)?;
    }
    let demo = kabinet_demo::Demo::start(setup)?;
    let address = Address { url: demo.url(), login: ACCOUNT, password: PASSWORD };
    let shown = async {
        context.output.show(&address, |language| {
            let values =
                fluent_args!["url" => address.url.as_str(), "login" => ACCOUNT, "password" => PASSWORD];
            l10n::text(language, "demo-open", &values)
        })
    };
    let interrupted = async { tokio::signal::ctrl_c().await.map_err(CliError::System) };
    // In this order, so that an interruption counts as soon as the address is shown.
    tokio::try_join!(biased; interrupted, shown)?;
    Ok(Exit::Done)
}
