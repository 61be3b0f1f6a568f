//! The commands of this repository, `cargo xtask …`: what a person types, and CI types the same.

mod args;
mod bench;
mod build;
mod folders;
mod process;
mod serve;
mod test;
mod toolchain;

use std::process::ExitCode;

use anyhow::Result;
use args::Command;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let command = match args::parse(&words) {
        Ok(command) => command,
        Err(reason) => {
            eprint!("{reason}\n\n{}", args::USAGE);
            return ExitCode::from(2);
        }
    };
    match obey(command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure:#}");
            ExitCode::FAILURE
        }
    }
}

fn obey(command: Command) -> Result<()> {
    match command {
        Command::Serve(how) => serve::serve(how),
        Command::Build(args::Build::Files) => build::build(),
        Command::Build(args::Build::Crates) => build::build_and_weigh_crates(),
        Command::Test(part) => test::test(part),
        Command::Bench => bench::bench(),
        Command::Setup => toolchain::setup(),
        Command::Help => {
            print!("{}", args::USAGE);
            Ok(())
        }
    }
}
