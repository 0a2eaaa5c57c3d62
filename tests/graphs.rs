//! Graphs of every kind: their shapes, their tables, and that they learn.

use burdock::initializers::Initializer;
use burdock::layers::{Layer, LayerPass};
use burdock::memory::flat;
use burdock::parameters;
use burdock::prelude::*;

network! {
    /// Wide & Deep with an auxiliary head.
    pub struct WideAndDeep(wide: [5], deep: [6]) -> (main: [1], aux: [1]) {
        hidden = deep -> dense(30, relu) -> dense(30, relu);
        main = concatenate(wide, hidden) -> dense(1);
        aux = hidden -> dense(1);
    }
}

network! {
    /// From one input, by slices.
    pub struct Parts(features: [8]) -> (price: [1]) {
        hidden = features[2..8] -> dense(30, relu) -> dense(30, relu);
        price = concatenate(features[0..5], hidden) -> dense(1);
    }
}

network! {
    pub struct Encoder(image: [4, 4]) -> (code: [6]) {
        code = image -> flatten -> dense(8, relu) -> dense(6, tanh);
    }
}

network! {
    pub struct Siamese(left: [4, 4], right: [4, 4]) -> (same: [1]) {
        shared encoder = Encoder;
        same = subtract(left -> encoder, right -> encoder) -> absolute -> dense(1, sigmoid);
    }
}

parameters! {
    /// A weight for each of five elements.
    pub struct Gate {
        /// The weights.
        pub weight: [f32; 5] = Initializer::Ones,
    }
}

impl Layer for Gate {
    type Input = [f32; 5];
    type Output = [f32; 5];
    const KIND: &'static str = "Gate";

    fn forward(&self, _: &Compute, input: &[[f32; 5]], output: &mut [[f32; 5]], _: &mut [f32]) {
        for (x, y) in input.iter().zip(output) {
            for i in 0..5 {
                y[i] = self.weight[i] * x[i];
            }
        }
    }

    fn backward(&self, _: &Compute, pass: LayerPass<'_, Self>) {
        let LayerPass { input, delta, gradient, below, .. } = pass;
        for (x, delta) in input.iter().zip(delta) {
            for i in 0..5 {
                gradient.weight[i] += delta[i] * x[i];
            }
        }
        for (below, delta) in below.into_iter().flatten().zip(delta) {
            for i in 0..5 {
                below[i] = delta[i] * self.weight[i];
            }
        }
    }
}

network! {
    pub struct Gated(x: [5]) -> (y: [2]) {
        y = x -> first: Gate -> dense(5, tanh) -> Gate -> dense(2);
    }
}

#[test]
fn names_shapes_and_counts() {
    assert_eq!(WideAndDeep::PARAMETER_COUNT, 6 * 30 + 30 + 30 * 30 + 30 + 36 + 31);
    assert_eq!(Parts::PARAMETER_COUNT, 1176);
    println!("{}\n{}\n{}", WideAndDeep::summary(), Siamese::summary(), Gated::summary());
    let names: Vec<&str> = Siamese::PARAMETERS.iter().map(|row| row.name).collect();
    println!("{names:?}");
    let model = Siamese::new(Seed(1));
    let image = [[0.3; 4]; 4];
    let [same] = model.predict(&SiameseInput { left: image, right: image });
    assert_eq!(same, 0.5);
}

network! {
    struct Residual(x: [6]) -> (y: [2]) {
        layer residual(units) = |x| {
            inner = x -> dense(units, relu) -> dense(6);
            add(x, inner) -> activation(tanh)
        };
        layer gate = |value, mask| multiply(value, mask -> dense(6, sigmoid));
        hidden = x -> dense(6) -> repeat(2, residual(9));
        y = gate(hidden, x) -> dense(2);
    }
}

network! {
    struct WrittenOut(x: [6]) -> (y: [2]) {
        before = x -> dense(6);
        first = add(before, before -> dense(9, relu) -> dense(6)) -> activation(tanh);
        second = add(first, first -> dense(9, relu) -> dense(6)) -> activation(tanh);
        y = multiply(second, x -> dense(6, sigmoid)) -> dense(2);
    }
}

#[test]
fn a_block_gives_the_same_bits_as_what_it_stands_for() {
    let number = |sample: usize, place: usize| ((sample * 31 + place * 17) % 64) as f32 / 64.0;
    let input = (0..50).map(|sample| std::array::from_fn(|place| number(sample, place)));
    let input: Vec<[f32; 6]> = input.collect();
    let target = (0..50).map(|sample| [number(sample, 7), number(sample, 8)]);
    let data = Dataset::new(input.clone(), target.collect()).expect("as many targets");
    let (mut blocks, mut written) = (Residual::new(Seed(4)), WrittenOut::new(Seed(4)));
    let mut trainer = Trainer::new(MeanSquaredError, Adam::new(0.01)).batch_size(16);
    trainer.fit(&mut blocks, &data, 3).expect("trains");
    let mut trainer = Trainer::new(MeanSquaredError, Adam::new(0.01)).batch_size(16);
    trainer.fit(&mut written, &data, 3).expect("trains");
    let bits = |numbers: &[f32]| numbers.iter().map(|it| it.to_bits()).collect::<Vec<u32>>();
    let (ours, theirs) =
        (flat(std::slice::from_ref(&*blocks)), flat(std::slice::from_ref(&*written)));
    assert_eq!(bits(ours), bits(theirs));
    let (ours, theirs) = (blocks.predict_batch(&input), written.predict_batch(&input));
    assert_eq!(bits(flat(&ours)), bits(flat(&theirs)));
}

network! {
    struct Joined(wide: [5], deep: [6]) -> (main: [1], aux: [1]) {
        hidden = deep -> dense(30, relu) -> dense(30, relu);
        main = concatenate(wide, hidden, deep -> dense(9, tanh)) -> dense(1);
        aux = hidden -> dense(1);
    }
}

network! {
    /// The same, with copies in place of concatenation without a copy.
    struct Copied(wide: [5], deep: [6]) -> (main: [1], aux: [1]) {
        hidden = deep -> dense(30, relu) -> dense(30, relu);
        wave = deep -> dense(9, tanh);
        main = concatenate(wide, hidden -> scale(1.0), wave -> scale(1.0)) -> dense(1);
        aux = hidden -> dense(1);
    }
}

#[test]
fn what_is_written_where_it_is_joined_has_the_same_bits() {
    let number = |sample: usize, place: usize| ((sample * 31 + place * 17) % 64) as f32 / 64.0;
    let (wide, deep) = (
        |sample| std::array::from_fn(|place| number(sample, place)),
        |sample| std::array::from_fn(|place| number(sample, place + 5) - 0.5),
    );
    let (joined, copied) = (
        (0..50).map(|it| JoinedInput { wide: wide(it), deep: deep(it) }).collect::<Vec<_>>(),
        (0..50).map(|it| CopiedInput { wide: wide(it), deep: deep(it) }).collect::<Vec<_>>(),
    );
    let target = |sample| ([number(sample, 7)], [number(sample, 9)]);
    let (mut one, mut other) = (Joined::new(Seed(4)), Copied::new(Seed(4)));
    let losses = JoinedLosses { main: MeanSquaredError, aux: MeanSquaredError };
    let targets = (0..50).map(target).map(|(main, aux)| JoinedTarget { main, aux });
    let data = Dataset::new(joined.clone(), targets.collect()).expect("as many targets");
    let mut trainer = Trainer::new(losses, Adam::new(0.01)).batch_size(16);
    trainer.fit(&mut one, &data, 3).expect("trains");
    let losses = CopiedLosses { main: MeanSquaredError, aux: MeanSquaredError };
    let targets = (0..50).map(target).map(|(main, aux)| CopiedTarget { main, aux });
    let data = Dataset::new(copied.clone(), targets.collect()).expect("as many targets");
    let mut trainer = Trainer::new(losses, Adam::new(0.01)).batch_size(16);
    trainer.fit(&mut other, &data, 3).expect("trains");
    let bits = |numbers: &[f32]| numbers.iter().map(|it| it.to_bits()).collect::<Vec<u32>>();
    let ours = bits(flat(std::slice::from_ref(&*one)));
    assert_eq!(ours, bits(flat(std::slice::from_ref(&*other))));
    let (ours, theirs) = (one.predict_batch(&joined), other.predict_batch(&copied));
    assert_eq!(bits(flat(&ours)), bits(flat(&theirs)));
}
