//! A form on paper: A4, every page says what it is, its date, and that it is a draft.

use super::{around, lead, main};
use crate::desk::Desk;
use crate::place::Place;
use forms::{Block, Cell, Content, Form, GapKind, Review, Sheet, SignLine, Status, Table, review, sheet};
use parts::{Look, Node, Picture, Tag, Tone, icon, many, note, press_to, tag};

/// The screen: the sheet, and above it what is not printed.
pub fn screen(desk: Desk, form: &'static Form) -> Node {
    let kit = desk.kit;
    let (mut paper, found) =
        desk.watch(|state| (sheet(form, state, kit.pack, kit.today), review(form, state, kit.today)));
    add_photos(desk, &mut paper);
    let print = || {
        #[cfg(target_arch = "wasm32")]
        crate::start::print();
    };
    let print = press_to("打印", Look::Go, print).insert(0, icon(Picture::Print));
    let change = lead(desk, Place::Form(form.id.clone()), "接着填".into(), "btn");
    let tasks = lead(desk, Place::Tasks, "看别的表".into(), "btn");
    let missing = (found.status != Status::Done && !desk.draft().id.is_empty()).then(|| unfinished(&found));
    let copies = if paper.copies > 1 { format!("要签{}份。", paper.copies) } else { String::new() };
    let head = tag("div").class("wrap noprint stack");
    let word = super::word::button(form, paper.clone());
    let head = head.child(tag("p").class("cluster gap").child(print).child(change).child(tasks)).child(word);
    let pinch = tag("span").class("pinch").text("这里是缩小的，用两根手指能放大看。");
    let says = tag("p").class("small muted").text(format!("A4纸，先看一遍再打印。{copies}")).child(pinch);
    let head = head.child(says);
    let page = main("paper").child(head.child(missing));
    let preview = tag("div").class("scroll").attr("tabindex", "0").attr("role", "region");
    around(desk, page.child(preview.attr("aria-label", "申请表预览").child(draw(paper))).into())
}

/// What is wrong is to be put right before it is printed; what is empty can be written by hand.
fn unfinished(found: &Review) -> Tag {
    let wrong = found.gaps.iter().filter(|gap| gap.kind == GapKind::Wrong).map(|gap| gap.problem.place.clone());
    let wrong: Vec<String> = wrong.collect();
    let empty = found.gaps.len() - wrong.len();
    let empty =
        if empty > 0 { format!("还差{empty}处。空着的可以打印出来用笔写。") } else { String::new() };
    if wrong.is_empty() {
        return note(Tone::Stale).text(empty);
    }
    let says = format!("有{}处填得不对，先改好再打印：{}。", wrong.len(), wrong.join("、"));
    note(Tone::Urgent).child(tag("p").child(tag("strong").text(says))).child(tag("p").text(empty))
}

/// What goes with the form stands before the signatures.
fn add_photos(desk: Desk, paper: &mut Sheet) {
    let lines = crate::attach::lines(desk);
    if lines.is_empty() {
        return;
    }
    let signs = paper.blocks.iter().position(|block| matches!(block, Block::Signs(_))).unwrap_or(paper.blocks.len());
    paper.blocks.splice(signs..signs, [Block::Heading("附的材料".into()), Block::Lines(lines)]);
}

/// The sheet in a frame whose first and last line every printed page repeats.
fn draw(paper: Sheet) -> Tag {
    let line = |class: &'static str, words: [String; 2]| {
        let words = words.into_iter().map(|text| tag("span").text(text));
        tag("tr").child(tag("td").child(tag("div").class(class).children(words)))
    };
    let head = tag("thead").child(line("strip", [paper.notice, paper.title.clone()]));
    let foot = tag("tfoot").child(line("sheetfoot", [paper.footer, "救在身边".into()]));
    let title = tag("h1").text(paper.title);
    let body = tag("td").child(title).children(paper.blocks.into_iter().map(block));
    let body = tag("tbody").child(tag("tr").child(body));
    let frame = tag("table").class("frame").attr("role", "presentation").child(head).child(foot).child(body);
    tag("article").class("sheet").child(frame)
}

fn block(block: Block) -> Node {
    match block {
        Block::Heading(text) => tag("h2").text(text).into(),
        Block::Note(text) => tag("p").class("note-line").text(text).into(),
        Block::Grid(cells) => grid(cells).into(),
        Block::Table(all) => table(all).into(),
        Block::Lines(lines) => {
            tag("ul").class("lines").children(lines.into_iter().map(|says| tag("li").text(says))).into()
        }
        Block::Signs(lines) => tag("div").class("sign").children(lines.into_iter().map(sign)).into(),
    }
}

/// Two labels to a line, or one that takes the whole width.
fn grid(cells: Vec<Cell>) -> Tag {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for cell in cells {
        match rows.last_mut() {
            Some(row) if row.len() == 1 && !row[0].wide && !cell.wide => row.push(cell),
            _ => rows.push(vec![cell]),
        }
    }
    let row = |cells: Vec<Cell>| {
        let whole = cells.len() == 1;
        tag("tr").children(cells.into_iter().map(|cell| pair(cell, whole)))
    };
    tag("table").class("grid").child(tag("tbody").children(rows.into_iter().map(row)))
}

fn pair(cell: Cell, whole: bool) -> Node {
    let value = tag("td").child(content(cell.content));
    let value = if whole { value.attr("colspan", "3") } else { value };
    let value = if cell.lines > 1 { value.class("tall") } else { value };
    many([tag("th").attr("scope", "row").text(cell.label), value])
}

fn table(all: Table) -> Tag {
    let head = tag("tr").children(all.head.into_iter().map(|label| tag("th").attr("scope", "col").text(label)));
    let row = |cells: Vec<Content>| tag("tr").children(cells.into_iter().map(|cell| tag("td").child(content(cell))));
    tag("table").child(tag("thead").child(head)).child(tag("tbody").children(all.rows.into_iter().map(row)))
}

fn content(content: Content) -> Node {
    match content {
        Content::Blank(words) => words.into(),
        Content::Text(text) => tag("span").class("v").text(text).into(),
        Content::Boxes(all) => {
            let one = |(label, on): (String, bool)| {
                let ticked = on.then(|| tag("span").class("vh").text("（选了）"));
                tag("span").class(if on { "box on" } else { "box" }).text(label).child(ticked)
            };
            tag("span").children(all.into_iter().map(one)).into()
        }
    }
}

fn sign(line: SignLine) -> Tag {
    let name = tag("span").text(format!("{}：", line.label)).child(tag("span").class("blank").text("\u{a0}"));
    tag("p").child(name).child(tag("span").text("日期：　　　　年　　月　　日"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(label: &str, wide: bool) -> Cell {
        Cell { label: label.into(), content: Content::Text("值".into()), wide, lines: 1 }
    }

    #[test]
    fn two_labels_to_a_line_and_wide_ones_alone() {
        let html =
            Node::from(grid(vec![cell("甲", false), cell("乙", false), cell("丙", false), cell("丁", true)])).html();
        assert_eq!((html.matches("<tr>").count(), html.matches(r#"colspan="3""#).count()), (3, 2), "{html}");
    }

    #[test]
    fn every_page_repeats_what_it_is() {
        let content = Content::Boxes(vec![("低保".into(), true), ("特困".into(), false)]);
        let paper = Sheet {
            title: "申请表".into(),
            copies: 1,
            notice: "草稿".into(),
            blocks: vec![
                Block::Grid(vec![Cell { label: "类别".into(), content, wide: true, lines: 1 }]),
                Block::Signs(vec![SignLine { label: "申请人".into() }]),
            ],
            footer: "打印日期".into(),
        };
        let html = Node::from(draw(paper)).html();
        for wanted in
            ["<thead><tr><td><div class=\"strip\"><span>草稿", "<tfoot>", "box on", "（选了）", "申请人：", "日期："]
        {
            assert!(html.contains(wanted), "{wanted} in {html}");
        }
    }
}
