//! A sheet as a Word file: A4 upright, tables with borders, notice and footer on every page.

use crate::{Block, Cell, Content, Sheet, SignLine, Table};
use base::Problem;
use docx_rs::{
    AlignmentType, BreakType, Docx, Footer, Header, LineSpacing, PageMargin, Paragraph, Run, RunFonts,
    Table as WordTable, TableCell, TableLayoutType, TableRow, WidthType,
};

/// A4 in twips (1/1440 inch), and what its margins leave.
const PAGE: (u32, u32) = (11_906, 16_838);
const MARGIN: i32 = 1_080;
const WIDTH: usize = 9_746;
/// Label, content, label, content.
const GRID: [usize; 4] = [1_700, 3_173, 1_700, 3_173];
/// Half points.
const TITLE: usize = 36;
const HEADING: usize = 26;
const BODY: usize = 21;
const SMALL: usize = 18;
/// A line to write on by hand takes that much more.
const HAND: u32 = 420;

/// The file's bytes; the same sheet gives the same bytes.
pub fn docx(sheet: &Sheet) -> Result<Vec<u8>, Problem> {
    let margin = PageMargin::new().top(MARGIN).bottom(MARGIN).left(MARGIN).right(MARGIN);
    let fonts = RunFonts::new().east_asia("宋体").ascii("Times New Roman").hi_ansi("Times New Roman");
    let mut word = Docx::new()
        .page_size(PAGE.0, PAGE.1)
        .page_margin(margin)
        .default_size(BODY)
        .default_fonts(fonts)
        .header(Header::new().add_paragraph(plain(&sheet.notice, SMALL)))
        .footer(Footer::new().add_paragraph(plain(&sheet.footer, SMALL)))
        .add_paragraph(plain(&sheet.title, TITLE).align(AlignmentType::Center));
    if sheet.copies > 1 {
        word = word.add_paragraph(plain(&format!("一式{}份", sheet.copies), SMALL).align(AlignmentType::Right));
    }
    for block in &sheet.blocks {
        word = add(word, block);
    }
    let mut bytes = std::io::Cursor::new(Vec::new());
    word.build().pack(&mut bytes).map_err(|_| Problem::new("Word 文件", "写不出来").hint("改用打印"))?;
    Ok(bytes.into_inner())
}

fn add(word: Docx, block: &Block) -> Docx {
    match block {
        Block::Heading(text) => word.add_paragraph(paragraph(&[run(text, HEADING).bold()]).keep_next(true)),
        Block::Note(text) => word.add_paragraph(plain(text, SMALL).keep_next(true)),
        Block::Grid(cells) => word.add_table(grid(cells)).add_paragraph(Paragraph::new()),
        Block::Table(table) => word.add_table(people(table)).add_paragraph(Paragraph::new()),
        Block::Lines(lines) => lines.iter().fold(word, |word, line| word.add_paragraph(plain(line, BODY))),
        Block::Signs(lines) => lines.iter().fold(word, |word, line| word.add_paragraph(sign(line))),
    }
}

fn sign(line: &SignLine) -> Paragraph {
    let text = format!("{}：________________　　日期：　　　　年　　月　　日", line.label);
    plain(&text, BODY).line_spacing(LineSpacing::new().before(HAND)).keep_lines(true)
}

/// Two fields a line; a wide one has its own.
fn grid(cells: &[Cell]) -> WordTable {
    let mut rows = Vec::new();
    let mut half: Option<&Cell> = None;
    for cell in cells {
        match (half.take(), cell.wide) {
            (Some(left), false) => rows.push(TableRow::new([pair(left, 1), pair(cell, 1)].concat())),
            (Some(left), true) => rows.extend([TableRow::new(pair(left, 3)), TableRow::new(pair(cell, 3))]),
            (None, true) => rows.push(TableRow::new(pair(cell, 3))),
            (None, false) => half = Some(cell),
        }
    }
    rows.extend(half.map(|left| TableRow::new(pair(left, 3))));
    table(rows, GRID.to_vec())
}

fn pair(cell: &Cell, span: usize) -> Vec<TableCell> {
    let width = GRID[1..=span].iter().sum();
    let label = TableCell::new().width(GRID[0], WidthType::Dxa).add_paragraph(plain(&cell.label, SMALL));
    let content = filled(&cell.content, cell.lines).width(width, WidthType::Dxa);
    vec![label, if span > 1 { content.grid_span(span) } else { content }]
}

fn people(of: &Table) -> WordTable {
    let columns = of.head.len().max(1);
    let width = WIDTH / columns;
    let head = of.head.iter().map(|label| TableCell::new().add_paragraph(paragraph(&[run(label, SMALL).bold()])));
    let mut rows = vec![TableRow::new(head.map(|cell| cell.width(width, WidthType::Dxa)).collect())];
    rows.extend(
        of.rows.iter().map(|row| {
            TableRow::new(row.iter().map(|content| filled(content, 1).width(width, WidthType::Dxa)).collect())
        }),
    );
    table(rows, vec![width; columns])
}

fn table(rows: Vec<TableRow>, widths: Vec<usize>) -> WordTable {
    let rows = rows.into_iter().map(TableRow::cant_split).collect();
    WordTable::new(rows).set_grid(widths).width(WIDTH, WidthType::Dxa).layout(TableLayoutType::Fixed)
}

fn filled(content: &Content, lines: u8) -> TableCell {
    let text = match content {
        Content::Blank(text) | Content::Text(text) => text.clone(),
        Content::Boxes(boxes) => {
            let one = |(label, on): &(String, bool)| format!("{}{label}", if *on { "☑" } else { "□" });
            boxes.iter().map(one).collect::<Vec<_>>().join("　")
        }
    };
    let cell = TableCell::new().add_paragraph(plain(&text, BODY));
    (1..lines).fold(cell, |cell, _| cell.add_paragraph(Paragraph::new()))
}

fn plain(text: &str, size: usize) -> Paragraph {
    let lines: Vec<Run> = text.lines().map(|line| run(line, size)).collect();
    paragraph(&lines)
}

/// One run a line.
fn paragraph(lines: &[Run]) -> Paragraph {
    let broken = |(at, line): (usize, &Run)| match at + 1 == lines.len() {
        true => line.clone(),
        false => line.clone().add_break(BreakType::TextWrapping),
    };
    lines.iter().enumerate().map(broken).fold(Paragraph::new(), Paragraph::add_run)
}

fn run(text: &str, size: usize) -> Run {
    Run::new().add_text(text.chars().filter(|c| in_xml(*c)).collect::<String>()).size(size)
}

/// What an XML 1.0 file may hold.
fn in_xml(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')
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
