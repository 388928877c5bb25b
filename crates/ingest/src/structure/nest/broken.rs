//! Lists that repeat a number or start again: their members are turned back into text.

use model::Topic;

use super::super::marks;
use super::{Builder, Nest, Stretch};

impl Builder<'_> {
    /// Marks the list below `parent` as broken from `member` on, because of the mark `here`.
    pub(super) fn doubt(&mut self, parent: Option<usize>, member: usize, here: &Stretch) {
        let known = self.broken.get(&parent).copied();
        if known.is_none() {
            let mark = &self.body[here.block].str()[here.range.clone()];
            let message = format!("`{mark}` repeats or steps back; the list is read as text from there on");
            self.out.remarks.push((Topic::NumberingRepeat, here.clone(), message));
        }
        self.broken.insert(parent, known.map_or(member, |k| k.min(member)));
    }

    /// The tree, broken lists turned back into text.
    pub(super) fn finish(mut self) -> Nest {
        let mut broken: Vec<_> = std::mem::take(&mut self.broken).into_iter().collect();
        // Outer lists first: what lies below a broken list is text with it.
        broken.sort_by_key(|&(_, first)| first);
        let mut gone = vec![false; self.out.members.len()];
        for (parent, first) in broken {
            if !gone[first] {
                self.flatten(parent, first, &mut gone);
            }
        }
        self.drop_gone(&gone);
        self.out
    }

    /// Turns the members below `parent` from `first` on back into its text.
    fn flatten(&mut self, parent: Option<usize>, first: usize, gone: &mut [bool]) {
        let members = &self.out.members;
        let within = |mut m: usize| loop {
            match members[m].parent {
                up if up == parent => break true,
                Some(up) => m = up,
                None => break false,
            }
        };
        let end = (first..members.len()).find(|&m| !within(m)).unwrap_or(members.len());
        let from = (members[first].mark.block, members[first].mark.range.start);
        let to = members.get(end).map_or((self.body.len(), 0), |m| (m.mark.block, m.mark.range.start));
        let cuts: Vec<(usize, usize)> =
            (first..end).map(|m| (members[m].mark.block, members[m].mark.range.start)).chain([to]).collect();
        let mut text: Vec<Stretch> = Vec::new();
        self.done = from;
        for cut in cuts {
            let chained = self.is_mark_alone(cut);
            if cut > self.done && !chained {
                text.extend(self.pending(cut));
                self.done = cut;
            }
        }
        gone[first..end].fill(true);
        let own = match parent {
            Some(p) => &mut self.out.members[p].own,
            None => &mut self.out.own,
        };
        own.retain(|s| (s.block, s.range.start) < from || (s.block, s.range.start) >= to);
        let at = own.partition_point(|s| (s.block, s.range.start) < from);
        own.splice(at..at, text);
    }

    /// Whether what stands between the text handed out and `cut` is a mark and nothing else, on the line that goes on there.
    fn is_mark_alone(&self, cut: (usize, usize)) -> bool {
        let (block, from) = self.done;
        let Some(text) = self.body.get(block).map(|b| b.str()).filter(|_| block == cut.0) else {
            return false;
        };
        marks::parse(text, from)
            .is_some_and(|m| m.range.end <= cut.1 && text[m.range.end..cut.1].trim().is_empty())
    }

    fn drop_gone(&mut self, gone: &[bool]) {
        if !gone.contains(&true) {
            return;
        }
        let mut place = Vec::with_capacity(gone.len());
        let mut kept = 0;
        for &g in gone {
            place.push(kept);
            kept += usize::from(!g);
        }
        let mut at = 0;
        self.out.members.retain(|_| {
            at += 1;
            !gone[at - 1]
        });
        for member in &mut self.out.members {
            member.parent = member.parent.map(|p| place[p]);
        }
    }
}
