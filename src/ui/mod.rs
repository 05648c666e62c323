//! The window: one file a panel or widget, `theme.rs` for every colour and size.
