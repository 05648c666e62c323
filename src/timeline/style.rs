//! Colours and sizes that layout uses; named once for light and once for dark.

use super::{Colours, ItemId, LaneId, ShownLane, scene::Color};
use crate::event::Status;
use crate::project::Colour;
use crate::time::DateStyle;
use std::sync::Arc;

/// Measures text with the fonts that will draw it.
pub trait TextMeasure {
    /// Width in points of one line at `size` points.
    fn width(&self, text: &str, size: f64, strong: bool) -> f64;
}

/// Colours of one theme. The status colours follow Okabe and Ito's set for colour-blind people, darkened or lightened
/// until they stand out from the background; forms tell the statuses apart as well.
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    pub background: Color,
    /// Behind the axis and the lane names.
    pub panel: Color,
    pub text: Color,
    pub weak_text: Color,
    pub grid: Color,
    /// Lines between coarse units and between lanes.
    pub strong_grid: Color,
    /// Days without work, when the axis shows days.
    pub weekend: Color,
    /// From evening to morning, when the axis shows hours.
    pub night: Color,
    pub selection: Color,
    pub today: Color,
    pub publication: Color,
    pub cluster: Color,
    pub cluster_text: Color,
    pub happened: Color,
    pub ongoing: Color,
    pub planned: Color,
    pub possible: Color,
    pub denied: Color,
    pub recurring: Color,
    /// Those that the user gives to events, in the order of [`Colour::ALL`].
    pub own: [Color; 7],
}

impl Palette {
    pub fn light() -> Palette {
        Palette {
            background: Color::rgb(0xff_ff_ff),
            panel: Color::rgb(0xf6_f7_f9),
            text: Color::rgb(0x1c_24_30),
            weak_text: Color::rgb(0x5d_68_76),
            grid: Color::rgb(0xec_ee_f1),
            strong_grid: Color::rgb(0xcf_d5_dc),
            weekend: Color::rgb(0xf3_f5_f8),
            night: Color::rgb(0xee_f1_f6),
            selection: Color::rgb(0xd9_48_0f),
            today: Color::rgb(0xc0_26_4b),
            publication: Color::rgb(0x6b_76_85),
            cluster: Color::rgb(0xe3_e9_f1),
            cluster_text: Color::rgb(0x33_48_66),
            happened: Color::rgb(0x1f_66_a8),
            ongoing: Color::rgb(0x00_7f_73),
            planned: Color::rgb(0x7a_4f_9d),
            possible: Color::rgb(0xb0_6a_00),
            denied: Color::rgb(0xb3_3a_3a),
            recurring: Color::rgb(0x3d_7a_2e),
            // Okabe and Ito's, darkened to at least 3:1 on white where they fall short of it.
            own: [0xb8_78_00, 0x2b_8a_c9, 0x00_85_61, 0x9a_8b_00, 0x00_5f_a3, 0xc8_52_00, 0xb3_55_8c].map(Color::rgb),
        }
    }

    pub fn dark() -> Palette {
        Palette {
            background: Color::rgb(0x14_18_1f),
            panel: Color::rgb(0x1b_20_29),
            text: Color::rgb(0xe6_ea_f0),
            weak_text: Color::rgb(0x97_a3_b3),
            grid: Color::rgb(0x0022_2832),
            strong_grid: Color::rgb(0x3a_43_50),
            weekend: Color::rgb(0x1a_1f_28),
            night: Color::rgb(0x1d_23_2e),
            selection: Color::rgb(0xff_9a_4d),
            today: Color::rgb(0xf2_6d_8b),
            publication: Color::rgb(0x9a_a6_b6),
            cluster: Color::rgb(0x2b_36_46),
            cluster_text: Color::rgb(0xc4_d3_e8),
            happened: Color::rgb(0x62_a8_e5),
            ongoing: Color::rgb(0x35_c2_b0),
            planned: Color::rgb(0xb9_92_dd),
            possible: Color::rgb(0xe8_a8_3e),
            denied: Color::rgb(0xee_7f_78),
            recurring: Color::rgb(0x86_c4_6c),
            // The same, with green and blue lightened.
            own: [0xe6_9f_00, 0x56_b4_e9, 0x2d_bf_93, 0xf0_e4_42, 0x5b_8d_ef, 0xf0_74_2a, 0xd9_8c_b8].map(Color::rgb),
        }
    }

    /// The colour of what has this status.
    pub fn of(&self, status: Status) -> Color {
        match status {
            Status::Happened => self.happened,
            Status::Ongoing => self.ongoing,
            Status::Planned => self.planned,
            Status::Possible => self.possible,
            Status::Denied => self.denied,
            Status::Recurring => self.recurring,
        }
    }

    /// What the user's colour is in this theme.
    pub fn of_own(&self, colour: Colour) -> Color {
        self.own[colour as usize]
    }
}

/// Where else the selected event is told: lines lead there from it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Links {
    /// Lanes that other claims of it belong to, and what time they give, in seconds.
    pub claims: Vec<(LaneId, f64)>,
    /// Seconds of the days on which articles appeared that tell it.
    pub published: Vec<f64>,
}

/// Everything besides events and view that the scene depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct LayoutStyle {
    /// Points.
    pub width: f64,
    pub height: f64,
    pub palette: Palette,
    pub date_style: DateStyle,
    /// Points; 12 by default.
    pub text_size: f64,
    /// How high rows are; 1 by default, from 0.8 to 3.
    pub row_scale: f64,
    /// Drawn in front, with its label.
    pub selected: Option<ItemId>,
    /// Selected beside it: framed wherever they stand by themselves. Sorted.
    pub also_selected: Vec<ItemId>,
    /// Colours that the user gave to items; they take the place of the status's, whose form and line stay.
    pub colours: Colours,
    /// The lanes to show from top to bottom; `None` shows all as they come.
    pub lanes: Option<Arc<[ShownLane]>>,
    /// Whether marks before the lanes' names say that they can be folded: on screen.
    pub fold_marks: bool,
    /// Of the selected event.
    pub links: Links,
    /// Points that the legend leaves free at its right end.
    pub legend_room: f64,
    /// Points that the lanes are scrolled down.
    pub scroll: f64,
    /// Seconds of "today", for its line; `None` draws none.
    pub today: Option<f64>,
    pub show_axis: bool,
    pub show_labels: bool,
    /// The date in words behind each label that is shown whole.
    pub show_dates: bool,
    pub show_legend: bool,
    /// A line above everything; empty for none.
    pub title: String,
    /// A line below everything; empty for none.
    pub source_line: String,
}

impl LayoutStyle {
    /// A page of `width` times `height` points with axis and labels, without legend, title and source line.
    pub fn new(width: f64, height: f64, palette: Palette) -> LayoutStyle {
        LayoutStyle {
            width,
            height,
            palette,
            date_style: DateStyle::default(),
            text_size: 12.0,
            row_scale: 1.0,
            selected: None,
            also_selected: Vec::new(),
            colours: Colours::default(),
            lanes: None,
            fold_marks: false,
            links: Links::default(),
            legend_room: 0.0,
            scroll: 0.0,
            today: None,
            show_axis: true,
            show_labels: true,
            show_dates: false,
            show_legend: false,
            title: String::new(),
            source_line: String::new(),
        }
    }
}
