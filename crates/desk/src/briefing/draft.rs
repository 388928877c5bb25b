//! From a draft with directives to a finished brief.

use brief::{Block, Brief, Line};
use model::Lines;
use pulldown_cmark::{Event, Parser};

use super::authorities::Part;
use super::citer::{Cited, Citer};
use super::directive::{self, Directive, Wrong};
use super::{BriefSetting, Briefed, cut, prose, scan};
use crate::citing::utf8;
use crate::error::DeskError;
use crate::styling::Stylist;
use crate::{Desk, Opened};

/// A directive that came to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftFault {
    /// Its line, from 1.
    pub line: usize,
    /// Its column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What to do about it; may be empty.
    pub help: String,
}

/// What a directive came to.
#[derive(Clone, Debug)]
pub(super) enum Done {
    /// Words and their citation.
    Quote(Vec<Line>, Box<Cited>),
    /// Citations.
    Cite(Vec<Cited>),
    /// A table.
    Authorities(Part),
}

impl Desk {
    /// The finished brief of a draft in Markdown: directives replaced, everything else kept. `name` is what errors call it.
    ///
    /// # Errors
    /// When directives do not resolve (all of them, with their places), the draft is no UTF-8, or a table or the index
    /// cannot be read.
    pub fn brief_draft(
        &self,
        name: &str,
        bytes: &[u8],
        setting: &BriefSetting,
    ) -> Result<Briefed, DeskError> {
        let text = utf8(name, bytes)?;
        let opened = self.opened()?;
        let stylist = self.stylist(setting.style.as_deref())?;
        let places = Lines::new(text);
        let found = scan::braces(text);
        let mut done = Vec::new();
        let mut faults = Vec::new();
        let fault = |at: usize, (message, help): Wrong| {
            let place = places.position(at);
            DraftFault { line: place.line, column: place.column, message, help }
        };
        for braces in &found {
            let result = match &braces.inside {
                Some(inside) => match directive::parse(inside) {
                    Ok(directive) => self.carry_out(opened, &stylist, directive)?,
                    Err(wrong) => Err(wrong),
                },
                None => Err((
                    "the braces are not closed in this paragraph".to_owned(),
                    "close them with }}".to_owned(),
                )),
            };
            match result {
                Ok(one) => done.push(one),
                Err(wrong) => faults.push(fault(braces.span.start, wrong)),
            }
        }
        let refuse = |faults| Err(DeskError::Draft { file: name.to_owned(), faults });
        if !faults.is_empty() {
            return refuse(faults);
        }
        let mut citer = Citer::new(&stylist, setting.inline)?;
        for one in &done {
            match one {
                Done::Quote(_, cited) => citer.expect(std::slice::from_ref(&**cited)),
                Done::Cite(cited) => citer.expect(cited),
                Done::Authorities(_) => {}
            }
        }
        let sign = sign(text);
        let marked = marked(text, &found, sign);
        let events: Vec<Event<'_>> = Parser::new_ext(&marked, scan::options()).collect();
        let mut read = prose::read(&events, sign, &done, &mut citer);
        let misplaced = read.misplaced.iter().filter_map(|i| found.get(*i)).map(|braces| {
            let wrong = "a table of authorities stands in a paragraph of its own".to_owned();
            fault(braces.span.start, (wrong, "put blank lines around {{toa}}".to_owned()))
        });
        let misplaced: Vec<DraftFault> = misplaced.collect();
        if !misplaced.is_empty() {
            return refuse(misplaced);
        }
        // Only now it is known what is cited.
        let mut tables = read.tables.iter().map(|part| citer.table(*part));
        fill(&mut read.blocks, &mut tables);
        let title = setting.title.clone().or(read.title);
        let (notes, unverified) = citer.finish()?;
        let brief = Brief { title, language: "en".to_owned(), blocks: read.blocks, notes };
        Ok(Briefed { brief, remarks: Vec::new(), unverified })
    }

    fn carry_out(
        &self,
        opened: &Opened,
        stylist: &Stylist,
        directive: Directive,
    ) -> Result<Result<Done, Wrong>, DeskError> {
        Ok(match directive {
            Directive::Authorities(part) => Ok(Done::Authorities(part)),
            Directive::Quote { reference, stretches } => match self.quoted(opened, stylist, &reference)? {
                Ok((lines, cited)) => match cut::cut(&lines, &stretches) {
                    Ok(lines) => Ok(Done::Quote(lines, Box::new(cited))),
                    Err(message) => Err((
                        format!("{reference}: {message}"),
                        format!("`corpus show \"{reference}\"` prints it"),
                    )),
                },
                Err(wrong) => Err(wrong),
            },
            Directive::Cite(asked) => {
                let mut all = Vec::new();
                for one in asked {
                    match stylist.refer(&one.reference) {
                        Ok(referred) => {
                            let cited = Cited::new(referred.authority, referred.places);
                            all.push(Cited { signal: one.signal, ..cited });
                        }
                        Err(error) => return Ok(Err((error.told(), error.hint().unwrap_or_default()))),
                    }
                }
                Ok(Done::Cite(all))
            }
        })
    }
}

/// A character of the private use areas that the text does not have.
fn sign(text: &str) -> char {
    let areas = ('\u{e000}'..='\u{f8ff}').chain('\u{f0000}'..='\u{ffffd}');
    let mut free = areas.filter(|c| !text.contains(*c));
    free.next().unwrap_or('\u{e000}')
}

/// The draft with each directive replaced by its number between two signs.
fn marked(text: &str, found: &[scan::Braces], sign: char) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (i, braces) in found.iter().enumerate() {
        out.push_str(&text[at..braces.span.start]);
        out.push_str(&format!("{sign}{i}{sign}"));
        at = braces.span.end;
    }
    out.push_str(&text[at..]);
    out
}

/// Puts the tables into their places, in order.
fn fill(blocks: &mut [Block], tables: &mut impl Iterator<Item = Vec<brief::Group>>) {
    for block in blocks {
        match block {
            Block::Authorities(groups) => *groups = tables.next().unwrap_or_default(),
            Block::SetOff(inside) => fill(inside, tables),
            Block::List { items, .. } => items.iter_mut().for_each(|item| fill(item, tables)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives_become_numbers_between_signs_that_the_draft_has_not() {
        let text = "\u{e000} {{toa}} b";
        let sign = sign(text);
        assert_eq!(sign, '\u{e001}');
        assert_eq!(marked(text, &scan::braces(text), sign), "\u{e000} \u{e001}0\u{e001} b");
    }
}
