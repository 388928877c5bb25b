//! Texts that repeat themselves.

/// What stands for a number that counts up.
const COUNT: char = '№';

/// What a text repeats, and what stands before the first and after the last.
pub(super) struct Text {
    pub(super) what: &'static str,
    before: &'static str,
    unit: &'static str,
    after: &'static str,
}

pub(super) const fn unit(what: &'static str, unit: &'static str) -> Text {
    Text { what, before: "", unit, after: "" }
}

pub(super) const fn inside(
    what: &'static str,
    before: &'static str,
    unit: &'static str,
    after: &'static str,
) -> Text {
    Text { what, before, unit, after }
}

impl Text {
    /// Of about so many bytes.
    pub(super) fn of(&self, bytes: usize) -> String {
        let mut out =
            String::with_capacity(bytes + self.before.len() + self.unit.len() + self.after.len() + 16);
        out.push_str(self.before);
        let mut n = 0_u32;
        while out.len() < bytes {
            n += 1;
            let mut parts = self.unit.split(COUNT);
            out.push_str(parts.next().unwrap_or_default());
            for part in parts {
                out.push_str(&n.to_string());
                out.push_str(part);
            }
        }
        out.push_str(self.after);
        out
    }
}
