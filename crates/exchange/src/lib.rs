//! Exchange formats, one a file: authorities as bibliographies, documents as Akoma Ntoso, annotations as W3C Web
//! Annotations, passages as lines for a search engine. Values in, text out; annotations also come back.
//!
//! A digest is never written as if it were a source: Akoma Ntoso has the source's words alone, annotations repeat no more of
//! them than their anchors need, and a passage keeps its digest in a field of its own.

mod akn;
mod annotations;
mod bibliography;
mod item;
mod passages;

pub use akn::{Print, Reference, document as akoma_ntoso, eid, iri as work_iri};
pub use annotations::{
    Annotated, Annotation, AnnotationsError, Everything, Found, Left, Quote, Read,
    collection as web_annotations, read as read_annotations,
};
pub use bibliography::{Bibliography, bibliography};
pub use item::Work;
pub use passages::{Engine, Passage, bulk, index_config, line as passage_line};
