//! Logic from step activations, as in McCulloch and Pitts (1943): a neuron fires when at least
//! two of its connections are active.
//!
//!     cargo run --example 01_logical_neurons
//!
//! Nothing is trained. The weights count connections, the bias of −2 is the threshold, and XOR,
//! which no single neuron can compute, is composed of the neurons defined before.

use burdock::prelude::*;

network! {
    /// One neuron with two input signals.
    struct Neuron(signals: [2]) -> (fires: [1]) {
        fires = signals -> neuron: dense(1, heaviside);
    }
}

network! {
    /// Two neurons side by side, and a third that combines them.
    struct Pair(signals: [2]) -> (fires: [1]) {
        fires = signals -> pair: dense(2, heaviside) -> neuron: dense(1, heaviside);
    }
}

fn main() {
    let identity = neuron([2.0, 0.0]);
    let and = neuron([1.0, 1.0]);
    let or = neuron([2.0, 2.0]);
    let and_not = neuron([2.0, -2.0]);

    // A XOR B = (A AND NOT B) OR (B AND NOT A)
    let mut xor = Pair::new(Seed(0));
    let weight = &and_not.neuron.weight;
    xor.pair.weight.set_row(0, &weight.row(0));
    xor.pair.weight.set_row(1, &weight.select_columns(&[1, 0]).row(0));
    xor.pair.bias.fill(and_not.neuron.bias[0]);
    xor.neuron.clone_from(&or.neuron);

    print_table("A", &*identity);
    print_table("A AND B", &*and);
    print_table("A OR B", &*or);
    print_table("A AND NOT B", &*and_not);
    print_table("A XOR B", &*xor);
}

/// A neuron with this many connections to each signal; a negative number inhibits.
fn neuron(connections: [f32; 2]) -> Box<Neuron> {
    let mut network = Neuron::new(Seed(0));
    network.neuron.weight.copy_from_slice(&connections);
    network.neuron.bias.fill(-2.0);
    network
}

fn print_table(name: &str, network: &impl Network<Input = [f32; 2], Output = [f32; 1]>) {
    println!("A B  {name}");
    for (a, b) in [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)] {
        let [fires] = network.predict(&[a, b]);
        println!("{a} {b}  {fires}");
    }
    println!();
}
