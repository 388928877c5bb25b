//! From references and searches to passages, and from passages to a brief in sections.

use brief::{Block, Brief, Inline, Line, Quotation};
use model::{Authority, AuthorityId, PassageId, Pinpoint};
use search::Layer;

use super::authorities::Part;
use super::citer::{Cited, Citer};
use super::directive::Wrong;
use super::{BriefSetting, Briefed};
use crate::answer::Passage;
use crate::error::DeskError;
use crate::reference::Meant;
use crate::searching::Request;
use crate::styling::Stylist;
use crate::{Desk, Opened};

/// What goes into a brief, and how it is arranged.
#[derive(Clone, Debug, Default)]
pub struct BriefRequest {
    /// What is wanted: ids or what a lawyer writes.
    pub references: Vec<String>,
    /// A search whose passages are wanted too.
    pub query: Option<String>,
    /// Doctrines whose passages are wanted; with a query, only those of its passages.
    pub doctrines: Vec<String>,
    /// Documents to search in; all without one.
    pub documents: Vec<String>,
    /// At most so many passages of a search.
    pub limit: usize,
    /// How the passages are arranged.
    pub group: Grouping,
    /// How the brief cites.
    pub setting: BriefSetting,
}

/// How passages are arranged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// By document.
    #[default]
    Document,
    /// By doctrine.
    Doctrine,
}

/// One thing in a brief.
enum Item {
    /// Words of a source.
    Quoted(Box<Passage>, Cited),
    /// Something whose text is not held.
    Only(Cited),
}

impl Item {
    fn cited(&self) -> &Cited {
        match self {
            Self::Quoted(_, cited) | Self::Only(cited) => cited,
        }
    }
}

/// What a reference came to: words to quote and their citation, or what is wrong.
pub(super) type Quoted = Result<(Vec<Line>, Cited), Wrong>;

impl Desk {
    /// A brief of what references mean and a search finds, each passage word for word with its citation.
    ///
    /// # Errors
    /// When a reference means nothing, nothing is found, or a table or the index cannot be read.
    pub fn brief(&self, request: &BriefRequest) -> Result<Briefed, DeskError> {
        let opened = self.opened()?;
        let stylist = self.stylist(request.setting.style.as_deref())?;
        let mut items = Vec::new();
        for meant in self.all_meant(opened, &request.references)? {
            self.gather(opened, &stylist, meant, &mut items)?;
        }
        if request.query.is_some() || !request.doctrines.is_empty() {
            self.search_for(opened, &stylist, request, &mut items)?;
        }
        if items.is_empty() {
            return Err(DeskError::Refused("nothing was found that a brief could be made of".to_owned()));
        }
        let mut citer = Citer::new(&stylist, request.setting.inline)?;
        let sections = self.sections(items, request)?;
        for item in sections.iter().flat_map(|(_, items)| items) {
            citer.expect(std::slice::from_ref(item.cited()));
        }
        let mut remarks = Vec::new();
        let mut blocks = Vec::new();
        for (title, items) in &sections {
            blocks.push(heading(2, title));
            for item in items {
                set(item, &mut citer, &mut blocks, &mut remarks);
            }
        }
        blocks.push(heading(2, "Authorities"));
        blocks.push(Block::Authorities(citer.table(Part::All)));
        let title = request.setting.title.clone();
        let (notes, unverified) = citer.finish()?;
        Ok(Briefed { brief: Brief { title, language: "en".to_owned(), blocks, notes }, remarks, unverified })
    }

    /// What references mean. Words that make one reference may come as one argument or as several.
    fn all_meant(&self, opened: &Opened, references: &[String]) -> Result<Vec<(String, Meant)>, DeskError> {
        let each = |reference: &String| {
            let meant = self.meant(opened, reference)?;
            Ok(meant.into_iter().map(|m| (reference.clone(), m)).collect::<Vec<_>>())
        };
        let all: Result<Vec<_>, DeskError> = references.iter().map(each).collect();
        match all {
            Ok(all) => Ok(all.into_iter().flatten().collect()),
            Err(error) => {
                let joined = references.join(" ");
                let meant = self.meant(opened, &joined).map_err(|_| error)?;
                Ok(meant.into_iter().map(|m| (joined.clone(), m)).collect())
            }
        }
    }

    /// Adds what a reference means to the items.
    fn gather(
        &self,
        opened: &Opened,
        stylist: &Stylist,
        (reference, meant): (String, Meant),
        items: &mut Vec<Item>,
    ) -> Result<(), DeskError> {
        match meant {
            Meant::Nodes(ids) => {
                for id in ids {
                    add(opened, stylist, &id, items)?;
                }
            }
            Meant::Whole(id) => {
                for entry in opened.index.document(&id)?.iter().filter(|e| e.depth == 0) {
                    add(opened, stylist, &entry.id, items)?;
                }
            }
            Meant::Any(ids) => {
                let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
                return Err(DeskError::Refused(format!(
                    "`{reference}`: several documents have it: {}",
                    ids.join(", ")
                )));
            }
            Meant::Nothing("unheld" | "not-in-this-text", remark) => match stylist.refer(&reference) {
                Ok(referred) => {
                    items.push(Item::Only(Cited::new(referred.authority, referred.places)));
                }
                Err(_) => return Err(DeskError::Refused(remark)),
            },
            Meant::Nothing(_, remark) => return Err(DeskError::Refused(remark)),
        }
        Ok(())
    }

    fn search_for(
        &self,
        opened: &Opened,
        stylist: &Stylist,
        request: &BriefRequest,
        items: &mut Vec<Item>,
    ) -> Result<(), DeskError> {
        // Passages of a doctrine are asked for by its own name where no words are.
        let query = request.query.clone().unwrap_or_else(|| {
            request.doctrines.iter().map(|d| format!("label:{d}")).collect::<Vec<_>>().join(" OR ")
        });
        let answer = self.search(&Request {
            query,
            limit: request.limit,
            documents: request.documents.clone(),
            labels: request.doctrines.clone(),
            ..Request::default()
        })?;
        let before = items.len();
        for hit in &answer.hits {
            add(opened, stylist, &hit.passage.id, items)?;
        }
        // Within a document what was found stands in the order of the text.
        let start = |item: &Item| match item {
            Item::Quoted(passage, _) => passage.span.map_or(0, |s| s.start()),
            Item::Only(_) => 0,
        };
        if let Some(found) = items.get_mut(before..) {
            found.sort_by_key(start);
        }
        let rank = |item: &Item| {
            let id = &item.cited().authority.id;
            answer.hits.iter().position(|h| h.passage.id.document() == id)
        };
        if let Some(found) = items.get_mut(before..) {
            found.sort_by_key(rank);
        }
        Ok(())
    }

    /// The items in sections, in the order in which their first one came.
    fn sections(
        &self,
        items: Vec<Item>,
        request: &BriefRequest,
    ) -> Result<Vec<(String, Vec<Item>)>, DeskError> {
        let doctrines = match request.group {
            Grouping::Document => Vec::new(),
            Grouping::Doctrine => self.doctrines(None)?,
        };
        let title = |item: &Item| match (request.group, item) {
            (Grouping::Document, Item::Quoted(passage, _)) => passage.title.clone(),
            (Grouping::Document, Item::Only(cited)) => cited.authority.title.clone(),
            (Grouping::Doctrine, Item::Only(_)) => "Cited only".to_owned(),
            (Grouping::Doctrine, Item::Quoted(passage, _)) => {
                let asked = request.doctrines.iter().find(|d| passage.labels.contains(d));
                let label = asked.or(passage.labels.first());
                let named = label.map(|l| {
                    let known = doctrines.iter().find(|d| d.label.as_str() == l.as_str());
                    known.map_or_else(|| l.clone(), |d| d.title.clone())
                });
                named.unwrap_or_else(|| "Other passages".to_owned())
            }
        };
        let mut sections: Vec<(String, Vec<Item>)> = Vec::new();
        for item in items {
            let title = capital(&title(&item));
            match sections.iter_mut().find(|(known, _)| *known == title) {
                Some((_, inside)) => inside.push(item),
                None => sections.push((title, vec![item])),
            }
        }
        Ok(sections)
    }

    /// The words that a reference means, to be quoted.
    ///
    /// # Errors
    /// When the index cannot be read; what is wrong with the reference is in the answer.
    pub(super) fn quoted(
        &self,
        opened: &Opened,
        stylist: &Stylist,
        reference: &str,
    ) -> Result<Quoted, DeskError> {
        let meant = match self.meant(opened, reference) {
            Ok(meant) => meant,
            Err(
                error @ (DeskError::NoReference { .. }
                | DeskError::NoSuchDocument { .. }
                | DeskError::Refused(_)),
            ) => {
                return Ok(Err((error.told(), error.hint().unwrap_or_default())));
            }
            Err(error) => return Err(error),
        };
        let cite = || match stylist.refer(reference) {
            Ok(_) => format!("what is not held is cited, not quoted: {{{{cite: {reference}}}}}"),
            Err(_) => "`corpus authorities` lists what can be cited".to_owned(),
        };
        let mut ids: Vec<PassageId> = Vec::new();
        for meant in meant {
            match meant {
                Meant::Nodes(more) => ids.extend(more),
                Meant::Any(several) => {
                    let several: Vec<String> = several.iter().map(ToString::to_string).collect();
                    let message = format!("`{reference}` may mean {}", several.join(", "));
                    return Ok(Err((message, "name the one that is meant".to_owned())));
                }
                Meant::Whole(id) => {
                    let message = format!("`{reference}` is a whole text");
                    return Ok(Err((message, format!("name a provision; `corpus outline {id}` lists them"))));
                }
                Meant::Nothing(status, remark) => {
                    let help = match status {
                        "unheld" | "not-in-this-text" => cite(),
                        _ => "`corpus outline` lists the provisions of a text".to_owned(),
                    };
                    return Ok(Err((remark, help)));
                }
            }
        }
        let mut passages = Vec::new();
        for id in &ids {
            match opened.index.entry(id)? {
                Some(entry) if entry.layer == Layer::Source => passages.push(opened.whole(&entry)?),
                _ => {
                    let message = format!("{id}: the text is not held, and a digest is not quoted");
                    return Ok(Err((message, cite())));
                }
            }
        }
        let lines = lines(&passages);
        let (Some(first), false) = (ids.first(), lines.is_empty()) else {
            let message = format!("`{reference}` has no words to quote, only a heading");
            return Ok(Err((message, format!("cite it: {{{{cite: {reference}}}}}"))));
        };
        Ok(Ok((lines, cited(stylist, first.document(), places(stylist, reference, &ids)))))
    }
}

/// The places that a reference names: as written, so that a range stays one.
fn places(stylist: &Stylist, reference: &str, ids: &[PassageId]) -> Vec<Pinpoint> {
    let one = ids.iter().all(|id| Some(id.document()) == ids.first().map(PassageId::document));
    match stylist.refer(reference) {
        Ok(referred) if one && !referred.places.is_empty() => referred.places,
        _ => ids.iter().map(|id| id.pinpoint().clone()).collect(),
    }
}

/// Adds a node, unless it is there already or lies in one that is; what lies in it makes way for it.
fn add(opened: &Opened, stylist: &Stylist, id: &PassageId, items: &mut Vec<Item>) -> Result<(), DeskError> {
    let Some(entry) = opened.index.entry(id)? else { return Ok(()) };
    let within =
        |a: &PassageId, b: &PassageId| a.document() == b.document() && a.pinpoint().within(b.pinpoint());
    let known = |item: &Item| match item {
        Item::Quoted(passage, _) => within(id, &passage.id),
        Item::Only(cited) => {
            cited.authority.id == *id.document() && cited.places.first() == Some(id.pinpoint())
        }
    };
    if items.iter().any(known) {
        return Ok(());
    }
    items.retain(|item| !matches!(item, Item::Quoted(passage, _) if within(&passage.id, id)));
    let cited = cited(stylist, id.document(), vec![id.pinpoint().clone()]);
    items.push(match entry.layer {
        Layer::Source => Item::Quoted(Box::new(opened.whole(&entry)?), cited),
        Layer::Digest => Item::Only(cited),
    });
    Ok(())
}

fn cited(stylist: &Stylist, id: &AuthorityId, places: Vec<Pinpoint>) -> Cited {
    let authority = stylist.authority(id).cloned().unwrap_or_else(|| unlisted(id));
    Cited::new(authority, places)
}

/// A document that stands in no table: its id is all there is to cite it by.
fn unlisted(id: &AuthorityId) -> Authority {
    Authority {
        id: id.clone(),
        title: id.to_string(),
        short: Vec::new(),
        aliases: Vec::new(),
        generic: Vec::new(),
        ambiguous: Vec::new(),
        common: Vec::new(),
        kind: model::Kind::Document,
        date: None,
        pinpoints: Vec::new(),
        roman: Vec::new(),
        calls: Vec::new(),
        about: Vec::new(),
        landmarks: Vec::new(),
        principal: false,
        articles: None,
        court: None,
        body: None,
        parties: Vec::new(),
        cite: Vec::new(),
        url: None,
    }
}

/// The words of passages to be quoted together. Of several, each says which it is.
pub(super) fn lines(passages: &[Passage]) -> Vec<Line> {
    let mut out = Vec::new();
    for passage in passages {
        for (i, line) in passage.lines.iter().enumerate() {
            let lead =
                || passage.mark.clone().unwrap_or_else(|| format!("[{}]", passage.id.pinpoint().plain()));
            let mark = line.mark.clone().or_else(|| (passages.len() > 1 && i == 0).then(lead));
            out.push(Line { depth: line.depth, mark, text: line.text.trim().to_owned() });
        }
    }
    led(out)
}

/// A mark whose words all stand below it leads up to the first of them: `(b) (i) …`.
fn led(lines: Vec<Line>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut leads: Option<Line> = None;
    for mut line in lines {
        if let Some(lead) = leads.take() {
            let marks = [lead.mark, line.mark].into_iter().flatten().collect::<Vec<_>>().join(" ");
            line = Line { depth: lead.depth, mark: Some(marks), text: line.text };
        }
        match line.text.is_empty() {
            true => leads = Some(line),
            false => out.push(line),
        }
    }
    out
}

/// Sets an item: its name, its words or why they are missing, its citation.
fn set(item: &Item, citer: &mut Citer<'_>, blocks: &mut Vec<Block>, remarks: &mut Vec<String>) {
    let citation = citer.cite(std::slice::from_ref(item.cited()));
    match item {
        Item::Quoted(passage, _) => {
            blocks.push(heading(3, &passage.cite()));
            let lines = lines(std::slice::from_ref(passage));
            blocks.push(Block::Quotation(Quotation { lines, citation }));
        }
        Item::Only(cited) => {
            let mut name = cited.authority.short_title().to_owned();
            for place in &cited.places {
                name.push_str(&format!(", {}", place.plain()));
            }
            blocks.push(heading(3, &name));
            let mut words = vec![Inline::Text("Cited only: the text is not held here.".to_owned())];
            if citer.is_inline() {
                words.push(Inline::Text(" ".to_owned()));
            }
            words.push(Inline::Citation(citation));
            blocks.push(Block::Paragraph(words));
            remarks.push(format!("{name}: cited only, the text is not held"));
        }
    }
}

fn heading(level: u8, words: &str) -> Block {
    Block::Heading { level, words: vec![Inline::Text(words.to_owned())] }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_without_words_leads_up_to_the_next_line() {
        let line = |depth, mark: &str, text: &str| Line {
            depth,
            mark: Some(mark.to_owned()),
            text: text.to_owned(),
        };
        let lines =
            vec![line(1, "(b)", ""), line(2, "(i)", "a lamp"), line(2, "(ii)", "a bell"), line(1, "(c)", "")];
        assert_eq!(led(lines), [line(1, "(b) (i)", "a lamp"), line(2, "(ii)", "a bell")]);
    }
}
