//! The program as scripts run it: exit status, standard output, standard error.

#![allow(clippy::unwrap_used, reason = "a test that cannot run its program has failed")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

fn dateline(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(args)
        .current_dir(folder)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn dateline_with_input(folder: &Path, args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn lines(output: &Output) -> Vec<serde_json::Value> {
    String::from_utf8_lossy(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const MILL: &str =
    "Mill reopens after the flood\n\nJun 12, 2020\n\nThe mill reopened on Thursday. It had closed in 2014.\n";

#[test]
fn extract_prints_a_line_a_document_with_the_text_as_it_was() {
    let folder = folder(&[("mill.txt", MILL)]);
    let output = dateline(folder.path(), &["extract", "mill.txt"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let documents = lines(&output);
    assert_eq!(documents.len(), 1);
    let document = &documents[0];
    assert_eq!(document["id"], "mill.txt");
    assert_eq!(document["text"], MILL);
    assert_eq!(document["published"], "2020-06-12");
    assert_eq!(document["published_from"], "text");
    let keys: Vec<&str> = document.as_object().unwrap().keys().map(String::as_str).collect();
    let expected =
        ["id", "source", "title", "author", "published", "published_from", "language", "text", "timexes", "events"];
    assert_eq!(keys, expected);
}

#[test]
fn offsets_count_code_points() {
    let folder = folder(&[("a.txt", "Čeněk – ženatý – came on 11 June 2020.\n")]);
    let documents = lines(&dateline(folder.path(), &["extract", "a.txt"]));
    let text: Vec<char> = documents[0]["text"].as_str().unwrap().chars().collect();
    let timexes = documents[0]["timexes"].as_array().unwrap();
    assert!(!timexes.is_empty());
    for timex in timexes {
        let at = |key: &str| usize::try_from(timex[key].as_u64().unwrap()).unwrap();
        let words: String = text[at("start")..at("end")].iter().collect();
        assert_eq!(timex["text"], words.as_str());
    }
}

#[test]
fn a_folder_is_walked_in_order_of_names_and_ids_are_paths_below_it() {
    let folder = folder(&[("in/b.txt", MILL), ("in/a/z.txt", MILL), ("in/c.txt", MILL), ("in/.hidden", MILL)]);
    let output = dateline(folder.path(), &["extract", "in"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let ids: Vec<String> = lines(&output).iter().map(|line| line["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids, ["a/z.txt", "b.txt", "c.txt"]);
    assert!(said(&output).contains("1 hidden file"), "{}", said(&output));
}

#[test]
fn the_same_call_gives_the_same_bytes() {
    let names: Vec<String> = (0..200).map(|n| format!("in/{n:03}.txt")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), MILL)).collect();
    let folder = folder(&files);
    let first = dateline(folder.path(), &["extract", "in"]);
    assert_eq!(lines(&first).len(), 200);
    assert_eq!(first.stdout, dateline(folder.path(), &["extract", "in"]).stdout);
}

#[test]
fn published_on_the_command_line_stands_over_what_the_article_says() {
    let folder = folder(&[("mill.txt", MILL)]);
    let documents = lines(&dateline(folder.path(), &["extract", "--published", "2019-05", "mill.txt"]));
    assert_eq!(documents[0]["published"], "2019-05");
    assert_eq!(documents[0]["published_from"], "option");
}

#[test]
fn broken_json_lines_are_told_by_number_and_the_others_read() {
    let text = "{\"id\":\"a\",\"text\":\"One.\",\"dct\":\"2020-01-02\"}\n{broken\n\n{\"text\":\"Two.\"}\n[1]\n{\"id\":\"e\"}\n";
    let folder = folder(&[("in.jsonl", text)]);
    let output = dateline(folder.path(), &["extract", "in.jsonl"]);
    assert_eq!(output.status.code(), Some(1));
    let documents = lines(&output);
    assert_eq!(documents.len(), 2);
    assert_eq!((&documents[0]["id"], &documents[0]["published"]), (&"a".into(), &"2020-01-02".into()));
    assert_eq!(documents[1]["id"], "in.jsonl#4");
    for line in ["line 2", "line 5", "line 6"] {
        assert!(said(&output).contains(line), "{}", said(&output));
    }
}

#[test]
fn standard_input_is_read() {
    let folder = folder(&[]);
    let output = dateline_with_input(folder.path(), &["extract", "-"], MILL.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(lines(&output)[0]["text"], MILL);
}

#[test]
fn output_goes_to_a_file_and_replaces_it() {
    let folder = folder(&[("mill.txt", MILL), ("out.csv", "old")]);
    let output = dateline(folder.path(), &["extract", "--format", "csv", "-o", "out.csv", "mill.txt"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(output.stdout.is_empty());
    assert!(fs::read_to_string(folder.path().join("out.csv")).unwrap().starts_with("date,edtf,"));
}

#[test]
fn timeml_is_well_formed() {
    let folder = folder(&[("a.txt", MILL), ("b.txt", "<&> on 3 May 2016 \u{1}\n")]);
    let output = dateline(folder.path(), &["extract", "--format", "timeml", "a.txt", "b.txt"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let xml = usvg::roxmltree::Document::parse(&text).unwrap();
    let timexes = xml.descendants().filter(|node| node.has_tag_name("TIMEX3")).count();
    assert!(timexes >= 3, "{text}");
    let bodies: Vec<String> = xml
        .descendants()
        .filter(|node| node.has_tag_name("TEXT"))
        .map(|node| node.descendants().filter_map(|part| part.is_text().then(|| part.text()).flatten()).collect())
        .collect();
    assert_eq!(bodies[0], MILL);
}

#[test]
fn a_wrong_call_is_status_2() {
    let folder = folder(&[("mill.txt", MILL)]);
    for args in [
        &["extract"][..],
        &["extract", "--format", "docx", "mill.txt"],
        &["extract", "--published", "yesterday", "mill.txt"],
        &["timeline", "mill.txt"],
        &["timeline", "--dates", "0", "mill.txt"],
        &["export", "mill.txt"],
        &["--no-such-option"],
    ] {
        let output = dateline(folder.path(), args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn help_and_version_are_told() {
    let folder = folder(&[]);
    let help = dateline(folder.path(), &["--help"]);
    assert_eq!(help.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&help.stdout).contains("dateline extract"));
    let version = dateline(folder.path(), &["--version"]);
    assert!(String::from_utf8_lossy(&version.stdout).contains(env!("CARGO_PKG_VERSION")));
}

#[test]
fn timeline_prints_days_oldest_first() {
    let folder = folder(&[("mill.txt", MILL)]);
    let output = dateline(folder.path(), &["timeline", "--dates", "3", "mill.txt"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let days: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert!(days.len() <= 3);
    let dates: Vec<&str> = days.iter().map(|day| day["date"].as_str().unwrap()).collect();
    assert!(dates.is_sorted());
    for day in &days {
        assert!(!day["summary"].as_array().unwrap().is_empty());
        assert_eq!(day["articles"][0], "mill.txt");
    }
}

#[test]
fn a_picture_may_have_lanes() {
    let folder = folder(&[("mill.txt", MILL)]);
    let args = ["export", "--svg", "t.svg", "--text-as", "text", "--lanes", "status", "mill.txt"];
    assert_eq!(dateline(folder.path(), &args).status.code(), Some(0));
    let svg = fs::read_to_string(folder.path().join("t.svg")).unwrap();
    assert!(svg.contains(">Happened<") && svg.contains(" events<"), "{svg}");
    let wrong = dateline(folder.path(), &["export", "--svg", "t.svg", "--lanes", "colour", "mill.txt"]);
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn export_draws_pictures_and_writes_tables() {
    let folder = folder(&[("mill.txt", MILL)]);
    let args = [
        "export", "--png", "t.png", "--svg", "t.svg", "--csv", "t.csv", "--jsonl", "t.jsonl", "--scale", "2",
        "mill.txt",
    ];
    let output = dateline(folder.path(), &args);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let start = |name: &str, length: usize| fs::read(folder.path().join(name)).unwrap()[..length].to_vec();
    assert_eq!(start("t.png", 4), b"\x89PNG");
    assert_eq!(start("t.svg", 4), b"<svg");
    assert_eq!(start("t.csv", 3), b"\xEF\xBB\xBF");
    assert_eq!(start("t.jsonl", 5), b"{\"id\"");
    let first = fs::read(folder.path().join("t.png")).unwrap();
    dateline(folder.path(), &args);
    assert_eq!(first, fs::read(folder.path().join("t.png")).unwrap());
}

#[test]
fn an_output_that_cannot_be_written_is_told() {
    let folder = folder(&[("mill.txt", MILL)]);
    let output = dateline(folder.path(), &["extract", "-o", "no/such/folder.jsonl", "mill.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("no/such/folder.jsonl"), "{}", said(&output));
}

#[cfg(all(unix, not(target_os = "macos")))]
#[test]
fn without_a_display_one_line_says_what_to_do_instead() {
    let folder = folder(&[("mill.txt", MILL)]);
    let output = dateline(folder.path(), &["mill.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(said(&output).lines().count(), 1, "{}", said(&output));
    assert!(said(&output).contains("dateline export --png"), "{}", said(&output));
}

/// What goes wrong with one input leaves the others done.
fn check_bad_input(make: impl Fn(&Path), name: &str, message: &str) {
    let folder = folder(&[("good.txt", MILL)]);
    make(folder.path());
    let output = dateline(folder.path(), &["extract", name, "good.txt"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert_eq!(lines(&output).len(), 1);
    assert!(said(&output).contains(message) && said(&output).contains(name), "{}", said(&output));
}

#[test]
fn an_empty_file_is_told() {
    check_bad_input(|folder| fs::write(folder.join("bad.txt"), "").unwrap(), "bad.txt", "empty");
}

#[test]
fn a_gigabyte_of_zeros_is_refused_by_its_first_block() {
    let sparse = |folder: &Path| fs::File::create(folder.join("zeros.txt")).unwrap().set_len(1 << 30).unwrap();
    check_bad_input(sparse, "zeros.txt", "not text");
}

#[test]
fn a_text_beyond_the_limit_is_refused_by_name_of_the_limit() {
    let large = |folder: &Path| {
        let path = folder.join("large.txt");
        let mut file = fs::File::create(path).unwrap();
        file.write_all(&b"The mill burned. ".repeat(600)).unwrap();
        file.set_len(1 << 30).unwrap();
    };
    check_bad_input(large, "large.txt", "200 MB");
}

#[test]
fn a_file_that_is_not_there_is_told() {
    check_bad_input(|_| (), "gone.txt", "cannot read");
}

#[cfg(unix)]
#[test]
fn a_folder_without_rights_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("good.txt", MILL), ("shut/in.txt", MILL)]);
    let shut = folder.path().join("shut");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).unwrap();
    let may_enter_anyway = fs::read_dir(&shut).is_ok();
    let output = dateline(folder.path(), &["extract", "shut", "good.txt"]);
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o755)).unwrap();
    if may_enter_anyway {
        eprintln!("not checked: this user may enter any folder");
        return;
    }
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(lines(&output).len(), 1);
    assert!(said(&output).contains("shut"), "{}", said(&output));
}

#[cfg(unix)]
#[test]
fn a_link_into_its_own_folder_ends() {
    let folder = folder(&[("in/a.txt", MILL)]);
    std::os::unix::fs::symlink("..", folder.path().join("in/up")).unwrap();
    let output = dateline(folder.path(), &["extract", "in"]);
    assert_eq!(lines(&output)[0]["id"], "a.txt");
    assert!(said(&output).contains("not followed"), "{}", said(&output));
}

#[test]
fn bytes_that_are_no_utf8_are_read_as_what_they_are() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), b"Die M\xfchle schlo\xdf am 3. Mai 2016 f\xfcr immer.\n").unwrap();
    let output = dateline(folder.path(), &["extract", "a.txt"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(lines(&output)[0]["text"], "Die Mühle schloß am 3. Mai 2016 für immer.\n");
}

#[test]
fn a_text_without_dates_is_a_document_without_events() {
    let folder = folder(&[("a.txt", "Once there was a mill.\n")]);
    let output = dateline(folder.path(), &["extract", "a.txt"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(lines(&output)[0]["published"], serde_json::Value::Null);
}

#[test]
fn a_text_of_10_megabytes_is_read() {
    let text = "The old mill by the river stood there as it always had, and people went by.\n".repeat(131_072);
    let folder = folder(&[("long.txt", &text)]);
    let output = dateline(folder.path(), &["extract", "long.txt"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(lines(&output)[0]["text"].as_str().map(str::len), Some(text.len()));
}

#[test]
fn limits_are_set_by_flags_and_named_when_they_are_met() {
    let long = "The mill burned. ".repeat(80_000);
    let folder = folder(&[("long.txt", &long), ("mill.txt", MILL)]);
    let output = dateline(folder.path(), &["extract", "--max-file-mb", "1", "long.txt", "mill.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("larger than 1 MB, the limit for one file; split it: long.txt"),
        "{}",
        said(&output)
    );
    assert_eq!(lines(&output).len(), 1);
}

#[test]
fn a_table_gives_an_article_a_row_and_one_that_is_not_clear_says_what_to_do() {
    let folder = folder(&[
        ("news.csv", "Title,Date,Text\nMill,2020-06-12,It reopened on Thursday.\n"),
        ("odd.csv", "a,b\nMill,It fell.\n"),
    ]);
    let output = dateline(folder.path(), &["extract", "news.csv", "odd.csv"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("which column holds the text is not clear (columns: a, b)"), "{}", said(&output));
    let documents = lines(&output);
    assert_eq!(
        (documents[0]["title"].as_str(), documents[0]["published"].as_str()),
        (Some("Mill"), Some("2020-06-12"))
    );
}
