//! A network as an SVG image.
//!
//! `layout-rs` computes the places of boxes and the paths of arrows; their style is set here.

use super::node::{Drawing, Node, Role};
use crate::network::Network;
use core::fmt::{self, Write};
use layout::core::base::Orientation;
use layout::core::color::Color;
use layout::core::format::{ClipHandle, RenderBackend};
use layout::core::geometry::Point;
use layout::core::style::{LineStyleKind, StyleAttr};
use layout::std_shapes::shapes::{Arrow, Element, LineEndKind, ShapeKind};
use layout::topo::layout::VisualGraph;
use std::string::{String, ToString};
use std::vec::Vec;

/// A network as an SVG image: inputs at the top, outputs at the bottom, arrows between.
///
/// Inputs are blue, outputs green; a further application of a shared layer has a dashed box.
///
/// The layout avoids crossing arrows; for sixty layers connected at random that may take some
/// seconds.
pub fn svg<N: Network>() -> String {
    let drawing = Drawing::of::<N>();
    let frames: Vec<Frame> = drawing.nodes().map(Frame::new).collect();
    let mut image = String::new();
    draw(drawing.name, &frames, &mut image).expect("a string takes any text");
    image
}

/// Pixels from one line of text to the next.
const LINE: f64 = 18.0;
/// The maximum width of a character in pixels, as a rule.
const CHARACTER: f64 = 8.0;
/// Pixels around the text in a box, and around the picture.
const MARGIN: f64 = 12.0;

/// A box with its text.
struct Frame {
    node: Node,
    lines: Vec<String>,
}

impl Frame {
    fn new(node: Node) -> Self {
        let lines = [node.row.name.to_string(), node.kind().to_string(), node.shape().to_string()];
        let outputs = node.output_names().map(|output| std::format!("output {output}"));
        Self { lines: lines.into_iter().chain(outputs).collect(), node }
    }

    /// The size in pixels.
    fn size(&self) -> Point {
        let characters = self.lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
        Point::new(
            characters as f64 * CHARACTER + 2.0 * MARGIN,
            self.lines.len() as f64 * LINE + MARGIN,
        )
    }
}

/// Writes the image.
fn draw(name: &str, frames: &[Frame], image: &mut String) -> fmt::Result {
    let (places, curves) = place(frames);
    let (mut left, mut top, mut right, mut bottom) = (f64::MAX, f64::MAX, f64::MIN, f64::MIN);
    let corners = places.iter().flat_map(|(corner, size)| [*corner, corner.add(*size)]);
    for point in corners.chain(curves.iter().flatten().flat_map(|(one, other)| [*one, *other])) {
        (left, top) = (left.min(point.x - MARGIN), top.min(point.y - MARGIN));
        (right, bottom) = (right.max(point.x + MARGIN), bottom.max(point.y + MARGIN));
    }
    let (width, height) = ((right - left).max(0.0), (bottom - top).max(0.0));
    writeln!(
        image,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         viewBox=\"{left:.0} {top:.0} {width:.0} {height:.0}\" font-family=\"sans-serif\" \
         font-size=\"13\" text-anchor=\"middle\">\n\
         <title>{}</title>\n\
         <defs><marker id=\"arrow\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"8\" \
         markerHeight=\"8\" orient=\"auto\"><path d=\"M 0 1 L 10 5 L 0 9 z\" fill=\"#555\"/>\
         </marker></defs>\n\
         <rect x=\"{left:.0}\" y=\"{top:.0}\" width=\"{width:.0}\" height=\"{height:.0}\" \
         fill=\"#fff\"/>",
        Escaped(name)
    )?;
    for curve in &curves {
        write_curve(curve, image)?;
    }
    for (frame, (corner, size)) in frames.iter().zip(&places) {
        write_box(frame, *corner, *size, image)?;
    }
    image.write_str("</svg>\n")
}

/// A path from a first point through others to the last, each with the control point of its curve.
type Curve = Vec<(Point, Point)>;

/// The upper left corner and the size of each box, and the arrows.
fn place(frames: &[Frame]) -> (Vec<(Point, Point)>, Vec<Curve>) {
    let look = StyleAttr::new(Color::fast("black"), 1, None, 0, 1);
    let orientation = Orientation::TopToBottom;
    let mut graph = VisualGraph::new(orientation);
    let handles: Vec<_> = frames
        .iter()
        .map(|frame| {
            let shape = ShapeKind::new_box("");
            graph.add_node(Element::create(shape, look.clone(), orientation, frame.size()))
        })
        .collect();
    for (to, frame) in frames.iter().enumerate() {
        let inputs = frame.node.row.inputs;
        for (place, input) in inputs.iter().enumerate() {
            let from = frames.iter().position(|other| other.node.row.name == *input);
            // A layer that uses a value twice has one arrow.
            let Some(from) = from.filter(|_| !inputs[..place].contains(input)) else { continue };
            let (start, end) = (LineEndKind::None, LineEndKind::Arrow);
            let arrow = Arrow::new(start, end, LineStyleKind::Normal, "", &look, &None, &None);
            graph.add_edge(arrow, handles[from], handles[to]);
        }
    }
    let mut curves = Curves(Vec::new());
    graph.do_it(false, false, false, &mut curves);
    let places = handles.iter().map(|handle| {
        let position = graph.pos(*handle);
        (position.bbox(false).0, position.size(false))
    });
    (places.collect(), curves.0)
}

fn write_curve(curve: &Curve, image: &mut String) -> fmt::Result {
    let [(start, bend), others @ ..] = curve.as_slice() else { return Ok(()) };
    write!(image, "<path d=\"M {:.1} {:.1}", start.x, start.y)?;
    for (index, (control, end)) in others.iter().enumerate() {
        match index {
            0 => write!(image, " C {:.1} {:.1},", bend.x, bend.y)?,
            _ => write!(image, " S")?,
        }
        write!(image, " {:.1} {:.1}, {:.1} {:.1}", control.x, control.y, end.x, end.y)?;
    }
    writeln!(
        image,
        "\" fill=\"none\" stroke=\"#555\" stroke-width=\"1.3\" marker-end=\"url(#arrow)\"/>"
    )
}

fn write_box(frame: &Frame, corner: Point, size: Point, image: &mut String) -> fmt::Result {
    let (fill, stroke) = match frame.node.role {
        Role::Input => ("#e8f1fb", "#3b78b8"),
        Role::Layer => ("#fafafa", "#777"),
        Role::Output => ("#e9f6ea", "#3f8f46"),
    };
    let dashed = if frame.node.row.shares.is_some() { " stroke-dasharray=\"6 3\"" } else { "" };
    writeln!(
        image,
        "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"6\" fill=\"{fill}\" \
         stroke=\"{stroke}\" stroke-width=\"1.3\"{dashed}/>",
        corner.x, corner.y, size.x, size.y
    )?;
    let (middle, mut line) = (corner.x + size.x / 2.0, corner.y + MARGIN / 2.0);
    for (index, text) in frame.lines.iter().enumerate() {
        line += LINE;
        let weight = if index == 0 { " font-weight=\"bold\"" } else { "" };
        let text = Escaped(text);
        writeln!(image, "<text x=\"{middle:.1}\" y=\"{:.1}\"{weight}>{text}</text>", line - 5.0)?;
    }
    Ok(())
}

/// A text with XML's special characters escaped.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|character| match character {
            '&' => f.write_str("&amp;"),
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '"' => f.write_str("&quot;"),
            other if other.is_control() => f.write_char(' '), // not allowed in XML
            other => f.write_char(other),
        })
    }
}

/// Collects the curves of the arrows; the boxes are drawn afterwards, from their places.
struct Curves(Vec<Curve>);

impl RenderBackend for Curves {
    fn draw_arrow(
        &mut self,
        path: &[(Point, Point)],
        _dashed: bool,
        _head: (bool, bool),
        _look: &StyleAttr,
        _properties: Option<String>,
        _text: &str,
    ) {
        self.0.push(path.to_vec());
    }

    fn draw_rect(
        &mut self,
        _corner: Point,
        _size: Point,
        _look: &StyleAttr,
        _properties: Option<String>,
        _clip: Option<ClipHandle>,
    ) {
    }

    fn draw_line(&mut self, _: Point, _: Point, _: &StyleAttr, _: Option<String>) {}

    fn draw_circle(&mut self, _: Point, _: Point, _: &StyleAttr, _: Option<String>) {}

    fn draw_text(&mut self, _: Point, _: &str, _: &StyleAttr) {}

    fn create_clip(&mut self, _: Point, _: Point, _: usize) -> ClipHandle {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_escaped() {
        assert_eq!(Escaped("größe").to_string(), "größe");
        assert_eq!(Escaped("Gate<\"a&b\">\n").to_string(), "Gate&lt;&quot;a&amp;b&quot;&gt; ");
    }
}
