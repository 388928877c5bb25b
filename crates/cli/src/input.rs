//! Texts that a command is given, a file or standard input, and the file it may be told to write.

use std::io::{Read, Write};
use std::path::Path;

use crate::context::Context;
use crate::failure::Failure;

/// The name and the bytes of `file`; `-` is standard input.
pub(crate) fn read(file: &Path, context: &Context<'_>) -> Result<(String, Vec<u8>), Failure> {
    let mut bytes = Vec::new();
    if file.as_os_str() == "-" {
        std::io::stdin()
            .read_to_end(&mut bytes)
            .map_err(|e| Failure::new(format!("cannot read standard input: {e}")))?;
        return Ok(("-".to_owned(), bytes));
    }
    let path = context.around.folder.join(file);
    let shown = file.display().to_string();
    let mut file =
        std::fs::File::open(&path).map_err(|e| Failure::new(format!("cannot read {shown}: {e}")))?;
    file.read_to_end(&mut bytes).map_err(|e| Failure::new(format!("cannot read {shown}: {e}")))?;
    Ok((shown, bytes))
}

/// Writes `text` to `file`, in the folder the program runs in.
pub(crate) fn write(file: &Path, text: &str, context: &Context<'_>) -> Result<(), Failure> {
    let written = create(file, context)?.write_all(text.as_bytes());
    written.map_err(|e| Failure::new(format!("cannot write {}: {e}", file.display())))
}

/// Opens `file` for writing, in the folder the program runs in.
pub(crate) fn create(file: &Path, context: &Context<'_>) -> Result<std::fs::File, Failure> {
    std::fs::File::create(context.around.folder.join(file))
        .map_err(|e| Failure::new(format!("cannot write {}: {e}", file.display())))
}

/// Makes a folder where there is none.
pub(crate) fn folder(folder: &Path, context: &Context<'_>) -> Result<(), Failure> {
    std::fs::create_dir_all(context.around.folder.join(folder))
        .map_err(|e| Failure::new(format!("cannot make the folder {}: {e}", folder.display())))
}
