//! Builds the site, serves it on this machine, and builds again on every change.

use std::net::{Ipv4Addr, TcpListener};

use anyhow::{Context, Result, bail};

use crate::args::Serve;
use crate::pdfjs;
use crate::process;
use crate::repo::Repo;
use crate::setup::{self, BINDGEN, NODE, PDFJS, TRUNK, WASM_OPT, WASM_TARGET};

/// The first port tried when none is asked for, and how many after it.
const PORTS: std::ops::Range<u16> = 8080..8180;

/// Serves until interrupted.
pub fn serve(repo: &Repo, options: &Serve) -> Result<()> {
    setup::ensure(repo, &[&WASM_TARGET, &TRUNK, &BINDGEN, &NODE, &PDFJS])?;
    if options.release {
        setup::ensure(repo, &[&WASM_OPT])?;
    }
    pdfjs::put(repo)?;
    let port = free_port(options.port)?;
    println!("Building the site; the first time takes some minutes. Then it is at");
    println!("\n  http://127.0.0.1:{port}/   (Ctrl-C stops it)\n");
    let mut trunk = repo.command("trunk");
    trunk.args(["serve", "--address", "127.0.0.1", "--port", &port.to_string()]);
    trunk.arg("--dist").arg(repo.path("target/serve"));
    if options.release {
        trunk.arg("--release");
    }
    process::replace_this(&mut trunk)
}

fn free_port(asked: Option<u16>) -> Result<u16> {
    let is_free = |port: &u16| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
    match asked {
        Some(port) if is_free(&port) => Ok(port),
        Some(port) => {
            bail!("port {port} is taken: stop what listens there, or give another with --port")
        }
        None => PORTS.into_iter().find(is_free).context("no port from 8080 to 8179 is free: give one with --port"),
    }
}
