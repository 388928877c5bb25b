//! As much of JSON Schema (draft 7) as the schema of SARIF needs: whether a value is what a schema asks for. A keyword that
//! is met and not known here is a failure, so that nothing is passed over.

use serde_json::Value;

/// Where `value` is not what `root` asks for, each with its place and the reason.
pub(crate) fn faults(root: &Value, value: &Value) -> Vec<String> {
    let mut out = Vec::new();
    judge(root, root, value, "$", &mut out);
    out
}

fn judge(root: &Value, schema: &Value, value: &Value, at: &str, out: &mut Vec<String>) {
    let mut fault = |reason: String| out.push(format!("{at}: {reason}"));
    let Some(keywords) = schema.as_object() else { return fault(format!("no schema: {schema}")) };
    for (keyword, wanted) in keywords {
        let fits = match keyword.as_str() {
            "description" | "default" | "title" | "$schema" | "$id" | "definitions" => true,
            "$ref" => {
                let pointer = wanted.as_str().and_then(|r| r.strip_prefix('#')).unwrap_or_default();
                match root.pointer(pointer) {
                    Some(meant) => judge(root, meant, value, at, out),
                    None => out.push(format!("{at}: no such definition: {wanted}")),
                }
                continue;
            }
            "type" => is_type(value, wanted.as_str().unwrap_or_default()),
            "enum" => wanted.as_array().is_some_and(|all| all.contains(value)),
            "minimum" => value.as_f64().zip(wanted.as_f64()).is_none_or(|(v, w)| v >= w),
            "maximum" => value.as_f64().zip(wanted.as_f64()).is_none_or(|(v, w)| v <= w),
            "minItems" => value.as_array().zip(wanted.as_u64()).is_none_or(|(v, w)| v.len() as u64 >= w),
            "uniqueItems" => value.as_array().is_none_or(|all| {
                all.iter().enumerate().all(|(i, one)| !all[..i].contains(one)) || wanted != &Value::Bool(true)
            }),
            "required" => wanted.as_array().is_some_and(|names| {
                let has = |name: &Value| name.as_str().is_some_and(|n| value.get(n).is_some());
                !value.is_object() || names.iter().all(has)
            }),
            "format" => match wanted.as_str() {
                Some("uri" | "uri-reference") => is_uri(value, wanted == "uri"),
                _ => value.as_str().is_none(),
            },
            "properties" => {
                for (name, inner) in wanted.as_object().into_iter().flatten() {
                    if let Some(value) = value.get(name) {
                        judge(root, inner, value, &format!("{at}.{name}"), out);
                    }
                }
                continue;
            }
            "additionalProperties" => {
                let known = schema.get("properties");
                for (name, value) in value.as_object().into_iter().flatten() {
                    if known.is_some_and(|k| k.get(name).is_some()) || wanted == &Value::Bool(true) {
                        continue;
                    }
                    match wanted {
                        Value::Bool(_) => out.push(format!("{at}: `{name}` is no property of it")),
                        inner => judge(root, inner, value, &format!("{at}.{name}"), out),
                    }
                }
                continue;
            }
            "items" => {
                for (i, value) in value.as_array().into_iter().flatten().enumerate() {
                    judge(root, wanted, value, &format!("{at}[{i}]"), out);
                }
                continue;
            }
            "anyOf" | "oneOf" => {
                let ways = wanted.as_array().into_iter().flatten();
                let fitting = ways.filter(|way| {
                    let mut faults = Vec::new();
                    judge(root, way, value, at, &mut faults);
                    faults.is_empty()
                });
                let count = fitting.count();
                count == 1 || count > 1 && keyword == "anyOf"
            }
            _ => {
                out.push(format!("{at}: the keyword `{keyword}` is not known here"));
                continue;
            }
        };
        if !fits {
            out.push(format!("{at}: not {keyword} {wanted}"));
        }
    }
}

fn is_type(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        _ => false,
    }
}

/// Whether a text is an address, or a reference to one: of the characters that may stand in it, with a scheme if it must be
/// whole.
fn is_uri(value: &Value, whole: bool) -> bool {
    let Some(text) = value.as_str() else { return true };
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&b);
    let before = text.split(['/', '?', '#']).next().unwrap_or_default();
    let scheme = before.split_once(':').map(|(s, _)| s);
    let named = scheme.is_some_and(|s| s.starts_with(|c: char| c.is_ascii_alphabetic()));
    text.bytes().all(allowed) && (named || !whole && scheme.is_none())
}
