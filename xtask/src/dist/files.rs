//! The files of a package beside the window.

use std::env;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

/// The id of the program for desktops.
const ID: &str = "io.github.kabinet.desktop";

/// The environment variable with the thumbprint of the certificate that signs the programs of Windows.
const CERTIFICATE: &str = "KABINET_WINDOWS_CERTIFICATE";

/// The folder of completions of zsh, which each family of systems has its own of.
const ZSH_OF_DEBIAN: &str = "/usr/share/zsh/vendor-completions";
const ZSH_OF_FEDORA: &str = "/usr/share/zsh/site-functions";

/// Returns the settings with which Tauri adds the files to the packages.
///
/// They are not in `tauri.conf.json`, because every build would need them.
pub fn config(release: &Path) -> Value {
    let cli = cli(release).display().to_string();
    if cfg!(windows) {
        let windows = env::var(CERTIFICATE).map(|it| json!({ "certificateThumbprint": it }));
        let windows = windows.unwrap_or_else(|_| json!({}));
        return json!({ "bundle": { "resources": { cli: "kabinet-cli.exe" }, "windows": windows } });
    }
    if cfg!(target_os = "macos") {
        return json!({ "bundle": { "macOS": { "files": { "MacOS/kabinet-cli": cli } } } });
    }
    let files = |zsh: &str| {
        let manual = manual(release);
        let completions = manual.join("completions");
        let files = [
            ("/usr/bin/kabinet-cli".to_owned(), cli.clone().into()),
            (format!("/usr/share/metainfo/{ID}.metainfo.xml"), in_linux(&format!("{ID}.metainfo.xml"))),
            ("/usr/share/doc/kabinet/copyright".to_owned(), in_linux("copyright")),
            ("/usr/share/man/man1".to_owned(), manual.join("man/man1")),
            ("/usr/share/man/ru/man1".to_owned(), manual.join("man/ru/man1")),
            (
                "/usr/share/bash-completion/completions/kabinet-cli".to_owned(),
                completions.join("kabinet-cli.bash"),
            ),
            (
                "/usr/share/fish/vendor_completions.d/kabinet-cli.fish".to_owned(),
                completions.join("kabinet-cli.fish"),
            ),
            (format!("{zsh}/_kabinet-cli"), completions.join("_kabinet-cli")),
        ];
        files.into_iter().map(|(to, from)| (to, json!(from))).collect::<Map<_, _>>()
    };
    json!({ "bundle": { "linux": {
        "deb": { "files": files(ZSH_OF_DEBIAN) },
        "rpm": { "files": files(ZSH_OF_FEDORA) },
    } } })
}

/// Returns the program of the command line.
pub fn cli(release: &Path) -> PathBuf {
    release.join(format!("kabinet-cli{}", env::consts::EXE_SUFFIX))
}

/// Returns the folder of the manual pages and completions.
pub fn manual(release: &Path) -> PathBuf {
    release.join("manual")
}

fn in_linux(file: &str) -> PathBuf {
    Path::new("packaging/linux").join(file)
}
