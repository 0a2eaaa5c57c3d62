//! Names that are apart, and orders that can be computed.
use burdock::prelude::*;

network! {
    struct AnyOrder(image: [8]) -> (class: [10]) {
        class = second -> dense(10);
        second = again -> dense(20);
        again = first;
        first = image -> dense(30);
    }
}

network! {
    struct Numbered(image: [8]) -> (class: [10]) {
        class = image -> dense(5) -> dense_1: dense(6) -> dense(7) -> dense: dense(10);
    }
}

network! {
    struct LayerNamedAsValue(image: [8]) -> (class: [10]) {
        class = image -> class: dense(10);
    }
}

network! {
    struct OutputByLayerName(image: [8]) -> (class: [10]) {
        value = image -> hidden: dense(3) -> class: dense(10);
    }
}

// Names that the emitted code might use itself.
network! {
    struct Hygiene(input: [8]) -> (output: [10]) {
        output = input -> compute: dense(3) -> batch: dense(4) -> scratch: dense(5) -> dense(10);
    }
}

fn main() {
    let names: Vec<&str> = Numbered::LAYERS.iter().map(|layer| layer.name).collect();
    assert_eq!(names, ["dense_2", "dense_1", "dense_3", "dense"]);
}
