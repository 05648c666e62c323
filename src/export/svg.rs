//! A scene as SVG: what PNG is made of, and a file of its own.

use crate::timeline::fonts::{self, FontMeasure};
use crate::timeline::{Color, Dash, Rect, Scene, ShapeKind, TextAlign};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::{Arc, OnceLock};
use usvg::fontdb::{Database, Source};

/// How text stands in an SVG.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextAs {
    /// As shapes that look the same everywhere; the words stand in the file's description.
    #[default]
    Outlines,
    /// As text that can be searched and edited, and looks as the fonts of the machine make it.
    Text,
}

/// The scene as an SVG document, a point a pixel. The same scene gives the same bytes, as long as the embedded fonts
/// have all its characters; others are drawn with the system's fonts.
pub fn svg(scene: &Scene, text: TextAs) -> String {
    let with_text = write(scene);
    match text {
        TextAs::Text => with_text,
        TextAs::Outlines => match tree(scene, &with_text) {
            Ok(tree) => with_description(outlined(&tree), scene),
            // What we write ourselves is always read; if not, text is better than no picture.
            Err(error) => {
                log::error!("the picture's text stays text: {error}");
                with_text
            }
        },
    }
}

/// Characters of the scene that no embedded font has, sorted: they are drawn with what fonts the system has, and look
/// different on other machines.
pub fn foreign_characters(scene: &Scene) -> Vec<char> {
    let measure = FontMeasure::shared();
    let foreign: BTreeSet<char> = scene.texts().flat_map(str::chars).filter(|&c| !measure.has(c)).collect();
    foreign.into_iter().collect()
}

/// The scene's SVG read back, with the fonts it needs.
pub(super) fn tree(scene: &Scene, svg: &str) -> Result<usvg::Tree, usvg::Error> {
    let fonts = if foreign_characters(scene).is_empty() { embedded_fonts() } else { all_fonts() };
    let options = usvg::Options {
        font_family: fonts::embedded()[0].family.to_owned(),
        font_resolver: usvg::FontResolver {
            select_font: usvg::FontResolver::default_font_selector(),
            // In the order of the database: the embedded fonts first, whatever their weight.
            select_fallback: Box::new(|c, used, fonts| {
                fonts.faces().map(|face| face.id).find(|id| !used.contains(id) && has_char(fonts, *id, c))
            }),
        },
        fontdb: fonts,
        ..usvg::Options::default()
    };
    usvg::Tree::from_str(svg, &options)
}

fn has_char(fonts: &Database, id: usvg::fontdb::ID, c: char) -> bool {
    use skrifa::MetadataProvider;
    let has =
        |data: &[u8], face| skrifa::FontRef::from_index(data, face).is_ok_and(|font| font.charmap().map(c).is_some());
    fonts.with_face_data(id, has).unwrap_or(false)
}

fn embedded_fonts() -> Arc<Database> {
    static FONTS: OnceLock<Arc<Database>> = OnceLock::new();
    FONTS.get_or_init(|| Arc::new(embedded_database())).clone()
}

/// The embedded fonts and the system's behind them; looked for once, as that takes a second.
fn all_fonts() -> Arc<Database> {
    static FONTS: OnceLock<Arc<Database>> = OnceLock::new();
    let load = || {
        let mut fonts = embedded_database();
        fonts.load_system_fonts();
        Arc::new(fonts)
    };
    FONTS.get_or_init(load).clone()
}

fn embedded_database() -> Database {
    let mut fonts = Database::new();
    for font in fonts::embedded() {
        fonts.load_font_source(Source::Binary(Arc::new(font.data)));
    }
    fonts
}

fn outlined(tree: &usvg::Tree) -> String {
    // A hundredth of a point is finer than any printer.
    let options = usvg::WriteOptions {
        coordinates_precision: 2,
        transforms_precision: 4,
        indent: usvg::Indent::None,
        ..usvg::WriteOptions::default()
    };
    tree.to_string(&options)
}

/// Puts the scene's words behind the root tag, for search and screen readers.
fn with_description(svg: String, scene: &Scene) -> String {
    let Some(end) = svg.find("<svg").and_then(|start| Some(start + svg[start..].find('>')? + 1)) else { return svg };
    let mut described = String::with_capacity(svg.len() + 1024);
    described.push_str(&svg[..end]);
    described.push_str("<desc>");
    for (at, text) in scene.texts().enumerate() {
        if at > 0 {
            described.push_str("; ");
        }
        push_escaped(&mut described, text);
    }
    described.push_str("</desc>");
    described.push_str(&svg[end..]);
    described
}

/// The scene with text as text.
pub(super) fn write(scene: &Scene) -> String {
    let mut writer = Writer { body: String::new(), defs: String::new(), clips: Vec::new(), gradients: 0 };
    for shape in &scene.shapes {
        let clip = shape.clip.map(|rect| writer.clip(rect));
        writer.shape(&shape.kind, clip);
    }
    let (width, height) = (number(scene.width), number(scene.height));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"{}\">\n",
        fonts::embedded().map(|font| format!("'{}'", font.family)).join(", "),
    );
    if !writer.defs.is_empty() {
        let _ = writeln!(svg, "<defs>\n{}</defs>", writer.defs);
    }
    let _ = writeln!(svg, "<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>", hex(scene.background));
    svg.push_str(&writer.body);
    svg.push_str("</svg>\n");
    svg
}

struct Writer {
    body: String,
    defs: String,
    clips: Vec<Rect>,
    gradients: usize,
}

impl Writer {
    /// Number of the clip path of this rectangle.
    fn clip(&mut self, rect: Rect) -> usize {
        if let Some(known) = self.clips.iter().position(|clip| *clip == rect) {
            return known;
        }
        self.clips.push(rect);
        let at = self.clips.len() - 1;
        let _ = writeln!(self.defs, "<clipPath id=\"c{at}\"><rect {}/></clipPath>", place(rect));
        at
    }

    fn shape(&mut self, kind: &ShapeKind, clip: Option<usize>) {
        let element = match kind {
            ShapeKind::Rect { rect, radius, fill, stroke } => {
                let corner = if *radius > 0.0 { format!(" rx=\"{}\"", number(*radius)) } else { String::new() };
                format!("<rect {}{corner}{}", place(*rect), paint(*fill, *stroke))
            }
            ShapeKind::Gradient { rect, from, to } => {
                let at = self.gradients;
                self.gradients += 1;
                let stop = |offset: u8, color: Color| {
                    format!("<stop offset=\"{offset}\" stop-color=\"{}\"{}/>", hex(color), alpha("stop-opacity", color))
                };
                let _ = writeln!(
                    self.defs,
                    "<linearGradient id=\"g{at}\">{}{}</linearGradient>",
                    stop(0, *from),
                    stop(1, *to)
                );
                format!("<rect {} fill=\"url(#g{at})\"", place(*rect))
            }
            ShapeKind::Line { from, to, color, width, dash } => format!(
                "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"{}",
                number(from.0),
                number(from.1),
                number(to.0),
                number(to.1),
                stroke(*color, *width, *dash)
            ),
            ShapeKind::Circle { center, radius, fill, stroke } => format!(
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{}",
                number(center.0),
                number(center.1),
                number(*radius),
                paint(*fill, *stroke)
            ),
            ShapeKind::Polygon { points, fill } => {
                let points: Vec<String> =
                    points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
                format!("<polygon points=\"{}\"{}", points.join(" "), paint(Some(*fill), None))
            }
            ShapeKind::Text { at, text, size, align, color, strong } => {
                let anchor = match align {
                    TextAlign::Left => "",
                    TextAlign::Middle => " text-anchor=\"middle\"",
                    TextAlign::Right => " text-anchor=\"end\"",
                };
                let bold = if *strong { stroke(*color, size / 30.0, Dash::Solid) } else { String::new() };
                let mut element = format!(
                    "<text xml:space=\"preserve\" x=\"{}\" y=\"{}\" font-size=\"{}\"{anchor}{}{bold}",
                    number(at.0),
                    number(at.1),
                    number(*size),
                    paint(Some(*color), None)
                );
                self.close(&mut element, clip, ">");
                push_escaped(&mut self.body, text);
                self.body.push_str("</text>\n");
                return;
            }
        };
        let mut element = element;
        self.close(&mut element, clip, "/>\n");
    }

    fn close(&mut self, element: &mut str, clip: Option<usize>, end: &str) {
        self.body.push_str(element);
        if let Some(clip) = clip {
            let _ = write!(self.body, " clip-path=\"url(#c{clip})\"");
        }
        self.body.push_str(end);
    }
}

fn place(rect: Rect) -> String {
    format!(
        "x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
        number(rect.x),
        number(rect.y),
        number(rect.width.max(0.0)),
        number(rect.height.max(0.0))
    )
}

fn paint(fill: Option<Color>, outline: Option<(Color, f64, Dash)>) -> String {
    let fill = match fill {
        Some(color) => format!(" fill=\"{}\"{}", hex(color), alpha("fill-opacity", color)),
        None => " fill=\"none\"".to_owned(),
    };
    outline.map_or(fill.clone(), |(color, width, dash)| fill + &stroke(color, width, dash))
}

fn stroke(color: Color, width: f64, dash: Dash) -> String {
    let dashes = match dash {
        Dash::Solid => String::new(),
        Dash::Dashed => format!(" stroke-dasharray=\"{} {}\"", number(2.0 + width * 1.5), number(1.5 + width)),
        // Round caps on dashes of no length are dots.
        Dash::Dotted => format!(" stroke-dasharray=\"0.01 {}\" stroke-linecap=\"round\"", number(1.5 + width * 1.2)),
    };
    format!(" stroke=\"{}\"{} stroke-width=\"{}\"{dashes}", hex(color), alpha("stroke-opacity", color), number(width))
}

fn hex(color: Color) -> String {
    format!("#{:02x}{:02x}{:02x}", color.r, color.g, color.b)
}

fn alpha(name: &str, color: Color) -> String {
    if color.a == 255 { String::new() } else { format!(" {name}=\"{}\"", number(f64::from(color.a) / 255.0)) }
}

/// Two digits behind the point, as few as needed.
fn number(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Escapes what XML keeps for itself; what XML cannot hold at all becomes the replacement character.
fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::Shape;

    fn scene(texts: &[&str]) -> Scene {
        let black = Color::rgb(0);
        let text = |(at, text): (usize, &&str)| Shape {
            kind: ShapeKind::Text {
                at: (10.0, 20.0 + 20.0 * at as f64),
                text: (*text).to_owned(),
                size: 12.0,
                align: TextAlign::Left,
                color: black,
                strong: at == 0,
            },
            clip: (at == 1).then_some(Rect::new(0.0, 0.0, 50.0, 50.0)),
        };
        let mut shapes: Vec<Shape> = texts.iter().enumerate().map(text).collect();
        let rect = Rect::new(1.0, 2.0, 30.0, 10.0);
        shapes.push(Shape { kind: ShapeKind::Gradient { rect, from: black, to: black.with_alpha(0) }, clip: None });
        Scene {
            width: 200.0,
            height: 100.0,
            background: Color::rgb(0xff_ff_ff),
            shapes,
            hits: vec![],
            content_height: 0.0,
        }
    }

    #[test]
    fn text_is_escaped_and_every_picture_is_well_formed() {
        let scene = scene(&["A & B <script>", "\"quoted\" \u{1}", "عاد الوفد 2014", "Ärger → Ruhe"]);
        for text in [TextAs::Text, TextAs::Outlines] {
            let svg = svg(&scene, text);
            assert!(svg.contains("A &amp; B &lt;script&gt;"), "{svg}");
            assert!(svg.contains("عاد الوفد 2014"));
            assert!(usvg::Tree::from_str(&svg, &usvg::Options::default()).is_ok());
        }
        assert!(!svg(&scene, TextAs::Outlines).contains("<text"));
    }

    #[test]
    fn the_same_scene_gives_the_same_bytes() {
        let scene = scene(&["One", "Two"]);
        assert_eq!(svg(&scene, TextAs::Outlines), svg(&scene, TextAs::Outlines));
    }

    #[test]
    fn characters_without_an_embedded_font_are_named() {
        assert_eq!(foreign_characters(&scene(&["Genf → مرحبا", "東京 & 東"])), ['京', '東']);
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!([1.0, 0.5, -0.001, 12.345, f64::NAN].map(number), ["1", "0.5", "0", "12.35", "0"]);
    }
}
