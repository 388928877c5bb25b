//! Training the doctrine tagger: weights from passages that were labelled by reading, and how well they do. Built in release mode
//! and with the crates it needs, so that the other chores need not wait for them.

use std::path::Path;

use crate::Outcome;

#[cfg(feature = "train")]
mod check;
#[cfg(feature = "train")]
mod citing;
#[cfg(feature = "train")]
mod fit;
#[cfg(feature = "train")]
mod material;
#[cfg(feature = "train")]
mod report;
#[cfg(feature = "train")]
mod texts;
#[cfg(feature = "train")]
mod treaties;

/// `train`: writes corpus/doctrine-weights.tsv and reports; `train report`: reports only; `train errors`: lists what the weights
/// get wrong; `train folds`: the five folds alone; `train check`: the third that is kept aside; `train why DOCUMENT PLACE LABEL`:
/// explains; `train read NUMBER…`: prints treaties that are not held, to be labelled.
#[cfg(feature = "train")]
pub(crate) fn run(root: &Path, args: &[String]) -> Outcome {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let shared = std::env::var("CORPUS_SHARED")
        .map_err(|_| "CORPUS_SHARED does not name the folder with the sources and the gold".to_owned())?;
    if let ["read", numbers @ ..] = args.as_slice() {
        return treaties::show(root, Path::new(&shared), numbers);
    }
    let material = material::Material::load(root, Path::new(&shared))?;
    match args.as_slice() {
        [] => {
            let model = fit::fit(&material, &|_| true);
            let path = root.join("corpus/doctrine-weights.tsv");
            std::fs::write(&path, fit::file(&model)).map_err(|e| format!("{}: {e}", path.display()))?;
            report::all(&material, &model)
        }
        ["report"] => report::all(&material, &fit::fit(&material, &|_| true)),
        ["folds"] => check::folds(&material),
        ["check"] => check::aside(root, &material),
        ["errors"] => report::errors(&material, report::By::Fitted),
        ["errors", "held-out"] => report::errors(&material, report::By::HeldOut),
        ["errors", "document-out"] => report::errors(&material, report::By::DocumentOut),
        ["errors", "rules"] => report::errors(&material, report::By::Rules),
        ["why", document, place, label] => report::why(root, &material, document, place, label),
        _ => Err(
            "expected `train`, `train report`, `train folds`, `train check`, `train errors [held-out|document-out|rules]`, \
             `train why DOCUMENT PLACE LABEL` or `train read NUMBER…`"
                .to_owned(),
        ),
    }
}

/// Starts the same chore again, in release mode and with the feature that it needs.
#[cfg(not(feature = "train"))]
pub(crate) fn run(root: &Path, args: &[String]) -> Outcome {
    let mut all =
        vec!["run", "--quiet", "--release", "--package", "xtask", "--features", "train", "--", "train"];
    all.extend(args.iter().map(String::as_str));
    crate::command::run(root, "cargo", &all)
}
