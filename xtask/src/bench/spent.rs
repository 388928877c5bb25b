//! What a run costs: time, processor time, and the memory of a process.
//!
//! On a machine that does other work besides, processor time tells more than time.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How often a process is asked how much memory it has.
const GLANCE: Duration = Duration::from_millis(5);

/// A tick of the processor times that Linux hands out.
const TICK: Duration = Duration::from_millis(10);

/// What a run took.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Spent {
    /// From beginning to end.
    pub(super) time: Duration,
    /// On all processors, this process and those it waited for; in hundredths of a second, zero where the system does not
    /// tell.
    pub(super) processor: Duration,
}

impl Spent {
    /// Times `run`.
    pub(super) fn on<T>(run: impl FnOnce() -> Result<T, String>) -> Result<(T, Self), String> {
        let (start, before) = (Instant::now(), processor());
        let out = run()?;
        let time = start.elapsed();
        Ok((out, Self { time, processor: processor().saturating_sub(before) }))
    }

    /// The medians of several runs.
    pub(super) fn median(runs: usize, mut run: impl FnMut() -> Result<(), String>) -> Result<Self, String> {
        let all: Result<Vec<Self>, String> = (0..runs).map(|_| Ok(Self::on(&mut run)?.1)).collect();
        Ok(Self::middle(all?))
    }

    /// The medians of what several runs took.
    pub(super) fn middle(runs: Vec<Self>) -> Self {
        let middle = |mut all: Vec<Duration>| {
            all.sort();
            all.get(all.len() / 2).copied().unwrap_or_default()
        };
        Self {
            time: middle(runs.iter().map(|s| s.time).collect()),
            processor: middle(runs.iter().map(|s| s.processor).collect()),
        }
    }

    /// How many times as long `other` took, by the clock and by the processors.
    pub(super) fn of(self, other: Self) -> (f64, f64) {
        let ratio = |a: Duration, b: Duration| a.as_secs_f64() / b.as_secs_f64().max(1e-9);
        (ratio(self.time, other.time), ratio(self.processor, other.processor))
    }

    pub(super) fn ms(self) -> f64 {
        self.time.as_secs_f64() * 1e3
    }
}

/// Processor time of this process and of the processes it waited for.
fn processor() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
    let ticks: u32 = after.split_whitespace().skip(11).take(4).filter_map(|n| n.parse::<u32>().ok()).sum();
    TICK * ticks
}

/// Runs a process to its end, whatever its exit status; what it prints is thrown away.
pub(super) fn quiet(command: &mut Command) -> Result<(), String> {
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.map(drop).map_err(|e| format!("{command:?}: {e}"))
}

/// Runs a process to its end and tells the most memory of its own that it had, in megabytes; files that it looks into are
/// not counted. Zero where the system does not tell.
pub(super) fn peak(command: &mut Command) -> Result<f64, String> {
    let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let mut child = child.map_err(|e| format!("{command:?}: {e}"))?;
    let mut most = 0;
    loop {
        most = most.max(own_memory(&child));
        if let Some(status) = child.try_wait().map_err(|e| e.to_string())? {
            return if status.success() {
                Ok(most as f64 / 1e3)
            } else {
                Err(format!("{command:?}: {status}"))
            };
        }
        std::thread::sleep(GLANCE);
    }
}

/// The most memory that this process has had since [`forget_peak`], in megabytes. Zero where the system does not tell.
pub(super) fn own_peak() -> f64 {
    told("self", "VmHWM:") as f64 / 1e3
}

/// Lets the most memory of this process count from now on.
pub(super) fn forget_peak() {
    // Where the system cannot do so, more is told than there was.
    drop(std::fs::write("/proc/self/clear_refs", "5"));
}

/// In kilobytes.
fn own_memory(child: &Child) -> u64 {
    told(&child.id().to_string(), "RssAnon:")
}

/// What the system says of the memory of a process, in kilobytes.
fn told(process: &str, what: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix(what));
    line.and_then(|l| l.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}
