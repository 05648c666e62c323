//! What the window's tests share: a renderer that needs no GPU.

mod raster;

pub use raster::Raster;
