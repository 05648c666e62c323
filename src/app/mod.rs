//! The program without a screen: its state, the [`Command`]s that change it, background jobs.

mod command;

pub use command::Command;
