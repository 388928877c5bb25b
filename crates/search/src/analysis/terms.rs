//! What a word is indexed and looked up as.

use std::ops::Range;
use std::sync::Arc;

use model::WordMap;
use tantivy::tokenizer::{RawTokenizer, Stemmer, TextAnalyzer, TokenStream};
use unicode_normalization::UnicodeNormalization;

use crate::analysis::Folding;
use crate::analysis::segment::{Shape, Word, words};
use crate::analysis::tongue::Tongue;

/// The longest term kept, in characters; longer words are cut.
pub(crate) const MAX_TERM: usize = 64;

/// A word of more parts than this is taken apart only.
const MAX_PARTS: usize = 6;

/// Positions skipped at a line break, so that no phrase and no proximity reaches from one paragraph into the next.
const BREAK_GAP: u32 = 32;

/// How many different words are remembered before the memory is emptied.
const MEMORY: usize = 100_000;

/// Which of its two forms a word is taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Form {
    /// Lower case, without diacritics, stemmed; in English with its spelling folded.
    Main,
    /// Lower case, nothing more.
    Exact,
}

/// The terms of one word: its parts at consecutive positions, and the whole at the first of them where there are
/// several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// The parts; never empty.
    pub(crate) parts: Vec<String>,
    /// The parts as one term.
    pub(crate) whole: Option<String>,
    /// From one part to the next. In the exact form parts stand apart, so that two words are not mistaken for a
    /// hyphenated one.
    pub(crate) stride: u32,
}

impl Piece {
    /// How many positions it takes.
    pub(crate) fn width(&self) -> u32 {
        u32::try_from(self.parts.len()).unwrap_or(u32::MAX).saturating_mul(self.stride)
    }

    /// Every term and its position counted from the first part.
    pub(crate) fn terms(&self) -> impl Iterator<Item = (u32, &str)> {
        let places = (0u32..).step_by(self.stride as usize);
        let parts = places.zip(self.parts.iter().map(String::as_str));
        self.whole.iter().map(|w| (0, w.as_str())).chain(parts)
    }
}

/// A word of a text with its terms and its place.
#[derive(Clone, Debug)]
pub(crate) struct Located {
    /// Bytes of the text.
    pub(crate) range: Range<usize>,
    /// Position of its first part.
    pub(crate) position: u32,
    /// Its terms.
    pub(crate) piece: Arc<Piece>,
}

/// A text taken apart.
pub(crate) type Analysis = Vec<Located>;

/// Makes terms of words, and remembers them: a corpus uses few different words many times.
#[derive(Clone)]
pub(crate) struct Terms {
    form: Form,
    folding: Folding,
    /// The language of the words that come next.
    tongue: Tongue,
    /// By number of the language; made when it is first spoken.
    lexicons: Vec<Option<Lexicon>>,
}

/// What is remembered of a language.
#[derive(Clone)]
struct Lexicon {
    stemmer: TextAnalyzer,
    known: WordMap<String, Arc<Piece>>,
}

impl Lexicon {
    fn new(tongue: Tongue) -> Self {
        let stemmer = Stemmer::new(tongue.stemmer());
        let stemmer = TextAnalyzer::builder(RawTokenizer::default()).filter(stemmer).build();
        Self { stemmer, known: WordMap::default() }
    }

    fn stem(&mut self, word: &str) -> String {
        let mut stream = self.stemmer.token_stream(word);
        let stem = if stream.advance() { stream.token().text.clone() } else { word.to_owned() };
        if stem.is_empty() { word.to_owned() } else { stem }
    }
}

impl Terms {
    /// A maker of terms in `form`.
    pub(crate) fn new(form: Form, folding: &Folding) -> Self {
        let lexicons = vec![None; Tongue::COUNT];
        Self { form, folding: folding.clone(), tongue: Tongue::ENGLISH, lexicons }
    }

    /// Which form.
    pub(super) fn form(&self) -> Form {
        self.form
    }

    /// The language of the words that come next.
    pub(super) fn tongue(&self) -> Tongue {
        self.tongue
    }

    /// The spellings that count as one.
    pub(super) fn folding(&self) -> &Folding {
        &self.folding
    }

    /// Takes the words that come next for words of this language.
    pub(crate) fn speak(&mut self, tongue: Tongue) {
        // Words as they are written have no language.
        self.tongue = if self.form == Form::Exact { Tongue::ENGLISH } else { tongue };
    }

    /// The terms of every word of `text`, in a language.
    pub(crate) fn analyse_in(&mut self, text: &str, tongue: Tongue) -> Analysis {
        self.speak(tongue);
        let analysis = self.analyse(text);
        self.speak(Tongue::ENGLISH);
        analysis
    }

    /// The terms of every word of `text`.
    pub(crate) fn analyse(&mut self, text: &str) -> Analysis {
        let mut position = 0;
        let mut out = Vec::new();
        for word in words(text) {
            position += gap(&word, position);
            let piece = self.piece(&word);
            let width = piece.width();
            out.push(Located { range: word.range, position, piece });
            position += width;
        }
        out
    }

    /// Writes the term of a word that is one term as it stands, but for capitals; `false` for any other word.
    pub(crate) fn plain(&self, word: &Word<'_>, term: &mut String) -> bool {
        let plain = self.form == Form::Exact
            && word.shape == Shape::Plain
            && word.text.len() <= MAX_TERM
            && word.text.is_ascii();
        if plain {
            term.clear();
            term.push_str(word.text);
            term.make_ascii_lowercase();
        }
        plain
    }

    /// The terms of one word.
    pub(crate) fn piece(&mut self, word: &Word<'_>) -> Arc<Piece> {
        let (form, tongue) = (self.form, self.tongue);
        let Some(slot) = self.lexicons.get_mut(tongue.number()) else { return Arc::new(exact(word)) };
        let lexicon = slot.get_or_insert_with(|| Lexicon::new(tongue));
        if let Some(piece) = lexicon.known.get(word.text) {
            return Arc::clone(piece);
        }
        let piece = Arc::new(match form {
            Form::Main if tongue == Tongue::ENGLISH => english(word, &self.folding, lexicon),
            Form::Main => foreign(word, lexicon),
            Form::Exact => exact(word),
        });
        if lexicon.known.len() >= MEMORY {
            lexicon.known.clear();
        }
        lexicon.known.insert(word.text.to_owned(), Arc::clone(&piece));
        piece
    }
}

/// Letters without their marks first: the table of spellings is written so.
fn english(word: &Word<'_>, folding: &Folding, lexicon: &mut Lexicon) -> Piece {
    let plain = without_apostrophes(&without_diacritics(&lower(word.text)));
    let plain = if word.shape == Shape::Dotted { plain.replace('.', "") } else { plain };
    parted(word, &folding.fold(&plain), |part| cut(lexicon.stem(part)))
}

/// The marks of the letters go last: the stemmers of other languages tell endings by them.
fn foreign(word: &Word<'_>, lexicon: &mut Lexicon) -> Piece {
    let plain: String = without_apostrophes(&lower(word.text)).nfc().collect();
    let plain = if word.shape == Shape::Dotted { plain.replace('.', "") } else { plain };
    parted(word, &plain, |part| cut(without_diacritics(&lexicon.stem(part))))
}

/// The terms of a hyphenated word: those of its parts, and that of the whole.
fn parted(word: &Word<'_>, plain: &str, mut stem: impl FnMut(&str) -> String) -> Piece {
    let parts: Vec<&str> = plain.split('-').filter(|p| !p.is_empty()).collect();
    let whole = (2..=MAX_PARTS).contains(&parts.len()).then(|| stem(&parts.concat()));
    let mut parts: Vec<String> = parts.into_iter().map(stem).collect();
    if parts.is_empty() {
        // Nothing but marks and apostrophes is left: the word stands for itself.
        parts.push(cut(lower(word.text)));
    }
    Piece { parts, whole, stride: 1 }
}

/// How far a word stands from the end of the one before, beyond the usual.
pub(crate) fn gap(word: &Word<'_>, position: u32) -> u32 {
    if word.after_break && position > 0 { BREAK_GAP } else { 0 }
}

fn exact(word: &Word<'_>) -> Piece {
    let whole: String = lower(word.text).nfc().collect();
    if word.shape == Shape::Hyphenated {
        let parts: Vec<String> =
            whole.split('-').filter(|p| !p.is_empty()).map(|p| cut(p.to_owned())).collect();
        if (2..=MAX_PARTS).contains(&parts.len()) {
            return Piece { parts, whole: Some(cut(whole)), stride: 2 };
        }
        if parts.len() > MAX_PARTS {
            return Piece { parts, whole: None, stride: 2 };
        }
    }
    Piece { parts: vec![cut(whole)], whole: None, stride: 1 }
}

/// Small letters; hyphens and apostrophes in their plain form; characters of no width dropped.
fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let plain = text.chars().filter_map(|c| match c {
        '\u{2019}' | '\u{2bc}' => Some('\''),
        '\u{2010}' | '\u{2011}' => Some('-'),
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => None,
        _ => Some(c),
    });
    plain.flat_map(char::to_lowercase).collect()
}

fn without_diacritics(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd() {
        match c {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'þ' => out.push_str("th"),
            'ı' => out.push('i'),
            _ if unicode_normalization::char::is_combining_mark(c) => {}
            _ => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// The possessive `'s` goes, an elided article (`l'`, `d'`, `qu'`) goes, any other apostrophe is passed over.
fn without_apostrophes(text: &str) -> String {
    if !text.contains('\'') {
        return text.to_owned();
    }
    let text = text.strip_suffix("'s").unwrap_or(text);
    match text.split_once('\'') {
        Some((before, after)) if before.chars().count() == 1 || before == "qu" => after.replace('\'', ""),
        _ => text.replace('\'', ""),
    }
}

fn cut(term: String) -> String {
    match term.char_indices().nth(MAX_TERM) {
        Some((end, _)) => term[..end].to_owned(),
        None => term,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folding() -> Folding {
        let table =
            "word\tdefence\tdefense\nword\tselfdefence\tself-defence\nsuffix\tizations\tisations\njoin\tco\n";
        // `selfdefence` leads to a hyphenated word whose parts fold on their own.
        Folding::parse(&table.replace("self-defence", "self-defense"), "t").unwrap()
    }

    fn show(form: Form, text: &str) -> String {
        let analysis = Terms::new(form, &folding()).analyse(text);
        let word = |l: &Located| {
            let whole = l.piece.whole.as_ref().map(|w| format!("={w}")).unwrap_or_default();
            format!("{}:{}{whole}", l.position, l.piece.parts.join("+"))
        };
        analysis.iter().map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_main_form_folds_and_stems() {
        for (text, terms) in [
            ("Armed attacks", "0:arm 1:attack"),
            ("self-defence", "0:self+defens=selfdefens"),
            ("self-defense now", "0:self+defens=selfdefens 2:now"),
            ("selfdefence", "0:self+defens=selfdefens"),
            ("co-operation", "0:cooper"),
            ("cooperation", "0:cooper"),
            ("organizations organs", "0:organis 1:organ"),
            ("the U.N.", "0:the 1:un"),
            ("State's", "0:state"),
            ("l\u{2019}État", "0:etat"),
            ("Straße œuvre", "0:strass 1:oeuvr"),
            ("one\ntwo", "0:one 33:two"),
        ] {
            assert_eq!(show(Form::Main, text), terms, "{text}");
        }
    }

    #[test]
    fn each_language_has_its_own_stems() {
        let mut terms = Terms::new(Form::Main, &folding());
        let mut stems = |code: &str, text: &str| -> Vec<String> {
            let analysis = terms.analyse_in(text, Tongue::of(Some(code)));
            analysis.iter().flat_map(|l| l.piece.parts.clone()).collect()
        };
        assert_eq!(stems("fr", "L\u{2019}attaquée attaquées"), ["attaqu", "attaqu"]);
        assert_eq!(stems("de", "Häfen Hafen"), ["haf", "haf"]);
        assert_eq!(stems("nl", "landen land"), ["land", "land"]);
        assert_eq!(stems("en", "harbours harbour"), ["harbour", "harbour"]);
        assert_eq!(stems("en", "defence"), stems("en", "defense"));
        assert_ne!(stems("fr", "defence"), stems("fr", "defense"), "spellings are folded in English only");
    }

    #[test]
    fn the_exact_form_only_lowers() {
        for (text, terms) in [
            ("Armed attacks", "0:armed 1:attacks"),
            ("Self\u{2010}Defence", "0:self+defence=self-defence"),
            ("State\u{2019}s", "0:state's"),
            ("État", "0:état"),
        ] {
            assert_eq!(show(Form::Exact, text), terms, "{text}");
        }
    }

    #[test]
    fn long_words_are_cut() {
        let mut terms = Terms::new(Form::Exact, &Folding::none());
        let analysis = terms.analyse(&"é".repeat(1000));
        assert_eq!(analysis[0].piece.parts[0].chars().count(), MAX_TERM);
    }
}
