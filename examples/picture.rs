//! Draws the window into a PNG, with no display and no GPU:
//!
//! ```text
//! cargo run --example picture -- OUT.png [--dark] [--size 1280x800] [--lanes status] [--keys End,F,W] PATH…
//! ```
//!
//! `--lanes` is none, article, source, status, participant or place. `--keys` are egui's names of keys, pressed one after the other once the articles are read.

#[path = "../tests/common/raster.rs"]
mod raster;

use dateline::app::{Settings, ThemeChoice};
use dateline::timeline::Grouping;
use dateline::ui::{DatelineApp, Start};
use egui_kittest::Harness;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let out = args.next().ok_or("which file is the picture to go to?")?;
    let (mut theme, mut size, mut keys) = (ThemeChoice::Light, (1280.0, 800.0), Vec::new());
    let (mut paths, mut lanes) = (Vec::new(), Grouping::None);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--dark" => theme = ThemeChoice::Dark,
            "--size" => {
                let value = args.next().ok_or("--size wants WIDTHxHEIGHT")?;
                let (width, height) = value.split_once('x').ok_or("--size wants WIDTHxHEIGHT")?;
                size = (width.parse()?, height.parse()?);
            }
            "--lanes" => {
                let name = args.next().ok_or("--lanes wants a name")?;
                lanes = serde_json::from_value(name.into())?;
            }
            "--keys" => {
                for name in args.next().ok_or("--keys wants names of keys")?.split(',') {
                    keys.push(egui::Key::from_name(name).ok_or_else(|| format!("there is no key {name}"))?);
                }
            }
            path => paths.push(path.into()),
        }
    }
    let settings = Settings { theme, lanes, ..Settings::default() };
    let start = Start { paths, settings, ..Start::default() };
    let mut harness = Harness::builder()
        .with_size(egui::vec2(size.0, size.1))
        .with_theme(if theme == ThemeChoice::Dark { egui::Theme::Dark } else { egui::Theme::Light })
        .with_max_steps(64)
        .allow_missing_glyphs()
        .with_render_cursor(false)
        .renderer(raster::Raster::default())
        .build_ui_state(
            |ui: &mut egui::Ui, state: &mut Option<(Start, Option<DatelineApp>)>| {
                let Some((start, app)) = state else { return };
                let app = app.get_or_insert_with(|| {
                    let mut app = DatelineApp::new(ui.ctx(), std::mem::take(start));
                    app.app_mut().finish_jobs();
                    app
                });
                // The harness leaves a margin that no window has.
                let page = egui::UiBuilder::new().max_rect(ui.content_rect());
                ui.scope_builder(page, |ui| {
                    ui.set_clip_rect(ui.content_rect());
                    app.frame_ui(ui);
                });
            },
            Some((start, None)),
        );
    harness.run_ok();
    for key in keys {
        harness.key_press(key);
        harness.run_ok();
    }
    harness.render()?.save(&out)?;
    Ok(())
}
