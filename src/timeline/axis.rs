//! The axis with its grid, the day's line and the publication marks.

use super::areas::{Areas, axis_row};
use super::marks::Pen;
use super::place::Context;
use super::ticks::{Ticks, Unit};
use super::{Dash, Hit, Rect, ShapeKind, TextAlign};

/// Days that are shaded one by one.
const MOST_DAYS: i64 = 400;
const DAY: i64 = 86_400;
/// Nights are shaded where a tick stands for no more than six hours.
const MOST_OF_DAY: i64 = 6 * 3_600;
/// Points between publication marks drawn apart.
const PUBLICATION_STEP: f64 = 5.0;

/// Lines snapped to the middle of a pixel are crisp.
fn crisp(x: f64) -> f64 {
    x.floor() + 0.5
}

/// What lies behind the events: weekends, grid lines, today.
pub(super) fn draw_ground(pen: &mut Pen<'_>, context: &Context<'_>, ticks: &Ticks) {
    let (plot, palette) = (context.plot, &context.style.palette);
    if matches!(ticks.unit, Unit::Day | Unit::Seconds(_)) {
        weekends(pen, context);
    }
    if matches!(ticks.unit, Unit::Seconds(..=MOST_OF_DAY)) {
        nights(pen, context);
    }
    let mut line = |x: f64, color| {
        if plot.x <= x && x <= plot.right() {
            pen.line((crisp(x), plot.y), (crisp(x), plot.bottom()), color, 1.0, Dash::Solid);
        }
    };
    for tick in &ticks.fine {
        line(context.scale.x_from_time(tick.at), palette.grid);
    }
    for tick in ticks.coarse.iter().skip(1) {
        line(context.scale.x_from_time(tick.at), palette.strong_grid);
    }
    if let Some(x) = today_x(context) {
        pen.line((crisp(x), plot.y), (crisp(x), plot.bottom()), palette.today, 1.2, Dash::Dashed);
    }
}

/// Where the day's line stands, if in view.
pub(super) fn today_x(context: &Context<'_>) -> Option<f64> {
    let x = context.scale.x_from_time(context.style.today?);
    (context.plot.x <= x && x < context.plot.right()).then_some(x)
}

fn weekends(pen: &mut Pen<'_>, context: &Context<'_>) {
    let plot = context.plot;
    let (first, last) = (context.view.start.div_euclid(DAY), context.view.end.div_euclid(DAY));
    if last - first > MOST_DAYS {
        return;
    }
    for day in first..=last {
        // 1970-01-01 was a Thursday: the days 2 and 3 after it were a weekend.
        if !matches!(day.rem_euclid(7), 2 | 3) {
            continue;
        }
        let x = |day: i64| context.scale.x_from_time((day * DAY) as f64).clamp(plot.x, plot.right());
        let (from, to) = (x(day), x(day + 1));
        if to > from {
            pen.rect(Rect::new(from, plot.y, to - from, plot.height), 0.0, Some(context.style.palette.weekend), None);
        }
    }
}

/// Shades from nine in the evening to six in the morning, by the clock of the text: no event says where it was dark.
fn nights(pen: &mut Pen<'_>, context: &Context<'_>) {
    let plot = context.plot;
    let first = context.view.start.div_euclid(DAY);
    let last = context.view.end.div_euclid(DAY) + 1;
    let x = |secs: i64| context.scale.x_from_time(secs as f64).clamp(plot.x, plot.right());
    for day in first..=last {
        let (from, to) = (x(day * DAY - 3 * 3_600), x(day * DAY + 6 * 3_600));
        if to > from {
            pen.rect(Rect::new(from, plot.y, to - from, plot.height), 0.0, Some(context.style.palette.night), None);
        }
    }
}

/// The rows of labels over the grid.
pub(super) fn draw_axis(pen: &mut Pen<'_>, context: &Context<'_>, areas: &Areas, ticks: &Ticks) {
    let (style, plot, axis) = (context.style, context.plot, areas.axis);
    let palette = &style.palette;
    pen.rect(axis, 0.0, Some(palette.panel), None);
    let row = axis_row(style);
    let baseline = |row_top: f64| row_top + row / 2.0 + style.text_size * 0.36;
    let (coarse_top, fine_top) = (axis.y, axis.y + row);
    for (at, tick) in ticks.coarse.iter().enumerate() {
        let start = context.scale.x_from_time(tick.at).max(plot.x);
        let end = ticks.coarse.get(at + 1).map_or(plot.right(), |next| context.scale.x_from_time(next.at));
        if at > 0 {
            pen.line((crisp(start), coarse_top), (crisp(start), axis.bottom()), palette.strong_grid, 1.0, Dash::Solid);
        }
        // The label slides along at the left edge and is pushed out by the next one.
        let width = context.measure.width(&tick.label, style.text_size, true);
        let x = (start + 6.0).min(end.min(plot.right()) - width - 6.0);
        if x >= plot.x && (at == 0 || x >= start) {
            pen.push(ShapeKind::Text {
                at: (x, baseline(coarse_top)),
                text: tick.label.clone(),
                size: style.text_size,
                align: TextAlign::Left,
                color: palette.text,
                strong: true,
            });
        }
    }
    let size = style.text_size - 1.0;
    for tick in &ticks.fine {
        let x = context.scale.x_from_time(tick.at);
        if x < plot.x || x > plot.right() {
            continue;
        }
        pen.line((crisp(x), fine_top + 4.0), (crisp(x), axis.bottom()), palette.strong_grid, 1.0, Dash::Solid);
        if x + 5.0 + context.measure.width(&tick.label, size, false) <= plot.right() {
            pen.push(ShapeKind::Text {
                at: (x + 5.0, baseline(fine_top)),
                text: tick.label.clone(),
                size,
                align: TextAlign::Left,
                color: palette.weak_text,
                strong: false,
            });
        }
    }
    let y = axis.bottom() - 0.5;
    pen.line((axis.x, y), (axis.right(), y), palette.strong_grid, 1.0, Dash::Solid);
    if let Some(x) = today_x(context) {
        let points = vec![(x - 4.5, y - 6.0), (x + 4.5, y - 6.0), (x, y)];
        pen.push(ShapeKind::Polygon { points, fill: palette.today });
    }
}

/// A small mark for every publication date, one for those at the same place. Says whether there are any.
pub(super) fn draw_publications(
    pen: &mut Pen<'_>,
    hits: &mut Vec<(Rect, Hit)>,
    context: &Context<'_>,
    areas: &Areas,
) -> bool {
    if areas.publications == 0.0 {
        return false;
    }
    let publications = context.index.publications();
    let scale = &context.scale;
    let top = areas.axis.bottom() - areas.publications;
    let mut at = publications.partition_point(|(point, _)| (point.0 as f64) < scale.viewport.start());
    let mut any = false;
    while let Some((point, _)) = publications.get(at) {
        let x = scale.x_from_time(point.0 as f64);
        if x >= context.plot.right() {
            break;
        }
        any = true;
        let mark = Rect::new((x - 1.5).max(context.plot.x), top + 1.5, 3.0, areas.publications - 4.0);
        pen.rect(mark, 1.5, Some(context.style.palette.publication), None);
        hits.push((Rect::new(x - 4.0, top, 8.0, areas.publications), Hit::Publication(at)));
        let next = scale.time_from_x(x + PUBLICATION_STEP);
        at += publications[at..].partition_point(|(point, _)| (point.0 as f64) < next).max(1);
    }
    any
}
