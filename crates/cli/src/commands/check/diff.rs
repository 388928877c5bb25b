//! What a fix changes, as a unified diff without context. Fixes keep the lines of a draft, so that lines pair off.

/// The diff; empty where nothing changes.
pub(super) fn unified(file: &str, old: &str, new: &str) -> String {
    let mut out = String::new();
    let pairs: Vec<(usize, (&str, &str))> = old.lines().zip(new.lines()).enumerate().collect();
    let mut at = 0;
    while let Some((i, _)) = pairs.get(at) {
        let run = pairs[at..].iter().take_while(|(_, (a, b))| a != b).count();
        if run == 0 {
            at += 1;
            continue;
        }
        if out.is_empty() {
            out.push_str(&format!("--- {file}\n+++ {file}\n"));
        }
        let count = if run == 1 { String::new() } else { format!(",{run}") };
        out.push_str(&format!("@@ -{0}{count} +{0}{count} @@\n", i + 1));
        let changed = &pairs[at..at + run];
        changed.iter().for_each(|(_, (a, _))| out.push_str(&format!("-{a}\n")));
        changed.iter().for_each(|(_, (_, b))| out.push_str(&format!("+{b}\n")));
        at += run;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn changed_lines_pair_off() {
        assert_eq!(unified("d.md", "a\nb\nc\n", "a\nb\nc\n"), "");
        assert_eq!(
            unified("d.md", "a\nb\nc\nd\n", "A\nb\nC\nD\n"),
            "--- d.md\n+++ d.md\n@@ -1 +1 @@\n-a\n+A\n@@ -3,2 +3,2 @@\n-c\n-d\n+C\n+D\n"
        );
    }
}
