//! The files of a Word file, in the archive that it is. Not compressed: a form is a few ten KB.

use super::BODY;
use rawzip::{CompressionMethod, ZipArchiveWriter};
use std::io::{Error, Result, Write};

/// How the page refers to its header.
pub const HEADER: &str = "rId1";
/// How the page refers to its footer.
pub const FOOTER: &str = "rId2";

const DECLARED: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const KINDS: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>"#;
const LINKS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#;
/// Fonts, and room between lines, where nothing else is said.
const STYLES: &str = r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/><w:sz w:val="BODY"/><w:lang w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>"#;
/// What each part is called, and what kind it is.
const PARTS: [(&str, &str); 4] =
    [("document", "document.main"), ("header1", "header"), ("footer1", "footer"), ("styles", "styles")];

/// The Word file of a page's content, its header and its footer.
pub fn pack(parts: &[Result<Vec<u8>>; 3]) -> Result<Vec<u8>> {
    let mut archive = ZipArchiveWriter::new(Vec::new());
    let mut add = |name: &str, bytes: &[u8]| -> std::result::Result<(), rawzip::Error> {
        let (mut entry, config) = archive.new_file(name).compression_method(CompressionMethod::STORE).start()?;
        let mut writer = config.wrap(&mut entry);
        writer.write_all(bytes).map_err(rawzip::Error::from)?;
        let (_, written) = writer.finish()?;
        entry.finish(written).map(|_| ())
    };
    let mut put = |name: &str, bytes: &[u8]| add(name, bytes).map_err(Error::other);
    put("[Content_Types].xml", kinds().as_bytes())?;
    put("_rels/.rels", links([("rId1", "officeDocument", "word/document.xml")]).as_bytes())?;
    let inner =
        [(HEADER, "header", "header1.xml"), (FOOTER, "footer", "footer1.xml"), ("rId3", "styles", "styles.xml")];
    put("word/_rels/document.xml.rels", links(inner).as_bytes())?;
    put("word/styles.xml", format!("{DECLARED}{}", STYLES.replace("BODY", &BODY.to_string())).as_bytes())?;
    for ((name, _), part) in PARTS.iter().zip(parts) {
        let bytes = part.as_ref().map_err(|error| Error::new(error.kind(), "not written"))?;
        put(&format!("word/{name}.xml"), bytes)?;
    }
    archive.finish().map_err(Error::other)
}

fn kinds() -> String {
    let part = |(name, kind): (&str, &str)| {
        let kind = format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml");
        format!(r#"<Override PartName="/word/{name}.xml" ContentType="{kind}"/>"#)
    };
    format!("{DECLARED}{KINDS}{}</Types>", PARTS.map(part).concat())
}

fn links<const N: usize>(links: [(&str, &str, &str); N]) -> String {
    let one = |(id, kind, target): (&str, &str, &str)| {
        let kind = format!("http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}");
        format!(r#"<Relationship Id="{id}" Type="{kind}" Target="{target}"/>"#)
    };
    format!("{DECLARED}{LINKS}{}</Relationships>", links.map(one).concat())
}
