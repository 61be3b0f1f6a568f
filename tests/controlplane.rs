//! A real Kubernetes control plane: etcd and the API server, on loopback, for tests.
//!
//! [`assets`] finds the programs or builds them from Go, [`process`] starts and stops them,
//! [`client`] talks to the server, [`bundle`] says what the server thinks of a folder of manifests.
//! The Go module that is built lies in the same folder.

pub mod answer;
pub mod assets;
pub mod bundle;
pub mod client;
pub mod manifest;
pub mod minor;
pub mod process;
pub mod stand_in;

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rcgen::CertifiedKey;

use crate::controlplane::answer::Answer;
use crate::controlplane::client::Client;
use crate::controlplane::minor::Minor;
use crate::controlplane::process::Process;

/// The token of the one user, who may do everything. Valid on loopback for the length of a test.
const TOKEN: &str = "drydock";

/// The longest wait for the API server to call itself ready; on two busy cores it takes 3 to 6 s.
const READY: Duration = Duration::from_secs(90);

/// A running control plane of one minor. Dropping it stops its processes and removes its data.
pub struct ControlPlane {
    // Fields drop in this order: the API server goes before its store, the files go last.
    apiserver: Process,
    etcd: Process,
    _files: tempfile::TempDir,
    client: Client,
    minor: Minor,
    started_in: Duration,
}

impl ControlPlane {
    /// Starts etcd and an API server that behaves as `minor`, and waits until it is ready.
    ///
    /// Builds the programs first where they are missing, which takes minutes and is announced.
    pub fn start(minor: Minor) -> Result<Self> {
        let assets = assets::of(minor)?;
        let begin = Instant::now();
        let files = tempfile::Builder::new().prefix("drydock-").tempdir()?;
        let identity = Identity::write(files.path())?;
        let [clients, peers, secure] = free_ports()?;
        let store = format!("http://127.0.0.1:{clients}");
        let etcd = Process::start(
            &assets,
            "etcd",
            files.path(),
            etcd_arguments(files.path(), &store, peers),
        )?;
        let apiserver = Process::start(
            &assets,
            "kube-apiserver",
            files.path(),
            apiserver_arguments(files.path(), &store, secure, minor),
        )?;
        let client = Client::new(secure, TOKEN, &identity.certificate)?;
        let mut plane = Self {
            apiserver,
            etcd,
            _files: files,
            client,
            minor,
            started_in: Duration::ZERO,
        };
        plane.wait_until_ready()?;
        plane.started_in = begin.elapsed();
        Ok(plane)
    }

    /// The connection to the API server.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The minor whose behaviour the API server shows.
    pub fn minor(&self) -> Minor {
        self.minor
    }

    /// The time from the first process to readiness, without building.
    pub fn started_in(&self) -> Duration {
        self.started_in
    }

    fn wait_until_ready(&mut self) -> Result<()> {
        let deadline = Instant::now() + READY;
        loop {
            self.etcd.require_running()?;
            self.apiserver.require_running()?;
            let answer = self.client.get("/readyz");
            if answer.as_ref().is_ok_and(Answer::accepted) {
                return Ok(());
            }
            if Instant::now() > deadline {
                let last = answer.map_or_else(|error| error.to_string(), |it| it.to_string());
                let log = self.apiserver.log_tail();
                bail!("kube-apiserver was not ready within {READY:?}: {last}\n{log}");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

/// One key pair for both uses: the server's certificate and the signing of service account tokens.
struct Identity {
    certificate: Vec<u8>,
}

impl Identity {
    fn write(folder: &Path) -> Result<Self> {
        let CertifiedKey { cert, signing_key } =
            rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()])?;
        fs::write(folder.join("tls.crt"), cert.pem())?;
        fs::write(folder.join("tls.key"), signing_key.serialize_pem())?;
        fs::write(
            folder.join("tokens.csv"),
            format!("{TOKEN},admin,1,system:masters\n"),
        )?;
        Ok(Self {
            certificate: cert.der().to_vec(),
        })
    }
}

/// Ports that nobody listens on now. All are held until all are known, so they differ.
fn free_ports() -> Result<[u16; 3]> {
    let held = [(); 3].map(|()| TcpListener::bind(("127.0.0.1", 0)));
    let mut ports = [0; 3];
    for (port, listener) in ports.iter_mut().zip(held.iter()) {
        let listener = listener.as_ref().ok().context("no free port on loopback")?;
        *port = listener.local_addr()?.port();
    }
    Ok(ports)
}

fn etcd_arguments(folder: &Path, store: &str, peers: u16) -> Vec<String> {
    let data = folder.join("etcd");
    vec![
        format!("--data-dir={}", data.display()),
        format!("--listen-client-urls={store}"),
        format!("--advertise-client-urls={store}"),
        format!("--listen-peer-urls=http://127.0.0.1:{peers}"),
        "--unsafe-no-fsync".to_owned(),
        "--log-level=warn".to_owned(),
    ]
}

/// `--allow-privileged`: without it a privileged container is refused by the server instead of
/// being judged by Pod Security. `--endpoint-reconciler-type=none`: the server publishes no
/// address of itself.
fn apiserver_arguments(folder: &Path, store: &str, port: u16, minor: Minor) -> Vec<String> {
    let file = |name: &str| folder.join(name).display().to_string();
    vec![
        format!("--etcd-servers={store}"),
        "--bind-address=127.0.0.1".to_owned(),
        format!("--secure-port={port}"),
        format!("--cert-dir={}", file("pki")),
        format!("--tls-cert-file={}", file("tls.crt")),
        format!("--tls-private-key-file={}", file("tls.key")),
        "--service-cluster-ip-range=10.96.0.0/16".to_owned(),
        "--endpoint-reconciler-type=none".to_owned(),
        "--service-account-issuer=https://kubernetes.default.svc".to_owned(),
        format!("--service-account-key-file={}", file("tls.crt")),
        format!("--service-account-signing-key-file={}", file("tls.key")),
        format!("--token-auth-file={}", file("tokens.csv")),
        "--authorization-mode=RBAC".to_owned(),
        "--allow-privileged=true".to_owned(),
        format!("--emulated-version={minor}"),
    ]
}
