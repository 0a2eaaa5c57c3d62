use burdock::prelude::*;

network! {
    pub struct Digits(image: [28, 28]) -> (digit: [10], slant: [1]) {
        hidden = image -> flatten -> dense(30, relu);
        digit = hidden -> dense(10, softmax);
        slant = hidden -> dense(1);
    }
}

network! {
    pub struct Pair(left: [3], right: [4]) -> (y: [1]) {
        y = concatenate(left, right) -> dense(1);
    }
}

fn main() {
    let losses = DigitsLosses {
        digit: SparseCategoricalCrossentropy,
        slant: MeanSquaredError.weighted(0.5),
    };
    let target = DigitsTarget { digit: 3_u8, slant: 0.5 };
    let data = Dataset::new(vec![[[0.0; 28]; 28]], vec![target]).unwrap();
    let mut model = Digits::new(Seed(1));
    let mut trainer = Trainer::new(losses, Sgd::new(0.1))
        .metric(DigitsMetric::digit(Accuracy))
        .metric(DigitsMetric::slant(MeanAbsoluteError));
    let history = trainer.fit(&mut model, &data, 1).unwrap();
    assert!(history.last().unwrap().report.get("slant_mean_absolute_error").is_some());
    let DigitsOutput { digit, slant } = model.predict(&data.x[0]);
    assert!(digit.iter().chain(&slant).all(|number| number.is_finite()));

    let input = PairInput { left: [0.0; 3], right: [0.0; 4] };
    assert_eq!(Pair::new(Seed(1)).predict(&input), [0.0]);
}
