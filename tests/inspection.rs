//! Inspecting networks: summaries as texts, names, drawings.

use burdock::initializers::Initializer;
use burdock::inspect::UnknownName;
use burdock::layers::{Layer, LayerPass};
use burdock::parameters;
use burdock::prelude::*;

network! {
    pub struct Chain(image: [4, 4]) -> (class: [3]) {
        class = image -> flatten -> hidden: dense(8, relu) -> dense(3, softmax);
    }
}

network! {
    pub struct WideAndDeep(wide: [5], deep: [6]) -> (main: [1], aux: [1]) {
        hidden = deep -> dense(30, relu) -> dense(30, relu);
        main = concatenate(wide, hidden) -> dense(1);
        aux = hidden -> dense(1);
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
    /// A weight for each of five elements, and their scale.
    pub struct Gate {
        pub weight: [f32; 5] = Initializer::Ones,
        pub scale: f32 = Initializer::Ones,
    }
}

impl Layer for Gate {
    type Input = [f32; 5];
    type Output = [f32; 5];
    const KIND: &'static str = "Gate<\"5\">";

    fn forward(&self, _: &Compute, input: &[[f32; 5]], output: &mut [[f32; 5]], _: &mut [f32]) {
        for (x, y) in input.iter().zip(output) {
            for i in 0..5 {
                y[i] = self.scale * self.weight[i] * x[i];
            }
        }
    }

    fn backward(&self, _: &Compute, pass: LayerPass<'_, Self>) {
        let LayerPass { input, delta, gradient, below, .. } = pass;
        for (x, delta) in input.iter().zip(delta) {
            for i in 0..5 {
                gradient.weight[i] += delta[i] * self.scale * x[i];
                gradient.scale += delta[i] * self.weight[i] * x[i];
            }
        }
        for (below, delta) in below.into_iter().flatten().zip(delta) {
            for i in 0..5 {
                below[i] = delta[i] * self.scale * self.weight[i];
            }
        }
    }
}

network! {
    pub struct Gated(x: [5]) -> (y: [2], gated: [5]) {
        gated = x -> Gate;
        sum = add(x, gated);
        y = multiply(sum, sum) -> dense(2);
    }
}

network! {
    pub struct Twice(x: [4]) -> (a: [4], b: [4]) {
        hidden = x -> dense(4, relu);
        a = hidden;
        b = hidden;
    }
}

network! {
    /// 36 consecutive layers, with two paths around all of them.
    pub struct Deep(x: [4]) -> (y: [1]) {
        layer block = dense(4, relu) -> dense(4);
        layer three = block -> block -> block;
        deep = x -> repeat(6, three);
        y = concatenate(add(x, deep), maximum(x, x), deep) -> dense(1);
    }
}

#[test]
fn the_summary_of_a_chain() {
    let expected = r#"
Model: "Chain"
_________________________________________________________________
Layer (type)                 Output Shape              Param #
=================================================================
flatten_1 (Flatten)          (batch, 16)               0
_________________________________________________________________
hidden (Dense)               (batch, 8)                136
_________________________________________________________________
class (Dense)                (batch, 3)                27
=================================================================
Total params: 163
Trainable params: 163
Non-trainable params: 0
_________________________________________________________________"#;
    assert_eq!(format!("\n{}", Chain::summary()), expected);
}

#[test]
fn the_summary_of_two_inputs_and_heads() {
    let expected = r#"
Model: "WideAndDeep"
_______________________________________________________________________________
Layer (type)                 Output Shape          Param #   Connected to
===============================================================================
wide (Input)                 (batch, 5)            0
_______________________________________________________________________________
deep (Input)                 (batch, 6)            0
_______________________________________________________________________________
dense_1 (Dense)              (batch, 30)           210       deep
_______________________________________________________________________________
hidden (Dense)               (batch, 30)           930       dense_1
_______________________________________________________________________________
concatenate_1 (Concatenate)  (batch, 35)           0         wide
                                                             hidden
_______________________________________________________________________________
main (Dense)                 (batch, 1)            36        concatenate_1
_______________________________________________________________________________
aux (Dense)                  (batch, 1)            31        hidden
===============================================================================
Total params: 1,207
Trainable params: 1,207
Non-trainable params: 0
_______________________________________________________________________________"#;
    assert_eq!(format!("\n{}", WideAndDeep::summary()), expected);
}

#[test]
fn the_summary_of_a_shared_network() {
    let expected = r#"
Model: "Siamese"
_______________________________________________________________________________
Layer (type)                         Output Shape         Param #  Connected to
===============================================================================
left (Input)                         (batch, 4, 4)        0
_______________________________________________________________________________
right (Input)                        (batch, 4, 4)        0
_______________________________________________________________________________
encoder (Encoder)                    (batch, 6)           190      left
_______________________________________________________________________________
encoder_2 (Encoder, shares encoder)  (batch, 6)           0        right
_______________________________________________________________________________
subtract_1 (Subtract)                (batch, 6)           0        encoder
                                                                   encoder_2
_______________________________________________________________________________
absolute_1 (Absolute)                (batch, 6)           0        subtract_1
_______________________________________________________________________________
same (Dense)                         (batch, 1)           7        absolute_1
===============================================================================
Total params: 197
Trainable params: 197
Non-trainable params: 0
_______________________________________________________________________________"#;
    assert_eq!(format!("\n{}", Siamese::summary()), expected);
}

#[test]
fn the_summary_of_a_layer_of_ones_own() {
    let expected = r#"
Model: "Gated"
_______________________________________________________________________________
Layer (type)                 Output Shape          Param #   Connected to
===============================================================================
x (Input)                    (batch, 5)            0
_______________________________________________________________________________
gated (Gate<"5">)            (batch, 5)            6         x
_______________________________________________________________________________
sum (Add)                    (batch, 5)            0         x
                                                             gated
_______________________________________________________________________________
multiply_1 (Multiply)        (batch, 5)            0         sum
                                                             sum
_______________________________________________________________________________
y (Dense)                    (batch, 2)            12        multiply_1
===============================================================================
Total params: 18
Trainable params: 18
Non-trainable params: 0
_______________________________________________________________________________"#;
    assert_eq!(format!("\n{}", Gated::summary()), expected);
}

#[test]
fn layers_are_found_by_name() {
    let layer = Siamese::layer("encoder_2").unwrap();
    assert_eq!((layer.kind, layer.shares, layer.parameter_count), ("Encoder", Some("encoder"), 0));
    assert_eq!(Siamese::layer("same"), Ok(&Siamese::LAYERS[4]));
    let (name, network) = ("hiden", "Chain");
    let nearest = Some("hidden");
    assert_eq!(Chain::layer(name), Err(UnknownName::Layer { name, network, nearest }));
    let error = Chain::layer("convolution").unwrap_err();
    assert_eq!(error.to_string(), "Chain has no layer `convolution`");
}

#[test]
fn parameters_are_found_in_nested_networks_and_layers_of_ones_own() {
    let mut siamese = Siamese::new(Seed(1));
    let shapes: Vec<_> = siamese.parameters().map(|of| (of.name, of.shape)).collect();
    let expected: [(&str, &[usize]); 6] = [
        ("encoder.dense_1.weight", &[16, 8]),
        ("encoder.dense_1.bias", &[8]),
        ("encoder.code.weight", &[8, 6]),
        ("encoder.code.bias", &[6]),
        ("same.weight", &[6, 1]),
        ("same.bias", &[1]),
    ];
    assert_eq!(shapes, expected);
    let weight = siamese.parameter("encoder.code.weight").unwrap();
    assert_eq!(weight.numbers, siamese.encoder.code.weight.as_slice());
    siamese.parameter_mut("encoder.code.bias").unwrap().numbers[5] = 2.0;
    assert_eq!(siamese.encoder.code.bias[5], 2.0);
    let error = siamese.parameter("encoder.dense_1.wait").unwrap_err();
    assert_eq!(
        error.to_string(),
        "Siamese has no parameter `encoder.dense_1.wait`; did you mean `encoder.dense_1.weight`?"
    );

    let gated = Gated::new(Seed(1));
    assert_eq!(gated.parameter("gated.scale").unwrap().numbers, [1.0]);
}

#[test]
fn parameters_to_be_changed_are_those_to_be_read() {
    let mut model = WideAndDeep::new(Seed(1));
    let rows = model.parameters_mut();
    assert_eq!(rows.len(), WideAndDeep::PARAMETERS.len());
    for (index, row) in rows.enumerate() {
        assert_eq!(row.numbers.len(), row.shape.iter().product::<usize>());
        row.numbers.fill(index as f32);
    }
    for (index, row) in model.parameters().enumerate() {
        assert!(row.numbers.iter().all(|number| *number == index as f32), "{}", row.name);
    }
    assert_eq!(model.aux.bias[0], 7.0);
}

#[test]
fn a_drawing_in_dot_escapes_names() {
    let expected = r#"digraph "Gated" {
    node [shape=box, style=rounded, fontname="sans-serif"];
    "x" [label="x\nInput\n(batch, 5)", shape=ellipse, style=solid];
    "gated" [label="gated\nGate<\"5\">, 6 params\n(batch, 5)", penwidth=2];
    "sum" [label="sum\nAdd\n(batch, 5)"];
    "multiply_1" [label="multiply_1\nMultiply\n(batch, 5)"];
    "y" [label="y\nDense, 12 params\n(batch, 2)", penwidth=2];
    "x" -> "gated";
    "x" -> "sum";
    "gated" -> "sum";
    "sum" -> "multiply_1";
    "sum" -> "multiply_1";
    "multiply_1" -> "y";
}
"#;
    assert_eq!(Gated::dot().to_string(), expected);
}

#[test]
fn a_drawing_names_the_outputs_that_a_layer_is() {
    assert_eq!(Twice::OUTPUTS.iter().map(|output| output.layer).collect::<Vec<_>>(), ["hidden"; 2]);
    assert!(Twice::dot().to_string().contains("(batch, 4)\\noutput a\\noutput b\", penwidth=2];"));
    let image = Twice::svg();
    assert!(image.contains(">output a</text>") && image.contains(">output b</text>"), "{image}");
}

#[test]
fn a_drawing_in_svg_has_a_box_for_every_node_and_an_arrow_for_every_edge() {
    let boxes = |image: &str| image.matches("<rect ").count() - 1; // without the background
    let arrows = |image: &str| image.matches("marker-end").count();
    for (image, nodes, edges) in [
        (Chain::svg(), 4, 3),
        (WideAndDeep::svg(), 7, 6),
        (Siamese::svg(), 7, 6),
        (Gated::svg(), 5, 5), // a factor of its own square has one arrow
        (Deep::svg(), 1 + 36 + 4, 36 + 2 + 1 + 3 + 1),
    ] {
        assert_eq!((boxes(&image), arrows(&image)), (nodes, edges), "{image}");
    }
    assert!(Gated::svg().contains(">Gate&lt;&quot;5&quot;&gt;, 6 params</text>"));
    assert!(Siamese::svg().contains(">Encoder, shares encoder</text>"));
    assert_eq!(Deep::svg(), Deep::svg());
}
