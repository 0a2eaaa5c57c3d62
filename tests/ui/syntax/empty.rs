use burdock::prelude::*;

network! {

}

fn main() {}
