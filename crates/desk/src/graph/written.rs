//! The graph for other programs: Graphviz and GraphML.

use super::{Graph, GraphEdge, GraphNode};
use crate::xml::xml_text;

impl Graph {
    /// The graph in the language of Graphviz.
    pub fn dot(&self) -> String {
        let mut out =
            String::from("digraph corpus {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n");
        for n in &self.nodes {
            let style = if n.held { "solid" } else { "dashed" };
            out.push_str(&format!(
                "  {} [label={}, tooltip={}, kind={}, style={style}, own={}];\n",
                quoted(&n.id),
                quoted(&n.label),
                quoted(&n.title),
                quoted(n.kind.as_str()),
                n.own
            ));
        }
        for e in &self.edges {
            out.push_str(&format!(
                "  {} -> {} [label=\"{}\", weight={}, penwidth={:.1}, tooltip={}];\n",
                quoted(&e.from),
                quoted(&e.to),
                e.weight,
                e.weight,
                1.0 + (e.weight as f64).ln(),
                quoted(&places(e))
            ));
        }
        out.push_str("}\n");
        out
    }

    /// The graph as GraphML.
    pub fn graphml(&self) -> String {
        let mut out = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
        );
        let keys = [
            ("label", "node", "string"),
            ("title", "node", "string"),
            ("kind", "node", "string"),
            ("held", "node", "boolean"),
            ("own", "node", "int"),
            ("weight", "edge", "int"),
            ("places", "edge", "string"),
        ];
        for (name, of, kind) in keys {
            out.push_str(&format!(
                "  <key id=\"{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>\n"
            ));
        }
        out.push_str("  <graph id=\"corpus\" edgedefault=\"directed\">\n");
        self.nodes.iter().for_each(|n| out.push_str(&node(n)));
        for (i, e) in self.edges.iter().enumerate() {
            out.push_str(&format!(
                "    <edge id=\"e{i}\" source=\"{}\" target=\"{}\">{}{}</edge>\n",
                xml_text(&e.from),
                xml_text(&e.to),
                data("weight", &e.weight.to_string()),
                data("places", &places(e))
            ));
        }
        out.push_str("  </graph>\n</graphml>\n");
        out
    }
}

fn node(n: &GraphNode) -> String {
    let fields = [
        data("label", &n.label),
        data("title", &n.title),
        data("kind", n.kind.as_str()),
        data("held", &n.held.to_string()),
        data("own", &n.own.to_string()),
    ];
    format!("    <node id=\"{}\">{}</node>\n", xml_text(&n.id), fields.concat())
}

fn data(key: &str, value: &str) -> String {
    format!("<data key=\"{key}\">{}</data>", xml_text(value))
}

/// The places most cited, with their counts.
pub(super) fn places(edge: &GraphEdge) -> String {
    const MOST: usize = 8;
    let mut named: Vec<String> = edge.places.iter().take(MOST).map(|(p, n)| format!("{p} ×{n}")).collect();
    if edge.places.len() > MOST {
        named.push(format!("and {} more", edge.places.len() - MOST));
    }
    named.join(", ")
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
