//! Running other programs, with errors that name the command.

use std::path::Path;
use std::process::{Command, Stdio};

/// `program` with `args` in `root`, its output going where ours goes.
pub(crate) fn run(root: &Path, program: &str, args: &[&str]) -> Result<(), String> {
    eprintln!("$ {program} {}", args.join(" "));
    let status = Command::new(program)
        .args(args)
        .current_dir(root)
        .status()
        .map_err(|e| format!("cannot run `{program}`: {e}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{program} {}` failed ({status})", args.join(" "))) }
}

/// The same, with its standard output returned; exit statuses in `allowed` are no failure.
pub(crate) fn output(root: &Path, program: &str, args: &[&str], allowed: &[i32]) -> Result<String, String> {
    let out = Command::new(program)
        .args(args)
        .current_dir(root)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|e| format!("cannot run `{program}`: {e}"))?;
    if out.status.success() || out.status.code().is_some_and(|code| allowed.contains(&code)) {
        String::from_utf8(out.stdout).map_err(|e| format!("`{program}` printed bytes that are no UTF-8: {e}"))
    } else {
        Err(format!("`{program} {}` failed ({})", args.join(" "), out.status))
    }
}

/// The program as built in release mode.
pub(crate) fn corpus_binary(root: &Path) -> Result<String, String> {
    run(root, "cargo", &["build", "--quiet", "--release", "--package", "cli"])?;
    let folder = std::env::var("CARGO_TARGET_DIR").map_or_else(|_| root.join("target"), Into::into);
    Ok(folder.join("release").join("corpus").display().to_string())
}
