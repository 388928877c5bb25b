//! The names that may stand before a colon.

use model::{Kind, Span};

use crate::entry::Layer;
use crate::query::QueryError;
use crate::query::ast::Scope;
use crate::schema::{Key, Part};
use crate::wire;

/// What a field name asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FieldName {
    /// Words, in some part.
    Words(Scope),
    /// A property.
    Key(Key),
}

/// Every field name, in the order in which they are listed to the user.
const ALL: [(&str, FieldName); 12] = [
    ("text", FieldName::Words(Scope::Part(Part::Text))),
    ("heading", FieldName::Words(Scope::Part(Part::Heading))),
    ("title", FieldName::Words(Scope::Part(Part::Title))),
    ("gist", FieldName::Words(Scope::Part(Part::Gist))),
    ("exact", FieldName::Words(Scope::Exact)),
    ("label", FieldName::Key(Key::Label)),
    ("document", FieldName::Key(Key::Document)),
    ("kind", FieldName::Key(Key::Kind)),
    ("layer", FieldName::Key(Key::Layer)),
    ("class", FieldName::Key(Key::Class)),
    ("id", FieldName::Key(Key::Under)),
    ("cites", FieldName::Key(Key::Cites)),
];

/// The field called `name`.
pub(crate) fn field(name: &str) -> Option<FieldName> {
    ALL.iter().find(|(n, _)| *n == name).map(|&(_, f)| f)
}

/// What a property is called in queries.
pub(crate) fn name(key: Key) -> &'static str {
    ALL.iter().find(|(_, f)| *f == FieldName::Key(key)).map_or(key.name(), |&(n, _)| n)
}

/// The error for a name that is no field.
pub(crate) fn unknown(query: &str, span: Span, name: &str) -> QueryError {
    let near = ALL.iter().map(|&(n, _)| (strsim::osa_distance(n, name), n)).min();
    let hint = match near {
        Some((distance, near)) if distance <= 2 => format!("did you mean `{near}:`?"),
        _ => {
            let names: Vec<&str> = ALL.iter().map(|&(n, _)| n).collect();
            format!("the fields are {}; to look for a colon as such, write `\\:`", names.join(", "))
        }
    };
    QueryError::new(query, span, format!("there is no field `{name}`")).hint(hint)
}

/// The value of a property in the form in which it is indexed.
pub(crate) fn value(query: &str, span: Span, key: Key, typed: &str) -> Result<String, QueryError> {
    let listed = |known: Vec<&str>| {
        if known.contains(&typed) {
            return Ok(typed.to_owned());
        }
        Err(QueryError::new(query, span, format!("`{}:` cannot be `{typed}`", name(key)))
            .hint(format!("it is one of {}", known.join(", "))))
    };
    match key {
        Key::Kind => listed(Kind::ALL.iter().map(|k| k.as_str()).collect()),
        Key::Layer => listed(Layer::ALL.iter().map(|l| l.as_str()).collect()),
        Key::Class if wire::class(typed).is_none() => listed(vec!["preamble", "operative", "annex"]),
        Key::Label => Ok(typed.to_lowercase().split_whitespace().collect::<Vec<_>>().join("-")),
        _ => Ok(typed.to_owned()),
    }
}
