//! A real browser that visits the built page, for tests.
//!
//! [`site`] serves the page on loopback, [`engine`] knows the browsers, [`gestures`] does what hands do,
//! [`reading`] says what is to be seen, [`downloads`] takes what the page gives away.
//!
//! Everything waits for a bounded time and then says what it waited for. A test that fails leaves a picture of the
//! page behind, and says where.

pub mod downloads;
pub mod engine;
pub mod gestures;
pub mod reading;
pub mod site;

use std::future::Future;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use fantoccini::wd::TimeoutConfiguration;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::{self, Runtime};

use crate::controlplane::process::Process;
use engine::Engine;
use site::Site;

/// The longest wait for something to be seen; on two busy cores most things take less than a second.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// The longest time that the driver may take for a single command, and to start.
const COMMAND: Duration = Duration::from_secs(50);

/// The longest time between two looks at something that is waited for.
const PAUSE: Duration = Duration::from_millis(20);

/// A browser of its own with a fresh profile, and the page that it visits. Dropping it ends both.
pub struct Visit {
    engine: Engine,
    runtime: Runtime,
    client: Client,
    // Dropped after the session was closed: its end is that of the browser too.
    _driver: Process,
    port: u16,
    site: Site,
    folder: TempDir,
}

impl Visit {
    /// Starts Chromium, with a window in which the form and the result stand side by side.
    pub fn start() -> Result<Self> {
        Self::with(Engine::Chromium)
    }

    /// Starts a browser.
    pub fn with(engine: Engine) -> Result<Self> {
        let site = Site::serve(site_folder()?)?;
        let folder = tempfile::Builder::new()
            .prefix("drydock-visit-")
            .tempdir()?;
        std::fs::create_dir(folder.path().join(downloads::FOLDER))?;
        let port = free_port()?;
        let mut driver = start_driver(engine, folder.path(), port)?;
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let capabilities =
            engine.capabilities(folder.path(), &folder.path().join(downloads::FOLDER));
        let session = async {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            builder.capabilities(capabilities);
            builder.connect(&format!("http://127.0.0.1:{port}")).await
        };
        let client = wait_for(&runtime, session)?
            .with_context(|| format!("the browser did not start:\n{}", driver.log_tail()))?;
        driver.require_running()?;
        let visit = Self {
            engine,
            runtime,
            client,
            _driver: driver,
            port,
            site,
            folder,
        };
        let patience =
            TimeoutConfiguration::new(Some(PATIENCE), Some(PATIENCE), Some(Duration::ZERO));
        visit.command(visit.client.update_timeouts(patience))?;
        visit.resize(1440, 900)?;
        Ok(visit)
    }

    /// Loads the page anew at a fragment such as `#/agdb`, and waits until its program has started.
    pub fn open(&self, fragment: &str) -> Result<()> {
        // The same address but for its fragment would not be loaded again.
        self.command(self.client.goto("about:blank"))?;
        self.command(
            self.client
                .goto(&format!("{}/{fragment}", self.site.origin())),
        )?;
        self.until_ready()
    }

    /// Loads the present address again.
    pub fn reload(&self) -> Result<()> {
        self.command(self.client.refresh())?;
        self.until_ready()
    }

    /// Goes back in the history of the window.
    pub fn back(&self) -> Result<()> {
        self.command(self.client.back())
    }

    /// Goes forward in the history of the window.
    pub fn forward(&self) -> Result<()> {
        self.command(self.client.forward())
    }

    fn until_ready(&self) -> Result<()> {
        self.until_true(
            "the program of the page to start",
            "document.documentElement.dataset.ready === 'true'",
        )
    }

    /// Gives the page a size in CSS pixels.
    pub fn resize(&self, width: u32, height: u32) -> Result<()> {
        match self.engine {
            // Windows of Chromium have a smallest width of 500 pixels; devices have not.
            Engine::Chromium => self.vendor(
                "goog/cdp/execute",
                &json!({"cmd": "Emulation.setDeviceMetricsOverride", "params":
                    {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false}}),
            )?,
        };
        let size = format!("innerWidth === {width} && innerHeight === {height}");
        self.until_true(&format!("a size of {width} by {height}"), &size)
    }

    /// From now on, requests for such addresses come to nothing; `*` stands for any characters.
    pub fn refuse(&self, addresses: &[&str]) -> Result<()> {
        match self.engine {
            Engine::Chromium => {
                self.vendor(
                    "goog/cdp/execute",
                    &json!({"cmd": "Network.enable", "params": {}}),
                )?;
                let blocked =
                    json!({"cmd": "Network.setBlockedURLs", "params": {"urls": addresses}});
                self.vendor("goog/cdp/execute", &blocked)?;
            }
        }
        Ok(())
    }

    /// The server of the page, which knows what was asked of it.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The folder that is removed after the visit.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A picture of what is seen, as PNG.
    pub fn picture(&self) -> Result<Vec<u8>> {
        self.command(self.client.screenshot())
    }

    /// Runs a script in the page and gives what it returns.
    pub fn run(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        self.command(self.client.execute(script, arguments))
            .with_context(|| format!("in the script\n{script}"))
    }

    /// Runs a script whose value is awaited, such as `return navigator.clipboard.readText()`.
    pub fn run_async(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let awaited = format!(
            "const done = arguments[arguments.length - 1]; const given = [...arguments].slice(0, -1); \
             (async function () {{ {script} }})(...given).then( \
             value => done({{ value }}), error => done({{ error: String(error) }}));"
        );
        let answer = self
            .command(self.client.execute_async(&awaited, arguments))
            .with_context(|| format!("in the script\n{script}"))?;
        ensure!(
            answer["error"].is_null(),
            "the script\n{script}\nfailed: {}",
            answer["error"]
        );
        Ok(answer["value"].clone())
    }

    /// Looks again and again until there is something to be seen; fails after [`PATIENCE`] with what was waited for.
    pub fn until<T>(&self, what: &str, mut look: impl FnMut() -> Result<Option<T>>) -> Result<T> {
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            if let Some(seen) = look()? {
                return Ok(seen);
            }
            thread::sleep(PAUSE);
        }
        self.tell_picture();
        bail!("waited {} s in vain for {what}", PATIENCE.as_secs())
    }

    /// A command that only this engine's driver knows.
    pub(crate) fn vendor(&self, path: &str, body: &Value) -> Result<Value> {
        let session = self.command(self.client.session_id())?;
        let session = session.context("the session is over")?;
        let address = format!("http://127.0.0.1:{}/session/{session}/{path}", self.port);
        let mut answer = ureq::post(address).send(body.to_string())?;
        let answer: Value = serde_json::from_str(&answer.body_mut().read_to_string()?)?;
        Ok(answer["value"].clone())
    }

    /// Waits for a command of the driver.
    pub(crate) fn command<T, E>(&self, command: impl Future<Output = Result<T, E>>) -> Result<T>
    where
        E: std::error::Error + Send + Sync + 'static,
    {
        Ok(wait_for(&self.runtime, command)??)
    }

    /// Leaves a picture of the page behind and says where.
    fn tell_picture(&self) {
        let name = thread::current()
            .name()
            .unwrap_or("visit")
            .replace("::", "-");
        let path = std::env::temp_dir().join(format!("drydock-{name}.png"));
        let taken = self
            .picture()
            .and_then(|picture| Ok(std::fs::write(&path, picture)?));
        match taken {
            Ok(()) => eprintln!("a picture of the page is in {}", path.display()),
            Err(failure) => eprintln!("there is no picture of the page: {failure:#}"),
        }
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        if thread::panicking() {
            self.tell_picture();
        }
        // Ends the browser; where that fails, the end of the driver does.
        let _ = self.command(self.client.clone().close());
    }
}

/// Waits for something of the driver, but not for ever.
fn wait_for<T>(runtime: &Runtime, work: impl Future<Output = T>) -> Result<T> {
    runtime
        .block_on(async { tokio::time::timeout(COMMAND, work).await })
        .with_context(|| format!("the driver did not answer within {} s", COMMAND.as_secs()))
}

fn start_driver(engine: Engine, folder: &Path, port: u16) -> Result<Process> {
    let program = engine.driver();
    let name = program.file_name().unwrap_or_default().to_string_lossy();
    let place = program.parent().unwrap_or(Path::new(""));
    let mut driver = Process::start(place, &name, folder, engine.driver_arguments(port))
        .with_context(|| format!("{name} is missing: `cargo xtask setup` installs it"))?;
    let deadline = Instant::now() + COMMAND;
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        driver.require_running()?;
        ensure!(
            Instant::now() < deadline,
            "{name} does not listen:\n{}",
            driver.log_tail()
        );
        thread::sleep(PAUSE);
    }
    Ok(driver)
}

/// The built page: `$DRYDOCK_DIST`, otherwise `dist/` of the repository.
fn site_folder() -> Result<PathBuf> {
    let folder = std::env::var_os("DRYDOCK_DIST")
        .map_or_else(|| crate::root().join("../dist"), PathBuf::from);
    ensure!(
        folder.join("index.html").is_file(),
        "there is no page in {}: `cargo xtask build` makes one",
        folder.display()
    );
    Ok(folder)
}

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("no free port on loopback")?;
    Ok(listener.local_addr()?.port())
}
