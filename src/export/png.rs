//! A scene as PNG: its SVG, rasterised.

use super::svg;
use crate::timeline::Scene;
use resvg::tiny_skia::{Color, Pixmap, Transform};
use thiserror::Error;

/// Pixels that a picture may have: 400 million, which take 1.6 GB while drawing.
pub const MOST_PIXELS: f64 = 400e6;
/// Pixels a metre at 96 a inch, which is what a point is drawn with at scale 1.
const PIXELS_A_METRE: f64 = 96.0 / 0.0254;

/// Why there is no picture.
#[derive(Debug, Error)]
pub enum PngError {
    #[error(
        "a picture of {width} x {height} pixels is too large ({:.0} million pixels; at most {:.0} million): choose a \
         smaller size or scale", width * height / 1e6, MOST_PIXELS / 1e6
    )]
    TooLarge { width: f64, height: f64 },
    #[error("a picture needs a size and a scale above 0")]
    Empty,
    #[error("the picture could not be drawn: {0}")]
    Svg(#[from] usvg::Error),
    #[error("the picture could not be encoded: {0}")]
    Encoding(#[from] ::png::EncodingError),
}

/// The scene as a PNG file of `scale` pixels a point, with its resolution in it.
///
/// # Errors
/// When it would be larger than [`MOST_PIXELS`] or have no size.
pub fn png(scene: &Scene, scale: f64) -> Result<Vec<u8>, PngError> {
    let (width, height) = ((scene.width * scale).round(), (scene.height * scale).round());
    if !(width >= 1.0 && height >= 1.0 && width.is_finite() && height.is_finite()) {
        return Err(PngError::Empty);
    }
    if width * height > MOST_PIXELS || width > f64::from(i32::MAX) || height > f64::from(i32::MAX) {
        return Err(PngError::TooLarge { width, height });
    }
    let tree = svg::tree(scene, &svg::write(scene))?;
    let mut pixels = Pixmap::new(width as u32, height as u32).ok_or(PngError::TooLarge { width, height })?;
    let ground = scene.background;
    pixels.fill(Color::from_rgba8(ground.r, ground.g, ground.b, 255));
    resvg::render(&tree, Transform::from_scale(scale as f32, scale as f32), &mut pixels.as_mut());
    encode(&pixels, scale)
}

fn encode(pixels: &Pixmap, scale: f64) -> Result<Vec<u8>, PngError> {
    // The ground is opaque, so that no pixel is transparent and three bytes hold it.
    let mut rgb = Vec::with_capacity(pixels.data().len() / 4 * 3);
    for pixel in pixels.data().chunks_exact(4) {
        rgb.extend_from_slice(&pixel[..3]);
    }
    let mut bytes = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(::png::ColorType::Rgb);
    encoder.set_depth(::png::BitDepth::Eight);
    encoder.set_compression(::png::Compression::Fast);
    let resolution = (PIXELS_A_METRE * scale).round() as u32;
    encoder.set_pixel_dims(Some(::png::PixelDimensions {
        xppu: resolution,
        yppu: resolution,
        unit: ::png::Unit::Meter,
    }));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&rgb)?;
    writer.finish()?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::{Color, Rect, Shape, ShapeKind};

    fn scene(width: f64, height: f64) -> Scene {
        let rect = Rect::new(0.0, 0.0, width / 2.0, height);
        let kind = ShapeKind::Rect { rect, radius: 0.0, fill: Some(Color::rgb(0xff_00_00)), stroke: None };
        let shapes = vec![Shape { kind, clip: None }];
        Scene { width, height, background: Color::rgb(0xff_ff_ff), shapes, hits: vec![], content_height: 0.0 }
    }

    #[test]
    fn a_picture_has_its_size_and_resolution_and_colours() {
        let bytes = png(&scene(20.0, 10.0), 2.0).unwrap();
        let mut reader = ::png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let dims = reader.info().pixel_dims.unwrap();
        assert_eq!((reader.info().width, reader.info().height, dims.xppu), (40, 20, 7559));
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        assert_eq!(pixels[..3], [255, 0, 0]);
        assert_eq!(pixels[39 * 3..40 * 3], [255, 255, 255]);
    }

    #[test]
    fn a_picture_too_large_is_refused_in_words() {
        let error = png(&scene(20_000.0, 10_000.0), 4.0).unwrap_err().to_string();
        assert!(error.contains("80000 x 40000") && error.contains("smaller"), "{error}");
        assert!(matches!(png(&scene(0.0, 10.0), 1.0), Err(PngError::Empty)));
        assert!(matches!(png(&scene(10.0, 10.0), f64::NAN), Err(PngError::Empty)));
    }
}
