//! Broader and narrower: the second follows from the first, and nothing is broader than itself.

use super::Rules;

/// Fills in the narrower doctrines; a circle is a fault.
pub(super) fn close(rules: &mut Rules, fault: impl Fn(String)) {
    let pairs: Vec<_> =
        rules.doctrines.iter().flat_map(|d| d.broader.iter().map(|b| (b.clone(), d.label.clone()))).collect();
    for (broader, narrower) in pairs {
        if let Some(doctrine) = rules.doctrines.iter_mut().find(|d| d.label == broader) {
            doctrine.narrower.push(narrower);
        }
    }
    for doctrine in &rules.doctrines {
        let below = rules.with_narrower(&doctrine.label);
        let circle =
            |l: &model::Label| rules.doctrine(l).is_some_and(|d| d.narrower.contains(&doctrine.label));
        if below.iter().any(circle) {
            fault(format!("broader: `{}` comes out broader than itself", doctrine.label));
        }
    }
}
