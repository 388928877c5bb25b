//! Directives of a draft: words taken from a source when the test runs, and what is done to them on the way.
//! `tests/suite/check/README.md` says how they are written.

/// Where the words come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// The words of a node of the corpus.
    Node(String),
    /// The heading of a node of the corpus.
    Heading(String),
    /// Words of the draft's own.
    Words(String),
}

/// What stands between `{{` and `}}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Directive {
    pub(super) source: Source,
    /// What an expectation calls the words.
    pub(super) name: Option<String>,
    steps: Vec<Vec<Token>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Bare(String),
    Quoted(String),
}

/// Characters that cannot be seen, or not be written, by name.
const NAMED: [(&str, &str); 9] = [
    ("<nbsp>", "\u{a0}"),
    ("<nnbsp>", "\u{202f}"),
    ("<thin>", "\u{2009}"),
    ("<shy>", "\u{ad}"),
    ("<hyphen>", "\u{2010}"),
    ("<nbhyphen>", "\u{2011}"),
    ("<quote>", "\""),
    ("<nl>", "\n"),
    ("<zwsp>", "\u{200b}"),
];

/// How wide a quotation is wrapped.
const WIDTH: usize = 72;

impl Directive {
    /// Reads what stands between the braces.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut parts = split(text)?.into_iter();
        let source = match parts.next().unwrap_or_default().as_slice() {
            [Token::Bare(id)] if id.contains('#') => Source::Node(id.clone()),
            [Token::Bare(heading), Token::Bare(id)] if heading == "heading" => Source::Heading(id.clone()),
            [Token::Quoted(words)] => Source::Words(words.clone()),
            _ => return Err("no source: a node's id, `heading ID` or words in quotation marks".to_owned()),
        };
        let mut directive = Self { source, name: None, steps: Vec::new() };
        for part in parts {
            match part.as_slice() {
                [Token::Bare(bare), Token::Bare(name)] if bare == "as" => directive.name = Some(name.clone()),
                _ => directive.steps.push(part),
            }
        }
        Ok(directive)
    }

    /// The source's words with the steps done to them, in their order.
    pub(super) fn apply(&self, words: &str) -> Result<String, String> {
        let mut words = words.to_owned();
        let mut laid_out = false;
        for step in &self.steps {
            words = done(step, &words)?;
            laid_out |= matches!(step.first(), Some(Token::Bare(b)) if b == "lines" || b == "wrap");
        }
        Ok(if laid_out { words } else { words.replace('\n', " ") })
    }
}

/// The parts between bars, each as its tokens.
fn split(text: &str) -> Result<Vec<Vec<Token>>, String> {
    let mut parts = vec![Vec::new()];
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        let length = if first == '"' {
            let end = rest[1..].find('"').ok_or("an open quotation mark")? + 1;
            let named = NAMED.iter().fold(rest[1..end].to_owned(), |t, (name, c)| t.replace(name, c));
            parts.last_mut().unwrap().push(Token::Quoted(named));
            end + 1
        } else if first == '|' {
            parts.push(Vec::new());
            1
        } else {
            let end = rest.find([' ', '|']).unwrap_or(rest.len());
            parts.last_mut().unwrap().push(Token::Bare(rest[..end].to_owned()));
            end
        };
        rest = rest[length..].trim_start();
    }
    Ok(parts)
}

fn done(step: &[Token], words: &str) -> Result<String, String> {
    use Token::{Bare as B, Quoted as Q};
    let spliced = |range: (usize, usize), new: &str| {
        format!("{}{new}{}", &words[..range.0], &words[range.1..]).trim().replace("  ", " ")
    };
    let verb: Vec<&str> = step.iter().map(|t| if let B(b) = t { b.as_str() } else { "_" }).collect();
    let said: Vec<&str> =
        step.iter().filter_map(|t| if let Q(q) = t { Some(q.as_str()) } else { None }).collect();
    let find = |n: usize| place(words, said[n], 0);
    let stretch = || {
        let first = find(0)?;
        Ok::<_, String>((first.0, place(words, said[1], first.0)?.1))
    };
    Ok(match verb.join(" ").as_str() {
        "from _ to _" => words[stretch()?.0..stretch()?.1].to_owned(),
        "from _" => words[find(0)?.0..].to_owned(),
        "to _" => words[..find(0)?.1].to_owned(),
        "change _ to _" => spliced(find(0)?, said[1]),
        "drop _" => spliced(find(0)?, ""),
        "drop _ to _" => spliced(stretch()?, ""),
        "add _ after _" => spliced((find(1)?.1, find(1)?.1), &format!(" {}", said[0])),
        "add _ before _" => spliced((find(1)?.0, find(1)?.0), &format!("{} ", said[0])),
        "swap _ and _" => {
            let one = find(0)?;
            let two = place(words, said[1], one.1)?;
            let between = &words[one.1..two.0];
            spliced((one.0, two.1), &format!("{}{between}{}", said[1], said[0]))
        }
        "omit _ to _" => spliced(stretch()?, "…"),
        "omit _ to _ with _" => spliced(stretch()?, said[2]),
        "omit _" => spliced(find(0)?, "…"),
        "omit _ with _" => spliced(find(0)?, said[1]),
        "bracket _" => spliced(find(0)?, &format!("[{}]", said[0])),
        "bracket _ with _" => spliced(find(0)?, &format!("[{}]", said[1])),
        "capital" => turned(words, |c| format!("[{c}]")),
        "recase" => turned(words, |c| c),
        "everywhere _ to _" => match words.contains(said[0]) {
            true => words.replace(said[0], said[1]),
            false => return Err(format!("no {:?} in {words:?}", said[0])),
        },
        "no stop" => words.trim_end_matches(['.', ';', ',', ':']).to_owned(),
        "start _" => format!("{}{words}", said[0]),
        "end _" => format!("{words}{}", said[0]),
        "no marks" => words.lines().map(without_mark).collect::<Vec<_>>().join("\n"),
        "lines _" => words.replace('\n', &format!("\n{}", said[0])),
        "wrap _" => wrapped(words, said[0]),
        other => return Err(format!("no such step: {other}")),
    })
}

/// The first place of `needle` from `from` on, as whole words; a line break counts as a space.
fn place(words: &str, needle: &str, from: usize) -> Result<(usize, usize), String> {
    let flat = words.replace('\n', " ");
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    for (at, _) in flat[from..].match_indices(needle) {
        let (start, end) = (from + at, from + at + needle.len());
        let glued_before = letter(flat[..start].chars().next_back()) && letter(needle.chars().next());
        let glued_after = letter(flat[end..].chars().next()) && letter(needle.chars().next_back());
        if !glued_before && !glued_after {
            return Ok((start, end));
        }
    }
    Err(format!("no {needle:?} in {words:?}"))
}

/// The words with their first letter in the other case, handed through `mark`.
fn turned(words: &str, mark: impl Fn(String) -> String) -> String {
    let mut chars = words.chars();
    let Some(first) = chars.next() else { return String::new() };
    let other: String =
        if first.is_uppercase() { first.to_lowercase().collect() } else { first.to_uppercase().collect() };
    mark(other) + chars.as_str()
}

/// A line without its `(a)`, `a)`, `1.` or `a.`.
fn without_mark(line: &str) -> &str {
    let Some((mark, rest)) = line.split_once(' ') else { return line };
    let inner = mark.trim_start_matches('(').trim_end_matches([')', '.']);
    let is_mark = inner.len() < mark.len() && inner.len() <= 4 && inner.chars().all(char::is_alphanumeric);
    if is_mark { rest } else { line }
}

/// The words wrapped, every line after the first begun by `prefix`.
fn wrapped(words: &str, prefix: &str) -> String {
    let mut lines = Vec::new();
    for line in words.lines() {
        let mut out = String::new();
        for word in line.split(' ') {
            if out.chars().count() + word.chars().count() >= WIDTH {
                lines.push(std::mem::take(&mut out));
            }
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
        lines.push(out);
    }
    lines.join(&format!("\n{prefix}"))
}

/// What every step does, on words of our own.
pub(super) fn steps_do_what_they_say() -> Result<(), String> {
    let words =
        "1. Each State shall keep its lights burning, and not dim them.\n(a) by night; and\n(b) in fog.";
    let cases = [
        ("from \"shall\" to \"burning\"", "shall keep its lights burning"),
        ("to \"State\"", "1. Each State"),
        ("from \"and not\" to \"night\"", "and not dim them. (a) by night"),
        ("from \"and not\" to \"them\" | drop \"not\"", "and dim them"),
        ("from \"shall\" to \"lights\" | change \"shall\" to \"may\"", "may keep its lights"),
        ("from \"shall\" to \"lights\" | add \"all\" before \"its\"", "shall keep all its lights"),
        ("from \"shall\" to \"lights\" | add \"lit\" after \"keep\"", "shall keep lit its lights"),
        ("from \"shall\" to \"lights\" | swap \"keep\" and \"lights\"", "shall lights its keep"),
        ("from \"Each\" to \"dim\" | omit \"keep\" to \"and\"", "Each State shall … not dim"),
        ("to \"shall\" | omit \"Each\" with \"[...]\"", "1. [...] State shall"),
        ("from \"Each\" to \"shall\" | bracket \"State\"", "Each [State] shall"),
        ("from \"Each\" to \"shall\" | bracket \"State\" with \"party\"", "Each [party] shall"),
        ("from \"Each\" to \"shall\" | capital", "[e]ach State shall"),
        ("from \"shall\" to \"keep\" | recase", "Shall keep"),
        ("from \"dim\" | no marks | no stop", "dim them. by night; and in fog"),
        ("from \"(a)\" | lines \"> \"", "(a) by night; and\n> (b) in fog."),
        ("from \"in fog\" | everywhere \"f\" to \"<shy>f\" | end \",\"", "in \u{ad}fog.,"),
    ];
    for (steps, expected) in cases {
        let directive = Directive::parse(&format!("x#art-1 | {steps} | as it"))?;
        let done = directive.apply(words)?;
        if done != expected || directive.name.as_deref() != Some("it") {
            return Err(format!("{steps}: {done:?}, not {expected:?}"));
        }
    }
    match Directive::parse("x#art-1 | change \"dark\" to \"light\"")?.apply(words) {
        Err(_) => Ok(()),
        Ok(done) => Err(format!("what is not there cannot be changed: {done:?}")),
    }
}
