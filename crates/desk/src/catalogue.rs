//! The table of authorities at the desk: names and written references.

use std::collections::BTreeMap;
use std::sync::Arc;

use cite::{Named, Names, Reference};
use ingest::Manifest;
use model::{Authority, AuthorityId, Catalogue, Meta, PassageId};

use crate::error::DeskError;
use crate::reference::{Meant, place};
use crate::{Desk, Opened, links, tabled};

impl Desk {
    /// Everything that can be cited: the tables, and every document of the manifest that they do not name.
    ///
    /// # Errors
    /// When a table is faulty.
    pub(crate) fn catalogue(&self) -> Result<Catalogue, DeskError> {
        self.catalogue_with(&self.documents_named()?)
    }

    fn catalogue_with(&self, documents: &[Meta]) -> Result<Catalogue, DeskError> {
        let kept = self.opened().ok().and_then(|opened| tabled::of(&opened.index, &self.root));
        let tables = match kept {
            Some(tables) => tables,
            None => self.tables()?,
        };
        Ok(ingest::with_documents(tables, documents))
    }

    /// What the manifest says of its documents, as far as they can be cited.
    fn documents_named(&self) -> Result<Vec<Meta>, DeskError> {
        let kept = self.opened().ok().and_then(|opened| tabled::documents(&opened.index, &self.root));
        Ok(match kept {
            Some(documents) => documents,
            None => Manifest::load(&self.root)?.metas().cloned().collect(),
        })
    }

    /// The tables of authorities, read from their files.
    ///
    /// # Errors
    /// When a table is faulty.
    pub(crate) fn tables(&self) -> Result<Catalogue, DeskError> {
        Ok(ingest::load_catalogue(&self.root.join("corpus/authorities"))?)
    }

    /// The same, for references at a prompt: there a short title of the manifest means the corpus's own document,
    /// whatever else the world calls so. In a text it stays ambiguous.
    pub(crate) fn own_names(&self) -> Result<Arc<Names>, DeskError> {
        // As long as the desk answers from one state of the index, names mean the same.
        let Ok(opened) = self.opened() else { return Ok(Arc::new(self.read_own_names()?)) };
        if let Some(names) = opened.names.get() {
            return Ok(Arc::clone(names));
        }
        let names = Arc::new(self.read_own_names()?);
        Ok(Arc::clone(opened.names.get_or_init(|| names)))
    }

    fn read_own_names(&self) -> Result<Names, DeskError> {
        let documents = self.documents_named()?;
        let entries: BTreeMap<&AuthorityId, &Meta> = documents.iter().map(|meta| (&meta.id, meta)).collect();
        let mut called: BTreeMap<String, Vec<&AuthorityId>> = BTreeMap::new();
        for meta in &documents {
            for short in &meta.short {
                called.entry(short.to_ascii_lowercase()).or_default().push(&meta.id);
            }
        }
        let own = |name: &String, id: Option<&AuthorityId>| {
            let called = called.get(&name.to_ascii_lowercase());
            called.is_some_and(|ids| ids.iter().any(|other| Some(*other) != id))
        };
        let catalogue = self.catalogue_with(&documents)?;
        let (authorities, bodies) = catalogue.into_parts();
        let adapted = authorities.into_iter().map(|mut authority| {
            let id = authority.id.clone();
            authority.ambiguous.retain(|name| !own(name, None));
            authority.aliases.retain(|name| !own(name, Some(&id)));
            if let Some(meta) = entries.get(&id) {
                let known: Vec<String> = authority.names().map(str::to_lowercase).collect();
                let new = meta.short.iter().filter(|s| !known.contains(&s.to_lowercase()));
                authority.aliases.extend(new.cloned().collect::<Vec<_>>());
            }
            authority
        });
        Ok(Names::new(Catalogue::new(adapted.collect()).with_bodies(bodies)))
    }

    /// The authority known by an id or a name.
    pub(crate) fn known_authority(&self, name: &str) -> Result<Authority, DeskError> {
        let names = self.own_names()?;
        let unknown = |near: Vec<AuthorityId>| DeskError::NoReference {
            text: name.to_owned(),
            near: near.iter().map(ToString::to_string).collect(),
        };
        match cite::reference(name, &names).map(|r| r.authority) {
            Some(Named::One(id)) => names.catalogue().get(&id).cloned().ok_or_else(|| unknown(Vec::new())),
            Some(Named::Ambiguous(ids)) => Err(unknown(ids)),
            Some(Named::Unknown { near, .. }) => Err(unknown(near)),
            _ => Err(unknown(names.near(name))),
        }
    }

    /// The title of an authority of the tables, where the index can tell it without reading all of them.
    pub(crate) fn title_in_tables(&self, opened: &Opened, id: &AuthorityId) -> Option<String> {
        let hold = opened.tables_hold.get().copied().unwrap_or_else(|| {
            // Found before it is kept: who waits for what is kept must not be who finds it, with a pool of threads between them.
            let holds = tabled::holds(&opened.index, &self.root);
            *opened.tables_hold.get_or_init(|| holds)
        });
        hold.then(|| tabled::title(&opened.index, id)).flatten()
    }

    /// The keys under which citations of something not held are indexed: an authority, or a place in it.
    pub(crate) fn unheld_keys(&self, opened: &Opened, text: &str) -> Result<Vec<String>, DeskError> {
        if let Ok(id) = AuthorityId::new(text.trim())
            && self.title_in_tables(opened, &id).is_some()
        {
            return Ok(vec![id.to_string()]);
        }
        if let Ok(id) = text.trim().parse::<PassageId>()
            && self.title_in_tables(opened, id.document()).is_some()
        {
            return Ok(vec![id.to_string()]);
        }
        let names = self.own_names()?;
        let reference = cite::reference(text, &names);
        Ok(match reference {
            Some(Reference { authority: Named::One(id), places }) if places.is_empty() => {
                vec![id.to_string()]
            }
            Some(Reference { authority: Named::One(id), places }) => {
                places.iter().flat_map(links::members).map(|place| format!("{id}#{place}")).collect()
            }
            _ => Vec::new(),
        })
    }

    /// What a reference written as a lawyer writes it means.
    pub(crate) fn written(&self, opened: &Opened, text: &str) -> Result<Vec<Meant>, DeskError> {
        let names = self.own_names()?;
        let named = |ids: &[AuthorityId]| -> Vec<String> { ids.iter().map(ToString::to_string).collect() };
        let Some(reference) = cite::reference(text, &names) else {
            let near = names.near(text).iter().map(ToString::to_string).collect();
            return Err(DeskError::NoReference { text: text.to_owned(), near });
        };
        let authorities = match &reference.authority {
            Named::One(id) => vec![id.clone()],
            Named::Nothing => return self.place_alone(opened, &reference.places),
            Named::Ambiguous(candidates) => {
                let remark = format!("several fit `{text}`: {}", named(candidates).join(", "));
                return Ok(vec![Meant::Nothing("ambiguous", remark)]);
            }
            Named::Unknown { name, near } => {
                let near = match near.as_slice() {
                    [] => String::new(),
                    near => format!("; did you mean {}?", named(near).join(", ")),
                };
                return Ok(vec![Meant::Nothing("unknown", format!("no authority is called `{name}`{near}"))]);
            }
        };
        let mut out = Vec::new();
        for id in &authorities {
            if reference.places.is_empty() {
                out.push(match opened.record(id) {
                    Some(_) => Meant::Whole(id.clone()),
                    None => unheld(&title(&names, id)),
                });
            }
            for at in &reference.places {
                out.push(match opened.record(id) {
                    Some(_) => place(opened, id, at),
                    None => unheld(&title(&names, id)),
                });
            }
        }
        Ok(out)
    }

    /// A place without a name may mean that place of every document that has it.
    fn place_alone(&self, opened: &Opened, places: &[model::Pinpoint]) -> Result<Vec<Meant>, DeskError> {
        let documents = opened.in_order()?;
        let mut found = Vec::new();
        for at in places {
            for id in &documents {
                if let Meant::Nodes(nodes) = place(opened, id, at) {
                    found.push(nodes);
                }
            }
        }
        Ok(match found.len() {
            0 => vec![Meant::Nothing("no-such-place", "no document has such a place".to_owned())],
            1 => found.into_iter().map(Meant::Nodes).collect(),
            _ => vec![Meant::Any(found.into_iter().flatten().collect())],
        })
    }
}

/// What a reference to something comes to whose text is not held.
pub(crate) fn unheld(title: &str) -> Meant {
    Meant::Nothing("unheld", format!("{title}: the text is not held"))
}

fn title(names: &Names, id: &AuthorityId) -> String {
    names.catalogue().get(id).map_or_else(|| id.to_string(), |a| a.title.clone())
}
