//! Settings from one run to the next: read at start, written when they changed.

use super::Start;
use crate::app::{App, Settings, WindowPlace};
use crate::export::log_file;
use crate::project::remembered;
use directories::ProjectDirs;
use egui::Context;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Seconds that settings stay as they are before they are written.
const CALM_SECS: f64 = 1.5;

/// What was written last, and where.
pub struct Memory {
    file: Option<PathBuf>,
    written: Settings,
    seen: Settings,
    seen_at: f64,
    failed: bool,
}

impl Memory {
    pub fn new(file: Option<PathBuf>, settings: &Settings) -> Memory {
        Memory { file, written: settings.clone(), seen: settings.clone(), seen_at: 0.0, failed: false }
    }

    /// Notes text size and place of the window, and writes the settings once they have been the same for a while.
    pub fn follow(&mut self, ctx: &Context, app: &mut App) {
        app.settings.text_size = ctx.zoom_factor();
        note_window(ctx, &mut app.settings);
        let now = ctx.input(|input| input.time);
        if app.settings != self.seen {
            self.seen = app.settings.clone();
            self.seen_at = now;
        }
        if self.file.is_some() && self.seen != self.written && !self.failed {
            let left = self.seen_at + CALM_SECS - now;
            if left <= 0.0 {
                self.save(app);
            } else {
                ctx.request_repaint_after(std::time::Duration::from_secs_f64(left));
            }
        }
    }

    /// Writes at once what differs from the file. A failure is told once.
    pub fn save(&mut self, app: &mut App) {
        let Some(file) = &self.file else { return };
        if app.settings == self.written || self.failed {
            return;
        }
        match remembered::remember(file, &app.settings.to_json()) {
            Ok(()) => self.written = app.settings.clone(),
            Err(reason) => {
                self.failed = true;
                let line = format!("{reason}: {}", file.display());
                log::warn!("settings not written: {line}");
                app.messages.notify("Settings are not remembered", vec![line]);
            }
        }
    }
}

/// Notes where the window stands, in points that do not change with the text size.
fn note_window(ctx: &Context, settings: &mut Settings) {
    let zoom = ctx.zoom_factor();
    ctx.input(|input| {
        let viewport = input.viewport();
        let (Some(inner), Some(maximized)) = (viewport.inner_rect, viewport.maximized) else { return };
        if viewport.minimized == Some(true) {
            return;
        }
        let before = settings.window;
        let position = viewport.outer_rect.map(|outer| ((outer.min.x * zoom).round(), (outer.min.y * zoom).round()));
        let size = ((inner.width() * zoom).round(), (inner.height() * zoom).round());
        settings.window = Some(match before {
            // The size to come back to is the one before it was maximised.
            Some(before) if maximized => WindowPlace { maximized, ..before },
            _ => WindowPlace { width: size.0, height: size.1, position, maximized },
        });
    });
}

/// What the program starts with on this machine: the settings of the last run, a log file, and notices about what is
/// wrong with either.
pub fn start() -> Start {
    let mut start = Start::default();
    let Some(dirs) = ProjectDirs::from("", "", "dateline") else {
        return start;
    };
    let file = dirs.config_dir().join("settings.json");
    match remembered::recall(&file, Settings::from_json) {
        Ok(settings) => start.settings = settings.unwrap_or_default(),
        Err(error) => {
            let line = format!("{error}. Defaults are used.");
            start.notices.push(("The settings could not be read".to_owned(), vec![line]));
        }
    }
    start.settings_file = Some(file);
    start.project_folder = Some(dirs.data_dir().join("projects"));
    let log_file = dirs.state_dir().unwrap_or(dirs.data_local_dir()).join("dateline.log");
    start_log(&log_file, &mut start);
    start
}

fn start_log(file: &Path, start: &mut Start) {
    if log_file::take_crash(file) {
        let line = format!("What is known about it stands in the log file: {}", file.display());
        start.notices.push(("Dateline ended unexpectedly last time".to_owned(), vec![line]));
    }
    let stamp = || chrono::Local::now().format("%Y-%m-%d %H:%M:%S").to_string();
    if let Err(reason) = log_file::start(file, stamp) {
        start.notices.push(("No log file".to_owned(), vec![format!("{reason}: {}", file.display())]));
        return;
    }
    log::info!("Dateline {} on {}", env!("CARGO_PKG_VERSION"), std::env::consts::OS);
    tell_panics(file.into());
    start.log_file = Some(file.to_path_buf());
}

/// Writes a panic with its place and the calls that led to it into the log file, and says where that lies.
fn tell_panics(file: Arc<Path>) {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let calls = std::backtrace::Backtrace::force_capture();
        let thread = std::thread::current().name().unwrap_or("unnamed").to_owned();
        log::error!("thread {thread}: {panic}\n{calls}");
        before(panic);
        log::logger().flush();
        // A job that fell over is told in the window; only the window's own fall ends the program.
        if thread == "main" {
            log_file::leave_crash(&file);
        }
        let words =
            format!("dateline: a fault of the program; please report it with the log file {}\n", file.display());
        let _ = std::io::Write::write_all(&mut std::io::stderr(), words.as_bytes());
    }));
}
