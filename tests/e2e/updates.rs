//! New versions of the program, from a server on this machine.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::{fs, thread};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use kabinet_api::{ApiError, Language, UpdateRefusal};
use kabinet_test_desktop::{Page, wait_until};
use minisign::KeyPair;
use serde_json::{Value, json};
use url::Url;

use crate::support::{PROGRAM, User, WINDOW};

/// The version that the server offers.
const NEW: &str = "99.0.0";

/// A version before that of the program.
const OLD: &str = "0.0.1";

const DESCRIPTION: &str = "/latest.json";
const PACKAGE: &str = "/Kabinet.AppImage";

/// The outcome of a check that has not failed.
const STATUS: &str = "#updates-note ~ [data-test=status]";

/// The name of an AppImage for this machine in a description.
const PLATFORM: &str = if cfg!(target_arch = "aarch64") { "linux-aarch64" } else { "linux-x86_64" };

/// The program of an AppImage, which runs with the arguments of the program that it replaces.
const TOUCH: &str = "/usr/bin/touch";

/// A user whose program was installed as some package.
struct Installed {
    user: User,
    server: UpdateServer,
    key: KeyPair,
    app_image: PathBuf,
}

/// A server with answers given by a test.
struct UpdateServer {
    url: Url,
    answers: Arc<Mutex<HashMap<String, Vec<u8>>>>,
    requests: Arc<Mutex<Vec<String>>>,
}

/// A version that is not accepted.
struct BadUpdate {
    name: &'static str,
    description: Vec<u8>,
    package: Vec<u8>,
    refusal: ApiError,
}

#[test]
fn a_new_version_is_shown_and_installed_after_a_yes_alone() {
    let installed = Installed::new();
    let (earlier, package) = (fs::read(&installed.app_image).unwrap(), app_image("new"));
    installed.server.answer(DESCRIPTION, ok(&installed.offer(&package).to_string()));
    installed.server.answer(PACKAGE, ok(&package));
    let started = installed.user.desktop.home().join("started");
    let page = installed.open("APP", &[started.to_str().unwrap()]);
    open_settings(&page);
    page.click("[data-test=check-for-updates]");
    page.wait_for_text("[data-test=update] h2", &format!("Вышла версия {NEW}"));
    page.wait_for_text("[data-test=update-notes]", "Быстрее & проще");
    page.wait_until_at_rest();
    assert!(installed.server.paths().iter().all(|path| path == DESCRIPTION), "nothing is downloaded unasked");
    assert_eq!(fs::read(&installed.app_image).unwrap(), earlier);

    page.click("[data-test=update-accept]");
    page.wait_for_text("[data-test=update] h2", &format!("Версия {NEW} установлена"));
    assert_eq!(fs::read(&installed.app_image).unwrap(), package);
    assert!(!started.exists(), "the new version waits for a restart");
    // WebDriver gets no answer to a click that ends the program.
    page.run("document.querySelector('[data-test=update-restart]').focus();", &[]);
    installed.user.desktop.type_into(WINDOW, "\n");
    wait_until("the new version starts", || started.exists().then_some(()));
}

#[test]
fn bad_versions_are_refused_with_their_reason_and_change_nothing() {
    let installed = Installed::new();
    let earlier = fs::read(&installed.app_image).unwrap();
    let nothing_new = ok(&installed.described(&app_image("old"), OLD, OLD).to_string());
    installed.server.answer(DESCRIPTION, nothing_new.clone());
    let page = installed.open("APP", &[]);
    open_settings(&page);
    page.click("[data-test=check-for-updates]");
    page.wait_for_text(STATUS, "Установлена последняя версия");
    let bad = installed.bad_updates();
    assert!(bad.len() > 10);
    for BadUpdate { name, description, package, refusal } in bad {
        installed.server.answer(DESCRIPTION, description);
        installed.server.answer(PACKAGE, package);
        page.click("[data-test=check-for-updates]");
        page.wait_until(
            "an answer",
            "document.querySelector('[role=alert], [data-test=update-accept]:enabled')",
        );
        if page.count("[data-test=update-accept]") > 0 {
            page.click("[data-test=update-accept]");
        }
        let told = refusal.localize(Language::Ru);
        page.wait_for_text(&format!("[role=alert][data-code={}]", told.code.name()), &told.message);
        page.wait_for_text("[role=alert] .hint", &told.hint);
        assert_eq!(fs::read(&installed.app_image).unwrap(), earlier, "{name} has changed the program");
        assert_eq!(files_beside(&installed.app_image), 1, "{name} has left a file");
        installed.server.answer(DESCRIPTION, nothing_new.clone());
        page.click("[data-test=check-for-updates]");
        page.wait_for_absence("[role=alert]");
        page.wait_for_absence("[data-test=update]");
    }
}

#[test]
fn an_installation_that_the_system_updates_asks_no_server() {
    let installed = Installed::new();
    installed.server.answer(DESCRIPTION, ok(&installed.offer(&app_image("new")).to_string()));
    for bundle in ["DEB", "RPM", "UNK"] {
        let page = installed.open(bundle, &[]);
        open_settings(&page);
        page.wait_for("[data-test=version]");
        assert_eq!(page.count("[data-test=check-for-updates]"), 0, "{bundle}");
        page.kill();
    }
    assert_eq!(installed.server.paths(), [""; 0]);
}

impl Installed {
    /// Creates a user with an AppImage of the program in a folder of its own.
    fn new() -> Self {
        let user = User::new();
        let folder = user.desktop.home().join("Applications");
        fs::create_dir(&folder).unwrap();
        let app_image_file = folder.join("Kabinet.AppImage");
        fs::write(&app_image_file, app_image("earlier")).unwrap();
        fs::set_permissions(&app_image_file, fs::Permissions::from_mode(0o755)).unwrap();
        let key = KeyPair::generate_unencrypted_keypair().unwrap();
        Self { user, server: UpdateServer::start(), key, app_image: app_image_file }
    }

    /// Starts the program as it is in a package, and waits for its first screen.
    fn open(&self, bundle: &str, arguments: &[&str]) -> Page<'_> {
        let home = self.user.desktop.home();
        let [program, start] =
            ["program", "start"].map(|folder| home.join(bundle).join(folder).join("kabinet"));
        for file in [&program, &start] {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
        }
        fs::copy(PROGRAM, &program).unwrap();
        // The bundler of Tauri writes the kind of package into the program in the same way.
        let mark = format!("s/__TAURI_BUNDLE_TYPE_VAR_UNK/__TAURI_BUNDLE_TYPE_VAR_{bundle}/");
        let marked = Command::new("sed").env("LC_ALL", "C").args(["-i", &mark]).arg(&program).status();
        assert!(marked.unwrap().success());
        let (app_image, settings) = (self.app_image.display(), self.settings());
        let script = format!(
            "#!/bin/sh\nexport APPIMAGE='{app_image}' KABINET_TEST_UPDATER='{settings}'\nexec '{}' \"$@\"\n",
            program.display()
        );
        fs::write(&start, script).unwrap();
        fs::set_permissions(&start, fs::Permissions::from_mode(0o755)).unwrap();
        let page = self.user.desktop.open_page(&start, arguments);
        page.wait_until("the first screen", "document.querySelector('main h1')");
        page
    }

    /// Returns the settings that the workflow of a release writes into the configuration.
    fn settings(&self) -> Value {
        let key = BASE64_STANDARD.encode(self.key.pk.to_box().unwrap().into_string());
        json!({ "endpoints": [self.server.url], "pubkey": key })
    }

    /// Returns the description of the new version with this package.
    fn offer(&self, package: &[u8]) -> Value {
        self.described(package, NEW, NEW)
    }

    /// Returns the description of a version whose package was signed as another one.
    fn described(&self, package: &[u8], version: &str, signed: &str) -> Value {
        let platform = json!({ "url": self.server.url.join(PACKAGE).unwrap(), "signature": sign(&self.key, package, signed) });
        json!({ "version": version, "notes": "Быстрее & проще", "platforms": { PLATFORM: platform } })
    }

    fn bad_updates(&self) -> Vec<BadUpdate> {
        [self.bad_descriptions(), self.bad_offers(), self.bad_packages()].into_iter().flatten().collect()
    }

    /// Returns answers in place of the description.
    fn bad_descriptions(&self) -> Vec<BadUpdate> {
        let bad = |name, description: Vec<u8>, refusal| {
            let package = ok(&app_image("new"));
            BadUpdate { name, description, package, refusal: ApiError::UpdateRefused(refusal) }
        };
        let error = answer("500 Internal Server Error", "", b"");
        let redirect = answer("302 Found", "Location: https://updates.example/latest.json\r\n", b"");
        let (broken, other_systems) =
            (json!({ "version": "newest" }), json!({ "version": NEW, "platforms": {} }));
        vec![
            bad("a page", ok("<html>Вход в сеть</html>"), UpdateRefusal::NotUnderstood),
            bad("an error", error, UpdateRefusal::ServerFailed { status: 500 }),
            bad("a flood", ok(&" ".repeat(1024 * 1024)), UpdateRefusal::TooLarge),
            bad("a redirect to another host", redirect, UpdateRefusal::ForeignHost { host: host() }),
            bad("a broken description", ok(&broken.to_string()), UpdateRefusal::NotUnderstood),
            bad("no package for this system", ok(&other_systems.to_string()), UpdateRefusal::NoPackage),
        ]
    }

    /// Returns descriptions of a good package from a bad place, or with a bad signature.
    fn bad_offers(&self) -> Vec<BadUpdate> {
        let package = app_image("new");
        let bad = |name, field: &str, value: String, refusal| {
            let mut offer = self.offer(&package);
            offer["platforms"][PLATFORM][field] = value.into();
            let (description, package) = (ok(&offer.to_string()), ok(&package));
            BadUpdate { name, description, package, refusal: ApiError::UpdateRefused(refusal) }
        };
        let file = |scheme| format!("{scheme}://{}{PACKAGE}", host());
        let other_key = sign(&KeyPair::generate_unencrypted_keypair().unwrap(), &package, NEW);
        let older = UpdateRefusal::OtherVersion { signed: OLD.to_owned(), announced: NEW.to_owned() };
        vec![
            bad("another host", "url", file("https"), UpdateRefusal::ForeignHost { host: host() }),
            bad("no encryption", "url", file("http"), UpdateRefusal::Insecure { host: host() }),
            bad("no signature", "signature", String::new(), UpdateRefusal::NotSigned),
            bad("another key", "signature", other_key, UpdateRefusal::ForeignKey),
            bad("an older version", "signature", sign(&self.key, &package, OLD), older),
        ]
    }

    /// Returns packages that are not the one of a good description.
    fn bad_packages(&self) -> Vec<BadUpdate> {
        let package = app_image("new");
        let bad = |name, described: &[u8], package, refusal| BadUpdate {
            name,
            description: ok(&self.offer(described).to_string()),
            package,
            refusal,
        };
        let windows = b"MZ a program for Windows, signed as everything of the release";
        let mut changed = package.clone();
        *changed.last_mut().unwrap() ^= 1;
        let (cut, broken_off) = (ok(&package[..package.len() - 1]), ok(&package));
        let broken_off = broken_off[..broken_off.len() - 1].to_vec();
        let altered = || ApiError::UpdateRefused(UpdateRefusal::Altered);
        let unreachable = ApiError::UpdateUnreachable { host: "127.0.0.1".to_owned() };
        let other_system = ApiError::UpdateRefused(UpdateRefusal::OtherSystem);
        vec![
            bad("a changed package", &package, ok(&changed), altered()),
            bad("a cut package", &package, cut, altered()),
            bad("an answer that breaks off", &package, broken_off, unreachable),
            bad("a package for another system", windows, ok(windows), other_system),
        ]
    }
}

impl UpdateServer {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = Url::parse(&format!("http://{}{DESCRIPTION}", listener.local_addr().unwrap())).unwrap();
        let (answers, requests) =
            (Arc::<Mutex<HashMap<String, Vec<u8>>>>::default(), Arc::<Mutex<Vec<String>>>::default());
        let (given, log) = (Arc::clone(&answers), Arc::clone(&requests));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let path = requested_path(&stream);
                let answer = given.lock().unwrap().get(&path).cloned().unwrap_or_default();
                log.lock().unwrap().push(path);
                // The program closes the connection of an answer that is too large.
                let _ = (&stream).write_all(&answer);
            }
        });
        Self { url, answers, requests }
    }

    /// Gives an answer to the requests of a path.
    fn answer(&self, path: &str, answer: Vec<u8>) {
        self.answers.lock().unwrap().insert(path.to_owned(), answer);
    }

    /// Returns the paths of all requests.
    fn paths(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

fn requested_path(stream: &TcpStream) -> String {
    let lines = BufReader::new(stream).lines().map_while(Result::ok);
    let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    head.first().and_then(|line| line.split(' ').nth(1)).unwrap_or_default().to_owned()
}

fn ok(body: &(impl AsRef<[u8]> + ?Sized)) -> Vec<u8> {
    answer("200 OK", "", body.as_ref())
}

fn answer(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n");
    [head.as_bytes(), body].concat()
}

/// Returns a host that is not one of the release's.
fn host() -> String {
    "updates.example".to_owned()
}

/// Signs a package as a version, as Tauri's bundler does.
fn sign(key: &KeyPair, package: &[u8], version: &str) -> String {
    let comment = format!("timestamp:1764453600\tfile:Kabinet.AppImage\tversion:{version}");
    let signature = minisign::sign(Some(&key.pk), &key.sk, package, Some(&comment), None).unwrap();
    BASE64_STANDARD.encode(signature.into_string())
}

/// Returns a program with the mark of an AppImage, which creates the files of its arguments.
fn app_image(text: &str) -> Vec<u8> {
    let mut program = fs::read(TOUCH).unwrap();
    program[8..11].copy_from_slice(b"AI\x02");
    program.extend(text.as_bytes());
    program
}

/// Shows the settings of the example.
fn open_settings(page: &Page) {
    page.click("[data-test=show-example]");
    page.click("[data-test=to-settings]");
    page.wait_for_text("h1", "Настройки");
}

fn files_beside(file: &Path) -> usize {
    fs::read_dir(file.parent().unwrap()).unwrap().count()
}
