//! Opens the real window with many events and writes down every frame, for `.ci/frames`, which moves the mouse over it:
//!
//! ```text
//! cargo run --release --example frames -- 100000
//! ```
//!
//! When the window is to be closed, each frame is a line on standard output: seconds since 1970 when it began, and the
//! milliseconds that the program took for it (layout, panels, shapes; not the drawing by OpenGL).

use dateline::app::{Command, Panels, Settings, ThemeChoice};
use dateline::timeline::Grouping;
use dateline::ui::{DatelineApp, Start};
use std::io::Write;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// Sentences of an article.
const A_PAGE: usize = 100;

struct Counted {
    app: DatelineApp,
    /// When each began, seconds since 1970, and how many milliseconds it took.
    frames: Vec<(f64, f64)>,
}

impl eframe::App for Counted {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let begun = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |since| since.as_secs_f64());
        let clock = Instant::now();
        self.app.frame_ui(ui);
        self.frames.push((begun, clock.elapsed().as_secs_f64() * 1e3));
        if ui.input(|input| input.viewport().close_requested()) {
            self.tell();
        }
    }
}

impl Counted {
    /// Writes down the frames so far.
    fn tell(&mut self) {
        let lines: String = self.frames.drain(..).map(|(begun, millis)| format!("{begun:.4} {millis:.3}\n")).collect();
        let mut out = std::io::stdout().lock();
        if out.write_all(lines.as_bytes()).and_then(|()| out.flush()).is_err() {
            eprintln!("nobody reads the frames");
        }
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count = std::env::args().nth(1).map_or(Ok(100_000), |text| text.parse::<usize>())?;
    let by_status = std::env::args().any(|arg| arg == "--lanes");
    let panels = Panels { timeline_share: 0.7, ..Panels::default() };
    let lanes = if by_status { Grouping::Status } else { Grouping::None };
    let settings = Settings { theme: ThemeChoice::Light, panels, lanes, ..Settings::default() };
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_title("Dateline frames").with_inner_size([1280.0, 800.0]),
        ..Default::default()
    };
    eframe::run_native(
        "Dateline frames",
        options,
        Box::new(move |cc| {
            let mut app = DatelineApp::new(&cc.egui_ctx, Start { settings, ..Start::default() });
            app.app_mut().perform(Command::OpenBytes { name: "events.jsonl".to_owned(), bytes: articles(count) });
            app.app_mut().finish_jobs();
            let events = app.app().timeline.index.len();
            eprintln!("{events} events");
            Ok(Box::new(Counted { app, frames: Vec::new() }))
        }),
    )?;
    Ok(())
}

/// JSON Lines of made-up articles, each sentence a dated event.
fn articles(count: usize) -> Vec<u8> {
    let who = ["The council", "A tanker", "The minister", "The court", "The rebels", "The mayor", "The union"];
    let deeds =
        ["closed the mill", "attacked the base", "left the port", "resigned", "opened the bridge", "met the king"];
    let months = ["January", "March", "April", "June", "July", "September", "November"];
    let mut text = String::new();
    let mut written = 0;
    let mut page = 0;
    while written < count {
        let mut sentences = String::new();
        for at in 0..A_PAGE.min(count - written) {
            let number = written + at;
            let (day, month) = (1 + number % 28, months[number / 28 % months.len()]);
            // A day has one event, so that none is taken for another.
            let year = 1020 + number / 100 % 1000;
            let (who, deed) = (who[number % who.len()], deeds[number / 7 % deeds.len()]);
            let letter = |at: usize| char::from(b'a' + (at % 20) as u8);
            let place = format!("Ash{}o{}ham", letter(number), letter(number / 20));
            sentences.push_str(&format!("{who} {deed} in {place} on {day} {month} {year}. "));
        }
        written += A_PAGE;
        page += 1;
        text.push_str(&format!(
            "{{\"id\":\"page {page}\",\"title\":\"Page {page}\",\"published\":\"2021-01-01\",\"text\":\"{}\"}}\n",
            sentences.trim_end()
        ));
    }
    text.into_bytes()
}
