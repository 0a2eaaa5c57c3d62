//! Reads images of 8×8 numbers from standard input, writes ten probabilities for each, ten of the
//! same network as a graph, and ten of one with its sizes as parameters: without std, without an allocator, with the weights in the binary.
#![no_std]
#![no_main]

mod halves;

use halves::Halves;
use core::ffi::{c_int, c_void};
use core::slice::from_ref;
use thistle::memory::{flat, values};
use thistle::prelude::*;

network! {
    /// Tells handwritten digits apart.
    #[weights("models/digits.safetensors")]
    pub struct Digits(image: [8, 8]) -> (digit: [10]) {
        digit = image -> flatten -> hidden: dense(32, relu) -> dense(10, softmax);
    }
}

network! {
    /// The same for any sizes.
    pub struct Sized<const SIDE: usize, const HIDDEN: usize>(image: [SIDE, SIDE]) -> (digit: [10]) {
        digit = image -> flatten -> hidden: dense(HIDDEN, relu) -> dense(10, softmax);
    }
}

// The C library is there on the host; nothing of it allocates here.
#[link(name = "c")]
unsafe extern "C" {
    fn read(file: c_int, buffer: *mut c_void, count: usize) -> isize;
    fn write(file: c_int, buffer: *const c_void, count: usize) -> isize;
    fn abort() -> !;
}

#[unsafe(no_mangle)]
extern "C" fn main() -> c_int {
    let (network, graph) = (Digits::embedded(), Halves::embedded());
    let [sized] = values::<Sized<8, 32>>(flat(from_ref(network))) else { return 1 };
    let mut bytes = [0; 8 * 8 * 4];
    while fill(&mut bytes) {
        let mut image = [[0.0; 8]; 8];
        let numbers = image.as_flattened_mut().iter_mut().zip(bytes.chunks_exact(4));
        for (number, bytes) in numbers {
            *number = f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        }
        let probabilities =
            [network.predict(&image), graph.predict(&image), sized.predict(&image)];
        for probability in probabilities.into_iter().flatten() {
            let bytes = probability.to_le_bytes();
            // SAFETY: four bytes are read from an array of four.
            unsafe { write(1, bytes.as_ptr().cast(), bytes.len()) };
        }
    }
    0
}

/// Reads until the buffer is full; false at the end of the input.
fn fill(buffer: &mut [u8]) -> bool {
    let mut filled = 0;
    while filled < buffer.len() {
        let rest = &mut buffer[filled..];
        // SAFETY: as many bytes as the slice has may be written to it.
        match unsafe { read(0, rest.as_mut_ptr().cast(), rest.len()) } {
            count if count > 0 => filled += count as usize,
            _ => return false,
        }
    }
    true
}

// The host's core is built to unwind, and names this; nothing here ever does.
#[unsafe(no_mangle)]
extern "C" fn rust_eh_personality() {}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    // SAFETY: ends the program.
    unsafe { abort() }
}
