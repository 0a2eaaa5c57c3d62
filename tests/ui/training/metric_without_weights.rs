use burdock::head::Head;
use burdock::kernels::rows::Rows;
use burdock::metrics::Metric;
use burdock::prelude::*;

network! {
    pub struct Price(x: [8]) -> (price: [1]) {
        price = x -> dense(1);
    }
}

struct Largest;

impl<H: Head> Metric<H, f32> for Largest {
    const NAME: &'static str = "largest";
    type State = f32;

    fn update(&self, largest: &mut f32, output: Rows<'_>, _: &[f32]) {
        *largest = largest.max(output.row(0)[0]);
    }

    fn result(&self, largest: &f32) -> f64 {
        f64::from(*largest)
    }
}

fn main() {
    let _: Trainer<Price, f32> =
        Trainer::new(MeanSquaredError, Sgd::new(0.1)).weighted_metric(Largest);
}
