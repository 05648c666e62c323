//! One page from the web, only ever at the user's word, within limits of time, size and redirects.

use super::{ImportError, ImportOptions, Imported, Limits, Origin, failed, http, read};
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;
use ureq::{Agent, ResponseExt};

/// Redirects that are followed; browsers follow twenty, pages need two or three.
const MOST_REDIRECTS: u32 = 8;

/// What servers are told of who asks.
const AGENT: &str = concat!("Dateline/", env!("CARGO_PKG_VERSION"), " (desktop program, asks at its user's word)");

/// A typed address, with `https://` where no scheme was typed; `None` for what is no web address.
pub fn web_address(typed: &str) -> Option<String> {
    let typed = typed.trim().trim_matches(['<', '>', '"']);
    let address = match typed.split_once("://") {
        Some((scheme, _)) if ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) => {
            typed.to_owned()
        }
        Some(_) => return None,
        None => format!("https://{typed}"),
    };
    let host = address.split("://").nth(1)?.split(['/', '?', '#']).next()?;
    let named = host.contains('.') || host.starts_with("localhost") || host.starts_with('[');
    let plain = !address.contains(char::is_whitespace) && !host.is_empty();
    (named && plain).then_some(address)
}

/// Fetches the page and reads it as any file; its address is the source.
pub fn read_address(address: &str, options: &ImportOptions) -> Imported {
    let page = match fetch_or_stop(address, options) {
        Some(Ok(page)) => page,
        Some(Err(reason)) => return failed(ImportError::NotFetched { path: address.into(), reason }),
        None => return failed(ImportError::Stopped { path: address.into() }),
    };
    let path = Path::new(&page.address);
    let mut imported = read(Origin::new(path, &page.address), &page.bytes, options);
    for document in &mut imported.documents {
        document.source.clone_from(&page.address);
        http::note_modified(document, page.modified.as_deref());
    }
    imported
}

struct Page {
    /// Where the redirects led.
    address: String,
    /// Texts in UTF-8, whatever the server sent.
    bytes: Vec<u8>,
    /// When the server says that it was last changed.
    modified: Option<String>,
}

/// A request cannot be called back: one that the user wants no more is left behind.
fn fetch_or_stop(address: &str, options: &ImportOptions) -> Option<Result<Page, String>> {
    const LOOK: Duration = Duration::from_millis(30);
    let (sender, answer) = mpsc::channel();
    let (asked, limits) = (address.to_owned(), options.limits.clone());
    thread::spawn(move || drop(sender.send(fetch(&asked, &limits))));
    loop {
        match answer.recv_timeout(LOOK) {
            Ok(page) => return Some(page),
            Err(RecvTimeoutError::Timeout) if options.cancel.is_set() => return None,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Some(Err("by a fault of Dateline's".to_owned())),
        }
    }
}

/// The reason of a failure says what can be done.
fn fetch(address: &str, limits: &Limits) -> Result<Page, String> {
    let config = Agent::config_builder()
        .timeout_global(Some(Duration::from_secs(limits.fetch_secs)))
        .max_redirects(MOST_REDIRECTS)
        .http_status_as_error(false)
        .user_agent(AGENT)
        .accept("text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5");
    let agent: Agent = config.build().into();
    let mut response = agent.get(address).call().map_err(|error| reason(&error, limits))?;
    if !response.status().is_success() {
        return Err(format!(
            "the server answers {}; look at the page in a browser and save it there",
            response.status()
        ));
    }
    let address = response.get_uri().to_string();
    let header = |name: &str| response.headers().get(name)?.to_str().ok().map(str::to_owned);
    let (kind, modified) = (header("content-type"), header("last-modified"));
    let body = response.body_mut();
    let bytes = body.with_config().limit(limits.fetch_bytes).read_to_vec().map_err(|error| reason(&error, limits))?;
    Ok(Page { address, bytes: http::in_utf8(kind.as_deref(), bytes), modified })
}

fn reason(error: &ureq::Error, limits: &Limits) -> String {
    use ureq::Error as E;
    match error {
        E::HostNotFound => "no such server, or no network; look whether you are online and the address is right".into(),
        E::Timeout(_) => {
            format!("no answer within {} seconds, the limit for a page; try again later", limits.fetch_secs)
        }
        E::TooManyRedirects => {
            format!("it leads on more than {MOST_REDIRECTS} times, the limit; save the page in a browser")
        }
        E::BodyExceedsLimit(_) => format!(
            "larger than {} MB, the limit for a page; save it in a browser and open the file",
            limits.fetch_bytes / 1_000_000
        ),
        E::ConnectionFailed | E::Io(_) => {
            format!("no connection ({error}); look whether you are online and the address is right")
        }
        E::BadUri(_) => "no web address".into(),
        error => format!("{error}; save the page in a browser and open the file"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpListener;

    /// A server on this machine that gives one answer to each request for a path, and the head of the last request.
    fn serve(answers: Vec<(&'static str, Vec<u8>)>) -> (String, mpsc::Receiver<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (sender, heads) = mpsc::channel();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let lines = BufReader::new(stream.try_clone().unwrap()).lines();
                let head: Vec<String> = lines.map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
                let path = head[0].split(' ').nth(1).unwrap_or_default().to_owned();
                let _ = sender.send(head.join("\n"));
                match answers.iter().find(|(known, _)| *known == path) {
                    Some((_, answer)) => drop(stream.write_all(answer)),
                    // Never answered: kept open until the asker goes.
                    None => drop(std::io::copy(&mut stream, &mut std::io::sink())),
                }
            }
        });
        (address, heads)
    }

    fn moved(to: &str) -> Vec<u8> {
        format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").into_bytes()
    }

    fn options() -> ImportOptions {
        let mut options = ImportOptions::default();
        options.limits.fetch_secs = 1;
        options.limits.fetch_bytes = 2000;
        options
    }

    fn error(address: &str) -> String {
        let imported = read_address(address, &options());
        assert!(imported.documents.is_empty());
        imported.errors[0].to_string()
    }

    #[test]
    fn a_page_is_fetched_through_redirects_and_read_with_its_address_as_source() {
        let page = "<html><h1>The mill</h1><p>The M\u{fc}hle burned down in the night before the harvest.</p></html>";
        let latin: Vec<u8> = page.chars().map(|c| u8::try_from(c).expect("of Latin 1")).collect();
        let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-1\r\nConnection: close\r\n\r\n";
        let (server, heads) =
            serve(vec![("/mill", moved("/2020/06/12/mill")), ("/2020/06/12/mill", [&head[..], &latin].concat())]);
        let imported = read_address(&format!("{server}/mill"), &options());
        let document = &imported.documents[0];
        assert_eq!(document.source, format!("{server}/2020/06/12/mill"));
        assert_eq!(document.published.map(|p| p.date.to_string()).as_deref(), Some("2020-06-12"));
        assert!(document.text.contains("The Mühle burned"), "{}", document.text);
        let head = heads.recv().unwrap().to_lowercase();
        assert!(head.contains("user-agent: dateline/"), "{head}");
        assert!(!head.contains("cookie") && !head.contains("referer"), "{head}");
    }

    #[test]
    fn what_goes_wrong_is_told_with_its_limit() {
        let long =
            format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n{}", "x".repeat(9000));
        let (server, _heads) = serve(vec![
            ("/gone", b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_vec()),
            ("/loop", moved("/loop")),
            ("/long", long.into_bytes()),
        ]);
        assert!(error(&format!("{server}/gone")).contains("the server answers 404"));
        assert!(error(&format!("{server}/loop")).contains("more than 8 times"));
        assert!(error(&format!("{server}/long")).contains("larger than 0 MB, the limit for a page"));
        assert!(error(&format!("{server}/silent")).contains("no answer within 1 seconds"));
    }

    #[test]
    fn a_server_that_is_not_there_is_told() {
        // A port that was free a moment ago.
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        assert!(error(&format!("http://127.0.0.1:{port}/")).contains("no connection"));
    }

    #[test]
    fn typed_addresses_are_completed() {
        assert_eq!(web_address(" example.org/mill ").as_deref(), Some("https://example.org/mill"));
        assert_eq!(web_address("http://localhost:80/").as_deref(), Some("http://localhost:80/"));
        for text in ["", "the mill", "file:///etc/passwd", "ftp://example.org", "mill", "https://"] {
            assert_eq!(web_address(text), None, "{text}");
        }
    }
}
