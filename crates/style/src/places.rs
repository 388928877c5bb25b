//! Places in a style's words: `art 2(4)`, `[195]`, `¶ 195`.

use model::SegmentKind as K;
use model::{Pinpoint, Run, Segment};

use crate::sheet::{Pair, PlaceForms};
use crate::template::Template;

/// Places as a style writes them; what the first forms do not say, the next do, and last the common words. `None`
/// where there is no place.
pub(crate) fn written(places: &[Pinpoint], forms: &[&PlaceForms]) -> Option<String> {
    let list = forms.iter().find_map(|f| f.list.as_deref()).unwrap_or(", ");
    let mut all: Vec<String> = Vec::new();
    let mut rest = places;
    while let Some((first, after)) = rest.split_first() {
        let one = |p: &Pinpoint| member(p, forms).filter(|_| p.first().kind == first.first().kind);
        let run: Vec<Member> = rest.iter().map_while(one).collect();
        if let [Member { plural, .. }, _, ..] = run.as_slice() {
            let members: Vec<&str> = run.iter().map(|m| m.words.as_str()).collect();
            all.push(format!("{plural}{}", members.join(list)));
            rest = rest.get(run.len()..).unwrap_or_default();
        } else {
            all.push(place(first, forms));
            rest = after;
        }
    }
    (!all.is_empty()).then(|| all.join(list))
}

/// A place in a row of its like: `2(4)` of `arts 2(4), 51`.
struct Member {
    /// The word that leads the row.
    plural: String,
    /// The place without a word.
    words: String,
}

/// `None` where the style has no word for several, or the place is no number with brackets after it.
fn member(pinpoint: &Pinpoint, forms: &[&PlaceForms]) -> Option<Member> {
    let first = pinpoint.first();
    let number = first.number.as_deref()?;
    let pair = forms.iter().find_map(|f| f.words.get(&first.kind))?;
    let one = Segment { to: None, ..first.clone() };
    let many = Segment { to: Some(first.to.clone().unwrap_or_else(|| number.into())), ..first.clone() };
    let singular = filled(pair, &one)?.strip_suffix(number)?.to_owned();
    let several = filled(pair, &many)?;
    let plural = several.get(..several.find(number)?)?.to_owned();
    // Brackets around each number are no words that could be left out.
    if !plural.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '\u{a0}' | '§' | '¶')) {
        return None;
    }
    let word = if first.to.is_some() { &plural } else { &singular };
    let words = place(pinpoint, forms).strip_prefix(word.as_str())?.to_owned();
    let bare = !words.contains(char::is_whitespace) && !words.contains(',');
    bare.then_some(Member { plural, words })
}

fn place(pinpoint: &Pinpoint, forms: &[&PlaceForms]) -> String {
    let join = forms.iter().find_map(|f| f.join.as_deref()).unwrap_or(" ");
    let mut out = String::new();
    let mut before = None;
    for segment in pinpoint.segments() {
        if is_below(before, segment.kind) {
            let below = forms.iter().find_map(|f| f.below.as_ref());
            out.push_str(&match below {
                Some(pair) => filled(pair, segment).unwrap_or_default(),
                None => format!("({})", segment.number.as_deref().unwrap_or_default()),
            });
        } else {
            // Between an annex and its articles a comma: without it they would be read as the instrument's own.
            if matches!(before, Some(K::Annex | K::Schedule)) {
                out.push_str(", ");
            } else if !out.is_empty() {
                out.push_str(join);
            }
            let pair = forms.iter().find_map(|f| f.words.get(&segment.kind));
            let words = pair.and_then(|pair| filled(pair, segment));
            out.push_str(&words.unwrap_or_else(|| Pinpoint::of(segment.clone()).plain()));
        }
        before = Some(segment.kind);
    }
    out
}

/// Whether a level is written in brackets after the one above.
fn is_below(before: Option<K>, kind: K) -> bool {
    matches!(
        (before, kind),
        (Some(K::Article | K::Rule | K::Principle | K::Section), K::Paragraph)
            | (Some(K::Article | K::Paragraph | K::Rule | K::Principle | K::Section), K::Point)
            | (Some(K::Point | K::Paragraph | K::Article), K::Subpoint)
    )
}

/// `None` where the form asks for a number that the segment lacks.
fn filled(pair: &Pair, segment: &Segment) -> Option<String> {
    let template: &Template = match (&segment.to, &pair.many) {
        (Some(_), Some(many)) => many,
        (Some(_), None) => return None,
        (None, _) => &pair.one,
    };
    let field = |name: &str| {
        let number = if name == "n" { &segment.number } else { &segment.to };
        number.as_deref().map(|n| vec![Run::plain(n)])
    };
    template.fill(&field).map(|runs| crate::written::plain(&runs))
}
