//! The command line: subcommands that need no display.
