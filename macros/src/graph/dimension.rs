//! Reading a dimension: a number, a constant, or arithmetic over them.

use super::constants::Constants;
use super::polynomial::{Atom, Polynomial};
use super::shape::{Dimension, MOST};
use crate::diagnostics::Diagnostics;
use crate::syntax::text;
use quote::ToTokens;
use syn::{BinOp, Expr, ExprLit, Lit, UnOp};

/// Why an expression is not a dimension.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum DimensionFault {
    /// Zero or less: its absolute value.
    NotPositive(usize),
    /// More than [`MOST`].
    TooLarge,
    /// A literal of another type, such as `3u8`: the literal without its type.
    Suffix(String),
    /// A fraction; its integer part.
    Fraction(u64),
    /// Not a number; what to write instead, if that is clear.
    Kind(Option<String>),
    /// Arithmetic over a parameter that is not supported: why, and how to name the result instead.
    Parameter(&'static str, &'static str),
}

/// An intermediate value: a number written in digits, a constant that only the compiler knows, or
/// an expression with const parameters, which each use of the network sets.
enum Value {
    Number(i128),
    Constant,
    Generic(Polynomial),
}

impl Dimension {
    /// Reads a dimension; an expression that only the compiler knows is added to the constants.
    pub(crate) fn read(
        expression: &Expr,
        constants: &Constants,
    ) -> Result<Dimension, DimensionFault> {
        match evaluate(expression, constants)? {
            Value::Number(number) if number <= 0 => {
                Err(DimensionFault::NotPositive(usize::try_from(-number).unwrap_or(0)))
            }
            Value::Number(number) => match usize::try_from(number) {
                Ok(number) if number <= MOST => Ok(Dimension::Known(number)),
                _ => Err(DimensionFault::TooLarge),
            },
            Value::Constant => Ok(Dimension::Constant {
                tokens: constants.name(expression).to_token_stream(),
                text: text::of(expression),
            }),
            Value::Generic(polynomial) if !polynomial.is_sum() => {
                Err(DimensionFault::Parameter("types cannot subtract", "REST"))
            }
            Value::Generic(polynomial) if polynomial.largest_number() > MOST as i128 => {
                Err(DimensionFault::TooLarge)
            }
            Value::Generic(polynomial) => Ok(Dimension::from(polynomial)),
        }
    }
}

impl DimensionFault {
    /// Reports the error; `fitting` is what would fit there, if that is known.
    pub(crate) fn report(
        &self,
        at: &Expr,
        subject: &str,
        fitting: Option<&str>,
        diagnostics: &mut Diagnostics,
    ) {
        let written = text::of(at);
        let headline = match self {
            DimensionFault::NotPositive(_) => {
                format!("{subject} cannot be {written}: at least 1 is needed")
            }
            DimensionFault::TooLarge => {
                format!("{subject} cannot be {written}: the most is {MOST}")
            }
            DimensionFault::Suffix(_) => format!("{subject} must be a usize, not {written}"),
            DimensionFault::Fraction(_) | DimensionFault::Kind(_) => {
                format!("{subject} must be a whole number, not {written}")
            }
            DimensionFault::Parameter(reason, _) => {
                format!("{subject} cannot be {written}: {reason}")
            }
        };
        let fault = diagnostics.error(at, headline);
        match (fitting, self) {
            (_, DimensionFault::Parameter(_, name)) => {
                fault.help(format_args!(
                    "write {name}, and declare it beside the other parameters: const {name}: usize"
                ));
            }
            (_, DimensionFault::Suffix(number) | DimensionFault::Kind(Some(number))) => {
                fault.help(format_args!("write {number}"));
            }
            (Some(fitting), _) => {
                fault.help(format_args!("write {fitting}"));
            }
            (None, DimensionFault::Fraction(0)) => {
                fault.help("write 1");
            }
            (None, DimensionFault::Fraction(below)) => {
                fault.help(format_args!("write {below} or {}", below + 1));
            }
            (None, DimensionFault::Kind(None)) => {
                fault.help("write a number such as 300, or the name of a `const` of type usize");
            }
            (None, DimensionFault::NotPositive(0) | DimensionFault::TooLarge) => {}
            (None, DimensionFault::NotPositive(below)) => {
                fault.help(format_args!("write {below}"));
            }
        }
    }
}

fn evaluate(expression: &Expr, constants: &Constants) -> Result<Value, DimensionFault> {
    let evaluate = |expression| evaluate(expression, constants);
    match expression {
        Expr::Lit(literal) => literal_value(literal),
        Expr::Path(_) | Expr::Cast(_) => match constants.parameter(expression) {
            Some(parameter) => Ok(Value::Generic(Polynomial::atom(parameter))),
            None if constants.has_parameter(expression) => Err(DimensionFault::Parameter(
                "a parameter can only be added and multiplied",
                "SIZE",
            )),
            None => Ok(Value::Constant),
        },
        Expr::Paren(paren) => evaluate(&paren.expr),
        Expr::Group(group) => evaluate(&group.expr),
        Expr::Unary(unary) => match (&unary.op, evaluate(&unary.expr)?) {
            (UnOp::Neg(_), Value::Number(number)) => Ok(Value::Number(-number)),
            (UnOp::Neg(_), Value::Generic(_)) => {
                Err(DimensionFault::Parameter("types cannot subtract", "REST"))
            }
            _ => Err(DimensionFault::Kind(None)),
        },
        Expr::Binary(binary) => match (evaluate(&binary.left)?, evaluate(&binary.right)?) {
            (Value::Number(left), Value::Number(right)) => {
                calculate(left, &binary.op, right).map(Value::Number)
            }
            (Value::Generic(left), right) => {
                combine(&left, &binary.op, &right.polynomial(&binary.right, constants))
            }
            (left, Value::Generic(right)) => {
                combine(&left.polynomial(&binary.left, constants), &binary.op, &right)
            }
            _ if is_arithmetic(&binary.op) => Ok(Value::Constant),
            _ => Err(DimensionFault::Kind(None)),
        },
        _ => Err(DimensionFault::Kind(None)),
    }
}

impl Value {
    /// The value as an operand beside one with parameters; a constant becomes a single atom.
    fn polynomial(self, expression: &Expr, constants: &Constants) -> Polynomial {
        match self {
            Value::Number(number) => Polynomial::number(number),
            Value::Generic(polynomial) => polynomial,
            Value::Constant => Polynomial::atom(Atom {
                parameter: None,
                component: None,
                text: text::of(expression),
                tokens: constants.name(expression).to_token_stream(),
            }),
        }
    }
}

/// Sums, products and differences; no minus may be left in the result of a difference.
fn combine(
    left: &Polynomial,
    operator: &BinOp,
    right: &Polynomial,
) -> Result<Value, DimensionFault> {
    let combined = match operator {
        BinOp::Add(_) => left.plus(right),
        BinOp::Mul(_) => left.times(right),
        BinOp::Sub(_) => left.minus(right),
        BinOp::Div(_) if right.as_number() == Some(2) => {
            return Err(DimensionFault::Parameter("types cannot divide", "HALF"));
        }
        BinOp::Div(_) => return Err(DimensionFault::Parameter("types cannot divide", "PART")),
        BinOp::Rem(_) => return Err(DimensionFault::Parameter("types cannot divide", "REST")),
        _ => return Err(DimensionFault::Kind(None)),
    };
    Ok(match combined.as_number() {
        Some(number) => Value::Number(number),
        None => Value::Generic(combined),
    })
}

fn literal_value(literal: &ExprLit) -> Result<Value, DimensionFault> {
    match &literal.lit {
        Lit::Int(integer) => {
            let digits = integer.base10_digits();
            if !matches!(integer.suffix(), "" | "usize") {
                return Err(DimensionFault::Suffix(digits.to_owned()));
            }
            digits.parse().map(Value::Number).map_err(|_| DimensionFault::TooLarge)
        }
        Lit::Float(float) => match float.base10_parse::<f64>() {
            Ok(number) if number >= 0.0 && number.fract() == 0.0 && number <= MOST as f64 => {
                Err(DimensionFault::Kind(Some(format!("{number:.0}"))))
            }
            Ok(number) if number <= MOST as f64 => {
                Err(DimensionFault::Fraction(number.floor() as u64))
            }
            _ => Err(DimensionFault::TooLarge),
        },
        Lit::Str(string) => {
            let digits = string.value();
            let number = digits.parse::<u32>().ok().filter(|number| *number > 0);
            Err(DimensionFault::Kind(number.map(|number| number.to_string())))
        }
        _ => Err(DimensionFault::Kind(None)),
    }
}

fn is_arithmetic(operator: &BinOp) -> bool {
    matches!(
        operator,
        BinOp::Add(_) | BinOp::Sub(_) | BinOp::Mul(_) | BinOp::Div(_) | BinOp::Rem(_)
    )
}

fn calculate(left: i128, operator: &BinOp, right: i128) -> Result<i128, DimensionFault> {
    let result = match operator {
        BinOp::Add(_) => left.checked_add(right),
        BinOp::Sub(_) => left.checked_sub(right),
        BinOp::Mul(_) => left.checked_mul(right),
        BinOp::Div(_) | BinOp::Rem(_) if right == 0 => return Err(DimensionFault::Kind(None)),
        BinOp::Div(_) => left.checked_div(right),
        BinOp::Rem(_) => left.checked_rem(right),
        _ => return Err(DimensionFault::Kind(None)),
    };
    result.ok_or(DimensionFault::TooLarge)
}
