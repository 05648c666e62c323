//! Every colour and size of the window, named once for light and once for dark.

use crate::app::ThemeChoice;
use crate::event::Status;
use egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, TextStyle, ThemePreference, Ui,
    Visuals,
    style::{ScrollStyle, Selection, WidgetVisuals, Widgets},
    vec2,
};

/// Points between parts that belong together.
pub const GAP: f32 = 6.0;
/// Points between a panel's edge and what stands in it.
pub const PANEL_MARGIN: i8 = 10;
/// Height of a row of a list, points.
pub const ROW: f32 = 26.0;
/// Text sizes, points at text size 1.
pub const SMALL: f32 = 12.0;
pub const BODY: f32 = 14.0;
pub const READING: f32 = 15.5;
pub const HEADING: f32 = 19.0;
/// Side of an icon, points.
pub const ICON: f32 = 14.0;

/// The colours of one theme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theme {
    pub dark: bool,
    /// Behind library, details, menus.
    pub panel: Color32,
    /// Behind what one reads: timeline, list, article.
    pub page: Color32,
    pub line: Color32,
    pub text: Color32,
    /// Headings.
    pub strong: Color32,
    /// What is said besides; still 4.5 : 1 against panel and page.
    pub weak: Color32,
    /// The one colour that calls: selection, links, the main button.
    pub accent: Color32,
    pub on_accent: Color32,
    /// Behind selected rows.
    pub accent_soft: Color32,
    pub hover: Color32,
    pub button: Color32,
    pub warning: Color32,
    pub warning_soft: Color32,
    pub error: Color32,
    /// In the reader: behind the selected event's sentence, its trigger, its time expression, and what was found.
    pub sentence: Color32,
    pub trigger: Color32,
    pub timex: Color32,
    pub found: Color32,
    pub found_now: Color32,
}

pub const LIGHT: Theme = Theme {
    dark: false,
    panel: Color32::from_rgb(0xf4, 0xf5, 0xf7),
    page: Color32::from_rgb(0xff, 0xff, 0xff),
    line: Color32::from_rgb(0xdc, 0xdf, 0xe4),
    text: Color32::from_rgb(0x25, 0x2a, 0x31),
    strong: Color32::from_rgb(0x0e, 0x12, 0x18),
    weak: Color32::from_rgb(0x5a, 0x63, 0x70),
    accent: Color32::from_rgb(0x1d, 0x5f, 0xa8),
    on_accent: Color32::WHITE,
    accent_soft: Color32::from_rgb(0xdc, 0xe9, 0xf8),
    hover: Color32::from_rgb(0xe9, 0xec, 0xf0),
    button: Color32::from_rgb(0xe6, 0xe9, 0xee),
    warning: Color32::from_rgb(0x8a, 0x4b, 0x00),
    warning_soft: Color32::from_rgb(0xfd, 0xf1, 0xda),
    error: Color32::from_rgb(0xb0, 0x20, 0x2a),
    sentence: Color32::from_rgb(0xe6, 0xef, 0xfb),
    trigger: Color32::from_rgb(0xb9, 0xd5, 0xf6),
    timex: Color32::from_rgb(0xff, 0xdf, 0x9a),
    found: Color32::from_rgb(0xfb, 0xf0, 0xa8),
    found_now: Color32::from_rgb(0xff, 0xc1, 0x4d),
};

pub const DARK: Theme = Theme {
    dark: true,
    panel: Color32::from_rgb(0x1d, 0x20, 0x25),
    page: Color32::from_rgb(0x16, 0x18, 0x1c),
    line: Color32::from_rgb(0x34, 0x39, 0x41),
    text: Color32::from_rgb(0xd6, 0xda, 0xe0),
    strong: Color32::from_rgb(0xf3, 0xf5, 0xf8),
    weak: Color32::from_rgb(0x9a, 0xa3, 0xb0),
    accent: Color32::from_rgb(0x6f, 0xb1, 0xf7),
    on_accent: Color32::from_rgb(0x0b, 0x17, 0x26),
    accent_soft: Color32::from_rgb(0x22, 0x3b, 0x57),
    hover: Color32::from_rgb(0x2a, 0x2e, 0x35),
    button: Color32::from_rgb(0x2e, 0x33, 0x3b),
    warning: Color32::from_rgb(0xf2, 0xb7, 0x5c),
    warning_soft: Color32::from_rgb(0x3a, 0x2e, 0x1a),
    error: Color32::from_rgb(0xff, 0x8a, 0x8f),
    sentence: Color32::from_rgb(0x1f, 0x2f, 0x42),
    trigger: Color32::from_rgb(0x2c, 0x52, 0x7d),
    timex: Color32::from_rgb(0x6a, 0x4d, 0x12),
    found: Color32::from_rgb(0x55, 0x4c, 0x10),
    found_now: Color32::from_rgb(0x8f, 0x62, 0x06),
};

impl Theme {
    /// The theme that `ui` is drawn in.
    pub fn of(ui: &Ui) -> &'static Theme {
        if ui.visuals().dark_mode { &DARK } else { &LIGHT }
    }

    /// The colour of a status, the same as on the timeline where it has one there.
    pub fn status(&self, status: Status) -> Color32 {
        let (light, dark) = match status {
            Status::Happened => ((0x1d, 0x5f, 0xa8), (0x6f, 0xb1, 0xf7)),
            Status::Ongoing => ((0x0b, 0x72, 0x6a), (0x4f, 0xc4, 0xb8)),
            Status::Planned => ((0x6b, 0x46, 0xb5), (0xb5, 0x9b, 0xf5)),
            Status::Possible => ((0x8a, 0x4b, 0x00), (0xf2, 0xb7, 0x5c)),
            Status::Denied => ((0xb0, 0x20, 0x2a), (0xff, 0x8a, 0x8f)),
            Status::Recurring => ((0x2f, 0x6b, 0x2a), (0x8c, 0xcb, 0x84)),
        };
        let (r, g, b) = if self.dark { dark } else { light };
        Color32::from_rgb(r, g, b)
    }

    fn visuals(&self) -> Visuals {
        let base = if self.dark { Visuals::dark() } else { Visuals::light() };
        let shadow = Shadow { offset: [0, 4], blur: 16, spread: 0, color: Color32::from_black_alpha(40) };
        Visuals {
            widgets: self.widgets(),
            selection: Selection { bg_fill: self.accent_soft, stroke: Stroke::new(1.0, self.accent) },
            hyperlink_color: self.accent,
            weak_text_color: Some(self.weak),
            faint_bg_color: self.hover.gamma_multiply(0.5),
            extreme_bg_color: self.page,
            text_edit_bg_color: Some(self.page),
            code_bg_color: self.button,
            warn_fg_color: self.warning,
            error_fg_color: self.error,
            window_corner_radius: CornerRadius::same(8),
            menu_corner_radius: CornerRadius::same(6),
            window_fill: self.panel,
            window_stroke: Stroke::new(1.0, self.line),
            panel_fill: self.panel,
            window_shadow: shadow,
            popup_shadow: shadow,
            striped: false,
            ..base
        }
    }

    fn widgets(&self) -> Widgets {
        let visuals = |fill: Color32, edge: Color32, text: Color32| WidgetVisuals {
            bg_fill: fill,
            weak_bg_fill: fill,
            bg_stroke: Stroke::new(1.0, edge),
            corner_radius: CornerRadius::same(5),
            fg_stroke: Stroke::new(1.0, text),
            expansion: 0.0,
        };
        Widgets {
            noninteractive: visuals(self.panel, self.line, self.text),
            inactive: visuals(self.button, self.line, self.text),
            hovered: visuals(self.hover, self.weak, self.strong),
            active: visuals(self.accent_soft, self.accent, self.strong),
            open: visuals(self.hover, self.line, self.strong),
        }
    }
}

/// Gives the context both themes, the text sizes and the spacing.
pub fn install(ctx: &Context) {
    for theme in [&LIGHT, &DARK] {
        let kind = if theme.dark { egui::Theme::Dark } else { egui::Theme::Light };
        ctx.set_visuals_of(kind, theme.visuals());
    }
    ctx.all_styles_mut(|style| {
        style.text_styles = [
            (TextStyle::Small, FontId::new(SMALL, FontFamily::Proportional)),
            (TextStyle::Body, FontId::new(BODY, FontFamily::Proportional)),
            (TextStyle::Button, FontId::new(BODY, FontFamily::Proportional)),
            (TextStyle::Heading, FontId::new(HEADING, FontFamily::Proportional)),
            (TextStyle::Monospace, FontId::new(BODY - 1.0, FontFamily::Monospace)),
        ]
        .into();
        style.spacing.item_spacing = vec2(8.0, GAP);
        style.spacing.button_padding = vec2(8.0, 4.0);
        style.spacing.menu_margin = Margin::same(6);
        style.spacing.interact_size.y = 24.0;
        style.spacing.scroll = ScrollStyle {
            // Beside the content, never over it, and quiet until the pointer is near.
            floating_allocated_width: 9.0,
            floating_width: 7.0,
            bar_width: 7.0,
            dormant_handle_opacity: 0.22,
            active_handle_opacity: 0.35,
            interact_handle_opacity: 0.6,
            ..ScrollStyle::floating()
        };
        style.url_in_tooltip = true;
    });
}

/// Light, dark, or as the desktop has it.
pub fn apply_choice(ctx: &Context, choice: ThemeChoice) {
    ctx.set_theme(match choice {
        ThemeChoice::System => ThemePreference::System,
        ThemeChoice::Light => ThemePreference::Light,
        ThemeChoice::Dark => ThemePreference::Dark,
    });
}
