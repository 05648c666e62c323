//! What the pointer is on, in words.

use super::{Memory, Timeline, screen_rect};
use crate::app::{TimelineState, claim_text, entry_date_words};
use crate::event::Status;
use crate::project::{Article, EntryId, Project};
use crate::time::words::period_words;
use crate::time::{DateStyle, Period, TimePoint};
use crate::timeline::{Hit, ItemId};
use crate::ui::bidi;
use egui::{Response, RichText, Stroke, StrokeKind, Tooltip, Ui};

/// What is said of an event.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Description {
    pub title: String,
    /// The date in words.
    pub when: String,
    /// "happened", "planned" and so on.
    pub status: String,
    /// The sentence it stands in; empty for none.
    pub quote: String,
    /// Headline of the article, with its publication date; empty for none.
    pub source: String,
}

impl Description {
    /// What the project says of the entry, after its leading claim.
    pub fn of(project: &Project, id: EntryId, style: DateStyle) -> Option<Description> {
        let entry = project.entry(id)?;
        let lead = entry.claims.get(entry.lead)?;
        let others = match entry.claims.len() - 1 {
            0 => String::new(),
            1 => ", and 1 more".to_owned(),
            more => format!(", and {more} more"),
        };
        let source = project.article_of(lead).map(|Article { document, .. }| {
            let published = document.published.map(|published| period_words(&published.date.into(), style));
            let published = published.map(|words| format!(", {words}")).unwrap_or_default();
            format!("{}{published}{others}", document.headline())
        });
        Some(Description {
            title: entry.title.to_string(),
            when: entry_date_words(project, entry, style),
            status: status_word(entry.status).to_owned(),
            quote: shortened(claim_text(project, lead)),
            source: source.unwrap_or_default(),
        })
    }

    /// The name of the event's node: title, date, status.
    pub fn label(&self) -> String {
        let parts = [&self.title, &self.when, &self.status];
        let parts: Vec<&str> = parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    }
}

/// The status in lower case, as it stands behind a date.
fn status_word(status: Status) -> &'static str {
    match status {
        Status::Happened => "happened",
        Status::Ongoing => "ongoing",
        Status::Planned => "planned",
        Status::Possible => "possible",
        Status::Denied => "denied",
        Status::Recurring => "recurring",
    }
}

/// At most some five lines of a tooltip, cut between words.
fn shortened(text: String) -> String {
    const LONGEST: usize = 320;
    if text.chars().count() <= LONGEST {
        return text;
    }
    let cut: String = text.chars().take(LONGEST).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", &cut[..end])
}

/// Outlines what the pointer is on, explains it after a moment, and says which event it is.
pub(super) fn hover(
    ui: &Ui,
    response: &Response,
    memory: &Memory,
    timeline: &Timeline<'_>,
    state: &TimelineState,
) -> Option<EntryId> {
    if memory.redate.is_some() {
        return None;
    }
    if memory.drag.is_some() || memory.range_from.is_some() || memory.band.is_some() || memory.lane_drag.is_some() {
        return None;
    }
    let at = response.hover_pos()? - response.rect.min;
    let (rect, hit) = memory.hit(f64::from(at.x), f64::from(at.y))?;
    if matches!(hit, Hit::Item(_) | Hit::Cluster { .. } | Hit::Publication(_) | Hit::LaneHeader(_)) {
        if !matches!(hit, Hit::LaneHeader(_)) {
            let rect = screen_rect(response.rect, rect).expand(1.0);
            let stroke = Stroke::new(1.0, ui.visuals().widgets.hovered.fg_stroke.color.gamma_multiply(0.6));
            ui.painter().with_clip_rect(response.rect).rect_stroke(rect, 3.0, stroke, StrokeKind::Outside);
        }
        Tooltip::for_enabled(response).at_pointer().gap(14.0).show(|ui| explain(ui, hit, timeline, state));
    }
    match hit {
        Hit::Item(item) => Some(EntryId(item.0)),
        _ => None,
    }
}

fn explain(ui: &mut Ui, hit: &Hit, timeline: &Timeline<'_>, state: &TimelineState) {
    ui.set_max_width(420.0);
    match hit {
        Hit::Item(item) => {
            if let Some(description) = (timeline.describe)(EntryId(item.0)) {
                event(ui, &description);
            }
        }
        Hit::Cluster { members, count, start, end } => {
            let items = state.index.most_important(members, NAMED);
            cluster(ui, (&items, *count), (*start, *end), timeline);
        }
        Hit::Publication(at) => {
            if let Some((day, headline)) = state.index.publications().get(*at) {
                ui.label(RichText::new(bidi::display(headline)).strong());
                ui.label(format!("Article of {}", day_words(day.0 as f64, timeline.style.date_style)));
            }
        }
        Hit::LaneHeader(lane) => {
            if let Some(name) = state.index.lanes().get(lane.0) {
                ui.label(RichText::new(bidi::display(name)).strong());
                ui.label(RichText::new("Click to fold, drag to move").weak());
            }
        }
        Hit::Axis => {}
    }
}

/// Events of a cluster that are named.
const NAMED: usize = 5;

fn event(ui: &mut Ui, description: &Description) {
    ui.label(RichText::new(bidi::display(&description.title)).strong());
    ui.label([&*description.when, &*description.status].join(" · "));
    if !description.quote.is_empty() {
        ui.label(RichText::new(format!("“{}”", bidi::display(&description.quote))).italics());
    }
    if !description.source.is_empty() {
        ui.label(RichText::new(bidi::display(&description.source)).weak());
    }
}

/// Count, span, and the most important ones.
fn cluster(ui: &mut Ui, (items, count): (&[ItemId], usize), (start, end): (f64, f64), timeline: &Timeline<'_>) {
    let style = timeline.style.date_style;
    ui.label(RichText::new(format!("{count} events")).strong());
    ui.label(span_words((start, end), style));
    let named: Vec<Description> =
        items.iter().filter_map(|item| (timeline.describe)(EntryId(item.0))).take(NAMED).collect();
    for description in &named {
        ui.label(format!("• {} ({})", bidi::display(&description.title), description.when));
        if !description.source.is_empty() {
            ui.label(RichText::new(format!("    {}", bidi::display(&description.source))).small().weak());
        }
    }
    if count > named.len() {
        ui.label(RichText::new(format!("and {} more", count - named.len())).weak());
    }
    ui.label(RichText::new("Click to take them apart").weak());
}

/// "12 events, 3 May 2016 – 9 May 2016": the name of a cluster's node.
pub(super) fn cluster_words(count: usize, span: (f64, f64), style: DateStyle) -> String {
    format!("{count} events, {}", span_words(span, style))
}

/// From the first day to the last; the end is exclusive.
fn span_words((start, end): (f64, f64), style: DateStyle) -> String {
    let (first, last) = (day_words(start, style), day_words((end - 1.0).max(start), style));
    if first == last { first } else { format!("{first} – {last}") }
}

/// The day of the time in words; far from our calendar the year alone.
fn day_words(secs: f64, style: DateStyle) -> String {
    const FAR_YEARS: i64 = 10_000;
    let day = Period::day_of(TimePoint(secs as i64));
    let shown = if day.year().abs() > FAR_YEARS { Period::Year(day.year()) } else { day };
    period_words(&shown, style)
}
