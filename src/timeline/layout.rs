//! The layout itself: divides the page, lays out the lanes in view and draws them back to front.

use super::areas::{Areas, FOLD, LaneArea, row_height, track_height};
use super::cluster::{Cluster, count_text};
use super::legend::{self, Shown};
use super::looks::Looks;
use super::marks::{self, Mark, Pen};
use super::members::Members;
use super::place::{Context, DATE_GAP, Form, LanePicture, Placed, TAIL, cut, place_lane};
use super::ticks::{Ticks, grouped, ticks};
use super::{
    Color, Dash, Hit, Index, ItemId, LaneId, LayoutStyle, Rect, Scene, ShapeKind, TextAlign, TextMeasure, TimeScale,
    Viewport, axis,
};

/// Points of the arrow towards a lane out of sight.
const ARROW: f64 = 7.0;

/// Which labels stood where, so that the next frame keeps them.
#[derive(Clone, Debug, Default)]
pub struct Placement {
    /// Every labelled item with its row in its lane and its position in the index of that frame, sorted by item.
    rows: Vec<(ItemId, usize, usize)>,
    unlabelled: usize,
}

/// Where the items stand in the index says nothing about where they stand on the page.
impl PartialEq for Placement {
    fn eq(&self, other: &Placement) -> bool {
        let rows = |placement: &Placement| placement.rows.iter().map(|&(id, row, _)| (id, row)).collect::<Vec<_>>();
        rows(self) == rows(other) && self.unlabelled == other.unlabelled
    }
}

impl Placement {
    /// Number of labelled events.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Number of events drawn by themselves, but without a label.
    pub fn unlabelled(&self) -> usize {
        self.unlabelled
    }

    /// The labelled events, sorted.
    pub fn items(&self) -> impl Iterator<Item = ItemId> + '_ {
        self.rows.iter().map(|(id, ..)| *id)
    }
}

/// The part of the page on which time runs from left to right, the names of lanes left of it and the axis above.
pub fn plot_area(index: &Index, style: &LayoutStyle, measure: &dyn TextMeasure) -> Rect {
    Areas::of(index, style, measure).plot
}

/// Top and height of a lane on the page, whether it is in sight or not; `None` for one that is not shown.
pub fn lane_place(index: &Index, style: &LayoutStyle, measure: &dyn TextMeasure, lane: LaneId) -> Option<(f64, f64)> {
    let areas = Areas::of(index, style, measure);
    areas.lanes(index, style).find(|area| area.lane == lane).map(|area| (area.top, area.height))
}

/// The scale that [`layout`] draws with: for turning the pointer's place into a time.
pub fn time_scale(index: &Index, viewport: &Viewport, style: &LayoutStyle, measure: &dyn TextMeasure) -> TimeScale {
    let plot = plot_area(index, style, measure);
    TimeScale { viewport: *viewport, left: plot.x, width: plot.width }
}

/// The scene for the view. `before` is the placement of the frame before, `None` for exports.
///
/// Every item in view is in exactly one [`Hit::Item`] or counted in exactly one [`Hit::Cluster`]; lanes scrolled out of
/// sight are not in view. Takes time by pixels, not by items.
pub fn layout(
    index: &Index,
    viewport: &Viewport,
    style: &LayoutStyle,
    measure: &dyn TextMeasure,
    before: Option<&Placement>,
) -> (Scene, Placement) {
    let areas = Areas::of(index, style, measure);
    let context = Context {
        index,
        style,
        measure,
        scale: TimeScale { viewport: *viewport, left: areas.plot.x, width: areas.plot.width },
        plot: areas.plot,
        view: viewport.start().floor() as i64..viewport.end().ceil() as i64,
    };
    let mut scene = Scene {
        width: style.width,
        height: style.height,
        background: style.palette.background,
        shapes: Vec::new(),
        hits: Vec::new(),
        content_height: areas.content_height,
    };
    let selected = style.selected.and_then(|id| index.position(id));
    let favoured = favoured(index, before, selected);
    let lanes: Vec<(LaneArea, LanePicture)> = (areas.visible_lanes(index, style).into_iter())
        .map(|area| (area, place_lane(&context, &area, &favoured, selected)))
        .collect();
    let placement = Placement::of(index, &lanes);
    let shown = Shown {
        looks: lanes.iter().fold(Looks::default(), |looks, (_, lane)| looks | lane.looks),
        clusters: lanes.iter().any(|(_, lane)| lane.clusters.iter().any(|cluster| cluster.count > 1)),
        today: axis::today_x(&context).is_some(),
        publications: false,
        coloured: is_coloured(&context, &lanes),
    };
    draw(&mut scene, &context, &areas, &lanes, shown);
    (scene, placement)
}

/// Whether anything is drawn by itself in a colour of the user's.
fn is_coloured(context: &Context<'_>, lanes: &[(LaneArea, LanePicture)]) -> bool {
    let colours = &context.style.colours;
    let has = |position: usize| colours.get(context.index.id(position)).is_some();
    !colours.is_empty()
        && lanes.iter().any(|(_, lane)| {
            lane.bands.iter().chain(&lane.placed).any(|placed| has(placed.position))
                || lane.clusters.iter().any(|cluster| cluster.count == 1 && has(cluster.best))
        })
}

/// Positions of the items that were labelled in the frame before, with their rows, and of the selected one; sorted.
fn favoured(index: &Index, before: Option<&Placement>, selected: Option<usize>) -> Vec<(usize, Option<usize>)> {
    let kept = before.map_or(&[][..], |before| &before.rows);
    let mut favoured: Vec<(usize, Option<usize>)> =
        kept.iter().filter_map(|&(id, row, at)| Some((index.position_near(id, at)?, Some(row)))).collect();
    favoured.sort_unstable();
    favoured.dedup_by_key(|(position, _)| *position);
    if let Some(position) = selected
        && let Err(at) = favoured.binary_search_by_key(&position, |&(position, _)| position)
    {
        favoured.insert(at, (position, None));
    }
    favoured
}

impl Placement {
    fn of(index: &Index, lanes: &[(LaneArea, LanePicture)]) -> Placement {
        let labelled = lanes.iter().flat_map(|(_, lane)| &lane.placed).filter(|placed| !placed.label.is_empty());
        let mut rows: Vec<(ItemId, usize, usize)> =
            labelled.map(|placed| (index.id(placed.position), placed.row, placed.position)).collect();
        rows.sort_unstable();
        let bare = |lane: &LanePicture| {
            let placed = lane.bands.iter().chain(&lane.placed).filter(|placed| placed.label.is_empty()).count();
            placed + lane.clusters.iter().filter(|cluster| cluster.count == 1).count()
        };
        Placement { rows, unlabelled: lanes.iter().map(|(_, lane)| bare(lane)).sum() }
    }
}

fn draw(scene: &mut Scene, context: &Context<'_>, areas: &Areas, lanes: &[(LaneArea, LanePicture)], mut shown: Shown) {
    let Scene { shapes, hits, .. } = scene;
    let style = context.style;
    let ticks = ticks(&context.scale, style.date_style, context.measure, style.text_size - 1.0);
    axis::draw_ground(&mut Pen { shapes, clip: None }, context, &ticks);
    let lines = strong_lines(context, &ticks);
    let mut selected = None;
    for (area, lane) in lanes {
        let mut pen = Pen { shapes, clip: clip(area, context.plot) };
        if lanes.len() > 1 {
            let y = (area.top + area.height).floor() - 0.5;
            let (from, to) = ((0.0, y), (context.plot.right(), y));
            pen.line(from, to, style.palette.strong_grid, 1.0, Dash::Solid);
        }
        for placed in lane.bands.iter().chain(&lane.placed).filter(|placed| !placed.selected) {
            draw_placed(&mut pen, hits, context, &lines, placed);
        }
        for cluster in &lane.clusters {
            draw_cluster(&mut pen, hits, context, cluster);
        }
        selected = selected.or_else(|| {
            let found = lane.bands.iter().chain(&lane.placed).find(|placed| placed.selected);
            found.map(|placed| (placed, clip(area, context.plot)))
        });
    }
    if let Some((placed, clip)) = selected {
        draw_links(&mut Pen { shapes, clip: Some(context.plot) }, context, areas, placed);
        draw_selected(&mut Pen { shapes, clip }, hits, context, placed);
    }
    let mut pen = Pen { shapes, clip: None };
    draw_names(&mut pen, hits, context, areas, lanes);
    if style.show_axis {
        axis::draw_axis(&mut pen, context, areas, &ticks);
        hits.push((areas.axis, Hit::Axis));
        shown.publications = axis::draw_publications(&mut pen, hits, context, areas);
    }
    draw_frame(&mut pen, context, areas, &shown);
}

/// `None` for a lane that is wholly in view: what is drawn of it stays inside by itself.
fn clip(area: &LaneArea, plot: Rect) -> Option<Rect> {
    let inside = area.top >= plot.y && area.top + area.height <= plot.bottom() + 0.5;
    (!inside).then_some(Rect::new(0.0, plot.y, plot.right(), plot.height))
}

fn draw_placed(pen: &mut Pen<'_>, hits: &mut Vec<(Rect, Hit)>, context: &Context<'_>, lines: &[f64], placed: &Placed) {
    let also = &context.style.also_selected;
    if !placed.selected && !also.is_empty() && also.binary_search(&context.index.id(placed.position)).is_ok() {
        halo(pen, context, placed.extent, 0.8);
    }
    draw_mark(pen, context, placed);
    draw_label(pen, context, lines, placed);
    push_hit(hits, context.plot, placed.extent, Hit::Item(context.index.id(placed.position)));
}

fn draw_mark(pen: &mut Pen<'_>, context: &Context<'_>, placed: &Placed) {
    let index = context.index;
    let core = index.core(placed.position).map(|(from, to)| {
        let x = |secs: i64| context.scale.x_from_time(secs as f64);
        (x(from), x(to))
    });
    let mark = Mark {
        rect: placed.mark,
        form: placed.form,
        status: index.status(placed.position),
        color: color_of(context, placed.position),
        looks: index.looks(placed.position),
        core,
    };
    marks::draw(pen, &mark, context.style);
}

/// The colour that the user gave to the event, else that of its status.
fn color_of(context: &Context<'_>, position: usize) -> Color {
    let (index, style) = (context.index, context.style);
    let own = style.colours.get(index.id(position)).map(|colour| style.palette.of_own(colour));
    own.unwrap_or_else(|| style.palette.of(index.status(position)))
}

fn draw_label(pen: &mut Pen<'_>, context: &Context<'_>, strong_lines: &[f64], placed: &Placed) {
    if placed.label.is_empty() {
        return;
    }
    let (style, palette) = (context.style, &context.style.palette);
    let weak = placed.form == Form::Band && !placed.selected;
    let (x, middle) = (placed.label_x, placed.mark.y + placed.mark.height / 2.0);
    let width = context.width(&placed.label);
    let date_x = x + width + DATE_GAP;
    let end = if placed.date.is_empty() { x + width } else { placed.extent.right().max(date_x) };
    let beside = x >= placed.mark.right() || end <= placed.mark.x;
    if beside && !placed.selected && strong_lines.iter().any(|line| x - 1.0 < *line && *line < end + 1.0) {
        // A line through the words would make them hard to read.
        let ground = Rect::new(x - 1.5, middle - style.text_size * 0.62, end - x + 3.0, style.text_size * 1.24);
        pen.rect(ground, 2.0, Some(palette.background.with_alpha(225)), None);
    }
    let mut text = |x: f64, text: &str, size: f64, color, strong| {
        let at = (x, middle + style.text_size * 0.36);
        pen.push(ShapeKind::Text { at, text: text.to_owned(), size, align: TextAlign::Left, color, strong });
    };
    let color = if weak { palette.weak_text } else { palette.text };
    text(x, &placed.label, style.text_size, color, placed.selected);
    if !placed.date.is_empty() {
        text(date_x, &placed.date, style.text_size - 1.0, palette.weak_text, false);
    }
}

/// Where lines stand that are strong enough to disturb words.
fn strong_lines(context: &Context<'_>, ticks: &Ticks) -> Vec<f64> {
    let coarse = ticks.coarse.iter().skip(1).map(|tick| context.scale.x_from_time(tick.at));
    coarse.chain(axis::today_x(context)).collect()
}

/// Lines from the selected event to its claims in other lanes and to the days on which it was told. A lane that is
/// scrolled out of sight has its line end in an arrow at the edge that it lies behind.
fn draw_links(pen: &mut Pen<'_>, context: &Context<'_>, areas: &Areas, placed: &Placed) {
    let (style, plot) = (context.style, context.plot);
    let (palette, links) = (&style.palette, &style.links);
    let middle = placed.mark.y + placed.mark.height / 2.0;
    let from = (placed.mark.x + placed.mark.width.min(2.0 * TAIL) / 2.0, middle);
    let x = |secs: f64| context.scale.x_from_time(secs);
    for &secs in links.published.iter().filter(|secs| (plot.x..plot.right()).contains(&x(**secs))) {
        pen.line(from, (x(secs), plot.y), palette.publication.with_alpha(170), 1.0, Dash::Solid);
    }
    for &(lane, secs) in &links.claims {
        let Some(area) = areas.lanes(context.index, style).find(|area| area.lane == lane) else { continue };
        let claim = (x(secs).clamp(plot.x, plot.right()), area.top + track_height(style) / 2.0 + 1.0);
        let to = (claim.0, claim.1.clamp(plot.y + ARROW, plot.bottom() - ARROW));
        pen.line(from, to, palette.selection.with_alpha(170), 1.0, Dash::Dashed);
        if to.1 == claim.1 {
            let ring = Some((palette.selection, 1.5, Dash::Solid));
            pen.push(ShapeKind::Circle { center: to, radius: 5.0, fill: Some(palette.background), stroke: ring });
        } else {
            let tip = to.1 + (claim.1 - to.1).signum() * ARROW;
            let points = vec![(to.0 - ARROW * 0.7, to.1), (to.0, tip), (to.0 + ARROW * 0.7, to.1)];
            pen.push(ShapeKind::Polygon { points, fill: palette.selection });
        }
    }
}

fn draw_selected(pen: &mut Pen<'_>, hits: &mut Vec<(Rect, Hit)>, context: &Context<'_>, placed: &Placed) {
    let (color, plot) = (context.style.palette.selection, context.plot);
    let extent = placed.extent;
    if placed.form != Form::Band {
        let x = if placed.form == Form::Point { placed.mark.x + placed.mark.width / 2.0 } else { placed.mark.x };
        pen.line((x, plot.y), (x, extent.y), color.with_alpha(150), 1.0, Dash::Dashed);
    }
    halo(pen, context, extent, 1.5);
    draw_placed(pen, hits, context, &[], placed);
}

/// The frame of what is selected.
fn halo(pen: &mut Pen<'_>, context: &Context<'_>, extent: Rect, width: f64) {
    let color = context.style.palette.selection;
    let frame = Rect::new(extent.x - 3.0, extent.y - 0.5, extent.width + 6.0, extent.height + 1.0);
    let ground = context.style.palette.background.mixed(color, 0.12);
    pen.rect(frame, 5.0, Some(ground), Some((color, width, Dash::Solid)));
}

fn draw_cluster(pen: &mut Pen<'_>, hits: &mut Vec<(Rect, Hit)>, context: &Context<'_>, cluster: &Cluster) {
    let (index, style, rect) = (context.index, context.style, cluster.rect);
    let palette = &style.palette;
    if cluster.count == 1 {
        let position = cluster.best;
        let looks = index.looks(position);
        let (status, color) = (index.status(position), color_of(context, position));
        let quiet = Mark { rect, form: Form::Point, status, color, looks, core: None };
        marks::draw(pen, &Mark { looks: Looks::default(), ..quiet }, style);
        let reach = Rect::new(rect.x - 1.0, rect.y - 3.0, rect.width + 2.0, rect.height + 6.0);
        push_hit(hits, context.plot, reach, Hit::Item(index.id(position)));
        return;
    }
    // More events, more colour: by the power of ten.
    let share = ((cluster.count as f64).log10() / 5.0).min(1.0) * 0.4;
    let fill = palette.cluster.mixed(palette.happened, share);
    pen.rect(rect, rect.height / 2.0, Some(fill), None);
    let size = style.text_size - 1.0;
    pen.push(ShapeKind::Text {
        at: (rect.x + rect.width / 2.0, rect.y + rect.height / 2.0 + size * 0.36),
        text: count_text(cluster.count),
        size,
        align: TextAlign::Middle,
        color: palette.cluster_text,
        strong: false,
    });
    let (start, end) = (cluster.start as f64, cluster.end as f64);
    let members = Members::of(&cluster.ranges);
    push_hit(hits, context.plot, rect, Hit::Cluster { members, count: cluster.count, start, end });
}

/// Keeps the part of a hit that can be seen.
fn push_hit(hits: &mut Vec<(Rect, Hit)>, plot: Rect, rect: Rect, hit: Hit) {
    let (top, bottom) = (rect.y.max(plot.y), rect.bottom().min(plot.bottom()));
    if bottom > top {
        hits.push((Rect { y: top, height: bottom - top, ..rect }, hit));
    }
}

fn draw_names(
    pen: &mut Pen<'_>,
    hits: &mut Vec<(Rect, Hit)>,
    context: &Context<'_>,
    areas: &Areas,
    lanes: &[(LaneArea, LanePicture)],
) {
    let (names, style) = (areas.names, context.style);
    if names.width == 0.0 {
        return;
    }
    let palette = &style.palette;
    pen.rect(names, 0.0, Some(palette.panel), None);
    let x = names.right() - 0.5;
    pen.line((x, names.y), (x, names.bottom()), palette.strong_grid, 1.0, Dash::Solid);
    for (area, _) in lanes {
        let pen = &mut Pen { shapes: &mut *pen.shapes, clip: clip(area, context.plot) };
        let bottom = (area.top + area.height).min(names.bottom());
        // A name stays in sight while any of its lane is.
        let top = area.top.max(names.y).min(bottom - row_height(style) * 1.5).max(area.top);
        let y = (area.top + area.height).floor() - 0.5;
        pen.line((names.x, y), (names.right(), y), palette.strong_grid, 1.0, Dash::Solid);
        let name = &context.index.lanes()[area.lane.0];
        let width = |text: &str| context.measure.width(text, style.text_size, true);
        let mut line = |text: String, size: f64, x: f64, y: f64, color, strong| {
            let at = (names.x + 10.0 + x, y);
            pen.push(ShapeKind::Text { at, text, size, align: TextAlign::Left, color, strong });
        };
        let first = top + style.text_size * 1.5;
        let fold = if style.fold_marks { FOLD } else { 0.0 };
        let count = context.index.lane_len(area.lane);
        let number = grouped(count as i64);
        let beside = if area.folded { context.measure.width(&number, style.text_size - 1.0, false) + 6.0 } else { 0.0 };
        let room = names.width - 18.0 - fold;
        line(cut(name, room - beside, width), style.text_size, fold, first, palette.text, true);
        if area.folded {
            let x = room - beside + 6.0 + fold;
            line(number, style.text_size - 1.0, x, first, palette.weak_text, false);
        } else {
            let words = if count == 1 { "1 event".to_owned() } else { format!("{number} events") };
            line(words, style.text_size - 1.0, fold, first + style.text_size * 1.35, palette.weak_text, false);
        }
        if fold > 0.0 {
            let middle = (names.x + 10.0, first - style.text_size * 0.36);
            pen.push(ShapeKind::Polygon { points: fold_mark(middle, area.folded), fill: palette.weak_text });
        }
        let rect = Rect::new(names.x, area.top, names.width, area.height);
        push_hit(hits, context.plot, rect, Hit::LaneHeader(area.lane));
    }
}

/// A triangle that points down beside an open lane and to the right beside a folded one.
fn fold_mark((x, y): (f64, f64), folded: bool) -> Vec<(f64, f64)> {
    if folded {
        vec![(x, y - 3.5), (x + 5.0, y), (x, y + 3.5)]
    } else {
        vec![(x - 1.0, y - 2.0), (x + 6.0, y - 2.0), (x + 2.5, y + 3.0)]
    }
}

/// Title, legend and source line around everything.
fn draw_frame(pen: &mut Pen<'_>, context: &Context<'_>, areas: &Areas, shown: &Shown) {
    let style = context.style;
    let palette = &style.palette;
    // Scrolled lanes end where the page's frame begins.
    if areas.scroll > 0.0 || areas.content_height > areas.plot.height {
        let below = Rect::new(0.0, areas.plot.bottom(), style.width, (style.height - areas.plot.bottom()).max(0.0));
        pen.rect(below, 0.0, Some(palette.background), None);
    }
    let mut line = |text: &str, area: Rect, size: f64, color, strong| {
        let width = |text: &str| context.measure.width(text, size, strong);
        let text = cut(text, area.width, width);
        let at = (area.x, area.y + area.height / 2.0 + size * 0.36);
        pen.push(ShapeKind::Text { at, text, size, align: TextAlign::Left, color, strong });
    };
    if !style.title.is_empty() {
        line(&style.title, areas.title, style.text_size * 1.5, palette.text, true);
    }
    if !style.source_line.is_empty() {
        line(&style.source_line, areas.source, style.text_size - 1.0, palette.weak_text, false);
    }
    if style.show_legend {
        let y = areas.legend.y + 0.5;
        pen.line((0.0, y), (style.width, y), palette.strong_grid, 1.0, Dash::Solid);
        legend::draw(pen, areas.legend, shown, style, context.measure);
    }
}
