//! `manual`: the manual pages and the completions of shells, for packages.

use std::path::Path;
use std::{fs, io};

use clap_complete::Shell;
use kabinet_api::Language;

use crate::arguments::{self, Manual, PROGRAM};
use crate::error::CliError;
use crate::exit::Exit;

/// The folders of the manual pages, as `man` finds them by language.
const PAGES: [(Language, &str); 2] = [(Language::En, "man/man1"), (Language::Ru, "man/ru/man1")];

const SHELLS: [Shell; 3] = [Shell::Bash, Shell::Fish, Shell::Zsh];

/// Writes the pages and the completions into folders of their own.
pub fn run(args: &Manual) -> Result<Exit, CliError> {
    write(&args.folder).map_err(CliError::Output)?;
    Ok(Exit::Done)
}

fn write(folder: &Path) -> io::Result<()> {
    for (language, pages) in PAGES {
        let pages = folder.join(pages);
        fs::create_dir_all(&pages)?;
        clap_mangen::generate_to(arguments::command(language), pages)?;
    }
    let completions = folder.join("completions");
    fs::create_dir_all(&completions)?;
    for shell in SHELLS {
        clap_complete::generate_to(shell, &mut arguments::command(Language::En), PROGRAM, &completions)?;
    }
    Ok(())
}
