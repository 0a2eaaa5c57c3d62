use super::*;

fn pool(threads: usize) -> Pool {
    Pool::new(NonZeroUsize::new(threads).expect("the tests ask for threads"))
}

#[test]
fn each_part_is_done_once() {
    for threads in 1..=4 {
        let pool = pool(threads);
        for round in 0..2_000 {
            let parts = round % threads + 1;
            let counts: Vec<_> = (0..parts).map(|_| AtomicUsize::new(0)).collect();
            pool.run(parts, &|part| {
                counts[part].fetch_add(1, Relaxed);
            });
            assert!(counts.iter().all(|count| count.load(Relaxed) == 1));
        }
    }
}

#[test]
fn what_the_parts_write_is_there_afterwards() {
    let pool = pool(3);
    let mut sums = vec![0usize; 3];
    for round in 0..500 {
        let cells: Vec<_> = sums.iter_mut().map(Mutex::new).collect();
        pool.run(3, &|part| **cells[part].lock().expect("no part panics") += part + round);
    }
    assert_eq!(sums, [0, 500, 1000].map(|parts| parts + 499 * 500 / 2));
}

#[test]
fn sleeping_workers_wake_and_late_ones_are_waited_for() {
    let pool = pool(2);
    for _ in 0..3 {
        thread::sleep(PATIENCE * 20);
        let done = AtomicUsize::new(0);
        pool.run(2, &|_| {
            thread::sleep(PATIENCE * 10);
            done.fetch_add(1, Relaxed);
        });
        assert_eq!(done.load(Relaxed), 2);
    }
}

#[test]
fn a_pool_in_use_is_not_waited_for() {
    let pool = pool(2);
    let inner = AtomicUsize::new(0);
    pool.run(2, &|_| {
        pool.run(2, &|_| {
            inner.fetch_add(1, Relaxed);
        });
    });
    assert_eq!(inner.load(Relaxed), 4);
}

#[test]
fn a_panic_in_any_part_reaches_the_caller_and_leaves_the_pool_usable() {
    let pool = pool(2);
    for bad in 0..2 {
        let run = || {
            pool.run(2, &|part| {
                thread::sleep(PATIENCE * 4); // long enough for both to begin
                assert!(part != bad, "as intended");
            });
        };
        assert!(catch_unwind(AssertUnwindSafe(run)).is_err());
    }
    let done = AtomicUsize::new(0);
    pool.run(2, &|_| {
        done.fetch_add(1, Relaxed);
    });
    assert_eq!(done.load(Relaxed), 2);
}

#[test]
fn a_pool_rests_after_an_interruption_and_after_many_misses() {
    let pool = pool(2);
    assert_eq!(pool.ready(), 2);
    pool.pace(false, Some(Duration::from_secs(60)));
    assert_eq!(pool.ready(), 1);
    pool.rest.store(1, Relaxed); // long ago
    assert_eq!(pool.ready(), 2);
    pool.next_rest.store(nanoseconds(Duration::from_secs(60)), Relaxed);
    for missed in 0..MISSES {
        assert_eq!(pool.ready(), 2, "after {missed}");
        pool.pace(true, None);
    }
    assert_eq!(pool.ready(), 1);
}

#[test]
fn many_callers_share_a_pool() {
    let pool = pool(3);
    let call = || {
        for _ in 0..500 {
            let done = AtomicUsize::new(0);
            pool.run(3, &|_| {
                done.fetch_add(1, Relaxed);
            });
            assert_eq!(done.load(Relaxed), 3);
        }
    };
    thread::scope(|scope| {
        for caller in [scope.spawn(call), scope.spawn(call), scope.spawn(call)] {
            caller.join().expect("no caller panics");
        }
    });
}
