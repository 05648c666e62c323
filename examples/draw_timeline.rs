//! Draws a timeline into a PNG (or SVG) file, for looking at the layout: made-up events, or what is read from articles.
//!
//! `cargo run --no-default-features --example draw_timeline -- OUT.png NAME|PATH [width height scale] [light|dark] [from to]`
//! with NAME one of mixed, history, deep, burst, lanes, vague, foreign; `from` and `to` as 2020-06-12.

use dateline::event::Status;
use dateline::export::picture::{PictureOptions, PictureRange, picture_scene};
use dateline::export::{TextAs, png, svg};
use dateline::import::{self, ImportOptions, Input, Step};
use dateline::project::{Article, Project};
use dateline::time::{FuzzySpan, Granularity, PartialDate, TimePoint, TimeSpan};
use dateline::timeline::{Grouping, Index, Item, ItemId, LaneId, Palette, index_from};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [out, what, rest @ ..] = args.as_slice() else { return Err("OUT and NAME or PATH are missing".into()) };
    let number = |at: usize, default: f64| rest.get(at).and_then(|text| text.parse().ok()).unwrap_or(default);
    let scale = number(2, 1.0);
    let date = |at: usize| rest.get(at).and_then(|text| PartialDate::from_iso(text)).map(|date| date.span().start);
    let index = match what.as_str() {
        "mixed" => mixed(),
        "history" => history(),
        "deep" => deep(),
        "burst" => burst(200_000, 1),
        "lanes" => burst(3_000, 9),
        "vague" => vague(),
        "foreign" => foreign(),
        path => read(path)?,
    };
    let options = PictureOptions {
        width: number(0, 1280.0) / scale,
        height: number(1, 800.0) / scale,
        palette: if rest.iter().any(|word| word == "dark") { Palette::dark() } else { Palette::light() },
        range: date(4).zip(date(5)).map_or(PictureRange::All, |(from, to)| PictureRange::Span(TimeSpan::new(from, to))),
        title: what.clone(),
        source_line: format!("{} events, {} undated", index.len(), index.undated()),
        today: Some(TimePoint::from_ymd(2020, 6, 12).ok_or("no such day")?.0 as f64),
        ..PictureOptions::default()
    };
    let start = std::time::Instant::now();
    let scene = picture_scene(&index, &options);
    let laid_out = start.elapsed();
    let bytes = if out.ends_with(".svg") { svg(&scene, TextAs::Outlines).into_bytes() } else { png(&scene, scale)? };
    let drawn = start.elapsed() - laid_out;
    std::fs::write(out, &bytes)?;
    let (events, shapes) = (index.len(), scene.shapes.len());
    println!("{events} events, {shapes} shapes, layout {laid_out:?}, file {drawn:?}, {} bytes", bytes.len());
    Ok(())
}

fn read(path: &str) -> Result<Index, Box<dyn Error>> {
    let mut project = Project::default();
    let mut articles: Vec<Article> = Vec::new();
    let read = |document| {
        let reading = dateline::event::read(&document);
        Article::new(document, reading)
    };
    let inputs = [Input::Path(path.into())];
    import::run(&inputs, &ImportOptions::default(), read, |step| match step {
        Step::Document(article) => articles.push(article),
        Step::Error(error) => eprintln!("{error}"),
        Step::Progress(_) => {}
    });
    project.add(articles);
    Ok(index_from(&project, Grouping::None))
}

struct Builder {
    items: Vec<Item>,
}

impl Builder {
    fn add(
        &mut self,
        span: FuzzySpan,
        granularity: Granularity,
        status: Status,
        label: &str,
        importance: f32,
    ) -> &mut Item {
        let id = ItemId(self.items.len());
        self.items.push(Item {
            id,
            lane: LaneId(0),
            span,
            granularity,
            status,
            approximate: false,
            soft_edges: false,
            label: label.to_owned(),
            importance,
            claims: 1,
        });
        let last = self.items.len() - 1;
        &mut self.items[last]
    }

    fn within(&mut self, date: &str, status: Status, label: &str, importance: f32) -> &mut Item {
        let date = PartialDate::from_iso(date).unwrap_or(PartialDate { year: 2000, month: None, day: None });
        let granularity = match (date.month, date.day) {
            (Some(_), Some(_)) => Granularity::Day,
            (Some(_), None) => Granularity::Month,
            _ => Granularity::Year,
        };
        self.add(FuzzySpan::within(date.span()), granularity, status, label, importance)
    }

    fn index(self, publications: &[&str]) -> Index {
        let publications = publications.iter().filter_map(|text| PartialDate::from_iso(text));
        let publications = publications.map(|date| (date.span().start, "An article".to_owned())).collect();
        Index::build(self.items, vec![String::new()], publications)
    }
}

fn day(text: &str) -> Option<TimePoint> {
    PartialDate::from_iso(text).map(|date| date.span().start)
}

fn span(a: &str, b: &str, c: &str, d: &str) -> FuzzySpan {
    FuzzySpan { earliest_begin: day(a), latest_begin: day(b), earliest_end: day(c), latest_end: day(d) }
}

fn mixed() -> Index {
    let mut b = Builder { items: Vec::new() };
    b.within("2017", Status::Happened, "The river commission surveying the upper valley", 0.6);
    b.within("2018", Status::Happened, "Parliament funding a flood barrier", 0.8);
    b.within("2018-03", Status::Happened, "Engineers drilling test holes", 0.4);
    b.within("2018-03-14", Status::Happened, "A storm flooding the lower town", 0.9).claims = 4;
    b.within("2018-03-15", Status::Happened, "The mayor declaring an emergency", 0.7);
    b.within("2018-03-16", Status::Happened, "Army units evacuating 3,000 people", 0.6);
    b.within("2018-04-02", Status::Denied, "The utility releasing water too early", 0.5);
    b.within("2018-11", Status::Possible, "A second dam being built", 0.4);
    b.within("2019", Status::Planned, "The barrier opening", 0.7);
    b.add(
        span("2019-09-01", "2019-09-01", "2020-01-01", "2020-01-01"),
        Granularity::Month,
        Status::Happened,
        "Late in 2019 the contractor stopping work",
        0.6,
    )
    .soft_edges = true;
    b.add(
        span("2019-02-01", "2019-05-01", "2019-10-01", "2020-02-01"),
        Granularity::Month,
        Status::Happened,
        "Strike at the cement works",
        0.5,
    );
    b.add(
        span("2019-06-12", "2019-06-12", "2020-06-12", "2020-06-12"),
        Granularity::Year,
        Status::Recurring,
        "Attacks on pumping stations over the past year",
        0.5,
    );
    b.add(
        FuzzySpan { latest_end: None, ..span("2020-06-12", "2020-06-12", "2020-06-12", "2020-06-12") },
        Granularity::Month,
        Status::Planned,
        "Removing the old weir over the coming months",
        0.6,
    );
    b.add(
        FuzzySpan {
            earliest_end: None,
            latest_end: None,
            ..span("2018-06-01", "2018-07-01", "2018-07-01", "2018-07-01")
        },
        Granularity::Month,
        Status::Ongoing,
        "Residents suing the utility since June 2018",
        0.6,
    );
    b.within("2020-06-11", Status::Happened, "Talks on the river treaty opening", 0.9).claims = 3;
    b.within("2020-06-12", Status::Happened, "The ministry promising compensation", 0.7);
    b.within("2020-07", Status::Planned, "Both sides meeting again", 0.7);
    b.within("2017-05-20", Status::Happened, "A first survey being published", 0.3).approximate = true;
    b.within("2020-02-10", Status::Recurring, "Sirens being tested on the first Monday of each month", 0.3);
    b.within("2020-01-20", Status::Possible, "A tunnel collapsing", 0.4);
    b.within("2020-04-20", Status::Denied, "The minister knowing of the cracks", 0.6);
    b.within("2020-03-01", Status::Ongoing, "Repairs at the northern gate", 0.4);
    b.index(&["2018-03-15", "2018-04-03", "2019-11-02", "2020-06-12"])
}

fn vague() -> Index {
    mixed()
}

fn history() -> Index {
    let mut b = Builder { items: Vec::new() };
    for (year, label) in [
        (-509, "The last king being driven out"),
        (-264, "The first war with Carthage beginning"),
        (-218, "An army crossing the Alps with elephants"),
        (-146, "Carthage falling"),
        (-133, "A tribune being killed over land reform"),
        (-73, "Slaves rising under a gladiator"),
        (-43, "The dictator being stabbed in the senate"),
        (-26, "The senate naming its first citizen"),
        (9, "Three legions being lost in a forest"),
        (14, "The first emperor dying"),
        (64, "Fire destroying most of the city"),
        (79, "A volcano burying two towns"),
        (122, "A wall being begun in the north"),
        (212, "All free people becoming citizens"),
        (313, "An edict tolerating all faiths"),
        (410, "The city being plundered"),
        (476, "The last emperor in the west being deposed"),
    ] {
        let year = year + i64::from(year < 0);
        let date = PartialDate { year, month: None, day: None };
        b.add(FuzzySpan::within(date.span()), Granularity::Year, Status::Happened, label, 0.6);
    }
    b.index(&[])
}

fn deep() -> Index {
    let mut b = Builder { items: Vec::new() };
    for (from, to, label) in [
        (-13_800_000_000, -13_799_000_000, "The universe beginning to expand"),
        (-4_540_000_000, -4_530_000_000, "The Earth forming"),
        (-3_700_000_000, -3_500_000_000, "Life appearing"),
        (-538_800_000, -485_400_000, "Animals diversifying in the Cambrian"),
        (-66_000_000, -65_990_000, "An asteroid ending the age of dinosaurs"),
        (-300_000, -290_000, "Modern humans appearing"),
        (1969, 1970, "People walking on the Moon"),
    ] {
        let span = TimeSpan::new(TimePoint::from_year(from), TimePoint::from_year(to));
        b.add(FuzzySpan::within(span), Granularity::Age, Status::Happened, label, 0.7);
    }
    b.index(&[])
}

fn foreign() -> Index {
    let mut b = Builder { items: Vec::new() };
    b.within("2020-01-10", Status::Happened, "بدأت المحادثات بين الجانبين في بغداد عام 2020", 0.9);
    b.within("2020-02-10", Status::Happened, "השיחות נפתחו בירושלים", 0.9);
    b.within("2020-03-10", Status::Happened, "双方在北京举行会谈", 0.9);
    b.within("2020-04-10", Status::Happened, "Переговоры начались в Москве → Genève", 0.9);
    b.within("2020-05-10", Status::Planned, "Οι συνομιλίες άρχισαν στην Αθήνα", 0.9);
    b.within("2020-06-10", Status::Planned, "Đàm phán bắt đầu tại Hà Nội & <Hué>", 0.9);
    b.index(&["2020-05-01"])
}

/// Bursts of events in silence, in some lanes; the same every time.
fn burst(count: usize, lanes: usize) -> Index {
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed >> 11) as f64 / (1_u64 << 53) as f64
    };
    let start = TimePoint::from_year(2008).0;
    let words = ["The council", "A tanker", "Two ministers", "The court", "Rebels", "Doctors", "The union", "A storm"];
    let deeds = [
        "meeting in the capital",
        "leaving port",
        "resigning over the report",
        "ruling on the appeal",
        "taking the town",
        "warning of a new strain",
        "calling a strike",
        "cutting the power",
    ];
    let mut items = Vec::with_capacity(count);
    for id in 0..count {
        let burst = (random() * 60.0).floor();
        let centre = start + (burst * 0.2 * 31_556_952.0) as i64;
        let at = centre + ((random() + random() + random() - 1.5) * 20.0 * 86_400.0 * (1.0 + burst % 5.0)) as i64;
        let kind = random();
        let point = TimePoint(at);
        let civil = point.civil();
        let date = PartialDate {
            year: civil.year,
            month: (kind > 0.06).then_some(civil.month),
            day: (kind > 0.2).then_some(civil.day),
        };
        let status = match (random() * 20.0) as u32 {
            0 => Status::Planned,
            1 => Status::Possible,
            2 => Status::Denied,
            3 => Status::Recurring,
            4 => Status::Ongoing,
            _ => Status::Happened,
        };
        let (who, what) = (words[(random() * 8.0) as usize], deeds[(random() * 8.0) as usize]);
        items.push(Item {
            id: ItemId(id),
            lane: LaneId((random() * random() * lanes as f64) as usize),
            span: FuzzySpan::within(date.span()),
            granularity: Granularity::Day,
            status,
            approximate: false,
            soft_edges: false,
            label: format!("{who} {what}"),
            importance: random() as f32,
            claims: 1,
        });
    }
    let names =
        if lanes == 1 { vec![String::new()] } else { (1..=lanes).map(|n| format!("Newspaper number {n}")).collect() };
    let publications = (0..40).map(|n| (TimePoint(start + n * 9_000_000), "An article".to_owned())).collect();
    Index::build(items, names, publications)
}
