//! What comes on top of laying out: shapes and tessellation of the window's canvas, and egui_plot's points beside it.

use dateline::app::{Command, TimelineState};
use dateline::project::EntryId;
use dateline::timeline::{Index, LayoutStyle, Viewport};
use dateline::ui::timeline::{Description, Timeline, canvas_ui, layout_style};
use egui::{Context, RawInput, Rect, pos2, vec2};
use std::time::Instant;

/// Milliseconds of each frame of the canvas, standing at one view after the other.
pub fn canvas(index: &Index, views: &[Viewport], style: &LayoutStyle) -> Vec<f64> {
    let mut state = TimelineState { index: index.clone(), ..TimelineState::default() };
    let ctx = Context::default();
    let mut times = Vec::with_capacity(views.len());
    for (frame, view) in views.iter().enumerate() {
        state.viewport = *view;
        let millis = frame_millis(&ctx, frame, style, |ui| {
            ui.style_mut().animation_time = 0.0;
            let describe = |_: EntryId| Some(Description::default());
            let menu = |_: &mut egui::Ui, _: EntryId, _: &mut Vec<Command>| {};
            let style = layout_style(ui);
            let timeline =
                Timeline { selected: None, also_selected: &[], style, describe: &describe, event_menu: &menu };
            let mut commands = Vec::new();
            canvas_ui(ui, &timeline, &mut state, &mut commands);
            assert!(commands.is_empty(), "nobody touched the timeline");
        });
        // The first frames load the font.
        if frame > 2 {
            times.push(millis);
        }
    }
    times
}

/// Milliseconds of each of a few frames of as many points in a plot of egui_plot.
pub fn plot(index: &Index, style: &LayoutStyle) -> Vec<f64> {
    let ctx = Context::default();
    let points: Vec<egui_plot::PlotPoint> = index
        .spans()
        .enumerate()
        .map(|(at, span)| egui_plot::PlotPoint::new(span.start.0 as f64, (at % 1000) as f64))
        .collect();
    (0..9)
        .map(|frame| {
            frame_millis(&ctx, frame, style, |ui| {
                egui_plot::Plot::new("points").show(ui, |plot| {
                    plot.points(egui_plot::Points::new("events", egui_plot::PlotPoints::Borrowed(&points)));
                });
            })
        })
        .skip(3)
        .collect()
}

/// Runs and tessellates one frame.
fn frame_millis(ctx: &Context, frame: usize, style: &LayoutStyle, mut draw: impl FnMut(&mut egui::Ui)) -> f64 {
    let input = RawInput {
        screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(style.width as f32, style.height as f32))),
        time: Some(frame as f64 / 60.0),
        ..RawInput::default()
    };
    let begun = Instant::now();
    let mut output = ctx.run_ui(input, &mut draw);
    let meshes = ctx.tessellate(std::mem::take(&mut output.shapes), output.pixels_per_point);
    let millis = begun.elapsed().as_secs_f64() * 1e3;
    assert!(!meshes.is_empty(), "a frame must show something");
    output.textures_delta.clear();
    millis
}
