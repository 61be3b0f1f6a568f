//! The time from a key press to what is seen of it, in Chromium: agdb with nine servers.
//!
//! `cargo xtask bench` builds the page and runs it. Nothing is asserted of the times: machines differ. Each figure is of
//! the real keyboard events that the driver sends, 50 of them, into a name that stands in almost every generated line:
//!
//! - program: from the input event's arrival in the page to the end of its work, which reads the answers, checks,
//!   renders and updates the document;
//! - drawn: from the creation of the event to the first moment after the frame that shows its effect, which includes the
//!   wait for that frame, up to 16.7 ms at 60 Hz;
//! - browser: the same as the browser itself counts it (Event Timing), in steps of 8 ms.

use std::thread;
use std::time::Duration;

use anyhow::{Result, ensure};
use drydock_tests::visit::Visit;

/// The key presses that are measured.
const STROKES: usize = 50;

/// The time between two key presses, so that each has its own frames.
const PAUSE: Duration = Duration::from_millis(60);

/// Where the name of the deployment is asked.
const NAME: &str = "[id=\"a/name\"]";

/// Listens before and after the page does, and to the frame after.
const LISTEN: &str = "
    const times = { program: [], drawn: [], browser: [] };
    window.times = times;
    new PerformanceObserver(list => {
        for (const entry of list.getEntries())
            if (entry.name === 'keydown' && entry.interactionId) times.browser.push(entry.duration);
    }).observe({ type: 'event', durationThreshold: 16 });
    let began = 0;
    addEventListener('input', () => { began = performance.now(); }, true);
    addEventListener('input', event => {
        times.program.push(performance.now() - began);
        requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => times.drawn.push(performance.now() - event.timeStamp);
            channel.port2.postMessage(0);
        });
    });";

fn main() -> Result<()> {
    for file in ["manifests/03-secret-agdb-config.yaml", "README.md"] {
        let visit = Visit::start()?;
        visit.open("#/agdb?preset=cluster")?;
        visit.write("[id=\"a/servers/cluster/replicas\"]", "9")?;
        measure(&visit, file)?;
    }
    Ok(())
}

/// Types a name and back, with a file in the preview.
fn measure(visit: &Visit, file: &str) -> Result<()> {
    visit.click(&format!("[data-file=\"{file}\"]"))?;
    visit.write(NAME, "agdb")?;
    visit.run(LISTEN, vec![])?;
    for stroke in 0..STROKES {
        visit.type_text(if stroke % 20 < 10 { "x" } else { "\u{e003}" })?;
        thread::sleep(PAUSE);
    }
    let times = visit.value("times")?;
    println!("{STROKES} key presses with {file} in the preview, in milliseconds:");
    for what in ["program", "drawn", "browser"] {
        let mut times: Vec<f64> = serde_json::from_value(times[what].clone())?;
        ensure!(
            what == "browser" || times.len() == STROKES,
            "{what}: {} of {STROKES} were seen",
            times.len()
        );
        println!("  {what:8} {}", line(&mut times));
    }
    Ok(())
}

/// Minimum, median, 95th percentile and maximum.
fn line(times: &mut [f64]) -> String {
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times.get(times.len().saturating_sub(1) * share / 100);
    let [min, median, p95, max] =
        [0, 50, 95, 100].map(|share| at(share).copied().unwrap_or_default());
    format!("min {min:6.1}  median {median:6.1}  p95 {p95:6.1}  max {max:6.1}")
}
