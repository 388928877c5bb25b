//! The examples of the taxonomy, run: each must do what its entry says, by the rules alone.

use model::{Class, Kind};
use table::Sheet;

use super::Rules;
use super::parse::Tried;
use crate::passage::Passage;
use crate::tag::tag;

/// Runs every example as a paragraph of an essay and as one of a treaty: one that carries its doctrine must be given the label as
/// one of them, one that does not must be given it as neither.
pub(super) fn run(rules: &Rules, tried: &[Tried], sheet: &Sheet<'_>) {
    for example in tried {
        let doctrine = &rules.doctrines[example.doctrine];
        let given = [Kind::Essay, Kind::Treaty].into_iter().any(|kind| {
            let passage = Passage::of(&example.words.value, Class::Operative, kind);
            tag(&passage, rules, None).iter().any(|t| t.label == doctrine.label)
        });
        if given != example.carries {
            let what = if given { "is given the label all the same" } else { "is not given the label" };
            let start: String = example.words.value.chars().take(60).collect();
            sheet.fault(example.words.at, "", format!("{}: the example `{start}…` {what}", doctrine.label));
        }
    }
}
