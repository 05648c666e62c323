//! The window: one file a panel or widget, `theme.rs` for every colour and size.

mod arrangement;
mod fonts;
mod library;
pub mod overview;
mod theme;
pub mod timeline;

use crate::app::{App, Command, Settings};
use crate::time::TimePoint;
use egui::{Context, Ui};
use std::path::PathBuf;
use std::sync::Arc;

/// What the window starts with.
#[derive(Debug, Default)]
pub struct Start {
    /// Files and folders to open.
    pub paths: Vec<PathBuf>,
    pub settings: Settings,
    /// The day that the timeline calls today; `None` for none.
    pub today: Option<TimePoint>,
}

/// The window's state: the program's, and what only the screen knows.
pub struct DatelineApp {
    app: App,
}

impl DatelineApp {
    /// Prepares the context (colours, sizes) and begins to read what it is to start with.
    pub fn new(ctx: &Context, start: Start) -> DatelineApp {
        theme::install(ctx);
        fonts::install(ctx);
        theme::apply_choice(ctx, start.settings.theme);
        let waker = {
            let ctx = ctx.clone();
            Arc::new(move || ctx.request_repaint())
        };
        let mut app = App::new(start.settings, waker);
        app.timeline.today = start.today;
        app.perform(Command::Open(start.paths));
        DatelineApp { app }
    }

    /// The program behind the window.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// The program behind the window, to be changed.
    pub fn app_mut(&mut self) -> &mut App {
        &mut self.app
    }

    /// One frame.
    pub fn frame_ui(&mut self, ui: &mut Ui) {
        self.app.poll();
        let mut commands = Vec::new();
        arrangement::arrangement_ui(ui, &mut self.app, &mut commands);
        for command in commands {
            self.app.perform(command);
        }
    }
}

impl eframe::App for DatelineApp {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame_ui(ui);
    }
}

/// Opens the window and stays until it is closed.
pub fn run(paths: Vec<PathBuf>) -> Result<(), eframe::Error> {
    let now = chrono::Local::now().naive_local().and_utc().timestamp();
    let start = Start { paths, settings: Settings::default(), today: Some(TimePoint(now)) };
    let viewport = egui::ViewportBuilder::default()
        .with_app_id("dateline")
        .with_title("Dateline")
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([640.0, 420.0]);
    let options = eframe::NativeOptions { viewport, ..Default::default() };
    eframe::run_native("Dateline", options, Box::new(|cc| Ok(Box::new(DatelineApp::new(&cc.egui_ctx, start)))))
}
