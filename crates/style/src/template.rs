//! Templates: words with fields in them. `{title}` is a field; `<…>` is a group that vanishes when a field directly in it is
//! missing; `<a|b>` takes the first alternative that does not vanish; `*…*` is italic, `^…^` small capitals; a backslash
//! takes the next character as it is.

use model::{Face, Run};

/// How deep groups may lie in each other.
const DEPTH: usize = 8;

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Words(String),
    Field(String),
    Group(Vec<Vec<Piece>>),
    Faced(Face, Vec<Piece>),
}

/// A template, parsed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Template(Vec<Piece>);

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// In words, when a bracket or mark is not closed or groups lie too deep.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut reader = Reader { rest: text, depth: 0 };
        let pieces = reader.pieces(&[])?;
        match reader.rest.chars().next() {
            None => Ok(Self(pieces)),
            Some(stray) => Err(format!("`{stray}` closes nothing")),
        }
    }

    /// The names of the fields, each with whether it stands in a group.
    pub(crate) fn fields(&self) -> Vec<(&str, bool)> {
        let mut out = Vec::new();
        walk(&self.0, false, &mut out);
        out
    }

    /// The words, with the fields filled in by `field`; `None` when a field outside of every group is missing.
    pub(crate) fn fill(&self, field: &dyn Fn(&str) -> Option<Vec<Run>>) -> Option<Vec<Run>> {
        let mut out = Vec::new();
        fill(&self.0, Face::Plain, field, &mut out)?;
        Some(out)
    }
}

fn walk<'p>(pieces: &'p [Piece], grouped: bool, out: &mut Vec<(&'p str, bool)>) {
    for piece in pieces {
        match piece {
            Piece::Words(_) => {}
            Piece::Field(name) => out.push((name, grouped)),
            Piece::Group(ways) => ways.iter().for_each(|way| walk(way, true, out)),
            Piece::Faced(_, inside) => walk(inside, grouped, out),
        }
    }
}

/// Whether any field was filled; `None` when one outside of every group is missing.
fn fill(
    pieces: &[Piece],
    face: Face,
    field: &dyn Fn(&str) -> Option<Vec<Run>>,
    out: &mut Vec<Run>,
) -> Option<bool> {
    let mut any = false;
    for piece in pieces {
        match piece {
            Piece::Words(words) => push(out, Run { text: words.clone(), face }),
            Piece::Field(name) => {
                for run in field(name).filter(|runs| runs.iter().any(|r| !r.text.is_empty()))? {
                    let face = if run.face == Face::Plain { face } else { run.face };
                    push(out, Run { text: run.text, face });
                }
                any = true;
            }
            Piece::Group(ways) => {
                for way in ways {
                    let mut inside = Vec::new();
                    // Signs around nothing but vanished groups vanish with them.
                    let filled = fill(way, face, field, &mut inside);
                    if filled == Some(true) || (filled.is_some() && way.iter().all(is_words)) {
                        inside.into_iter().for_each(|run| push(out, run));
                        any |= filled == Some(true);
                        break;
                    }
                }
            }
            Piece::Faced(inner, inside) => any |= fill(inside, *inner, field, out)?,
        }
    }
    Some(any)
}

fn is_words(piece: &Piece) -> bool {
    match piece {
        Piece::Words(_) => true,
        Piece::Faced(_, inside) => inside.iter().all(is_words),
        Piece::Field(_) | Piece::Group(_) => false,
    }
}

/// Appends a run; neighbours of one face become one. A comma takes the blank before it away.
pub(crate) fn push(out: &mut Vec<Run>, run: Run) {
    if run.text.starts_with(',')
        && let Some(last) = out.last_mut()
    {
        last.text.truncate(last.text.trim_end().len());
    }
    match out.last_mut() {
        _ if run.text.is_empty() => {}
        Some(last) if last.face == run.face => last.text.push_str(&run.text),
        _ => out.push(run),
    }
}

struct Reader<'t> {
    rest: &'t str,
    depth: usize,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    /// Pieces up to one of `ends`, which is left standing, or to the end.
    fn pieces(&mut self, ends: &[char]) -> Result<Vec<Piece>, String> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(format!("more than {DEPTH} brackets and marks lie in each other"));
        }
        let mut out = Vec::new();
        let mut words = String::new();
        while let Some(c) = self.rest.chars().next() {
            if ends.contains(&c) || matches!(c, '>' | '|' | '}') {
                break;
            }
            self.next();
            if !matches!(c, '{' | '<' | '*' | '^') {
                words.push(if c == '\\' { self.next().ok_or("a backslash ends it")? } else { c });
                continue;
            }
            if !words.is_empty() {
                out.push(Piece::Words(std::mem::take(&mut words)));
            }
            out.push(match c {
                '{' => self.field()?,
                '<' => self.group()?,
                mark => {
                    let inside = self.pieces(&[mark])?;
                    if self.next() != Some(mark) {
                        return Err(format!("`{mark}` is not closed"));
                    }
                    Piece::Faced(if mark == '*' { Face::Italic } else { Face::SmallCaps }, inside)
                }
            });
        }
        if !words.is_empty() {
            out.push(Piece::Words(words));
        }
        self.depth -= 1;
        Ok(out)
    }

    fn field(&mut self) -> Result<Piece, String> {
        let (name, rest) = self.rest.split_once('}').ok_or("`{` is not closed")?;
        self.rest = rest;
        Ok(Piece::Field(name.to_owned()))
    }

    fn group(&mut self) -> Result<Piece, String> {
        let mut ways = Vec::new();
        loop {
            ways.push(self.pieces(&[])?);
            match self.next() {
                Some('|') => {}
                Some('>') => return Ok(Piece::Group(ways)),
                _ => return Err("`<` is not closed".to_owned()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(template: &str) -> Option<String> {
        let field = |name: &str| (name != "no").then(|| vec![Run::plain(name.to_uppercase())]);
        let runs = Template::parse(template).ok()?.fill(&field)?;
        Some(crate::written::markdown(&runs))
    }

    #[test]
    fn groups_vanish_and_alternatives_step_in() {
        for (template, expected) in [
            ("{a} [{b}]", Some("A [B]")),
            ("{a}< ({no})>", Some("A")),
            ("{a}< ({no}|{b})>", Some("AB)")),
            ("{a} <{no}|{b}>", Some("A B")),
            ("*{a}*< x <{no}>y>", Some("*A*")),
            ("{a}< (<{no}|{no}>)>", Some("A")),
            ("{a}< (<{no}|{b}>)>", Some("A (B)")),
            ("{no}", None),
            ("a\\*b", Some("a\\*b")),
        ] {
            assert_eq!(filled(template).as_deref(), expected, "{template}");
        }
    }

    #[test]
    fn what_is_not_closed_is_told() {
        for bad in ["{a", "<a", "*a", "a>", "a}", "a\\", &"<".repeat(99)] {
            assert!(Template::parse(bad).is_err(), "{bad}");
        }
    }
}
