//! `cargo xtask serve`: the page on this machine, for this machine only.

mod answer;
mod request;

use std::io::Write;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::args::{Changes, Serve};
use crate::process::run;
use crate::{build, folders};
use answer::Answer;
use request::Request;

/// How many ports after the one asked for are tried.
const NEIGHBOURS: u16 = 20;

/// A client that says nothing for so long is left.
const PATIENCE: Duration = Duration::from_secs(10);

/// Builds the page and shows it until the person stops it.
pub(crate) fn serve(how: Serve) -> Result<()> {
    let listener = listen(how.port)?;
    match how.changes {
        Changes::Ignored => {
            build::build_for_this_machine()?;
            answer_all(&listener, &folders::dist())
        }
        Changes::Followed => {
            let port = listener.local_addr()?.port();
            drop(listener);
            follow_changes(port)
        }
    }
}

/// The loopback port asked for, or the first free one after it.
fn listen(port: u16) -> Result<TcpListener> {
    let last = port.saturating_add(NEIGHBOURS);
    (port..=last)
        .find_map(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok())
        .with_context(|| format!("no port from {port} to {last} is free on 127.0.0.1"))
}

fn follow_changes(port: u16) -> Result<()> {
    let surroundings = build::prepare()?;
    println!("Rebuilding at every change. The page will be at http://127.0.0.1:{port}/");
    let mut trunk = surroundings.command("trunk")?;
    trunk
        .args(["serve", "--offline", "--address", "127.0.0.1", "--port"])
        .arg(port.to_string());
    // `dist/` stays what `cargo xtask build` made.
    trunk.arg("--dist").arg(folders::target().join("watched"));
    std::fs::create_dir_all(folders::target().join("watched"))?;
    run(trunk.current_dir(folders::repository()))
}

fn answer_all(listener: &TcpListener, site: &Path) -> Result<()> {
    println!(
        "The page is at http://{}/ (stop with Ctrl+C)",
        listener.local_addr()?
    );
    for stream in listener.incoming() {
        let site = site.to_path_buf();
        // A browser that goes away in the middle of an answer is its own business.
        std::thread::spawn(move || stream.map(|stream| converse(stream, &site)));
    }
    Ok(())
}

fn converse(mut stream: TcpStream, site: &Path) -> std::io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let answer = match Request::read(&mut stream)? {
        Some(request) => Answer::to(&request, site),
        None => Answer::refused("400 Bad Request"),
    };
    stream.write_all(answer.head().as_bytes())?;
    stream.write_all(&answer.body)?;
    stream.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn a_port_in_use_gives_the_next_free_one() {
        let first = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let taken = first.local_addr().unwrap().port();
        let next = listen(taken).unwrap().local_addr().unwrap();
        assert!(next.ip().is_loopback());
        assert!(next.port() > taken);
    }

    #[test]
    fn a_file_reaches_the_client() {
        let site = std::env::temp_dir().join(format!("drydock-serve-{}", std::process::id()));
        std::fs::create_dir_all(&site).unwrap();
        std::fs::write(site.join("index.html"), "<h1>Drydock</h1>").unwrap();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let folder = site.clone();
        let server = std::thread::spawn(move || converse(listener.accept().unwrap().0, &folder));
        let mut client = TcpStream::connect(address).unwrap();
        client
            .write_all(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            .unwrap();
        let mut text = String::new();
        client.read_to_string(&mut text).unwrap();
        server.join().unwrap().unwrap();
        std::fs::remove_dir_all(&site).unwrap();
        assert!(text.starts_with("HTTP/1.1 200 OK\r\n"), "{text}");
        assert!(text.ends_with("\r\n\r\n<h1>Drydock</h1>"), "{text}");
    }
}
