//! Small graphs at random, written by golden/graphs.py: not to be changed by hand.

use crate::check;
use burdock::prelude::*;

network! {
    struct Graph01(x1: [5], x2: [2, 3], x3: [5]) -> (y: [2]) {
        layer block(units) = inner: dense(units, relu) -> outer: dense(3, tanh);
        shared s = dense(2, tanh);
        v5 = v4 -> d9: dense(6) -> reshape(2, 3) -> permute(1, 0) -> reshape(1, 6);
        v4 = add(x3, x3 -> d8: dense(5));
        v7 = v1 -> square;
        v1 = x2 -> flatten -> repeat(2, block(4));
        v2 = x1[0..4];
        y = concatenate(v3, v6 -> flatten, v7) -> y_out: dense(2);
        v6 = v5 -> activation(selu);
        v3 = subtract(v2 -> d5: dense(2, tanh) -> repeat(2, s), x3 -> d6: dense(2, relu) -> s);
    }
}

#[test]
fn graph_01() {
    check(Graph01::new(Seed(1)), "graph_01", MeanSquaredError, |row| *row);
}

network! {
    struct Graph02(x1: [2, 3], x2: [4], x3: [4]) -> (y: [1], z: [3]) {
        layer block(units) = inner: dense(units, relu) -> outer: dense(3, tanh);
        shared s = dense(2, sigmoid);
        v4 = maximum(v1, v3 -> d9: dense(3, bias = false));
        y = v1 -> y_out: dense(1, tanh);
        z = v5 -> z_out: dense(3);
        v1 = x3 -> repeat(2, block(3));
        v2 = x3 -> d5: dense(6, relu) -> reshape(2, 3) -> permute(1, 0) -> reshape(1, 6);
        v3 = subtract(v2 -> flatten -> d6: dense(2, tanh) -> repeat(2, s), x1 -> flatten -> d7: dense(2, softmax) -> s);
        v5 = average(v4, x2 -> d10: dense(3, tanh), v1 -> d11: dense(3, sigmoid));
    }
}

#[test]
fn graph_02() {
    let losses = Graph02Losses { y: MeanSquaredError, z: MeanSquaredError };
    check(Graph02::new(Seed(1)), "graph_02", losses, |row| Graph02Target { y: row.y, z: row.z });
}

network! {
    struct Graph03(x1: [5]) -> (y: [2], z: [2]) {
        v2 = minimum(v1, x1 -> d2: dense(5, relu), v1 -> d3: dense(5));
        v3 = dot(x1, v2 -> d4: dense(5, softmax));
        z = concatenate(v3, v5 -> flatten, y) -> z_out: dense(2, tanh);
        y = v4 -> y_out: dense(2);
        v1 = add(x1, x1 -> d1: dense(5, bias = false));
        v5 = v4 -> d5: dense(6, sigmoid) -> reshape(2, 3) -> permute(1, 0) -> reshape(1, 6);
        v4 = x1[3..5];
    }
}

#[test]
fn graph_03() {
    let losses = Graph03Losses { y: MeanSquaredError, z: MeanSquaredError };
    check(Graph03::new(Seed(1)), "graph_03", losses, |row| Graph03Target { y: row.y, z: row.z });
}

network! {
    struct Graph04(x1: [6], x2: [2, 3], x3: [3, 2]) -> (y: [1]) {
        layer block(units) = inner: dense(units, relu) -> outer: dense(3, tanh);
        v1 = x3 -> flatten -> d1: dense(3, sigmoid) -> logarithm;
        v3 = v2[2..6];
        y = concatenate(v3, v4) -> y_out: dense(1);
        v2 = add(x1, x2 -> flatten -> d2: dense(6, softplus));
        v4 = v1 -> repeat(2, block(2));
    }
}

#[test]
fn graph_04() {
    check(Graph04::new(Seed(1)), "graph_04", MeanSquaredError, |row| *row);
}

network! {
    struct Graph05(x1: [3, 2]) -> (y: [3]) {
        shared s = dense(3, tanh);
        layer block(units) = inner: dense(units, relu) -> outer: dense(3, tanh);
        y = concatenate(v7, v8 -> flatten) -> y_out: dense(3);
        v7 = add(v6, v6 -> d12: dense(3));
        v8 = v5 -> activation(relu);
        v6 = v5 -> flatten -> repeat(2, block(2));
        v1 = subtract(x1 -> flatten -> d1: dense(3, tanh) -> repeat(2, s), x1 -> flatten -> d2: dense(3, tanh) -> s);
        v4 = v3 -> shift(0.25);
        v5 = maximum(x1, v4 -> d7: dense(6, softplus) -> reshape(3, 2));
        v2 = maximum(v1, x1 -> flatten -> d4: dense(3), x1 -> flatten -> d5: dense(3, softmax));
        v3 = concatenate(v2, v1 -> d6: dense(3, relu));
    }
}

#[test]
fn graph_05() {
    check(Graph05::new(Seed(1)), "graph_05", MeanSquaredError, |row| *row);
}

network! {
    struct Graph06(x1: [6]) -> (y: [2], z: [2]) {
        v5 = minimum(v4, x1 -> d6: dense(6) -> reshape(1, 6), x1 -> d7: dense(6, elu) -> reshape(1, 6));
        v2 = minimum(v1, x1 -> d2: dense(1, relu), v1 -> d3: dense(1));
        v1 = dot(x1, x1 -> d1: dense(6, tanh));
        v4 = v3 -> d5: dense(6) -> reshape(2, 3) -> permute(1, 0) -> reshape(1, 6);
        y = v4 -> flatten -> y_out: dense(2, tanh);
        z = concatenate(v5 -> flatten, y) -> z_out: dense(2, tanh);
        v3 = add(v2, v2 -> d4: dense(1, elu));
    }
}

#[test]
fn graph_06() {
    let losses = Graph06Losses { y: MeanSquaredError, z: MeanSquaredError };
    check(Graph06::new(Seed(1)), "graph_06", losses, |row| Graph06Target { y: row.y, z: row.z });
}

network! {
    struct Graph07(x1: [6]) -> (y: [2]) {
        layer block(units) = inner: dense(units, relu) -> outer: dense(3, tanh);
        y = v5 -> flatten -> y_out: dense(2, tanh);
        v4 = v3 -> repeat(2, block(2));
        v2 = v1 -> d2: dense(5, sigmoid) -> square_root;
        v5 = v4 -> d8: dense(6, tanh) -> reshape(2, 3) -> permute(1, 0) -> reshape(1, 6);
        v3 = maximum(x1, v2 -> d3: dense(6));
        v1 = concatenate(x1, x1 -> d1: dense(4, elu));
    }
}

#[test]
fn graph_07() {
    check(Graph07::new(Seed(1)), "graph_07", MeanSquaredError, |row| *row);
}

network! {
    struct Graph08(x1: [6]) -> (y: [3]) {
        shared s = dense(3, sigmoid);
        v3 = dot(v2, v1 -> d3: dense(6, relu));
        y = v6 -> y_out: dense(3, tanh);
        v6 = subtract(v4 -> d5: dense(3, tanh) -> repeat(2, s), v5 -> d6: dense(3, sigmoid) -> s);
        v4 = x1 -> scale(-1.5);
        v5 = v3 -> d4: dense(5, sigmoid) -> logarithm;
        v1 = maximum(x1, x1 -> d1: dense(6, sigmoid, bias = false));
        v2 = average(v1, v1 -> d2: dense(6, relu, bias = false));
    }
}

#[test]
fn graph_08() {
    check(Graph08::new(Seed(1)), "graph_08", MeanSquaredError, |row| *row);
}

network! {
    struct Graph09(x1: [4], x2: [4], x3: [6]) -> (y: [2], z: [3]) {
        z = concatenate(v3 -> flatten, v4) -> z_out: dense(3, tanh);
        v4 = concatenate(x1, v2 -> d3: dense(2, tanh));
        v2 = x3 -> d2: dense(4, sigmoid) -> square_root;
        y = x1 -> y_out: dense(2);
        v3 = v1 -> activation(selu);
        v1 = x2 -> d1: dense(6) -> reshape(2, 3) -> permute(1, 0) -> reshape(1, 6);
    }
}

#[test]
fn graph_09() {
    let losses = Graph09Losses { y: MeanSquaredError, z: MeanSquaredError };
    check(Graph09::new(Seed(1)), "graph_09", losses, |row| Graph09Target { y: row.y, z: row.z });
}

network! {
    struct Graph10(x1: [6]) -> (y: [1], z: [3]) {
        layer block(units) = inner: dense(units, relu) -> outer: dense(3, tanh);
        v1 = x1 -> shift(0.25);
        z = concatenate(v8, y) -> z_out: dense(3, tanh);
        v7 = concatenate(v3, v6 -> flatten -> d9: dense(3, sigmoid));
        v5 = v4 -> d7: dense(3, sigmoid) -> square_root;
        v2 = dot(v1, x1 -> d1: dense(6, elu));
        v3 = x1 -> repeat(2, block(3));
        v8 = add(v7, v7 -> d10: dense(6, tanh));
        v6 = v5 -> d8: dense(6, softmax) -> reshape(2, 3) -> permute(1, 0) -> reshape(1, 6);
        v4 = minimum(v1, v2 -> d6: dense(6));
        y = x1 -> y_out: dense(1);
    }
}

#[test]
fn graph_10() {
    let losses = Graph10Losses { y: MeanSquaredError, z: MeanSquaredError };
    check(Graph10::new(Seed(1)), "graph_10", losses, |row| Graph10Target { y: row.y, z: row.z });
}

network! {
    struct Graph11(x1: [2, 3]) -> (y: [3], z: [3]) {
        layer block(units) = inner: dense(units, relu) -> outer: dense(3, tanh);
        v3 = v2[1..3];
        v1 = x1 -> shift(0.25);
        z = v5 -> z_out: dense(3, tanh);
        y = v4 -> y_out: dense(3);
        v4 = dot(v1 -> flatten, v3 -> d5: dense(6));
        v2 = x1 -> flatten -> repeat(2, block(3));
        v5 = add(v4, v4 -> d6: dense(1, softplus));
    }
}

#[test]
fn graph_11() {
    let losses = Graph11Losses { y: MeanSquaredError, z: MeanSquaredError };
    check(Graph11::new(Seed(1)), "graph_11", losses, |row| Graph11Target { y: row.y, z: row.z });
}

network! {
    struct Graph12(x1: [6]) -> (y: [1], z: [1]) {
        layer block(units) = inner: dense(units, relu) -> outer: dense(3, tanh);
        v2 = x1 -> exponential;
        y = x1 -> y_out: dense(1);
        v7 = v5 -> activation(selu);
        v6 = v4[0..3];
        v1 = add(x1, x1 -> d1: dense(6, tanh));
        v4 = v1[1..5];
        v5 = v2 -> repeat(2, block(4));
        z = concatenate(v3, v6, v7, y) -> z_out: dense(1);
        v3 = v2 -> activation(relu);
    }
}

#[test]
fn graph_12() {
    let losses = Graph12Losses { y: MeanSquaredError, z: MeanSquaredError };
    check(Graph12::new(Seed(1)), "graph_12", losses, |row| Graph12Target { y: row.y, z: row.z });
}

network! {
    struct Graph13(x1: [3, 2], x2: [3, 2], x3: [3, 2]) -> (y: [1], z: [2]) {
        shared s = dense(2, tanh);
        v2 = add(v1, v1 -> d4: dense(2, sigmoid));
        v3 = concatenate(x3, x2 -> flatten -> d5: dense(4, tanh) -> reshape(2, 2), axis = 0);
        v5 = subtract(v2, v3 -> flatten -> d7: dense(2, softplus));
        z = concatenate(v5, y) -> z_out: dense(2, tanh);
        y = v4 -> y_out: dense(1, tanh);
        v4 = v2 -> d6: dense(3, sigmoid) -> logarithm;
        v1 = subtract(x2 -> flatten -> d1: dense(2, tanh, bias = false) -> repeat(2, s), x1 -> flatten -> d2: dense(2, tanh) -> s);
    }
}

#[test]
fn graph_13() {
    let losses = Graph13Losses { y: MeanSquaredError, z: MeanSquaredError };
    check(Graph13::new(Seed(1)), "graph_13", losses, |row| Graph13Target { y: row.y, z: row.z });
}

network! {
    struct Graph14(x1: [6], x2: [4], x3: [5]) -> (y: [2], z: [1]) {
        shared s = dense(4, sigmoid);
        v2 = minimum(v1, x1 -> d2: dense(3), x2 -> d3: dense(3));
        v3 = concatenate(x3, v2 -> d4: dense(1, tanh));
        z = v6 -> flatten -> z_out: dense(1, tanh);
        v6 = v5 -> absolute;
        v4 = subtract(v3 -> d5: dense(4, tanh) -> repeat(2, s), v1 -> d6: dense(4, softmax) -> s);
        v5 = v4 -> d8: dense(6, sigmoid) -> reshape(2, 3) -> permute(1, 0) -> reshape(1, 6);
        y = v4 -> y_out: dense(2);
        v1 = x3 -> d1: dense(3, sigmoid) -> logarithm;
    }
}

#[test]
fn graph_14() {
    let losses = Graph14Losses { y: MeanSquaredError, z: MeanSquaredError };
    check(Graph14::new(Seed(1)), "graph_14", losses, |row| Graph14Target { y: row.y, z: row.z });
}

network! {
    struct Graph15(x1: [6], x2: [2, 3]) -> (y: [1], z: [2]) {
        layer block(units) = inner: dense(units, relu) -> outer: dense(3, tanh);
        shared s = dense(2, softplus);
        z = v5 -> z_out: dense(2);
        v1 = multiply(x2, x2 -> flatten -> d1: dense(6) -> reshape(2, 3));
        v5 = subtract(v4 -> flatten -> d7: dense(2, tanh) -> repeat(2, s), v3 -> d8: dense(2, tanh) -> s);
        v4 = add(v1, v1 -> flatten -> d6: dense(6, elu) -> reshape(2, 3));
        y = x2 -> flatten -> y_out: dense(1);
        v2 = x1 -> repeat(2, block(2));
        v3 = v2 -> activation(relu);
    }
}

#[test]
fn graph_15() {
    let losses = Graph15Losses { y: MeanSquaredError, z: MeanSquaredError };
    check(Graph15::new(Seed(1)), "graph_15", losses, |row| Graph15Target { y: row.y, z: row.z });
}

network! {
    struct Graph16(x1: [4], x2: [3, 2], x3: [2, 3]) -> (y: [2]) {
        shared s = dense(2, sigmoid);
        layer block(units) = inner: dense(units, relu) -> outer: dense(3, tanh);
        v5 = subtract(v3 -> flatten -> d3: dense(2, tanh) -> repeat(2, s), v4 -> d4: dense(2, softmax) -> s);
        y = v8 -> y_out: dense(2, tanh);
        v2 = subtract(x2, v1 -> d1: dense(6, softplus) -> reshape(3, 2));
        v8 = v7 -> absolute;
        v7 = subtract(v6, x3 -> flatten -> d10: dense(3, sigmoid));
        v4 = dot(x3 -> flatten, v3 -> flatten -> d2: dense(6, softmax));
        v3 = v2[0..1, ..];
        v1 = x1[3..4];
        v6 = v5 -> repeat(2, block(3));
    }
}

#[test]
fn graph_16() {
    check(Graph16::new(Seed(1)), "graph_16", MeanSquaredError, |row| *row);
}

network! {
    struct Graph17(x1: [2, 3], x2: [6]) -> (y: [1]) {
        v1 = x2 -> absolute;
        v4 = v3 -> flatten -> d1: dense(4, sigmoid) -> square_root;
        v3 = x1[1..2, ..];
        y = concatenate(v2, v4) -> y_out: dense(1, tanh);
        v2 = v1[4..6];
    }
}

#[test]
fn graph_17() {
    check(Graph17::new(Seed(1)), "graph_17", MeanSquaredError, |row| *row);
}

network! {
    struct Graph18(x1: [5]) -> (y: [2]) {
        layer block(units) = inner: dense(units, relu) -> outer: dense(3, tanh);
        v2 = v1[2..4];
        y = concatenate(v6, v7) -> y_out: dense(2);
        v1 = x1 -> activation(relu);
        v3 = x1[0..1];
        v4 = v1 -> repeat(2, block(2));
        v6 = v5 -> exponential;
        v7 = add(v3, v3 -> d6: dense(1));
        v5 = maximum(v2, v4 -> d5: dense(2, relu, bias = false));
    }
}

#[test]
fn graph_18() {
    check(Graph18::new(Seed(1)), "graph_18", MeanSquaredError, |row| *row);
}

network! {
    struct Graph19(x1: [6]) -> (y: [2]) {
        shared s = dense(4, softplus);
        layer block(units) = inner: dense(units, relu) -> outer: dense(3, tanh);
        y = v6 -> y_out: dense(2, tanh);
        v6 = v5[0..1];
        v4 = subtract(x1 -> d5: dense(4, tanh) -> repeat(2, s), v3 -> d6: dense(4, relu) -> s);
        v3 = subtract(v2, x1 -> d4: dense(6, softmax));
        v5 = v4 -> repeat(2, block(3));
        v1 = add(x1, x1 -> d1: dense(6, tanh), x1 -> d2: dense(6, relu));
        v2 = add(v1, v1 -> d3: dense(6, softplus));
    }
}

#[test]
fn graph_19() {
    check(Graph19::new(Seed(1)), "graph_19", MeanSquaredError, |row| *row);
}

network! {
    struct Graph20(x1: [4], x2: [6]) -> (y: [2]) {
        shared s = dense(4, tanh);
        layer block(units) = inner: dense(units, relu) -> outer: dense(3, tanh);
        v2 = subtract(v1 -> d1: dense(4, tanh, bias = false) -> repeat(2, s), x2 -> d2: dense(4, softmax) -> s);
        v4 = dot(v3, v1 -> d8: dense(3, sigmoid));
        v5 = v4 -> activation(selu);
        v7 = add(v5, v5 -> d9: dense(1, bias = false));
        y = concatenate(v6, v7) -> y_out: dense(2, tanh);
        v3 = v2 -> repeat(2, block(3));
        v6 = v2[1..3];
        v1 = x1 -> activation(selu);
    }
}

#[test]
fn graph_20() {
    check(Graph20::new(Seed(1)), "graph_20", MeanSquaredError, |row| *row);
}

network! {
    struct Graph21(x1: [2, 3], x2: [4], x3: [4]) -> (y: [3]) {
        v6 = v5[.., 0..2];
        v8 = v7 -> exponential;
        v2 = x1 -> activation(selu);
        v7 = v3[.., 1..2];
        y = concatenate(v4, v6 -> flatten, v8 -> flatten) -> y_out: dense(3);
        v1 = subtract(x3, x2 -> d1: dense(4, softmax));
        v5 = add(v2, v2 -> flatten -> d3: dense(6, relu) -> reshape(2, 3));
        v4 = v1 -> d2: dense(4, sigmoid) -> logarithm;
        v3 = v2 -> permute(1, 0);
    }
}

#[test]
fn graph_21() {
    check(Graph21::new(Seed(1)), "graph_21", MeanSquaredError, |row| *row);
}

network! {
    struct Graph22(x1: [4], x2: [2, 3]) -> (y: [2], z: [3]) {
        shared s = dense(4, sigmoid);
        layer block(units) = inner: dense(units, relu) -> outer: dense(3, tanh);
        v4 = v3 -> d4: dense(2, sigmoid) -> square_root;
        v5 = subtract(v4 -> d5: dense(4, tanh, bias = false) -> repeat(2, s), v2 -> d6: dense(4, relu) -> s);
        v6 = v5 -> repeat(2, block(3));
        v3 = v2 -> shift(0.25);
        z = v6 -> z_out: dense(3);
        y = v5 -> y_out: dense(2, tanh);
        v1 = minimum(x2, x1 -> d1: dense(6, sigmoid) -> reshape(2, 3), x2 -> flatten -> d2: dense(6, softplus) -> reshape(2, 3));
        v2 = dot(x1, v1 -> flatten -> d3: dense(4, elu));
    }
}

#[test]
fn graph_22() {
    let losses = Graph22Losses { y: MeanSquaredError, z: MeanSquaredError };
    check(Graph22::new(Seed(1)), "graph_22", losses, |row| Graph22Target { y: row.y, z: row.z });
}

network! {
    struct Graph23(x1: [6]) -> (y: [3], z: [3]) {
        layer block(units) = inner: dense(units, relu) -> outer: dense(3, tanh);
        v2 = v1[3..4];
        v4 = v3 -> exponential;
        v3 = add(x1, x1 -> d1: dense(6, softmax));
        z = v8 -> z_out: dense(3, tanh);
        v5 = v4 -> activation(selu);
        v8 = v7 -> repeat(2, block(2));
        v6 = dot(v2, v5 -> d2: dense(1, elu));
        v7 = add(v6, v4 -> d3: dense(1, tanh, bias = false));
        y = v3 -> y_out: dense(3, tanh);
        v1 = x1[2..6];
    }
}

#[test]
fn graph_23() {
    let losses = Graph23Losses { y: MeanSquaredError, z: MeanSquaredError };
    check(Graph23::new(Seed(1)), "graph_23", losses, |row| Graph23Target { y: row.y, z: row.z });
}

network! {
    struct Graph24(x1: [2, 3]) -> (y: [1]) {
        shared s = dense(4, sigmoid);
        layer block(units) = inner: dense(units, relu) -> outer: dense(3, tanh);
        v6 = v5 -> activation(selu);
        v1 = add(x1, x1 -> flatten -> d1: dense(6, elu, bias = false) -> reshape(2, 3));
        v3 = concatenate(v1, v2 -> d5: dense(8, tanh) -> reshape(2, 4));
        v2 = subtract(v1 -> flatten -> d2: dense(4, tanh) -> repeat(2, s), x1 -> flatten -> d3: dense(4, tanh) -> s);
        v4 = v3 -> flatten -> repeat(2, block(3));
        v5 = minimum(v2, v4 -> d10: dense(4, sigmoid), v2 -> d11: dense(4, softmax));
        y = v6 -> y_out: dense(1, tanh);
    }
}

#[test]
fn graph_24() {
    check(Graph24::new(Seed(1)), "graph_24", MeanSquaredError, |row| *row);
}

network! {
    struct Graph25(x1: [3, 2]) -> (y: [2], z: [1]) {
        layer block(units) = inner: dense(units, relu) -> outer: dense(3, tanh);
        v5 = v4 -> repeat(2, block(2));
        v3 = v2 -> shift(0.25);
        v1 = x1 -> permute(1, 0);
        z = v5 -> z_out: dense(1, tanh);
        v4 = maximum(v3, v2 -> d2: dense(5, tanh), v2 -> d3: dense(5, tanh));
        y = v5 -> y_out: dense(2, tanh);
        v2 = v1 -> flatten -> d1: dense(5, sigmoid) -> logarithm;
    }
}

#[test]
fn graph_25() {
    let losses = Graph25Losses { y: MeanSquaredError, z: MeanSquaredError };
    check(Graph25::new(Seed(1)), "graph_25", losses, |row| Graph25Target { y: row.y, z: row.z });
}

network! {
    struct Graph26(x1: [3, 2], x2: [6], x3: [5]) -> (y: [3]) {
        shared s = dense(4, tanh);
        v2 = v1[0..5];
        v3 = multiply(v2, x1 -> flatten -> d1: dense(5, relu));
        v7 = v6 -> d7: dense(6, softmax) -> reshape(2, 3) -> permute(1, 0) -> reshape(1, 6);
        v5 = subtract(v3 -> d3: dense(4, tanh) -> repeat(2, s), v4 -> d4: dense(4, softmax) -> s);
        v1 = x2 -> exponential;
        v6 = average(v5, x3 -> d6: dense(4, elu));
        y = v7 -> flatten -> y_out: dense(3, tanh);
        v4 = dot(v3, x1 -> flatten -> d2: dense(5, softplus, bias = false));
    }
}

#[test]
fn graph_26() {
    check(Graph26::new(Seed(1)), "graph_26", MeanSquaredError, |row| *row);
}

network! {
    struct Graph27(x1: [3, 2], x2: [4], x3: [5]) -> (y: [1], z: [1]) {
        z = v5 -> z_out: dense(1, tanh);
        v3 = x2 -> d2: dense(6, softmax, bias = false) -> reshape(2, 3) -> permute(1, 0) -> reshape(1, 6);
        v4 = multiply(x3, v3 -> flatten -> d3: dense(5, softmax), x1 -> flatten -> d4: dense(5));
        v5 = dot(v4, v2 -> flatten -> d5: dense(5, softmax));
        y = v1 -> y_out: dense(1, tanh);
        v2 = add(x1, x1 -> flatten -> d1: dense(6, tanh) -> reshape(3, 2));
        v1 = x3 -> absolute;
    }
}

#[test]
fn graph_27() {
    let losses = Graph27Losses { y: MeanSquaredError, z: MeanSquaredError };
    check(Graph27::new(Seed(1)), "graph_27", losses, |row| Graph27Target { y: row.y, z: row.z });
}

network! {
    struct Graph28(x1: [3, 2], x2: [3, 2], x3: [3, 2]) -> (y: [1]) {
        shared s = dense(3, softplus);
        v5 = x2[.., 0..1];
        y = concatenate(v4 -> flatten, v7 -> flatten, v8) -> y_out: dense(1, tanh);
        v4 = v3 -> activation(selu);
        v7 = x3 -> square;
        v1 = dot(x3 -> flatten, x1 -> flatten -> d1: dense(6));
        v8 = add(v6, v6 -> d6: dense(3, softplus));
        v2 = concatenate(x3, v1 -> d2: dense(12, relu) -> reshape(3, 4));
        v3 = v2[2..3, ..];
        v6 = subtract(v5 -> flatten -> d3: dense(3, tanh, bias = false) -> repeat(2, s), x3 -> flatten -> d4: dense(3, relu) -> s);
    }
}

#[test]
fn graph_28() {
    check(Graph28::new(Seed(1)), "graph_28", MeanSquaredError, |row| *row);
}

network! {
    struct Graph29(x1: [2, 3]) -> (y: [2]) {
        layer block(units) = inner: dense(units, relu) -> outer: dense(3, tanh);
        v2 = v1 -> flatten -> repeat(2, block(3));
        v3 = concatenate(x1, v2 -> d6: dense(6, relu) -> reshape(2, 3), axis = 0);
        y = v5 -> flatten -> y_out: dense(2, tanh);
        v5 = v4 -> activation(relu);
        v4 = subtract(v3, v3 -> flatten -> d7: dense(12, elu) -> reshape(4, 3));
        v1 = add(x1, x1 -> flatten -> d1: dense(6, softplus) -> reshape(2, 3));
    }
}

#[test]
fn graph_29() {
    check(Graph29::new(Seed(1)), "graph_29", MeanSquaredError, |row| *row);
}

network! {
    struct Graph30(x1: [4], x2: [2, 3]) -> (y: [2]) {
        layer block(units) = inner: dense(units, relu) -> outer: dense(3, tanh);
        v4 = x2 -> flatten -> repeat(2, block(4));
        v1 = x1 -> square;
        y = concatenate(v1, v3, v4) -> y_out: dense(2, tanh);
        v3 = v2 -> negate;
        v2 = x1 -> d1: dense(3, sigmoid) -> square_root;
    }
}

#[test]
fn graph_30() {
    check(Graph30::new(Seed(1)), "graph_30", MeanSquaredError, |row| *row);
}
