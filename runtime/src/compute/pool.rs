//! A thread pool for the parts of a calculation, with a handover in well under a microsecond.
//!
//! Calls a function with each part's index, and returns when all parts are done. A waiting thread
//! spins for [`PATIENCE`] and then sleeps, so none is busy between fits. The calling thread does
//! the first part, and then takes back each part that its worker has not begun. On a busy machine
//! the pool rests: [`ready`](Pool::ready) says so before the work is partitioned, as a single
//! thread is faster with the work in one piece.
#![allow(unsafe_code)]

#[cfg(test)]
mod tests;

use core::cell::UnsafeCell;
use core::fmt;
use core::hint::spin_loop;
use core::num::NonZeroUsize;
use core::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering::*};
use core::time::Duration;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError, TryLockError};
use std::thread::{self, JoinHandle, Thread};
use std::time::Instant;
use std::vec;
use std::vec::Vec;

/// How long a thread spins before it sleeps.
const PATIENCE: Duration = Duration::from_micros(50);
/// The number of elements of a pool's buffer for partial sums.
const ASIDE: usize = 1 << 16;
/// How many misses lead to a rest. A miss: a worker does not begin before the caller has done its
/// own part. They count in a row, or over a longer time, where two hits make up for one miss.
const MISSES: usize = 8;
/// The length of a rest, in which calculations run on one thread: the first time, and the maximum
/// after repeated misses.
const REST: (Duration, Duration) = (Duration::from_millis(2), Duration::from_millis(128));
/// After waiting for an interrupted worker, the caller works alone for this many times as long:
/// so waiting takes no more than a sixteenth of the time.
const RETURN: u32 = 16;

/// The states of a worker's slot; worker and caller each move on from the other's states.
mod state {
    /// Nothing to do.
    pub(super) const IDLE: usize = 0;
    /// A part is offered; the worker or the caller does it, whichever comes first.
    pub(super) const OFFERED: usize = 1;
    /// The worker is running the part.
    pub(super) const TAKEN: usize = 2;
    /// The worker is running the part, and the caller sleeps until it is done.
    pub(super) const AWAITED: usize = 3;
    /// The worker has done the part.
    pub(super) const DONE: usize = 4;
    /// The part panicked in the worker.
    pub(super) const PANICKED: usize = 5;
    /// The worker is to end.
    pub(super) const END: usize = 6;
}

type Work<'a> = dyn Fn(usize) + Sync + 'a;

/// What the caller and one worker share; on cache lines of its own.
#[repr(align(128))]
struct Slot {
    state: AtomicUsize,
    /// Whether the worker sleeps, or is about to.
    asleep: AtomicBool,
    /// Written by the caller before `OFFERED`, read by the worker after `TAKEN`.
    work: UnsafeCell<Option<*const Work<'static>>>,
    /// The sleeping caller.
    caller: Mutex<Option<Thread>>,
}

// SAFETY: access to `work` is passed through `state` (see its states). It points to a function that
// may be called from any thread and that the caller keeps alive until the slot is idle again.
unsafe impl Sync for Slot {}
// SAFETY: as above.
unsafe impl Send for Slot {}

/// Worker threads for parts of a calculation.
pub(super) struct Pool {
    workers: Vec<(Arc<Slot>, JoinHandle<()>)>,
    /// The buffer for partial sums, allocated once so that a calculation need not allocate.
    aside: Mutex<Vec<f32>>,
    /// Whether a calculation is running.
    busy: AtomicBool,
    /// Two for each time that a worker did not begin in time, minus one for each time that it did.
    misses: AtomicUsize,
    /// When the current rest ends, and how long the next one will be; in nanoseconds,
    /// the former since `begin`.
    rest: AtomicU64,
    next_rest: AtomicU64,
    begin: Instant,
}

impl fmt::Debug for Pool {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Pool").field("threads", &self.threads()).finish()
    }
}

impl Pool {
    /// A pool of `threads`, including the caller's; fewer if the system refuses to spawn them.
    pub(super) fn new(threads: NonZeroUsize) -> Self {
        let spawn = |part| {
            let slot = Arc::new(Slot {
                state: AtomicUsize::new(state::IDLE),
                asleep: AtomicBool::new(false),
                work: UnsafeCell::new(None),
                caller: Mutex::new(None),
            });
            let own = Arc::clone(&slot);
            let builder = thread::Builder::new().name("burdock worker".into());
            Some((slot, builder.spawn(move || serve(&own, part)).ok()?))
        };
        Self {
            workers: (1..threads.get()).map_while(spawn).collect(),
            aside: Mutex::new(vec![0.0; ASIDE]),
            busy: AtomicBool::new(false),
            misses: AtomicUsize::new(0),
            rest: AtomicU64::new(0),
            next_rest: AtomicU64::new(nanoseconds(REST.0)),
            begin: Instant::now(),
        }
    }

    /// Calls `work` with the buffer for partial sums, or with an empty one while it is in use.
    pub(super) fn aside(&self, work: impl FnOnce(&mut [f32])) {
        match self.aside.try_lock() {
            Ok(mut aside) => work(&mut aside),
            Err(TryLockError::Poisoned(aside)) => work(&mut aside.into_inner()),
            Err(TryLockError::WouldBlock) => work(&mut []),
        }
    }

    /// The number of threads, including the caller's.
    pub(super) fn threads(&self) -> usize {
        self.workers.len() + 1
    }

    /// The number of threads that work may use now: all, or the caller's alone during a rest.
    pub(super) fn ready(&self) -> usize {
        let rest = self.rest.load(Relaxed);
        if rest > 0 {
            if nanoseconds(self.begin.elapsed()) < rest {
                return 1;
            }
            self.rest.store(0, Relaxed);
        }
        self.threads()
    }

    /// Calls `work` with each index below `parts`, which is at most [`threads`](Self::threads),
    /// and returns when all of them are done.
    pub(super) fn run(&self, parts: usize, work: &Work<'_>) {
        if parts <= 1 || self.busy.swap(true, Acquire) {
            return (0..parts).for_each(work);
        }
        let begin = Instant::now();
        for (slot, worker) in self.workers.iter().take(parts - 1) {
            // SAFETY: the slot is idle, so the worker does not read it.
            unsafe { *slot.work.get() = Some(erase(work)) };
            // Either the worker sees the offer before it sleeps, or it is seen to be asleep.
            slot.state.store(state::OFFERED, SeqCst);
            if slot.asleep.load(SeqCst) {
                worker.thread().unpark();
            }
        }
        let mut others = Others { pool: self, next: 1, parts, work };
        work(0);
        let own = begin.elapsed();
        let (mut missed, mut waited, mut panicked) = (false, false, false);
        while let Some(outcome) = others.settle() {
            missed |= outcome == Outcome::TakenBack;
            waited |= outcome == Outcome::Waited;
            panicked |= outcome == Outcome::Panicked;
        }
        let late = begin.elapsed().saturating_sub(own);
        self.pace(missed, (waited && late > own / 2 + PATIENCE).then_some(late));
        drop(others);
        assert!(!panicked, "a part of the calculation panicked in another thread");
    }

    /// Lets the pool rest if workers do not begin, or one was interrupted and came so late.
    fn pace(&self, missed: bool, late: Option<Duration>) {
        let misses = self.misses.load(Relaxed);
        let misses = if missed { misses + 2 } else { misses.saturating_sub(1) };
        if late.is_none() && misses < 2 * MISSES {
            self.misses.store(misses, Relaxed);
            if misses == 0 {
                self.next_rest.store(nanoseconds(REST.0), Relaxed);
            }
            return;
        }
        let usual = self.next_rest.load(Relaxed);
        let rest = usual.max(late.map_or(0, |late| nanoseconds(late * RETURN)));
        self.rest.store(nanoseconds(self.begin.elapsed()) + rest, Relaxed);
        self.next_rest.store((usual * 2).min(nanoseconds(REST.1)), Relaxed);
        self.misses.store(0, Relaxed);
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        for (slot, worker) in &self.workers {
            slot.state.store(state::END, SeqCst);
            worker.thread().unpark();
        }
        for (_, worker) in self.workers.drain(..) {
            // A worker catches the panics of its parts, so it ends normally.
            let _ = worker.join();
        }
    }
}

/// How a part ended.
#[derive(PartialEq)]
enum Outcome {
    /// The worker had done it, or soon did it.
    Done,
    /// The worker had not begun, and the caller did it.
    TakenBack,
    /// The caller had to wait longer than its patience.
    Waited,
    /// It panicked.
    Panicked,
}

/// The parts that were offered to workers. When it is dropped, even by a panic, all have ended,
/// and the pool is free again.
struct Others<'a> {
    pool: &'a Pool,
    next: usize,
    parts: usize,
    work: &'a Work<'a>,
}

impl Others<'_> {
    /// Waits for the next part to end, or does it.
    fn settle(&mut self) -> Option<Outcome> {
        if self.next == self.parts {
            return None;
        }
        let part = self.next;
        self.next += 1;
        let slot = &*self.pool.workers[part - 1].0;
        if slot.state.compare_exchange(state::OFFERED, state::IDLE, AcqRel, Acquire).is_ok() {
            (self.work)(part);
            return Some(Outcome::TakenBack);
        }
        let ended = || slot.state.load(Acquire) >= state::DONE;
        let waited = !spin_until(ended);
        if waited {
            *slot.caller.lock().unwrap_or_else(PoisonError::into_inner) = Some(thread::current());
            // If this fails, the part has ended in the meantime.
            let _ = slot.state.compare_exchange(state::TAKEN, state::AWAITED, AcqRel, Acquire);
            while !ended() {
                thread::park();
            }
        }
        let state = slot.state.swap(state::IDLE, AcqRel);
        Some(match state {
            state::PANICKED => Outcome::Panicked,
            _ if waited => Outcome::Waited,
            _ => Outcome::Done,
        })
    }
}

impl Drop for Others<'_> {
    fn drop(&mut self) {
        while self.settle().is_some() {}
        self.pool.busy.store(false, Release);
    }
}

/// The loop of a worker until its end: part number `part` of each calculation.
fn serve(slot: &Slot, part: usize) {
    loop {
        let called = || matches!(slot.state.load(SeqCst), state::OFFERED | state::END);
        if !spin_until(called) {
            slot.asleep.store(true, SeqCst);
            while !called() {
                thread::park();
            }
            slot.asleep.store(false, SeqCst);
        }
        match slot.state.compare_exchange(state::OFFERED, state::TAKEN, AcqRel, Acquire) {
            Err(state::END) => return,
            Err(_) => continue, // the caller has taken the part back
            Ok(_) => {}
        }
        // SAFETY: the caller wrote it before it offered the part, and keeps the function alive
        // until the part has ended.
        let work = unsafe { (*slot.work.get()).map(|work| &*work) };
        let outcome = catch_unwind(AssertUnwindSafe(|| work.map(|work| work(part))));
        let end = if outcome.is_ok() { state::DONE } else { state::PANICKED };
        if slot.state.swap(end, AcqRel) == state::AWAITED {
            let caller = slot.caller.lock().unwrap_or_else(PoisonError::into_inner).take();
            if let Some(caller) = caller {
                caller.unpark();
            }
        }
    }
}

/// A duration in nanoseconds, as stored in the atomics.
fn nanoseconds(time: Duration) -> u64 {
    time.as_nanos() as u64
}

/// Spins until the condition holds; false if it does not within [`PATIENCE`].
fn spin_until(condition: impl Fn() -> bool) -> bool {
    let mut begin = None;
    loop {
        for _ in 0..32 {
            if condition() {
                return true;
            }
            spin_loop();
        }
        if begin.get_or_insert_with(Instant::now).elapsed() > PATIENCE {
            return false;
        }
    }
}

/// Extends the lifetime of the pointer to the function.
fn erase<'a>(work: *const Work<'a>) -> *const Work<'static> {
    // SAFETY: the two pointers differ only in the lifetime; whoever calls the function
    // ensures that it is still alive.
    unsafe { core::mem::transmute::<*const Work<'a>, *const Work<'static>>(work) }
}
