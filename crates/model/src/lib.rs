//! The nouns of the corpus. Everything here is a plain value: no input or output, no clock, no
//! serialisation. The other crates speak to each other in these words.
//!
//! ```
//! use model::{AuthorityId, PassageId, Pinpoint};
//!
//! let place: Pinpoint = "art-9/para-1/pt-c".parse()?;
//! let id = PassageId::new(AuthorityId::new("narcotics-1988")?, place);
//! assert_eq!(id.to_string(), "narcotics-1988#art-9/para-1/pt-c");
//! assert_eq!(id.pinpoint().plain(), "art 9(1)(c)");
//! # Ok::<(), model::ParseError>(())
//! ```

mod authority;
mod citation;
mod digest;
mod document;
mod fnv;
mod folding;
mod held;
mod ids;
mod lines;
mod mapped;
mod noted;
mod number;
mod numeral;
mod person;
mod pinpoint;
mod run;
mod span;
mod spans;

pub use authority::{Authority, Basis, Body, Call, Catalogue, Datum, DatumKind, Kind, Landmark, Organ};
pub use citation::{Citation, Form, Signal, Status, Target};
pub use digest::{Anchor, Digest, DigestEntry};
pub use document::{Class, Document, Edition, Meta, Node, NodeIx, Numbering, Words};
pub use fnv::{Fnv, WordMap};
pub use folding::{Folding, FoldingError};
pub use held::{Held, Lookup};
pub use ids::{AuthorityId, Label, ParseError, PassageId};
pub use lines::{Lines, Position};
pub use mapped::{Mapped, MappedBuilder};
pub use noted::{Note, Noted, Topic};
pub use number::Number;
pub use numeral::roman_value;
pub use person::PersonName;
pub use pinpoint::{Pinpoint, Segment, SegmentKind};
pub use run::{Face, Run};
pub use span::Span;
pub use spans::Spans;
