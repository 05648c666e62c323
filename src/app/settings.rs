//! What is remembered from one run to the next, apart from any project.

use super::lanes::ProjectView;
use crate::import::Limits;
use crate::time::DateStyle;
use crate::timeline::Grouping;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Light, dark, or what the desktop says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ThemeChoice {
    #[default]
    System,
    Light,
    Dark,
}

/// Where the window stood, in points of the desktop.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct WindowPlace {
    pub width: f32,
    pub height: f32,
    /// Of the top left corner; `None` where the desktop does not tell (Wayland).
    pub position: Option<(f32, f32)>,
    pub maximized: bool,
}

/// Which panels are open and how large they are, in points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Panels {
    pub show_library: bool,
    pub show_events: bool,
    pub show_details: bool,
    /// `None` while the user has not touched it: then it goes by the window's width.
    pub library_width: Option<f32>,
    pub events_width: Option<f32>,
    pub details_width: Option<f32>,
    /// Height of the timeline with its overview, as a share of what lies below the menu.
    pub timeline_share: f32,
    /// Whether the timeline has the whole window for a while; a new start shows the other panels again.
    #[serde(skip)]
    pub timeline_alone: bool,
}

impl Default for Panels {
    fn default() -> Panels {
        Panels {
            show_library: true,
            show_events: true,
            show_details: true,
            library_width: None,
            events_width: None,
            details_width: None,
            timeline_share: 0.46,
            timeline_alone: false,
        }
    }
}

impl Panels {
    /// Opens a panel beside the timeline, which does not stand alone then.
    pub fn open(&mut self, panel: impl Fn(&mut Panels) -> &mut bool) {
        self.timeline_alone = false;
        *panel(self) = true;
    }

    /// Closes a panel that can be seen, opens one that cannot.
    pub fn toggle(&mut self, panel: impl Fn(&mut Panels) -> &mut bool) {
        let is_seen = *panel(self) && !self.timeline_alone;
        self.timeline_alone = false;
        *panel(self) = !is_seen;
    }
}

/// Everything remembered. A field that a file lacks has its default, one that is not known is passed over, so that
/// older and newer versions read each other's files.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// 1 is the size that the desktop asks for.
    pub text_size: f32,
    pub theme: ThemeChoice,
    pub date_style: DateStyle,
    pub window: Option<WindowPlace>,
    pub panels: Panels,
    /// What the timeline's lanes are.
    pub lanes: Grouping,
    /// The plain wheel pans the timeline and does not zoom it.
    pub wheel_pans: bool,
    /// Files and folders opened, last first.
    pub recent: Vec<PathBuf>,
    /// What one file may cost when it is read.
    pub limits: Limits,
    /// Where the last export went.
    pub export_folder: Option<PathBuf>,
    /// How high the timeline's rows are; 1 is usual.
    pub row_scale: f64,
    /// Lines from the selected event to the days on which the articles appeared that tell it.
    pub show_links: bool,
    /// Lanes and marked views of projects, the last touched first.
    pub project_views: Vec<ProjectView>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            text_size: 1.0,
            theme: ThemeChoice::System,
            date_style: DateStyle::default(),
            window: None,
            panels: Panels::default(),
            lanes: Grouping::None,
            wheel_pans: false,
            recent: Vec::new(),
            limits: Limits::default(),
            export_folder: None,
            row_scale: 1.0,
            show_links: false,
            project_views: Vec::new(),
        }
    }
}

impl Settings {
    /// As many as fit a menu.
    const MAX_RECENT: usize = 10;

    /// Reads what [`Settings::to_json`] wrote; values that no window can have are brought into bounds.
    pub fn from_json(text: &str) -> Result<Settings, serde_json::Error> {
        let mut settings: Settings = serde_json::from_str(text)?;
        settings.text_size = if settings.text_size.is_finite() { settings.text_size.clamp(0.5, 4.0) } else { 1.0 };
        let panels = &mut settings.panels;
        for width in [&mut panels.library_width, &mut panels.events_width, &mut panels.details_width] {
            *width = width.filter(|points| (80.0..=4000.0).contains(points));
        }
        if !(0.15..=0.85).contains(&panels.timeline_share) {
            panels.timeline_share = Panels::default().timeline_share;
        }
        // A window smaller than its menus, or of a desktop that is no more, is not come back to.
        settings.window = settings.window.filter(|place| {
            let lengths = [place.width, place.height];
            lengths.iter().all(|length| length.is_finite() && (200.0..=20_000.0).contains(length))
        });
        settings.row_scale = if settings.row_scale.is_finite() { settings.row_scale.clamp(0.8, 3.0) } else { 1.0 };
        settings.recent.truncate(Settings::MAX_RECENT);
        Ok(settings)
    }

    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Puts the path on top of the recent ones.
    pub fn add_recent(&mut self, path: &Path) {
        self.recent.retain(|known| known != path);
        self.recent.insert(0, path.to_path_buf());
        self.recent.truncate(Settings::MAX_RECENT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_come_back_as_they_were_written() {
        let mut settings = Settings { text_size: 1.25, theme: ThemeChoice::Dark, ..Settings::default() };
        settings.date_style = DateStyle::Iso;
        settings.add_recent(Path::new("a"));
        settings.window = Some(WindowPlace { width: 900.0, height: 700.0, position: None, maximized: true });
        assert_eq!(Settings::from_json(&settings.to_json()).unwrap(), settings);
    }

    #[test]
    fn missing_and_unknown_fields_are_no_error_but_nonsense_is() {
        assert_eq!(Settings::from_json("{}").unwrap(), Settings::default());
        assert_eq!(Settings::from_json(r#"{"colour_of_moon":3}"#).unwrap(), Settings::default());
        for text in ["", "[", "[]x", r#"{"theme":"purple"}"#] {
            assert!(Settings::from_json(text).is_err(), "{text}");
        }
    }

    #[test]
    fn sizes_that_no_window_can_have_are_brought_into_bounds() {
        let text = r#"{"text_size":900,"panels":{"library_width":-5,"timeline_share":7},
            "window":{"width":1,"height":0,"position":null,"maximized":false}}"#;
        let settings = Settings::from_json(text).unwrap();
        assert_eq!(settings.text_size, 4.0);
        assert_eq!(settings.panels, Panels::default());
        assert_eq!(settings.window, None);
    }

    #[test]
    fn the_last_opened_is_on_top_of_the_recent_files_once() {
        let mut settings = Settings::default();
        for name in ["a", "b", "a"] {
            settings.add_recent(Path::new(name));
        }
        assert_eq!(settings.recent, [PathBuf::from("a"), PathBuf::from("b")]);
    }
}
