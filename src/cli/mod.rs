//! The command line: subcommands that need no display.

mod args;
mod export;
mod extract;
mod output;
mod read;
mod timeline;

pub use args::{Args, Call, Command};

use crate::import;
use std::process::ExitCode;

/// How a run of a subcommand ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All was read.
    Complete,
    /// Some input failed; the rest is done, and standard error says which and why.
    Partial,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        match outcome {
            Outcome::Complete => ExitCode::SUCCESS,
            Outcome::Partial => ExitCode::from(1),
        }
    }
}

/// Runs a subcommand. What fails is told on standard error.
pub fn run(command: &Command) -> Outcome {
    let result = match command {
        Command::Extract(args) => extract::run(args),
        Command::Timeline(args) => timeline::run(args),
        Command::Export(args) => export::run(args),
        Command::Parse { most_pages } => return parse(*most_pages),
    };
    match result {
        Ok(outcome) => outcome,
        // Whoever read our output has seen enough (`| head`).
        Err(error) if error.is_broken_pipe() => Outcome::Complete,
        Err(error) => {
            eprintln!("dateline: {error}");
            Outcome::Partial
        }
    }
}

fn parse(most_pages: usize) -> Outcome {
    match import::serve_as_child(&mut std::io::stdout().lock(), most_pages) {
        Ok(()) => Outcome::Complete,
        // Nobody reads what a child says on standard error: its status is enough.
        Err(_) => Outcome::Partial,
    }
}
