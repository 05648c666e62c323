//! Starts the window or a subcommand.

use dateline::cli::{self, Args, Call};
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    dateline::import::use_child_processes();
    match Args::from_process() {
        Call::Command(command) => cli::run(&command).into(),
        Call::Window(paths) => open_window(paths),
    }
}

/// What to do where no window can be shown.
const INSTEAD: &str = "draw the timeline to a file: dateline export --png timeline.png PATH…";

#[cfg(feature = "window")]
fn open_window(paths: Vec<PathBuf>) -> ExitCode {
    if !has_display() {
        eprintln!("dateline: no display to open a window on; {INSTEAD}");
        return ExitCode::FAILURE;
    }
    match dateline::ui::run(paths) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("dateline: the window could not be opened ({error}); {INSTEAD}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(not(feature = "window"))]
fn open_window(_paths: Vec<PathBuf>) -> ExitCode {
    eprintln!("dateline: built without a window; {INSTEAD}");
    ExitCode::FAILURE
}

/// Asked beforehand, as window libraries tell it in many lines.
#[cfg(all(feature = "window", unix, not(target_os = "macos")))]
fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

#[cfg(all(feature = "window", not(all(unix, not(target_os = "macos")))))]
fn has_display() -> bool {
    true
}
