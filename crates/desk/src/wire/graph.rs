//! The citation graph.

use serde_json::{Value, json};

use crate::graph::{Graph, GraphEdge, GraphNode};

/// `corpus graph`.
pub fn graph(graph: &Graph) -> Value {
    let node = |n: &GraphNode| {
        json!({
            "id": n.id,
            "label": n.label,
            "title": n.title,
            "kind": n.kind.as_str(),
            "held": n.held,
            "own": n.own,
        })
    };
    let edge = |e: &GraphEdge| {
        let place = |(place, count): &(String, usize)| json!({ "pinpoint": place, "count": count });
        json!({
            "from": e.from,
            "to": e.to,
            "weight": e.weight,
            "places": e.places.iter().map(place).collect::<Vec<_>>(),
        })
    };
    json!({
        "nodes": graph.nodes.iter().map(node).collect::<Vec<_>>(),
        "edges": graph.edges.iter().map(edge).collect::<Vec<_>>(),
    })
}
