//! Work off the UI thread, with progress and Cancel. A job owns what it works on and sends back one result.

use crate::import::Cancel;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Called from a job's thread when there is something new to show.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// How far a job is; shared with its thread.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicUsize,
    total: AtomicUsize,
    failed: AtomicUsize,
    /// Millionths of the work that are done.
    work_done: AtomicUsize,
    cancelled: Cancel,
    stage: Mutex<&'static str>,
}

impl Progress {
    /// What is being done now, where a job does one thing after the other; else "".
    pub fn stage(&self) -> &'static str {
        *self.stage.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says what is being done now, and how much of it.
    pub fn set_stage(&self, stage: &'static str, done: usize, total: usize) {
        *self.stage.lock().unwrap_or_else(PoisonError::into_inner) = stage;
        self.set(done, total);
    }

    pub fn done(&self) -> usize {
        self.done.load(Ordering::Relaxed)
    }

    /// 0 while it is not yet known.
    pub fn total(&self) -> usize {
        self.total.load(Ordering::Relaxed)
    }

    /// How many of what is done failed.
    pub fn failed(&self) -> usize {
        self.failed.load(Ordering::Relaxed)
    }

    pub fn add_failed(&self, more: usize) {
        self.failed.fetch_add(more, Ordering::Relaxed);
    }

    /// 0 to 1, by the work where that is told, else by the number; `None` while the total is not known.
    pub fn share(&self) -> Option<f32> {
        let (total, work) = (self.total(), self.work_done.load(Ordering::Relaxed));
        let share = if work > 0 { work as f32 / 1e6 } else { self.done() as f32 / total as f32 };
        (total > 0).then(|| share.min(1.0))
    }

    /// Says how much of the work is done, where that is not in proportion to the number: files are of all sizes.
    pub fn set_work(&self, done: u64, total: u64) {
        let millionths = (done.saturating_mul(1_000_000)).checked_div(total).unwrap_or(0);
        self.work_done.store(usize::try_from(millionths).unwrap_or(usize::MAX), Ordering::Relaxed);
    }

    /// Seconds left when it goes on as it did for `elapsed_secs`; `None` before one can tell.
    pub fn secs_left(&self, elapsed_secs: f64) -> Option<f64> {
        let share = f64::from(self.share()?);
        (elapsed_secs > 1.0 && share > 0.02).then(|| elapsed_secs * (1.0 - share) / share)
    }

    pub fn set(&self, done: usize, total: usize) {
        self.done.store(done, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
    }

    pub fn cancel(&self) {
        self.cancelled.set();
    }

    pub fn is_cancelled(&self) -> bool {
        self.cancelled.is_set()
    }

    /// Set when the job is to stop.
    pub fn cancelled(&self) -> Cancel {
        self.cancelled.clone()
    }
}

/// A job under way, giving a `T`.
#[derive(Debug)]
pub struct Job<T> {
    /// What it does, for the status line: "Reading 12 files".
    pub name: String,
    pub started: Instant,
    pub progress: Arc<Progress>,
    result: Receiver<T>,
}

/// What became of a job so far.
#[derive(Debug)]
pub enum Outcome<T> {
    Running,
    Done(T),
    /// Its thread ended without a result: a fault of the program, which the log tells of.
    Lost,
}

impl<T: Send + 'static> Job<T> {
    /// Starts `work` on a thread of its own; `waker` is called when it is done.
    pub fn start(
        name: impl Into<String>,
        waker: Waker,
        work: impl FnOnce(&Progress) -> T + Send + 'static,
    ) -> std::io::Result<Job<T>> {
        let progress = Arc::new(Progress::default());
        let (sender, result) = channel();
        let shared = Arc::clone(&progress);
        std::thread::Builder::new().name("job".into()).spawn(move || {
            // Wakes the window even when the work panics, so that it notices the loss.
            let _wake = WakeAtEnd(waker);
            // The window may be gone by now; then nobody waits for the result.
            let _ = sender.send(work(&shared));
        })?;
        Ok(Job { name: name.into(), started: Instant::now(), progress, result })
    }

    /// Looks without waiting.
    pub fn poll(&self) -> Outcome<T> {
        match self.result.try_recv() {
            Ok(result) => Outcome::Done(result),
            Err(TryRecvError::Empty) => Outcome::Running,
            Err(TryRecvError::Disconnected) => Outcome::Lost,
        }
    }

    /// Waits for the end, but no longer than this.
    pub fn wait_for(&self, longest: Duration) -> Outcome<T> {
        match self.result.recv_timeout(longest) {
            Ok(result) => Outcome::Done(result),
            Err(RecvTimeoutError::Timeout) => Outcome::Running,
            Err(RecvTimeoutError::Disconnected) => Outcome::Lost,
        }
    }

    /// Waits for the end.
    pub fn wait(&self) -> Outcome<T> {
        self.result.recv().map_or(Outcome::Lost, Outcome::Done)
    }
}

/// Lets go of something large, which takes its time, on another thread.
pub(super) fn let_go_of<T: Send + 'static>(large: T) {
    // Where there is no thread, what it was to do is dropped here, and the large thing with it.
    let _ = std::thread::Builder::new().name("let go".into()).spawn(move || drop(large));
}

struct WakeAtEnd(Waker);

impl Drop for WakeAtEnd {
    fn drop(&mut self) {
        (self.0)();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nobody() -> Waker {
        Arc::new(|| {})
    }

    #[test]
    fn a_job_gives_its_result_once_and_wakes_the_window() {
        let (sender, woken) = channel();
        let job = Job::start("Count", Arc::new(move || sender.send(()).unwrap()), |progress| {
            progress.set(1, 2);
            21 * 2
        })
        .unwrap();
        woken.recv().unwrap();
        assert!(matches!(job.poll(), Outcome::Done(42)));
        assert_eq!(job.progress.share(), Some(0.5));
    }

    #[test]
    fn a_job_that_fell_over_is_lost_not_awaited_for_ever() {
        let job = Job::<()>::start("Fall", nobody(), |_| panic!("on purpose")).unwrap();
        assert!(matches!(job.wait(), Outcome::Lost));
    }

    #[test]
    fn a_cancelled_job_can_see_it_and_stop() {
        let job = Job::start("Wait", nobody(), |progress| {
            while !progress.is_cancelled() {
                std::thread::yield_now();
            }
            "stopped"
        })
        .unwrap();
        job.progress.cancel();
        assert!(matches!(job.wait(), Outcome::Done("stopped")));
    }
}
