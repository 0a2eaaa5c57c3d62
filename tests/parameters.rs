//! The parameter tables of structs and arrays against the expected rows.

use burdock::initializers::Initializer::{GlorotUniform, Ones, Zeros};
use burdock::layers::{Dense, NoBias};
use burdock::memory::Plain;
use burdock::parameters;
use burdock::parameters::Parameters;

parameters! {
    struct Gate<const N: usize, const NEGATED: bool> {
        weight: [f32; N] = Ones,
        offset: f32,
    }
}

parameters! {
    struct Tower<const N: usize, const DEPTH: usize> {
        r#in: Gate<N, true>,
        blocks: [Dense<N, N>; DEPTH] = Zeros,
        out: [[Dense<N, 1, NoBias>; 2]; 2],
        images: [[f32; N]; 2],
    }
}

/// Names, shapes and offsets.
fn rows<T: Parameters>() -> Vec<(&'static str, &'static [usize], usize)> {
    T::PARAMETERS.iter().map(|row| (row.name, row.shape, row.offset)).collect()
}

#[test]
fn parts_stand_one_after_the_other() {
    let expected: [(&str, &[usize], usize); 11] = [
        ("in.weight", &[3], 0),
        ("in.offset", &[], 3),
        ("blocks.0.weight", &[3, 3], 4),
        ("blocks.0.bias", &[3], 13),
        ("blocks.1.weight", &[3, 3], 16),
        ("blocks.1.bias", &[3], 25),
        ("out.0.0.weight", &[3, 1], 28),
        ("out.0.1.weight", &[3, 1], 31),
        ("out.1.0.weight", &[3, 1], 34),
        ("out.1.1.weight", &[3, 1], 37),
        ("images", &[2, 3], 40),
    ];
    assert_eq!(rows::<Tower<3, 2>>(), expected);
    assert_eq!(Tower::<3, 2>::LENGTH, 46);
}

#[test]
fn an_initializer_is_that_of_all_numbers_of_its_field() {
    let initializers: Vec<_> =
        Tower::<2, 1>::PARAMETERS.iter().map(|row| row.initializer).collect();
    let [dense, zeros] = [GlorotUniform, Zeros];
    assert_eq!(initializers, [Ones, zeros, zeros, zeros, dense, dense, dense, dense, zeros]);
}

#[test]
fn each_size_has_a_table_of_its_own() {
    let [small, large] = [Tower::<1, 4>::PARAMETERS, Tower::<700, 150>::PARAMETERS];
    assert_eq!((small.len(), large.len()), (15, 307));
    let length = |rows: &[burdock::network::Parameter]| rows.iter().map(|row| row.len()).sum();
    let lengths: [usize; 2] = [length(small), length(large)];
    assert_eq!(lengths, [Tower::<1, 4>::LENGTH, Tower::<700, 150>::LENGTH]);
    for (place, pair) in large[2..302].chunks_exact(2).enumerate() {
        assert_eq!(pair[1].name, format!("blocks.{place}.bias"));
        assert_eq!(pair[1].offset, 701 + place * 700 * 701 + 700 * 700);
    }
}

#[test]
fn arrays_of_numbers_are_one_parameter_of_any_rank() {
    assert_eq!(rows::<f32>(), [("", &[][..], 0)]);
    assert_eq!(rows::<[f32; 100_000]>(), [("", &[100_000][..], 0)]);
    let shape: &[usize] = &[1, 2, 3, 4, 5, 6, 7, 8];
    assert_eq!(rows::<[[[[[[[[f32; 8]; 7]; 6]; 5]; 4]; 3]; 2]; 1]>(), [("", shape, 0)]);
}

#[test]
fn parts_of_no_numbers_have_no_rows() {
    parameters! {
        struct Nothing {}
    }
    parameters! {
        struct Around {
            nothing: [Nothing; 3],
            none: [Dense<2, 2>; 0],
            one: f32,
        }
    }
    assert_eq!(rows::<Around>(), [("one", &[][..], 0)]);
}
