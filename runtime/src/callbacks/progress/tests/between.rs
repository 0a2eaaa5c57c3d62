//! Other output between the lines of the progress.

use super::emulator::Emulator;
use super::given::Fit;
use super::{NAMES, milliseconds};
use crate::callbacks::{Callback, Context};
use core::ops::ControlFlow;
use std::boxed::Box;
use std::format;

/// Prints a line whenever it is called, but only after two of the steps.
struct Printing(Emulator);

impl Callback<()> for Printing {
    fn on_epoch_begin(&mut self, _: &mut Context<'_, ()>) -> ControlFlow<()> {
        self.0.println("begin");
        ControlFlow::Continue(())
    }

    fn on_batch_end(&mut self, context: &mut Context<'_, ()>) -> ControlFlow<()> {
        if context.step.is_multiple_of(4) {
            self.0.println(&format!("step {}", context.step));
        }
        ControlFlow::Continue(())
    }

    fn on_epoch_end(&mut self, _: &mut Context<'_, ()>) -> ControlFlow<()> {
        self.0.println("end");
        ControlFlow::Continue(())
    }
}

#[test]
fn what_is_printed_meanwhile_has_lines_of_its_own() {
    for columns in [80, 66] {
        let (emulator, mut fit) = Fit::alone(columns, &NAMES[..1], (2, 8), milliseconds(60));
        fit.callbacks.push(Box::new(Printing(emulator.clone())));
        fit.all(columns.into());
        let expected = "
Epoch 1/2
begin
4/8 [===============>..............] 0s 60ms/step - loss: 0.2500
step 4
8/8 [==============================] 0s 60ms/step - loss: 0.1250
step 8
8/8 [==============================] 0s 60ms/step - loss: 0.1250
end
Epoch 2/2
begin
4/8 [===============>..............] 0s 60ms/step - loss: 0.0833
step 4
8/8 [==============================] 0s 60ms/step - loss: 0.0625
step 8
8/8 [==============================] 0s 60ms/step - loss: 0.0625
end";
        assert_eq!(format!("\n{}", emulator.lines().join("\n")), expected);
    }
}

/// If no bar was drawn, nothing is erased: the line may be other output.
#[test]
fn what_stands_in_front_of_an_epoch_stays() {
    let (emulator, mut fit) = Fit::alone(80, &NAMES[..1], (1, 8), milliseconds(0));
    emulator.print("training: ");
    fit.all(80);
    let bar = "8/8 [==============================] 0s 0ns/step - loss: 0.1250";
    assert_eq!(emulator.lines(), ["training: Epoch 1/1", bar]);
}
