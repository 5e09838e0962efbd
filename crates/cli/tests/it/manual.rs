//! Tests of the manual pages and completions in packages.

use std::fs;

use crate::support::Cli;

#[test]
fn every_command_has_a_page_in_both_languages_and_is_completed_by_every_shell() {
    let cli = Cli::new();
    fs::create_dir(cli.data()).unwrap();
    let folder = cli.data().join("manual");
    cli.run(&["manual", folder.to_str().unwrap()]).done();
    for (pages, words) in [("man/man1", "Read what has changed"), ("man/ru/man1", "Прочитать в кабинете")]
    {
        let pages = folder.join(pages);
        let of_sync = fs::read_to_string(pages.join("kabinet-cli-sync.1")).unwrap();
        assert!(of_sync.contains(words), "{of_sync}");
        let whole = fs::read_to_string(pages.join("kabinet-cli.1")).unwrap();
        for command in ["sign-in", "sync", "statement", "export", "doctor", "backup"] {
            assert!(pages.join(format!("kabinet-cli-{command}.1")).is_file(), "{command} has no page");
            assert!(whole.contains(&command.replace('-', "\\-")), "{command} is not listed: {whole}");
        }
        assert!(!whole.contains("manual"), "it is of no use to customers: {whole}");
    }
    for file in ["kabinet-cli.bash", "kabinet-cli.fish", "_kabinet-cli"] {
        let completion = fs::read_to_string(folder.join("completions").join(file)).unwrap();
        assert!(completion.contains("sign-in") && completion.contains("data-dir"), "{file}");
    }
}
