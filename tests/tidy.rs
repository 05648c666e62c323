//! Checks what a program can of the invariants in ARCHITECTURE.md: who may use whom, where files may be opened, what
//! must not be left behind.

#[path = "tidy/source.rs"]
mod source;

use source::{Source, code_only};
use std::fs;
use std::path::{Path, PathBuf};

/// The layers, lowest first. `ui` and `cli` stand beside each other: neither may use the other.
const LAYERS: [(&str, u8); 11] = [
    ("time", 0),
    ("text", 1),
    ("timex", 2),
    ("event", 3),
    ("import", 4),
    ("project", 5),
    ("timeline", 6),
    ("export", 7),
    ("app", 8),
    ("ui", 9),
    ("cli", 9),
];

/// Past this a file surely holds a second idea; the report names those past 600.
const MOST_LINES: usize = 1000;

#[test]
fn each_layer_uses_only_those_before_it() {
    let rank = |name: &str| LAYERS.iter().find(|(layer, _)| *layer == name).map(|(_, rank)| *rank);
    let mut wrong = Vec::new();
    for source in Source::all() {
        let Some(own) = rank(&source.layer()) else { continue };
        for (line, used) in source.crate_modules() {
            let allowed = used == source.layer() || rank(&used).is_some_and(|other| other < own);
            if !allowed {
                wrong.push(format!("{}:{line} uses crate::{used}", source.name));
            }
        }
    }
    assert!(wrong.is_empty(), "a layer may use only those before it:\n{}", wrong.join("\n"));
}

#[test]
fn lib_lists_the_modules_in_reading_order() {
    let lib = read("src/lib.rs");
    let listed: Vec<&str> = lib
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod "))
        .filter_map(|line| line.strip_suffix(';'))
        .collect();
    let expected: Vec<&str> = LAYERS.iter().map(|(layer, _)| *layer).collect();
    assert_eq!(listed, expected);
}

#[test]
fn only_the_window_knows_egui() {
    let allowed = |name: &str| name.starts_with("src/ui/") || name == "src/main.rs";
    let words = |word: &str| word.starts_with("egui") || word == "eframe" || word == "epaint";
    refuse(allowed, words, "egui and eframe belong in src/ui/ and src/main.rs");
}

#[test]
fn only_import_project_and_export_touch_files_and_network() {
    let allowed = |name: &str| ["src/import/", "src/project/", "src/export/"].iter().any(|dir| name.starts_with(dir));
    let mut wrong = Vec::new();
    for source in Source::all().into_iter().filter(|source| !allowed(&source.name)) {
        for (line, path) in source.std_modules() {
            if ["fs", "net", "os"].contains(&path.as_str()) {
                wrong.push(format!("{}:{line} uses std::{path}", source.name));
            }
        }
        for (line, word) in source.words() {
            if ["OpenOptions", "TcpStream", "tempfile"].contains(&word) {
                wrong.push(format!("{}:{line} uses {word}", source.name));
            }
        }
    }
    assert!(wrong.is_empty(), "files and network belong in import, project and export:\n{}", wrong.join("\n"));
}

#[test]
fn only_the_window_asks_the_clock() {
    let allowed = |name: &str| ["src/ui/", "src/main.rs"].iter().any(|dir| name.starts_with(dir));
    refuse(allowed, |word| ["Utc", "Local", "SystemTime"].contains(&word), "the clock is not read below the window");
}

#[test]
fn nothing_is_left_from_trying_things_out() {
    let macros = ["dbg", "todo", "unimplemented", "println", "print", "eprintln", "eprint"];
    let mut wrong = Vec::new();
    for source in Source::all() {
        let prints = source.name.starts_with("src/cli/") || source.name == "src/main.rs";
        for (number, line) in source.code.lines().enumerate() {
            let place = format!("{}:{}", source.name, number + 1);
            if line.contains(".unwrap()") || line.contains(".unwrap_err()") {
                wrong.push(format!("{place} unwraps"));
            }
            for name in macros {
                let call = format!("{name}!");
                let at_word = |at: usize| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
                let found = line.match_indices(&call).any(|(at, _)| at_word(at));
                if found && !(prints && name.contains("print")) {
                    wrong.push(format!("{place} calls {call}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "not outside tests and the command line:\n{}", wrong.join("\n"));
}

#[test]
fn every_file_opens_by_saying_what_it_is() {
    let mut files = Vec::new();
    for dir in ["src", "tests", "benches", "examples", "fuzz"] {
        walk(&root().join(dir), &mut files);
    }
    let silent: Vec<String> = (files.iter())
        .filter(|path| path.extension().is_some_and(|end| end == "rs"))
        .filter(|path| !fs::read_to_string(path).expect("source is UTF-8").starts_with("//! "))
        .map(|path| name_of(path))
        .collect();
    assert!(silent.is_empty(), "no `//!` sentence at the top of {silent:?}");
}

#[test]
fn files_hold_one_idea() {
    let mut sizes: Vec<(usize, String)> =
        Source::all().into_iter().map(|source| (source.own_lines(), source.name)).collect();
    sizes.sort();
    for (lines, name) in sizes.iter().filter(|(lines, _)| *lines > 600) {
        println!("{name} has {lines} lines without its tests: look for the second idea");
    }
    let (lines, name) = sizes.last().expect("there is source");
    assert!(*lines <= MOST_LINES, "{name} has {lines} lines without its tests");
}

#[test]
fn no_file_names_a_place_on_somebodys_machine() {
    // Put together here, so that this file does not hold them.
    let places = ["work", "root", "home", "Users"].map(|dir| format!("/{dir}/"));
    let mut wrong = Vec::new();
    for path in project_files() {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        for (number, line) in text.lines().enumerate() {
            let absolute = |place: &String| {
                let starts = |at: usize| !line[..at].ends_with(|c: char| c.is_alphanumeric() || "./_-}".contains(c));
                line.match_indices(place.as_str()).any(|(at, _)| starts(at))
            };
            if places.iter().any(absolute) {
                wrong.push(format!("{}:{}: {}", name_of(&path), number + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "absolute paths of a machine:\n{}", wrong.join("\n"));
}

#[test]
fn the_changelog_has_unreleased_on_top() {
    let changelog = read("CHANGELOG.md");
    let first = changelog.lines().find(|line| line.starts_with("## "));
    assert_eq!(first, Some("## Unreleased"));
}

#[test]
fn ci_runs_the_commands_of_the_readme() {
    let ci = read(".ci/run");
    let readme = read("README.md");
    let commands: Vec<&str> = readme.lines().map(str::trim).filter(|line| line.starts_with("cargo ")).collect();
    assert!(commands.contains(&"cargo run --release -- assets/samples"), "{commands:?}");
    assert!(commands.contains(&"cargo test"), "{commands:?}");
    for command in commands {
        let runs = ci.lines().any(|line| !line.trim_start().starts_with('#') && line.contains(command));
        assert!(runs, "README says `{command}`, which .ci/run does not run");
    }
}

#[test]
fn every_dependency_says_what_it_is_for() {
    let manifest = read("Cargo.toml");
    let mut in_dependencies = false;
    // A comment speaks for the lines below it, up to a blank line or the next comment's.
    let mut spoken_for = false;
    let mut silent = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            in_dependencies = line.ends_with("dependencies]");
            spoken_for = false;
            continue;
        }
        spoken_for = line.starts_with('#') || (spoken_for && !line.trim().is_empty());
        if in_dependencies && !spoken_for && line.contains(" = ") {
            silent.push(line);
        }
    }
    assert!(silent.is_empty(), "no comment says what these are for:\n{}", silent.join("\n"));
}

#[test]
fn tidy_sees_code_and_not_comments_strings_or_tests() {
    let source = r##"
        // a.unwrap() in a comment
        let s = "b.unwrap()"; let c = '"'; let r = r#"c.unwrap()"#;
        /* d.unwrap() /* nested */ */
        let life: &'static str = x;
        #[cfg(test)]
        mod tests { fn t() { e.unwrap(); "}" } }
        f.unwrap();
    "##;
    let code = code_only(source);
    assert_eq!(code.matches("unwrap").count(), 1, "{code}");
    assert!(code.contains("f.unwrap()") && code.contains("&'static str = x"), "{code}");
    assert_eq!(code.lines().count(), source.lines().count());
}

/// Fails with every place where a word that `is_refused` stands outside the files that are `allowed` it.
fn refuse(allowed: impl Fn(&str) -> bool, is_refused: impl Fn(&str) -> bool, why: &str) {
    let mut wrong = Vec::new();
    for source in Source::all().into_iter().filter(|source| !allowed(&source.name)) {
        for (line, word) in source.words() {
            if is_refused(word) {
                wrong.push(format!("{}:{line} uses {word}", source.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{why}:\n{}", wrong.join("\n"));
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Path below the project, with slashes on every system.
fn name_of(path: &Path) -> String {
    let below = path.strip_prefix(root()).unwrap_or(path);
    below.to_string_lossy().replace('\\', "/")
}

/// All files of the project that are not built or fetched.
fn project_files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    walk(&root(), &mut files);
    files
}

fn walk(dir: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(dir) else { return };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable entry").path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            let built = ["target", ".git", "corpus-found", "artifacts", "__pycache__"].contains(&name.as_str());
            if !built {
                walk(&path, files);
            }
        } else if name != ".git" {
            files.push(path);
        }
    }
}
