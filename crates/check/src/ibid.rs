//! A bare "ibid." means the place that was cited last, not only the work.

use model::{Citation, Form, Status, Target};

use crate::attribution::plain;

/// The citations, each bare "ibid." or "id." with the place of the citation before it.
pub(crate) fn placed(text: &str, citations: &[Citation]) -> Vec<Citation> {
    let mut out: Vec<Citation> = Vec::with_capacity(citations.len());
    for citation in citations {
        let mut citation = citation.clone();
        let words = citation.span.of(text).map(plain).unwrap_or_default();
        let bare = citation.form == Form::Back && matches!(words.as_str(), "ibid" | "id" | "ibidem" | "idem");
        if bare
            && let [target] = citation.targets.as_mut_slice()
            && let Some([before]) = out.last().map(|c| c.targets.as_slice())
            && means(target, before)
        {
            target.place.clone_from(&before.place);
            target.status = before.status.clone();
        }
        out.push(citation);
    }
    out
}

/// Whether a target without a place means that of another.
fn means(target: &Target, before: &Target) -> bool {
    target.place.is_none()
        && before.place.is_some()
        && target.authority == before.authority
        && matches!(target.status, Status::Document | Status::Unheld)
}

#[cfg(test)]
mod tests {
    use model::{AuthorityId, Span};

    use super::*;

    fn citation(form: Form, at: (usize, usize), authority: &str, place: Option<&str>) -> Citation {
        let target = Target {
            authority: AuthorityId::new(authority).ok(),
            name: None,
            place: place.map(|p| p.parse().unwrap()),
            status: Status::Document,
        };
        Citation { span: Span::new(at.0, at.1), form, signal: None, targets: vec![target] }
    }

    #[test]
    fn a_bare_ibid_has_the_place_before_and_hands_it_on() {
        let text = "Lights, art 3. ibid. Id. ibid art 4.";
        let all = [
            citation(Form::Pinpoint, (0, 13), "lights", Some("art-3")),
            citation(Form::Back, (15, 20), "lights", None),
            citation(Form::Back, (21, 24), "lights", None),
            citation(Form::Back, (25, 35), "lights", None),
        ];
        let places: Vec<Option<String>> =
            placed(text, &all).iter().map(|c| c.targets[0].place.as_ref().map(ToString::to_string)).collect();
        assert_eq!(places, [Some("art-3".into()), Some("art-3".into()), Some("art-3".into()), None]);
    }

    #[test]
    fn ibid_of_another_work_stays_as_it_is() {
        let all = [
            citation(Form::Pinpoint, (0, 13), "lights", Some("art-3")),
            citation(Form::Back, (15, 20), "wrecks", None),
        ];
        assert_eq!(placed("Lights, art 3. ibid.", &all), all);
    }
}
