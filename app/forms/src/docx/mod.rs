//! A sheet as a Word file: A4 upright, tables with borders, notice and footer on every page.

mod pack;
mod xml;

use crate::{Block, Cell, Content, Sheet, SignLine, Table};
use base::Problem;
use xml::{Xml, xml};

/// A4 in twips (1/1440 inch), and what its margins leave.
const PAGE: (u32, u32) = (11_906, 16_838);
const MARGIN: u32 = 1_080;
const EDGE: u32 = 708;
const WIDTH: usize = 9_746;
/// Label, content, label, content.
const GRID: [usize; 4] = [1_700, 3_173, 1_700, 3_173];
/// Half points.
const TITLE: u32 = 36;
const HEADING: u32 = 26;
pub(crate) const BODY: u32 = 21;
const SMALL: u32 = 18;
/// A line to write on by hand takes that much more.
const HAND: u32 = 420;

/// The file's bytes; the same sheet gives the same bytes.
pub fn docx(sheet: &Sheet) -> Result<Vec<u8>, Problem> {
    let header = root("w:hdr").child(plain(&sheet.notice, SMALL));
    let footer = root("w:ftr").child(plain(&sheet.footer, SMALL));
    let parts = [document(sheet), header, footer].map(|part| part.file());
    pack::pack(&parts).map_err(|_| Problem::new("Word 文件", "写不出来").hint("改用打印"))
}

/// The outermost element of a file.
fn root(name: &'static str) -> Xml {
    let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    xml(name).attr("xmlns:w", main).attr("xmlns:r", links)
}

fn document(sheet: &Sheet) -> Xml {
    let title = Paragraph { align: "center", ..Paragraph::default() }.of(&sheet.title, TITLE);
    let copies = Paragraph { align: "right", ..Paragraph::default() };
    let copies = (sheet.copies > 1).then(|| copies.of(&format!("一式{}份", sheet.copies), SMALL));
    let body = xml("w:body").child(title).children(copies);
    root("w:document").child(sheet.blocks.iter().fold(body, add).child(section()))
}

/// What every page has.
fn section() -> Xml {
    let part = |name, id: &str| xml(name).attr("w:type", "default").attr("r:id", id);
    let size = xml("w:pgSz").attr("w:w", PAGE.0).attr("w:h", PAGE.1);
    let margin = ["w:top", "w:right", "w:bottom", "w:left"].into_iter();
    let margin = margin.fold(xml("w:pgMar"), |margin, side| margin.attr(side, MARGIN));
    let margin = margin.attr("w:header", EDGE).attr("w:footer", EDGE).attr("w:gutter", 0);
    let parts = [part("w:headerReference", pack::HEADER), part("w:footerReference", pack::FOOTER), size, margin];
    xml("w:sectPr").children(parts)
}

fn add(body: Xml, block: &Block) -> Xml {
    let with_next = Paragraph { with_next: true, ..Paragraph::default() };
    match block {
        Block::Heading(text) => body.child(Paragraph { bold: true, ..with_next }.of(text, HEADING)),
        Block::Note(text) => body.child(with_next.of(text, SMALL)),
        Block::Grid(cells) => body.child(grid(cells)).child(xml("w:p")),
        Block::Table(table) => body.child(people(table)).child(xml("w:p")),
        Block::Lines(lines) => body.children(lines.iter().map(|line| plain(line, BODY))),
        Block::Signs(lines) => body.children(lines.iter().map(sign)),
    }
}

fn sign(line: &SignLine) -> Xml {
    let text = format!("{}：________________　　日期：　　　　年　　月　　日", line.label);
    Paragraph { whole: true, before: HAND, ..Paragraph::default() }.of(&text, BODY)
}

/// Two fields a line; a wide one has its own.
fn grid(cells: &[Cell]) -> Xml {
    let mut rows = Vec::new();
    let mut half: Option<&Cell> = None;
    for cell in cells {
        match (half.take(), cell.wide) {
            (Some(left), false) => rows.push([pair(left, 1), pair(cell, 1)].concat()),
            (Some(left), true) => rows.extend([pair(left, 3), pair(cell, 3)]),
            (None, true) => rows.push(pair(cell, 3)),
            (None, false) => half = Some(cell),
        }
    }
    rows.extend(half.map(|left| pair(left, 3)));
    table(rows, &GRID)
}

fn pair(of: &Cell, span: usize) -> Vec<Xml> {
    let label = cell(GRID[0], 1).child(plain(&of.label, SMALL));
    vec![label, filled(cell(GRID[1..=span].iter().sum(), span), &of.content, of.lines)]
}

fn people(of: &Table) -> Xml {
    let columns = of.head.len().max(1);
    let width = WIDTH / columns;
    let head = |label: &String| cell(width, 1).child(Paragraph { bold: true, ..Paragraph::default() }.of(label, SMALL));
    let row = |row: &Vec<Content>| row.iter().map(|content| filled(cell(width, 1), content, 1)).collect();
    let rows = [of.head.iter().map(head).collect()].into_iter().chain(of.rows.iter().map(row));
    table(rows.collect(), &vec![width; columns])
}

fn table(rows: Vec<Vec<Xml>>, widths: &[usize]) -> Xml {
    let line = |name| xml(name).attr("w:val", "single").attr("w:sz", 4).attr("w:space", 0).attr("w:color", "000000");
    let borders = ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"].map(line);
    let width = xml("w:tblW").attr("w:w", WIDTH).attr("w:type", "dxa");
    let looks = [width, xml("w:tblBorders").children(borders), xml("w:tblLayout").attr("w:type", "fixed")];
    let columns = widths.iter().map(|width| xml("w:gridCol").attr("w:w", width));
    let row = |cells| xml("w:tr").child(xml("w:trPr").child(xml("w:cantSplit"))).children::<Vec<Xml>>(cells);
    let head = [xml("w:tblPr").children(looks), xml("w:tblGrid").children(columns)];
    xml("w:tbl").children(head).children(rows.into_iter().map(row))
}

/// A cell that nothing stands in as yet.
fn cell(width: usize, span: usize) -> Xml {
    let looks = xml("w:tcPr").child(xml("w:tcW").attr("w:w", width).attr("w:type", "dxa"));
    let span = (span > 1).then(|| xml("w:gridSpan").attr("w:val", span));
    xml("w:tc").child(looks.children(span))
}

fn filled(cell: Xml, content: &Content, lines: u8) -> Xml {
    let text = match content {
        Content::Blank(text) | Content::Text(text) => text.clone(),
        Content::Boxes(boxes) => {
            let one = |(label, on): &(String, bool)| format!("{}{label}", if *on { "☑" } else { "□" });
            boxes.iter().map(one).collect::<Vec<_>>().join("　")
        }
    };
    cell.child(plain(&text, BODY)).children((1..lines).map(|_| xml("w:p")))
}

fn plain(text: &str, size: u32) -> Xml {
    Paragraph::default().of(text, size)
}

/// How a paragraph looks.
#[derive(Clone, Copy, Default)]
struct Paragraph {
    bold: bool,
    /// On one page with what follows.
    with_next: bool,
    /// On one page.
    whole: bool,
    /// Room above it.
    before: u32,
    /// Empty for the left.
    align: &'static str,
}

impl Paragraph {
    fn of(self, text: &str, size: u32) -> Xml {
        let looks = xml("w:pPr")
            .children(self.with_next.then(|| xml("w:keepNext")))
            .children(self.whole.then(|| xml("w:keepLines")))
            .children((self.before > 0).then(|| xml("w:spacing").attr("w:before", self.before)))
            .children((!self.align.is_empty()).then(|| xml("w:jc").attr("w:val", self.align)));
        let lines = text.lines().enumerate().map(|(at, line)| self.run(line, size, at > 0));
        xml("w:p").child(looks).children(lines)
    }

    /// One line of it.
    fn run(self, text: &str, size: u32, below: bool) -> Xml {
        let looks = xml("w:rPr").children(self.bold.then(|| xml("w:b"))).child(xml("w:sz").attr("w:val", size));
        let text = xml("w:t").attr("xml:space", "preserve").text(text);
        xml("w:r").child(looks).children(below.then(|| xml("w:br"))).child(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sample(text: &str) -> Sheet {
        let cell = |label: &str, wide: bool| Cell {
            label: label.into(),
            content: Content::Text(text.into()),
            wide,
            lines: if wide { 3 } else { 1 },
        };
        let boxes = Content::Boxes(vec![("甲".into(), true), ("乙".into(), false)]);
        let table = Table {
            head: vec!["姓名".into(), "签名".into()],
            rows: vec![vec![boxes, Content::Blank(String::new())]],
        };
        Sheet {
            title: "表".into(),
            copies: 2,
            notice: "草稿".into(),
            blocks: vec![
                Block::Heading("部分".into()),
                Block::Note("第1人".into()),
                Block::Grid(vec![
                    cell("一", false),
                    cell("二", true),
                    cell("三", false),
                    cell("四", false),
                    cell("五", false),
                ]),
                Block::Table(table),
                Block::Lines(vec![text.into()]),
                Block::Signs(vec![SignLine { label: "签名".into() }]),
            ],
            footer: "打印日期".into(),
        }
    }

    #[test]
    fn holds_what_the_sheet_holds() {
        let bytes = docx(&sample("某某<&>\n第二行")).unwrap();
        assert_eq!(bytes, docx(&sample("某某<&>\n第二行")).unwrap(), "the same sheet, the same bytes");
        let word = docx_rs::read_docx(&bytes).unwrap();
        let json = word.json();
        for text in ["某某<&>", "第二行", "☑甲　□乙", "一式2份", "签名：____"] {
            assert!(json.contains(text), "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn nothing_typed_breaks_the_file(text in "[\\x00-\\x{20}<>&\"'\\u{fffe}\\u{202e}甲💧]{0,20}") {
            let bytes = docx(&sample(&text)).unwrap();
            prop_assert!(docx_rs::read_docx(&bytes).is_ok());
        }
    }
}
