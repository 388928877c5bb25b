//! The graph as a picture: who cites on the left, what is cited on the right, grouped by kind. Every line has a place of its
//! own at both ends, with the number of citations beside the right one, so that neither labels nor numbers overlap.

use std::collections::BTreeMap;

use model::{Kind, Pinpoint, SegmentKind, roman_value};

use super::written::places;
use super::{Graph, GraphEdge, GraphNode};
use crate::xml::xml_text;

/// Height of a line's place at a node, in pixels.
const PORT: f64 = 15.0;
/// Room between nodes, and above a group for its name.
const GAP: f64 = 10.0;
const GROUP: f64 = 34.0;
/// Where the boxes stand, and how wide they are.
const LEFT: f64 = 20.0;
const RIGHT: f64 = 900.0;
const BOX: f64 = 390.0;
const TOP: f64 = 50.0;
/// Width of a character of a name and of the smaller title behind it, at most on average; wide fonts have these.
const NAME: f64 = 7.9;
const TITLE: f64 = 5.8;
/// Room inside a box, left and right.
const INSET: f64 = 8.0;
/// A title cut to fewer characters is left out.
const SHORTEST_TITLE: usize = 20;

/// The groups, in their order from above.
const GROUPS: [(&str, &[Kind]); 6] = [
    ("Essays", &[Kind::Essay]),
    ("Treaties and statutes", &[Kind::Treaty, Kind::Statute]),
    ("Texts of the International Law Commission, declarations", &[Kind::Ilc, Kind::Declaration]),
    ("Resolutions", &[Kind::Resolution]),
    ("Cases, comments of treaty bodies", &[Kind::Case, Kind::Comment]),
    ("Manuals and other documents", &[Kind::Manual, Kind::Document]),
];

/// One side: its boxes with their tops, the place of each edge, the names of groups with their baselines.
struct Side<'g> {
    boxes: Vec<(&'g GraphNode, f64, f64)>,
    ports: BTreeMap<usize, f64>,
    groups: Vec<(&'static str, f64)>,
    height: f64,
}

impl Graph {
    /// The graph as a picture (SVG).
    pub fn svg(&self) -> String {
        let nodes: BTreeMap<&str, &GraphNode> = self.nodes.iter().map(|n| (n.id.as_str(), n)).collect();
        let left = self.side(&nodes, |e| &e.from, |_| 0.0);
        let right = self.side(&nodes, |e| &e.to, |i| left.ports.get(&i).copied().unwrap_or_default());
        // Once more, now that it is known where the lines go.
        let left = self.side(&nodes, |e| &e.from, |i| right.ports.get(&i).copied().unwrap_or_default());
        let height = left.height.max(right.height) + GAP;
        let width = RIGHT + BOX + LEFT;
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
             font-family=\"sans-serif\" font-size=\"12\">\n<title>Citation graph</title>\n\
             <style>g.line:hover path {{ stroke-opacity: 1; stroke-width: 4 }}</style>\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
        );
        for (x, words) in [(LEFT, "cites"), (RIGHT, "is cited (number of citations)")] {
            out.push_str(&format!(
                "<text x=\"{x}\" y=\"24\" font-size=\"15\" font-weight=\"bold\">{words}</text>\n"
            ));
        }
        for (i, edge) in self.edges.iter().enumerate() {
            if let (Some(from), Some(to)) = (left.ports.get(&i), right.ports.get(&i)) {
                let kind = nodes.get(edge.from.as_str()).map_or(Kind::Document, |n| n.kind);
                out.push_str(&line(edge, kind, *from, *to));
            }
        }
        out.push_str(&left.drawn(LEFT));
        out.push_str(&right.drawn(RIGHT));
        out.push_str("</svg>\n");
        out
    }

    /// One side: boxes group by group, within a group by where their lines go to; provisions in their own order.
    fn side<'g>(
        &'g self,
        nodes: &BTreeMap<&str, &'g GraphNode>,
        end: impl Fn(&GraphEdge) -> &String,
        other: impl Fn(usize) -> f64,
    ) -> Side<'g> {
        let mut lines: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (i, edge) in self.edges.iter().enumerate() {
            lines.entry(end(edge).as_str()).or_default().push(i);
        }
        let mut side = Side { boxes: Vec::new(), ports: BTreeMap::new(), groups: Vec::new(), height: TOP };
        for (name, kinds) in GROUPS {
            let mut group: Vec<(f64, &GraphNode, Vec<usize>)> = Vec::new();
            for (id, ends) in &lines {
                let Some(node) = nodes.get(id).filter(|n| kinds.contains(&n.kind)) else { continue };
                let mut ends = ends.clone();
                ends.sort_by(|a, b| other(*a).total_cmp(&other(*b)));
                let mean = ends.iter().map(|&i| other(i)).sum::<f64>() / ends.len().max(1) as f64;
                group.push((mean, node, ends));
            }
            if group.is_empty() {
                continue;
            }
            group.sort_by(|(a, first, _), (b, second, _)| {
                let places = provision(first).cmp(&provision(second));
                places.then(a.total_cmp(b)).then_with(|| first.id.cmp(&second.id))
            });
            side.height += GROUP;
            side.groups.push((name, side.height - GAP));
            for (_, node, ends) in group {
                let tall = PORT * ends.len() as f64 + 6.0;
                for (k, edge) in ends.iter().enumerate() {
                    side.ports.insert(*edge, side.height + 3.0 + PORT * (k as f64 + 0.5));
                }
                side.boxes.push((node, side.height, tall));
                side.height += tall + GAP;
            }
        }
        side
    }
}

impl Side<'_> {
    fn drawn(&self, x: f64) -> String {
        let mut out = String::new();
        for (name, y) in &self.groups {
            out.push_str(&format!(
                "<text x=\"{x}\" y=\"{y}\" fill=\"#555\" font-style=\"italic\">{name}</text>\n"
            ));
        }
        for (node, y, tall) in &self.boxes {
            let (dash, note) =
                if node.held { ("", "") } else { (" stroke-dasharray=\"5 3\"", " (not held)") };
            let own = if node.own > 0 { format!("; cites itself {} times", node.own) } else { String::new() };
            let (colour, middle) = (colour(node.kind), y + tall / 2.0 + 4.0);
            out.push_str(&format!(
                "<g><title>{}{note}{own}</title><rect x=\"{x}\" y=\"{y}\" width=\"{BOX}\" height=\"{tall}\" rx=\"3\" fill=\"{colour}\" \
                 stroke=\"#444\"{dash}/><text x=\"{}\" y=\"{middle}\">{}</text></g>\n",
                xml_text(&node.title),
                x + INSET,
                name(node)
            ));
        }
        out
    }
}

/// A line between its places, its number at both ends.
fn line(edge: &GraphEdge, kind: Kind, from: f64, to: f64) -> String {
    let (start, stop) = (LEFT + BOX, RIGHT);
    let middle = f64::midpoint(start, stop);
    let thick = 0.8 + (edge.weight as f64).ln_1p() * 1.1;
    let places = places(edge);
    let places = if places.is_empty() { places } else { format!(": {places}") };
    let (weight, title) = (edge.weight, xml_text(&format!("{} → {}{places}", edge.from, edge.to)));
    let colour = dark(kind);
    format!(
        "<g class=\"line\"><title>{title}</title><path d=\"M{start} {from} C{middle} {from} {middle} {to} {stop} {to}\" fill=\"none\" \
         stroke=\"{colour}\" stroke-opacity=\"0.6\" stroke-width=\"{thick:.1}\"/>\
         <text x=\"{}\" y=\"{}\" font-size=\"10\" text-anchor=\"end\" stroke=\"white\" stroke-width=\"3\" paint-order=\"stroke\">{weight}</text></g>\n",
        stop - 5.0,
        to + 3.5
    )
}

const fn colour(kind: Kind) -> &'static str {
    match kind {
        Kind::Essay | Kind::Manual | Kind::Document => "#f3e8d2",
        Kind::Treaty | Kind::Statute => "#dbe7f3",
        Kind::Ilc | Kind::Declaration | Kind::Resolution => "#e2efda",
        Kind::Case | Kind::Comment => "#f0dde4",
    }
}

/// The colour of the lines that start at such a work.
const fn dark(kind: Kind) -> &'static str {
    match kind {
        Kind::Essay | Kind::Manual | Kind::Document => "#b07d2b",
        Kind::Treaty | Kind::Statute => "#4a76a8",
        Kind::Ilc | Kind::Declaration | Kind::Resolution => "#5d9448",
        Kind::Case | Kind::Comment => "#ab5277",
    }
}

/// The provision that a node is, to put it where it stands in its document: its kind, and its numbers as numbers.
fn provision(node: &GraphNode) -> Option<(SegmentKind, u32, String)> {
    let (_, place) = node.id.split_once('#')?;
    let parsed = place.parse::<Pinpoint>().ok()?;
    let number = parsed.first().number.as_deref().unwrap_or_default();
    let digits = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
    let counted = number.get(..digits).and_then(|d| d.parse().ok()).or_else(|| roman_value(number));
    Some((parsed.first().kind, counted.unwrap_or(0), place.to_owned()))
}

/// What a box says: the short name and, where there is room and it says more, the beginning of the title.
fn name(node: &GraphNode) -> String {
    let room = BOX - 2.0 * INSET;
    let label = cut(&node.label, room / NAME);
    let left = room - (label.chars().count() + 1) as f64 * NAME;
    let title = if provision(node).is_some() || node.title == node.label {
        String::new()
    } else {
        cut(&node.title, left / TITLE)
    };
    if title.is_empty() || (title != node.title && title.chars().count() < SHORTEST_TITLE) {
        return format!("<tspan font-weight=\"bold\">{}</tspan>", xml_text(&label));
    }
    format!(
        "<tspan font-weight=\"bold\">{}</tspan><tspan dx=\"8\" font-size=\"10.5\" fill=\"#555\">{}</tspan>",
        xml_text(&label),
        xml_text(&title)
    )
}

/// Text of at most so many characters, cut between words if it can be.
fn cut(text: &str, most: f64) -> String {
    let most = most.max(1.0) as usize;
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let head = text.get(..end).unwrap_or_default();
    let whole = head.rfind(' ').filter(|at| at * 3 > head.len() * 2).and_then(|at| head.get(..at));
    format!("{}…", whole.unwrap_or(head).trim_end_matches([' ', ',']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(id: &str, label: &str, title: &str) -> GraphNode {
        GraphNode {
            id: id.into(),
            label: label.into(),
            title: title.into(),
            kind: Kind::Treaty,
            held: true,
            own: 0,
        }
    }

    fn edge(to: &str, weight: usize) -> GraphEdge {
        GraphEdge { from: "harbour-rules".into(), to: to.into(), weight, places: Vec::new() }
    }

    #[test]
    fn provisions_stand_in_the_order_of_their_document() {
        let ids = ["lights#art-102", "lights#art-2", "lights#ch-IX", "lights#ch-V", "lights#art-8bis"];
        let mut nodes: Vec<GraphNode> = ids.iter().map(|id| node(id, id, "Lights")).collect();
        nodes.sort_by_key(provision);
        let order: Vec<&str> = nodes.iter().map(|n| n.id.as_str()).collect();
        assert_eq!(
            order,
            ["lights#ch-V", "lights#ch-IX", "lights#art-2", "lights#art-8bis", "lights#art-102"]
        );
    }

    #[test]
    fn a_name_fits_its_box_and_the_title_follows_where_it_says_more() {
        assert_eq!(cut("Convention on the Lights of Harbours", 30.0), "Convention on the Lights of…");
        assert_eq!(cut("Lights", 30.0), "Lights");
        assert_eq!(cut("Österreichischer", 3.0), "Öst…");
        let said = |label: &str, title: &str| name(&node("lights", label, title));
        assert!(said("Lights", "Convention on the Lights of Harbours").contains("of Harbours"));
        assert!(!said(&"Long name ".repeat(4), "Convention on the Lights of Harbours").contains("Conv"));
    }

    #[test]
    fn every_line_has_a_place_of_its_own_and_markup_is_escaped() {
        let nodes =
            vec![node("harbour-rules", "R&D <Rules>", "Rules"), node("a", "A", "A"), node("b", "B", "B")];
        let svg = Graph { nodes, edges: vec![edge("a", 3), edge("b", 12)] }.svg();
        assert!(svg.contains("R&amp;D &lt;Rules&gt;"));
        let starts: Vec<&str> = svg.split("<path d=\"").skip(1).filter_map(|p| p.split(' ').nth(1)).collect();
        assert_eq!(starts.len(), 2);
        assert_ne!(starts.first(), starts.last());
    }
}
