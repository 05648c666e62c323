//! Draws egui's meshes on the CPU, so that snapshots need neither GPU nor Vulkan and are the same bytes everywhere.

use egui::epaint::{ClippedPrimitive, ImageDelta, Mesh, Primitive, Vertex};
use egui::{Color32, ColorImage, ImageData, Rect, TextureId, TexturesDelta};
use egui_kittest::TestRenderer;
use std::collections::HashMap;

/// A renderer for `egui_kittest`: meshes with vertex colours and textures, blended in gamma space as egui's own
/// back ends do. Paint callbacks are not drawn.
#[derive(Default)]
pub struct Raster {
    textures: HashMap<TextureId, ColorImage>,
}

impl TestRenderer for Raster {
    // Each texture is set by itself: their order changes nothing.
    #[expect(clippy::iter_over_hash_type)]
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (&id, images) in &delta.set {
            for image in images {
                self.set_texture(id, image);
            }
        }
        for id in &delta.free {
            self.textures.remove(id);
        }
        delta.clear();
    }

    fn render(&mut self, ctx: &egui::Context, output: &egui::FullOutput) -> Result<image::RgbaImage, String> {
        let pixels_per_point = output.pixels_per_point;
        let size = ctx.content_rect().size() * pixels_per_point;
        let mut page = Page::new(size.x.round() as usize, size.y.round() as usize);
        for ClippedPrimitive { clip_rect, primitive } in ctx.tessellate(output.shapes.clone(), pixels_per_point) {
            let Primitive::Mesh(mesh) = primitive else { continue };
            let texture = (self.textures.get(&mesh.texture_id)).ok_or("a mesh names a texture that was never set")?;
            page.draw(&mesh, texture, clip_rect, pixels_per_point);
        }
        page.into_image()
    }
}

impl Raster {
    fn set_texture(&mut self, id: TextureId, delta: &ImageDelta) {
        let ImageData::Color(image) = &delta.image;
        let Some([left, top]) = delta.pos else {
            self.textures.insert(id, image.as_ref().clone());
            return;
        };
        let Some(whole) = self.textures.get_mut(&id) else { return };
        for (row, pixels) in image.pixels.chunks_exact(image.size[0]).enumerate() {
            let from = (top + row) * whole.size[0] + left;
            whole.pixels[from..from + pixels.len()].copy_from_slice(pixels);
        }
    }
}

/// Positions are rounded to 1/256 pixel, as GPUs do, so that coverage is decided in whole numbers.
const SUBPIXELS: f32 = 256.0;

/// The picture while it is drawn: opaque, premultiplied.
struct Page {
    width: usize,
    height: usize,
    pixels: Vec<Color32>,
}

/// Pixels, half-open.
#[derive(Clone, Copy)]
struct Bounds {
    left: i64,
    top: i64,
    right: i64,
    bottom: i64,
}

impl Page {
    fn new(width: usize, height: usize) -> Page {
        Page { width, height, pixels: vec![Color32::BLACK; width * height] }
    }

    fn draw(&mut self, mesh: &Mesh, texture: &ColorImage, clip: Rect, pixels_per_point: f32) {
        let pixel = |points: f32| (points * pixels_per_point).round() as i64;
        let clip = Bounds {
            left: pixel(clip.left()).max(0),
            top: pixel(clip.top()).max(0),
            right: pixel(clip.right()).min(self.width as i64),
            bottom: pixel(clip.bottom()).min(self.height as i64),
        };
        for corners in mesh.indices.chunks_exact(3) {
            let corners = [corners[0], corners[1], corners[2]].map(|at| mesh.vertices[at as usize]);
            self.triangle(corners, texture, clip, pixels_per_point);
        }
    }

    fn triangle(&mut self, corners: [Vertex; 3], texture: &ColorImage, clip: Bounds, pixels_per_point: f32) {
        let fixed = |points: f32| (points * pixels_per_point * SUBPIXELS).round() as i64;
        let mut corners = corners.map(|corner| (fixed(corner.pos.x), fixed(corner.pos.y), corner));
        let mut area = edge(&corners[0], &corners[1], corners[2].0, corners[2].1);
        if area < 0 {
            corners.swap(1, 2);
            area = -area;
        }
        if area == 0 {
            return;
        }
        let [a, b, c] = &corners;
        let sub = SUBPIXELS as i64;
        let xs = [a.0, b.0, c.0];
        let ys = [a.1, b.1, c.1];
        let low = |values: [i64; 3]| values.into_iter().min().unwrap_or(0).div_euclid(sub);
        let high = |values: [i64; 3]| values.into_iter().max().unwrap_or(0).div_euclid(sub) + 1;
        for y in low(ys).max(clip.top)..high(ys).min(clip.bottom) {
            for x in low(xs).max(clip.left)..high(xs).min(clip.right) {
                let (at_x, at_y) = (x * sub + sub / 2, y * sub + sub / 2);
                let weights = [edge(b, c, at_x, at_y), edge(c, a, at_x, at_y), edge(a, b, at_x, at_y)];
                let covered = (weights[0] > 0 || weights[0] == 0 && owns_edge(b, c))
                    && (weights[1] > 0 || weights[1] == 0 && owns_edge(c, a))
                    && (weights[2] > 0 || weights[2] == 0 && owns_edge(a, b));
                if covered {
                    let shares = weights.map(|weight| weight as f32 / area as f32);
                    let color = shade(&[a.2, b.2, c.2], shares, texture);
                    self.blend(x as usize, y as usize, color);
                }
            }
        }
    }

    /// Premultiplied "over".
    fn blend(&mut self, x: usize, y: usize, [r, g, b, a]: [f32; 4]) {
        let pixel = &mut self.pixels[y * self.width + x];
        let mix =
            |above: f32, below: u8| (above + f32::from(below) * (1.0 - a / 255.0)).round().clamp(0.0, 255.0) as u8;
        *pixel = Color32::from_rgb(mix(r, pixel.r()), mix(g, pixel.g()), mix(b, pixel.b()));
    }

    fn into_image(self) -> Result<image::RgbaImage, String> {
        let bytes = self.pixels.iter().flat_map(|pixel| pixel.to_array()).collect();
        image::RgbaImage::from_raw(self.width as u32, self.height as u32, bytes)
            .ok_or_else(|| "the picture is larger than its buffer".to_owned())
    }
}

type Corner = (i64, i64, Vertex);

/// Twice the area of the triangle of two corners and a point; positive when they turn clockwise (y points down).
fn edge(a: &Corner, b: &Corner, x: i64, y: i64) -> i64 {
    (b.0 - a.0) * (y - a.1) - (b.1 - a.1) * (x - a.0)
}

/// Whether points exactly on the edge belong to this triangle and not to its neighbour: the top-left rule.
fn owns_edge(a: &Corner, b: &Corner) -> bool {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    dy < 0 || dy == 0 && dx > 0
}

/// Vertex colour times texel, each 0 to 255, premultiplied.
fn shade(corners: &[Vertex; 3], shares: [f32; 3], texture: &ColorImage) -> [f32; 4] {
    let blend =
        |of: &dyn Fn(&Vertex) -> f32| -> f32 { (0..3).map(|corner| of(&corners[corner]) * shares[corner]).sum() };
    let texel = sample(texture, blend(&|v| v.uv.x), blend(&|v| v.uv.y));
    std::array::from_fn(|channel| {
        let color = blend(&|v| f32::from(v.color.to_array()[channel]));
        color * texel[channel] / 255.0
    })
}

/// The texture at `u`, `v` (0 to 1), linear between texels.
fn sample(texture: &ColorImage, u: f32, v: f32) -> [f32; 4] {
    let [width, height] = texture.size;
    let (x, y) = (u * width as f32 - 0.5, v * height as f32 - 0.5);
    let (left, top) = (x.floor(), y.floor());
    let (right_share, bottom_share) = (x - left, y - top);
    let texel = |x: f32, y: f32| {
        let column = (x.max(0.0) as usize).min(width - 1);
        let row = (y.max(0.0) as usize).min(height - 1);
        texture.pixels[row * width + column].to_array().map(f32::from)
    };
    let corners = [texel(left, top), texel(left + 1.0, top), texel(left, top + 1.0), texel(left + 1.0, top + 1.0)];
    std::array::from_fn(|channel| {
        let upper = corners[0][channel] * (1.0 - right_share) + corners[1][channel] * right_share;
        let lower = corners[2][channel] * (1.0 - right_share) + corners[3][channel] * right_share;
        upper * (1.0 - bottom_share) + lower * bottom_share
    })
}
