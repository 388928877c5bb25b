//! Runs as text: plain, Markdown, HTML.

use model::{Face, Run};

/// The words alone.
pub fn plain(runs: &[Run]) -> String {
    runs.iter().map(|r| r.text.as_str()).collect()
}

/// As Markdown: italics and bold between asterisks, small capitals as a span of class `smallcaps`.
pub fn markdown(runs: &[Run]) -> String {
    let mut out = String::new();
    for run in runs {
        let mut text = String::new();
        for c in run.text.chars() {
            if matches!(c, '*' | '_' | '`' | '\\' | '<') {
                text.push('\\');
            }
            text.push(c);
        }
        match run.face {
            Face::Plain => out.push_str(&text),
            Face::Italic => marked(&text, "*", &mut out),
            Face::Bold => marked(&text, "**", &mut out),
            Face::SmallCaps => out.push_str(&format!("[{text}]{{.smallcaps}}")),
        }
    }
    out
}

/// Words between marks; a blank inside the marks would undo them.
fn marked(text: &str, mark: &str, out: &mut String) {
    let inside = text.trim();
    let start = text.len() - text.trim_start().len();
    let end = text.trim_end().len().max(start);
    out.push_str(&format!("{}{mark}{inside}{mark}{}", &text[..start], &text[end..]));
}

/// As HTML, escaped.
pub fn html(runs: &[Run]) -> String {
    let mut out = String::new();
    for run in runs {
        let text = run.text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        match run.face {
            Face::Plain => out.push_str(&text),
            Face::Italic => out.push_str(&format!("<i>{text}</i>")),
            Face::Bold => out.push_str(&format!("<b>{text}</b>")),
            Face::SmallCaps => {
                out.push_str(&format!("<span style=\"font-variant: small-caps\">{text}</span>"));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faces_survive_in_each_form() {
        let runs = [
            Run { text: "Lights & Harbours ".to_owned(), face: Face::Italic },
            Run::plain("[1931]"),
            Run { text: "Keeper".to_owned(), face: Face::SmallCaps },
        ];
        assert_eq!(plain(&runs), "Lights & Harbours [1931]Keeper");
        assert_eq!(markdown(&runs), "*Lights & Harbours* [1931][Keeper]{.smallcaps}");
        assert_eq!(
            html(&runs),
            "<i>Lights &amp; Harbours </i>[1931]<span style=\"font-variant: small-caps\">Keeper</span>"
        );
    }
}
