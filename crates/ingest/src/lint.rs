//! The extraction lint: what is wrong with a text as it was read.

mod broken_off;
mod broken_words;
mod foreign_language;
mod foreign_letters;
mod glued_marks;
mod glued_signs;
mod glued_words;
mod left_over;
mod lexicon;
pub(crate) mod locate;
mod look_alikes;
mod lost_mark;
mod misprint;
mod missing_provision;
mod numbering_gap;
mod numbering_repeat;
mod reading;
mod repeated_text;
mod series;
mod stray_character;
pub(crate) mod token;
mod vocabulary;

use std::cell::LazyCell;
use std::collections::BTreeMap;

use model::{Document, Note, Noted, Span, Spans, Topic};

use crate::options::Options;
use reading::{Finding, Reading};
pub use vocabulary::Vocabulary;

/// A rule of the lint: what it finds and why that matters.
pub struct Rule {
    /// The name of the rule; several rules may share a topic.
    pub name: &'static str,
    /// The topic of its findings.
    pub topic: Topic,
    /// What it finds, and why, in a sentence for people.
    pub summary: &'static str,
    check: fn(&Reading<'_>) -> Vec<Finding>,
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rule").field("name", &self.name).field("topic", &self.topic).finish_non_exhaustive()
    }
}

/// Every rule, from what is missing, through places and passages, down to single words and signs.
pub const RULES: [Rule; 16] = [
    rule("missing-provision", Topic::MissingProvision, missing_provision::SUMMARY, missing_provision::check),
    rule("left-over", Topic::LeftOver, left_over::SUMMARY, left_over::check),
    rule("broken-off", Topic::BrokenOff, broken_off::SUMMARY, broken_off::check),
    rule("numbering-gap", Topic::NumberingGap, numbering_gap::SUMMARY, numbering_gap::check),
    rule("numbering-repeat", Topic::NumberingRepeat, numbering_repeat::SUMMARY, numbering_repeat::check),
    rule("lost-mark", Topic::LostMark, lost_mark::SUMMARY, lost_mark::check),
    rule("repeated-text", Topic::RepeatedText, repeated_text::SUMMARY, repeated_text::check),
    rule("foreign-language", Topic::ForeignLanguage, foreign_language::SUMMARY, foreign_language::check),
    rule("foreign-letters", Topic::ForeignScript, foreign_letters::SUMMARY, foreign_letters::check),
    rule("look-alikes", Topic::ForeignScript, look_alikes::SUMMARY, look_alikes::check),
    rule("glued-marks", Topic::GluedWords, glued_marks::SUMMARY, glued_marks::check),
    rule("glued-signs", Topic::GluedWords, glued_signs::SUMMARY, glued_signs::check),
    rule("glued-words", Topic::GluedWords, glued_words::SUMMARY, glued_words::check),
    rule("broken-words", Topic::Misprint, broken_words::SUMMARY, broken_words::check),
    rule("stray-character", Topic::StrayCharacter, stray_character::SUMMARY, stray_character::check),
    rule("misprint", Topic::Misprint, misprint::SUMMARY, misprint::check),
];

const fn rule(
    name: &'static str,
    topic: Topic,
    summary: &'static str,
    check: fn(&Reading<'_>) -> Vec<Finding>,
) -> Rule {
    Rule { name, topic, summary, check }
}

/// What is wrong with a text as it was read: the reader's own notes and what the [`RULES`] find, in the order of the
/// file. `raw` is the file that the document was read from; every span is a place in it. `vocabulary` is best built
/// from all held texts: what is a misprint in one text is told from the others.
pub fn lint(document: &Noted<Document>, raw: &str, options: &Options, vocabulary: &Vocabulary) -> Vec<Note> {
    let reading = Reading::new(document, raw, options, vocabulary);
    let findings = RULES.iter().flat_map(|rule| (rule.check)(&reading)).collect();
    let mut notes = readers_notes(document, raw);
    let mut said: BTreeMap<Topic, Vec<Span>> = BTreeMap::new();
    for note in &document.notes {
        said.entry(note.topic).or_default().push(note.span);
    }
    let said: BTreeMap<Topic, Spans> =
        said.into_iter().map(|(topic, all)| (topic, Spans::new(all))).collect();
    // The reader's note already says what a rule found: same topic, same place.
    let says_so = |n: &Note| said.get(&n.topic).is_some_and(|all| all.hold(n.span) || all.lie_in(n.span));
    notes.extend(reading.placed(findings).into_iter().filter(|n| !says_so(n)));
    notes.sort_by(|a, b| (a.span, a.topic, &a.message).cmp(&(b.span, b.topic, &b.message)));
    notes.dedup();
    notes
}

/// The reader's notes, without those that say nothing new: gaps that the manifest explains, the usual line ends of
/// another system. Of remarks on markup that read alike the first stands for all.
fn readers_notes(document: &Noted<Document>, raw: &str) -> Vec<Note> {
    let excused = Spans::new(numbering_gap::excused(&document.value));
    let explained =
        |n: &Note| n.topic == Topic::NumberingGap && (excused.hold(n.span) || excused.lie_in(n.span));
    let usual = LazyCell::new(|| raw.matches('\n').count() == raw.matches("\r\n").count());
    let line_ends = |n: &Note| n.topic == Topic::Encoding && n.span.of(raw) == Some("\r\n");
    let mut out: Vec<Note> = Vec::new();
    let mut alike: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for note in document.notes.iter().filter(|n| !explained(n) && (!line_ends(n) || !*usual)) {
        if note.topic == Topic::Markup {
            let (_, more) =
                alike.entry(&note.message).and_modify(|(_, more)| *more += 1).or_insert((out.len(), 0));
            if *more > 0 {
                continue;
            }
        }
        out.push(note.clone());
    }
    for (at, more) in alike.into_values().filter(|&(_, more)| more > 0) {
        if let Some(note) = out.get_mut(at) {
            note.message.push_str(&format!(" ({more} more below)"));
        }
    }
    out
}

#[cfg(test)]
mod tests;
