//! Files in, text out: what goes wrong with either is said in Chinese, and a reader that goes away is no error.

use anyhow::{Context, Result};
use base::Problem;
use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// Reads a text file; a byte order mark is left out.
pub fn read_text(path: &Path) -> Result<String> {
    let text = std::fs::read_to_string(path).map_err(|error| cannot_read(&path.display().to_string(), &error))?;
    Ok(text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_string))
}

/// Writes a file and says how large it is.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    std::fs::write(path, bytes)
        .map_err(|error| Problem::new(path.display().to_string(), "写不了").hint(reason(&error)))?;
    print(format_args!("{}：{} 字节", path.display(), bytes.len()))
}

/// A file or folder that can't be read, and why.
pub fn cannot_read(name: &str, error: &io::Error) -> Problem {
    Problem::new(name, "读不了").hint(reason(error))
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "没有这个文件或文件夹，请检查名字和位置".into(),
        ErrorKind::PermissionDenied => "没有权限，请换一个位置，或者请管理员给权限".into(),
        ErrorKind::IsADirectory => "这是文件夹，应当是文件".into(),
        ErrorKind::NotADirectory => "这是文件，应当是文件夹".into(),
        ErrorKind::InvalidData => "文字不是 UTF-8 编码，请另存为 UTF-8".into(),
        ErrorKind::StorageFull => "磁盘满了，请腾出地方".into(),
        _ => format!("系统说：{error}"),
    }
}

/// A line on standard output.
pub fn print(line: impl Display) -> Result<()> {
    writeln!(io::stdout().lock(), "{line}").context("写不了标准输出")
}

/// A line on standard error; nobody can be told if that fails.
pub fn tell(line: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Whether whoever read the output has gone away: `jiuzhu … | head -1`.
pub fn reader_gone(error: &anyhow::Error) -> bool {
    error.chain().any(|e| e.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == ErrorKind::BrokenPipe))
}
