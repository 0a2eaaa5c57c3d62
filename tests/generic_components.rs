//! Custom layers and nested networks in networks with const parameters: bit-identical to those with
//! numbers in the parameters' place.

use burdock::initializers::Initializer;
use burdock::layers::{Layer, LayerPass};
use burdock::memory::{Plain, flat};
use burdock::parameters;
use burdock::prelude::*;
use std::slice::from_ref;

parameters! {
    /// A weight for each of `N` elements.
    pub struct Gate<const N: usize> {
        /// The weights.
        pub weight: [f32; N] = Initializer::Ones,
    }
}

impl<const N: usize> Layer for Gate<N> {
    type Input = [f32; N];
    type Output = [f32; N];
    const KIND: &'static str = "Gate";

    fn forward(&self, _: &Compute, input: &[[f32; N]], output: &mut [[f32; N]], _: &mut [f32]) {
        for (x, y) in input.iter().zip(output) {
            for ((x, y), weight) in x.iter().zip(y).zip(&self.weight) {
                *y = weight * x;
            }
        }
    }

    fn backward(&self, _: &Compute, pass: LayerPass<'_, Self>) {
        let LayerPass { input, delta, gradient, below, .. } = pass;
        for (x, delta) in input.iter().zip(delta) {
            for ((x, delta), gradient) in x.iter().zip(delta).zip(&mut gradient.weight) {
                *gradient += x * delta;
            }
        }
        for (below, delta) in below.into_iter().flatten().zip(delta) {
            for ((below, delta), weight) in below.iter_mut().zip(delta).zip(&self.weight) {
                *below = weight * delta;
            }
        }
    }
}

network! {
    pub struct Encoder<const CODE: usize>(image: [4, 4]) -> (code: [CODE]) {
        code = image -> flatten -> dense(8, relu) -> dense(CODE, tanh);
    }
}

network! {
    /// Every use of a path: shared, chained, merged, and as an output.
    pub struct Gated<const H: usize, const CODE: usize>
        (left: [4, 4], right: [4, 4]) -> (gated: [H], same: [1])
    {
        shared encoder = Encoder<CODE>;

        code   = left -> encoder;
        same   = subtract(code, right -> encoder) -> absolute -> dense(1, sigmoid);
        hidden = code -> Gate<CODE> -> dense(H, relu);
        once   = hidden -> first: Gate<H>(weight = 0.5);
        both   = concatenate(add(hidden, once), once, right -> flatten) -> dense(2 * H);
        gated  = both -> dense(H) -> Gate<H>;
    }
}

network! {
    pub struct Gated3And5(left: [4, 4], right: [4, 4]) -> (gated: [3], same: [1]) {
        shared encoder = Encoder<5>;

        code   = left -> encoder;
        same   = subtract(code, right -> encoder) -> absolute -> dense(1, sigmoid);
        hidden = code -> Gate<5> -> dense(3, relu);
        once   = hidden -> first: Gate<3>(weight = 0.5);
        both   = concatenate(add(hidden, once), once, right -> flatten) -> dense(6);
        gated  = both -> dense(3) -> Gate<3>;
    }
}

parameters! {
    /// A weight for each element of a grid.
    pub struct Grid<const ROWS: usize, const COLUMNS: usize> {
        /// The weights.
        pub weight: [[f32; COLUMNS]; ROWS] = Initializer::LecunNormal,
    }
}

impl<const ROWS: usize, const COLUMNS: usize> Layer for Grid<ROWS, COLUMNS> {
    type Input = [[f32; COLUMNS]; ROWS];
    type Output = [[f32; COLUMNS]; ROWS];
    const KIND: &'static str = "Grid";

    fn forward(
        &self,
        _: &Compute,
        input: &[Self::Input],
        output: &mut [Self::Output],
        _: &mut [f32],
    ) {
        let weights = self.weight.as_flattened();
        for (x, y) in input.iter().zip(output) {
            for ((x, y), weight) in x.as_flattened().iter().zip(y.as_flattened_mut()).zip(weights) {
                *y = weight * x;
            }
        }
    }

    fn backward(&self, _: &Compute, pass: LayerPass<'_, Self>) {
        let LayerPass { input, delta, gradient, below, .. } = pass;
        for (x, delta) in input.iter().zip(delta) {
            let gradient = gradient.weight.as_flattened_mut();
            for ((x, delta), gradient) in
                x.as_flattened().iter().zip(delta.as_flattened()).zip(gradient)
            {
                *gradient += x * delta;
            }
        }
        let weights = self.weight.as_flattened();
        for (below, delta) in below.into_iter().flatten().zip(delta) {
            let below = below.as_flattened_mut();
            for ((below, delta), weight) in below.iter_mut().zip(delta.as_flattened()).zip(weights)
            {
                *below = weight * delta;
            }
        }
    }
}

network! {
    /// Values with two axes: as an output, merged, as another's input, and flattened.
    pub struct Grids<const H: usize>(x: [H, 3]) -> (y: [H, 3], z: [H, 3], w: [2]) {
        grid = x -> Grid<H, 3>;
        y = grid -> activation(tanh);
        z = add(x, grid -> Grid<H, 3>, grid);
        w = grid -> flatten -> dense(2);
    }
}

network! {
    pub struct Grids4(x: [4, 3]) -> (y: [4, 3], z: [4, 3], w: [2]) {
        grid = x -> Grid<4, 3>;
        y = grid -> activation(tanh);
        z = add(x, grid -> Grid<4, 3>, grid);
        w = grid -> flatten -> dense(2);
    }
}

fn numbers<T: Plain>(value: &T) -> Vec<u32> {
    flat(from_ref(value)).iter().map(|number| number.to_bits()).collect()
}

/// An image that looks random, between -1 and 1.
fn image(seed: usize) -> [[f32; 4]; 4] {
    let number = |place: usize| ((16 * seed + place) as f32 * 12.9898).sin();
    std::array::from_fn(|row| std::array::from_fn(|column| number(4 * row + column)))
}

#[test]
fn components_give_the_same_bits() {
    type Generic = Gated<3, 5>;
    let (mut generic, mut literal) = (Generic::new(Seed(5)), Gated3And5::new(Seed(5)));
    assert_eq!(numbers(&*generic), numbers(&*literal));
    assert_eq!(generic.first.weight, [0.5; 3]);
    assert_eq!(
        (Generic::LAYERS, Generic::PARAMETERS),
        (Gated3And5::LAYERS, Gated3And5::PARAMETERS)
    );
    assert_eq!(
        (Generic::SCRATCH > 0, Generic::MULTIPLY_ADDS, Generic::OUTPUTS),
        (true, Gated3And5::MULTIPLY_ADDS, Gated3And5::OUTPUTS)
    );
    let x = |row| GatedInput { left: image(row), right: image(row + 100) };
    let y = |row| GatedTarget { gated: [row as f32 / 20.0; 3], same: [(row % 2) as f32] };
    let data = Dataset::new((0..20).map(x).collect(), (0..20).map(y).collect()).expect("as many");
    let losses = GatedLosses { gated: MeanSquaredError, same: BinaryCrossentropy };
    Trainer::new(losses, Adam::new(0.01)).fit(&mut generic, &data, 3).expect("trains");

    let x = |row| Gated3And5Input { left: image(row), right: image(row + 100) };
    let y = |row| Gated3And5Target { gated: [row as f32 / 20.0; 3], same: [(row % 2) as f32] };
    let data = Dataset::new((0..20).map(x).collect(), (0..20).map(y).collect()).expect("as many");
    let losses = Gated3And5Losses { gated: MeanSquaredError, same: BinaryCrossentropy };
    Trainer::new(losses, Adam::new(0.01)).fit(&mut literal, &data, 3).expect("trains");
    assert_eq!(numbers(&*generic), numbers(&*literal));
    let (left, right) = (image(7), image(8));
    assert_eq!(
        generic.predict(&GatedInput { left, right }).gated,
        literal.predict(&Gated3And5Input { left, right }).gated
    );
}

#[test]
fn what_has_several_axes_gives_the_same_bits() {
    type Generic = Grids<4>;
    let (mut generic, mut literal) = (Generic::new(Seed(5)), Grids4::new(Seed(5)));
    assert_eq!(
        (Generic::LAYERS, Generic::PARAMETERS, Generic::OUTPUTS),
        (Grids4::LAYERS, Grids4::PARAMETERS, Grids4::OUTPUTS)
    );
    let row = |layer: &str| Generic::LAYERS.iter().find(|row| row.name == layer).expect("a layer");
    assert_eq!((row("grid").output_shape, row("y").output_shape), (&[4, 3][..], &[4, 3][..]));
    let x = |row: usize| image(row).map(|[a, b, c, _]| [a, b, c]);
    let data = (0..20).map(x).collect::<Vec<_>>();
    let y = |row: usize| GridsTarget { y: x(row + 20), z: x(row + 40), w: [0.5, -0.5] };
    let targets = Dataset::new(data.clone(), (0..20).map(y).collect()).expect("as many");
    let losses = GridsLosses { y: MeanSquaredError, z: MeanSquaredError, w: MeanSquaredError };
    Trainer::new(losses, Adam::new(0.01)).fit(&mut generic, &targets, 3).expect("trains");

    let y = |row: usize| Grids4Target { y: x(row + 20), z: x(row + 40), w: [0.5, -0.5] };
    let targets = Dataset::new(data, (0..20).map(y).collect()).expect("as many");
    let losses = Grids4Losses { y: MeanSquaredError, z: MeanSquaredError, w: MeanSquaredError };
    Trainer::new(losses, Adam::new(0.01)).fit(&mut literal, &targets, 3).expect("trains");
    assert_eq!(numbers(&*generic), numbers(&*literal));
    let (one, other) = (generic.predict(&x(7)), literal.predict(&x(7)));
    assert_eq!((one.y, one.z, one.w), (other.y, other.z, other.w));
}

#[test]
fn any_size_is_a_component_of_any_other() {
    fn numbers_of<const H: usize, const CODE: usize>() -> usize {
        Gated::<H, CODE>::new(Seed(1)).predict(&GatedInput { left: image(1), right: image(2) });
        Gated::<H, CODE>::PARAMETER_COUNT
    }
    let encoder = |code: usize| 16 * 8 + 8 + 8 * code + code;
    assert_eq!(Encoder::<9>::PARAMETER_COUNT, encoder(9));
    assert_eq!(
        numbers_of::<4, 9>(),
        encoder(9) + 10 + 9 + (9 * 4 + 4) + 4 + (24 * 8 + 8) + (8 * 4 + 4) + 4
    );
    assert!(numbers_of::<1, 1>() > encoder(1));
}
