//! Dateline turns a pile of articles into a chronology: it reads the dated events in them, puts each on a zoomable
//! timeline and keeps the link to the very sentence it came from.
//!
//! The way through the program, in reading order; each module may use only those before it:
//!
//! file → [`import`] → [`text::Document`] → [`timex::tag`] → `Vec<Timex>` → [`event::extract`] → `Vec<Event>` →
//! [`project::Project`] → [`timeline::layout`] → `Scene` → screen | SVG → PNG

pub mod time;

pub mod text;

pub mod timex;

pub mod event;

pub mod import;

pub mod project;

pub mod timeline;

pub mod export;

pub mod app;

#[cfg(feature = "window")]
pub mod ui;

pub mod cli;
