//! Settings from one run to the next: read at start, written when they changed.

use super::Start;
use crate::app::{App, Settings, WindowPlace};
use crate::export::atomic;
use directories::ProjectDirs;
use egui::Context;
use std::path::{Path, PathBuf};

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
        match write(file, &app.settings) {
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

fn write(file: &Path, settings: &Settings) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    atomic::write(file, |out| out.write_all(settings.to_json().as_bytes()))
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

/// What the program starts with on this machine: the settings of the last run, and notices about what is wrong with them.
pub fn start() -> Start {
    let mut start = Start::default();
    let Some(dirs) = ProjectDirs::from("", "", "dateline") else {
        return start;
    };
    let file = dirs.config_dir().join("settings.json");
    match read(&file) {
        Ok(settings) => start.settings = settings,
        Err(lines) => start.notices.push(("The settings could not be read".to_owned(), lines)),
    }
    start.settings_file = Some(file);
    start
}

/// The settings in the file; defaults without one. A file that makes no sense is kept aside under another name.
fn read(file: &Path) -> Result<Settings, Vec<String>> {
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Settings::default()),
        Err(error) => return Err(vec![format!("{error}: {}", file.display())]),
    };
    Settings::from_json(&text).map_err(|error| {
        let aside = file.with_extension("broken.json");
        let kept = match std::fs::rename(file, &aside) {
            Ok(()) => format!("The file is kept as {}", aside.display()),
            Err(reason) => format!("It could not be kept aside: {reason}"),
        };
        vec![format!("{error}. Defaults are used. {kept}")]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_that_make_no_sense_are_kept_aside() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("settings.json");
        assert_eq!(read(&file).unwrap(), Settings::default());
        std::fs::write(&file, "{ no json").unwrap();
        let lines = read(&file).unwrap_err();
        assert!(lines[0].contains("settings.broken.json"), "{lines:?}");
        assert!(!file.exists());
        assert_eq!(std::fs::read_to_string(folder.path().join("settings.broken.json")).unwrap(), "{ no json");
    }

    #[test]
    fn what_is_written_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("deeper").join("settings.json");
        let settings = Settings { text_size: 1.5, ..Settings::default() };
        write(&file, &settings).unwrap();
        assert_eq!(read(&file).unwrap(), settings);
    }
}
