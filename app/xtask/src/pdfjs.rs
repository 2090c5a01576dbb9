//! What draws PDF files in the browser: files of pdf.js, under names that every host serves with the right type.

use std::fs;

use anyhow::{Context, Result};

use crate::repo::Repo;
use crate::setup::PDFJS_PATH;

/// Where they lie for trunk, which puts them into the site (`public/index.html`).
const FOLDER: &str = "target/pdf";
/// The library and its worker; what reads two kinds of scanned pictures; the two fonts that no device has; all their licences.
const FILES: [(&str, &str); 11] = [
    ("legacy/build/pdf.min.mjs", "pdf.js"),
    ("legacy/build/pdf.worker.min.mjs", "worker.js"),
    ("wasm/jbig2.wasm", "jbig2.wasm"),
    ("wasm/openjpeg.wasm", "openjpeg.wasm"),
    ("standard_fonts/FoxitSymbol.pfb", "FoxitSymbol.bin"),
    ("standard_fonts/FoxitDingbats.pfb", "FoxitDingbats.bin"),
    ("LICENSE", "LICENSE.txt"),
    ("cmaps/LICENSE", "LICENSE_CMAPS.txt"),
    ("standard_fonts/LICENSE_FOXIT", "LICENSE_FOXIT.txt"),
    ("wasm/LICENSE_JBIG2", "LICENSE_JBIG2.txt"),
    ("wasm/LICENSE_OPENJPEG", "LICENSE_OPENJPEG.txt"),
];
/// How texts in simplified Chinese are written where a file hasn't got its font in it: `-H` across, `-V` down.
const CODES: [&str; 8] =
    ["GB-EUC", "GBpc-EUC", "GBK-EUC", "GBKp-EUC", "GBK2K", "UniGB-UCS2", "UniGB-UTF16", "UniGB-UTF8"];
/// What characters their glyphs are.
const CHARACTERS: &str = "Adobe-GB1-UCS2";

/// Puts them there.
pub fn put(repo: &Repo) -> Result<()> {
    let (from, folder) = (repo.tools(PDFJS_PATH), repo.path(FOLDER));
    // No file of an earlier version goes out with the site.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).context(FOLDER)?;
    let copy = |source: &str, name: &str| {
        fs::copy(from.join(source), folder.join(name)).map(drop).with_context(|| format!("{PDFJS_PATH}/{source}"))
    };
    FILES.iter().try_for_each(|(source, name)| copy(source, name))?;
    let mut maps =
        CODES.iter().flat_map(|code| [format!("{code}-H"), format!("{code}-V")]).chain([CHARACTERS.to_owned()]);
    maps.try_for_each(|map| copy(&format!("cmaps/{map}.bcmap"), &format!("{map}.bin")))
}
