//! Several processes and threads that save the same file at once.

use crate::child::{Role, command, executable};
use crate::names;
use crate::networks::{Classifier, numbers};
use burdock::prelude::*;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

#[test]
fn every_load_finds_one_whole_file() {
    let directory = tempfile::tempdir().expect("makes a directory");
    let file = directory.path().join("model");
    let models = [2, 3].map(|seed| Classifier::new(Seed(seed)));
    let known = models.each_ref().map(|model| numbers(&**model));
    models[0].save(&file).expect("saves");

    let start = || {
        let mut command = command(&executable(), Role::SaveInTurn, &file);
        command.stdout(Stdio::null()).spawn().expect("starts")
    };
    let children = [start(), start()];
    let are_saving = AtomicBool::new(true);
    thread::scope(|scope| {
        let loads = scope.spawn(|| {
            let mut loads = 0;
            while are_saving.load(Ordering::Relaxed) {
                let loaded = Classifier::load(&file).expect("is whole at every moment");
                assert!(known.contains(&numbers(&*loaded)));
                loads += 1;
            }
            loads
        });
        let saves: Vec<_> = models
            .iter()
            .map(|model| scope.spawn(|| (0..100).for_each(|_| model.save(&file).expect("saves"))))
            .collect();
        let threads: Vec<_> = saves.into_iter().map(|save| save.join()).collect();
        let processes = children.map(|mut child| child.wait());
        are_saving.store(false, Ordering::Relaxed);
        assert!(threads.iter().all(Result::is_ok));
        assert!(processes.iter().flatten().filter(|status| status.success()).count() == 2);
        assert!(loads.join().expect("no load fails") > 0);
    });
    assert_eq!(names(directory.path()), ["model"]);
}
