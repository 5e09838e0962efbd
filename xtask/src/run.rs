//! A first look at the program.

use std::env;

use anyhow::Result;

use crate::kabinet_cli::{Address, Cli, DemoPortal, build, empty_folder};
use crate::{process, setup, ui};

/// Sets up, then opens the window; without a display, shows the command line at work.
///
/// # Errors
/// If the program does not build or fails.
pub fn run() -> Result<()> {
    setup::to_run()?;
    if has_display() {
        ui::build()?;
        return process::run(&mut process::cargo(&["run", "--package", "kabinet", "--locked"]));
    }
    println!("There is no display here to open a window on, so this is the command line at work.");
    on_the_command_line()
}

fn has_display() -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

fn on_the_command_line() -> Result<()> {
    let program = build(&["--package", "kabinet-cli"])?;
    let data = empty_folder("xtask-run")?;
    let demo = DemoPortal::start(&program, &[])?;
    let cli = Cli { program, data, clock: None };
    show(&cli, &demo.address)?;
    drop(demo);
    let again = process::line(&cli.command(&["summary"]));
    println!("\nThe demo portal is closed. The data read from it remain: {again}");
    Ok(())
}

fn show(cli: &Cli, at: &Address) -> Result<()> {
    cli.read("sevencom", at)?;
    for question in ["summary", "statement", "reminders"] {
        process::run(&mut cli.command(&[question]))?;
    }
    Ok(())
}
