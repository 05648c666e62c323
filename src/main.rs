//! Starts the window or a subcommand.

use std::process::ExitCode;

fn main() -> ExitCode {
    #[cfg(feature = "window")]
    if let Err(error) = dateline::ui::run(std::env::args_os().skip(1).map(Into::into).collect()) {
        eprintln!("dateline: the window could not be opened: {error}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
