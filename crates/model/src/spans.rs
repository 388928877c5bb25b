//! Which of many spans hold another, or lie in it: told by two look-ups, however many there are.

use crate::span::Span;

/// Spans that are asked about others, in the time that a look-up takes.
#[derive(Clone, Debug, Default)]
pub struct Spans {
    /// Where they begin, in order.
    starts: Vec<usize>,
    /// The farthest end of a span and all before it.
    farthest: Vec<usize>,
    /// The nearest end of a span and all after it.
    nearest: Vec<usize>,
}

impl Spans {
    /// Takes spans in any order.
    pub fn new(spans: impl IntoIterator<Item = Span>) -> Self {
        let mut spans: Vec<Span> = spans.into_iter().collect();
        spans.sort_unstable();
        let mut farthest: Vec<usize> = spans.iter().map(|s| s.end()).collect();
        let mut nearest = farthest.clone();
        for i in 1..spans.len() {
            farthest[i] = farthest[i].max(farthest[i - 1]);
        }
        for i in (1..spans.len()).rev() {
            nearest[i - 1] = nearest[i - 1].min(nearest[i]);
        }
        Self { starts: spans.into_iter().map(Span::start).collect(), farthest, nearest }
    }

    /// Whether one of the spans holds `span`.
    pub fn hold(&self, span: Span) -> bool {
        let until = self.starts.partition_point(|&start| start <= span.start());
        until.checked_sub(1).and_then(|i| self.farthest.get(i)).is_some_and(|&end| end >= span.end())
    }

    /// Whether one of the spans lies in `span`.
    pub fn lie_in(&self, span: Span) -> bool {
        let from = self.starts.partition_point(|&start| start < span.start());
        self.nearest.get(from).is_some_and(|&end| end <= span.end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_answers_as_if_each_span_were_asked() {
        let all: Vec<Span> = (0..6).flat_map(|a| (a..6).map(move |b| Span::new(a, b))).collect();
        for chosen in 0..1_u32 << 7 {
            // Every third of the spans, turned on and off.
            let some: Vec<Span> = all
                .iter()
                .enumerate()
                .filter(|(i, _)| i % 3 == 0 && chosen >> (i / 3) & 1 == 1)
                .map(|(_, &s)| s)
                .collect();
            let spans = Spans::new(some.iter().copied());
            for &span in &all {
                assert_eq!(spans.hold(span), some.iter().any(|s| s.contains(span)), "{some:?} {span}");
                assert_eq!(spans.lie_in(span), some.iter().any(|&s| span.contains(s)), "{some:?} {span}");
            }
        }
    }
}
