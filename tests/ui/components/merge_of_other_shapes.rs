use burdock::prelude::*;

network! {
    pub struct Turn(x: [2, 3]) -> (turned: [3, 2]) {
        turned = x -> permute(1, 0) -> scale(2.0);
    }
}

network! {
    pub struct Encoder(x: [2, 3]) -> (code: [6]) {
        code = x -> flatten -> dense(6);
    }
}

network! {
    pub struct Known(x: [2, 3]) -> (y: [2, 3]) {
        y = add(x -> Turn, x);
    }
}

network! {
    pub struct Smaller(x: [2, 3], z: [5]) -> (y: [5]) {
        y = multiply(z, x -> Encoder);
    }
}

network! {
    pub struct Components(x: [2, 3]) -> (y: [6]) {
        code = x -> Encoder;
        y = subtract(code, x -> Turn);
    }
}

fn main() {}
