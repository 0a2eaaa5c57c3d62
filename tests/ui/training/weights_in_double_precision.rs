use burdock::prelude::*;

fn main() {
    let data = Dataset::new(vec![[0.0; 8]; 2], vec![1_u8, 0]).unwrap();
    let _ = data.with_weights(vec![1.0_f64, 2.0]);
}
