//! The list of the packages in a release (a software bill of materials), in the form CycloneDX.

use std::collections::{BTreeSet, HashMap};
use std::fs;

use anyhow::{Context, Result};
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package, PackageId};
use serde_json::{Value, json};

use crate::process;
use crate::setup::node;

/// The programs of a release.
const PROGRAMS: [&str; 2] = ["kabinet", "kabinet-cli"];

/// The file of the list, in the project's folder.
const FILE: &str = "target/kabinet.cdx.json";

/// Writes the list of the packages of cargo and npm that a release is built from.
///
/// # Errors
/// If cargo or npm does not list its packages, or the file cannot be written.
pub fn run() -> Result<()> {
    let metadata = MetadataCommand::new().manifest_path(process::root().join("Cargo.toml")).exec()?;
    let crates = built_in(&metadata)?;
    let components: Vec<Value> = crates.iter().map(|package| component(package)).chain(of_npm()?).collect();
    let count = components.len();
    let version = crates.iter().find(|package| package.name.as_str() == PROGRAMS[0]);
    let list = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": {
            "type": "application",
            "name": PROGRAMS[0],
            "version": version.map(|package| package.version.to_string()),
        } },
        "components": components,
    });
    fs::write(process::root().join(FILE), serde_json::to_string_pretty(&list)?)?;
    println!("{count} packages are listed in {FILE}");
    Ok(())
}

/// Returns the packages that are linked into the programs, or that build them, by name.
fn built_in(metadata: &Metadata) -> Result<Vec<&Package>> {
    let resolve = metadata.resolve.as_ref().context("cargo resolved nothing")?;
    let nodes: HashMap<&PackageId, _> = resolve.nodes.iter().map(|node| (&node.id, node)).collect();
    let is_program = |package: &&Package| PROGRAMS.contains(&package.name.as_str());
    let mut waiting: Vec<&PackageId> =
        metadata.workspace_packages().into_iter().filter(is_program).map(|package| &package.id).collect();
    let mut found: BTreeSet<&PackageId> = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if found.insert(id) {
            let needed = nodes.get(id).into_iter().flat_map(|node| &node.deps);
            let is_for_tests = |kinds: &[cargo_metadata::DepKindInfo]| {
                kinds.iter().all(|it| it.kind == DependencyKind::Development)
            };
            waiting.extend(needed.filter(|it| !is_for_tests(&it.dep_kinds)).map(|it| &it.pkg));
        }
    }
    let mut packages: Vec<&Package> =
        metadata.packages.iter().filter(|package| found.contains(&package.id)).collect();
    packages.sort_by(|one, other| (&one.name, &one.version).cmp(&(&other.name, &other.version)));
    Ok(packages)
}

fn component(package: &Package) -> Value {
    let (name, version) = (package.name.as_str(), package.version.to_string());
    let licences = package.license.iter().map(|licence| json!({ "expression": licence }));
    json!({
        "type": "library",
        "bom-ref": format!("pkg:cargo/{name}@{version}"),
        "name": name,
        "version": version,
        "purl": format!("pkg:cargo/{name}@{version}"),
        "licenses": licences.collect::<Vec<_>>(),
    })
}

/// Returns the packages of npm that are part of the page or build it, as npm lists them.
fn of_npm() -> Result<Vec<Value>> {
    let mut npm = node::npm()?;
    npm.args(["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"]);
    npm.current_dir(process::root().join("ui"));
    process::show(&npm);
    let output = npm.output().context("cannot start npm")?;
    anyhow::ensure!(
        output.status.success(),
        "npm lists nothing: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let mut list: Value = serde_json::from_slice(&output.stdout)?;
    Ok(list["components"].as_array_mut().map(std::mem::take).unwrap_or_default())
}
