//! A form as it stands on paper, for a page, a printer or a Word file to draw. A4, upright.

use crate::{At, Field, Form, FormState, Input, Kind, Line, Section, Sign, read, show};
use base::Date;
use base::entry::say_date;
use policy::Pack;

/// A form on paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Title.
    pub title: String,
    /// How many copies are signed.
    pub copies: u8,
    /// Stands at the top of every page.
    pub notice: String,
    /// What stands on it, in order.
    pub blocks: Vec<Block>,
    /// Stands at the bottom of every page.
    pub footer: String,
}

/// A part of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A sentence in small print.
    Note(String),
    /// Labels, each with what stands behind it.
    Grid(Vec<Cell>),
    /// A table.
    Table(Table),
    /// Sentences, one a line.
    Lines(Vec<String>),
    /// Lines for signatures; kept on one page.
    Signs(Vec<SignLine>),
}

/// A label with what stands behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Label.
    pub label: String,
    /// What stands behind it.
    pub content: Content,
    /// Takes the whole width.
    pub wide: bool,
    /// Lines it takes at least.
    pub lines: u8,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// To be written by hand, between or before these words; often none.
    Blank(String),
    /// Text.
    Text(String),
    /// Boxes, ticked or not.
    Boxes(Vec<(String, bool)>),
}

/// A table with a line for each person.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Headings of the columns.
    pub head: Vec<String>,
    /// Lines; each has as many cells as there are headings.
    pub rows: Vec<Vec<Content>>,
}

/// A line for a signature and its date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignLine {
    /// Who signs.
    pub label: String,
}

/// Longer lists of options are told in words instead of boxes.
const MOST_BOXES: usize = 8;

/// The sheet of a form. `pack` names the articles.
pub fn sheet(form: &Form, state: &FormState, pack: &Pack, today: Date) -> Sheet {
    let paper = Paper { form, state, pack, today };
    let mut blocks = Vec::new();
    // What the office fills in comes after signatures: however much a resident writes, it stays in one piece.
    let (own, office): (Vec<&Section>, Vec<&Section>) =
        form.sections.iter().partition(|one| !one.office || form.staff || form.signs.is_empty());
    own.into_iter().for_each(|section| paper.section(section, &mut blocks));
    paper.lines("承诺", &form.declares, &mut blocks);
    paper.signs(&form.signs, &mut blocks);
    office.into_iter().for_each(|section| paper.section(section, &mut blocks));
    paper.lines("您要知道", &form.know, &mut blocks);
    paper.lines("不许要求的", &form.never, &mut blocks);
    let day = say_date(today);
    let (notice, footer) = match form.staff {
        true => (
            "草稿，经办人签名、单位盖章后才算数".to_string(),
            format!("本表按法律条文整理，以垫江县现用表为准，打印日期{day}"),
        ),
        false => (
            "草稿，交到窗口、本人签名后才算申请".to_string(),
            format!("本表由居民自行填写的草稿，未经受理，打印日期{day}。按法律条文整理，以垫江县现用表为准"),
        ),
    };
    Sheet { title: form.name.clone(), copies: form.copies, notice, blocks, footer }
}

/// What is printed where one writes by hand; a narrow column has room for nothing.
fn blank(field: &Field, room: bool) -> Content {
    let words = match field.kind {
        _ if !room => "",
        Kind::Date => "　　　　年　　月　　日",
        Kind::Address => "　　　　　县　　　　　乡镇（街道）　　　　　村（社区）",
        Kind::Money | Kind::Number => return Content::Blank(format!("　　　　　{}", field.unit)),
        _ => "",
    };
    Content::Blank(words.into())
}

struct Paper<'a> {
    form: &'a Form,
    state: &'a FormState,
    pack: &'a Pack,
    today: Date,
}

impl Paper<'_> {
    fn section(&self, section: &Section, blocks: &mut Vec<Block>) {
        if !self.state.holds(self.form, &section.when, None, self.today) {
            return;
        }
        let heading = if section.office {
            format!("{}（由工作人员填写）", section.title)
        } else {
            section.title.clone()
        };
        blocks.push(Block::Heading(heading));
        if !section.hint.is_empty() {
            blocks.push(Block::Note(section.hint.clone()));
        }
        match section.of {
            None => blocks.push(Block::Grid(self.grid(section, None))),
            Some(_) if section.cards => self.cards(section, blocks),
            Some(_) => blocks.push(Block::Table(self.table(section))),
        }
    }

    fn grid(&self, section: &Section, row: Option<u32>) -> Vec<Cell> {
        let there = |field: &&Field| section.office || self.state.holds(self.form, &field.when, row, self.today);
        let cell = |field: &Field| Cell {
            label: field.label.clone(),
            content: self.content(section, field, row),
            wide: field.lines > 1 || matches!(field.kind, Kind::Address | Kind::Flags),
            lines: field.lines.max(1),
        };
        section.fields.iter().filter(there).map(cell).collect()
    }

    fn cards(&self, section: &Section, blocks: &mut Vec<Block>) {
        let keys = self.state.keys(section.of);
        let spare = if keys.is_empty() { section.spare.max(1) } else { section.spare };
        let title = |number: usize| Block::Note(format!("第{}人", number + 1));
        for (number, row) in keys.iter().enumerate() {
            blocks.extend([title(number), Block::Grid(self.grid(section, *row))]);
        }
        for number in keys.len()..keys.len() + usize::from(spare) {
            let cell = |field: &Field| Cell {
                label: field.label.clone(),
                content: blank(field, true),
                wide: matches!(field.kind, Kind::Address | Kind::Flags),
                lines: 1,
            };
            blocks.extend([title(number), Block::Grid(section.fields.iter().map(cell).collect())]);
        }
    }

    /// A field that isn't there for one person is left out in its cell; one that is there for nobody has no column.
    fn table(&self, section: &Section) -> Table {
        let keys = self.state.keys(section.of);
        let there = |field: &Field, row| self.state.holds(self.form, &field.when, row, self.today);
        let columns: Vec<&Field> =
            section.fields.iter().filter(|f| keys.is_empty() || keys.iter().any(|row| there(f, *row))).collect();
        let cell = |field: &Field, row: Option<u32>| match there(field, row) {
            true => self.content(section, field, row),
            false => Content::Text("—".into()),
        };
        let mut rows: Vec<Vec<Content>> =
            keys.iter().map(|row| columns.iter().map(|field| cell(field, *row)).collect()).collect();
        let spare = if keys.is_empty() { section.spare.max(1) } else { section.spare };
        rows.extend((0..spare).map(|_| columns.iter().map(|field| blank(field, false)).collect()));
        Table { head: columns.iter().map(|field| field.label.clone()).collect(), rows }
    }

    fn content(&self, section: &Section, field: &Field, row: Option<u32>) -> Content {
        let boxes = field.kind.chosen() && field.options.len() <= MOST_BOXES && section.of.is_none();
        let at = At { field: field.id.clone(), row };
        let input = self.state.input(&at).filter(|_| !section.office && !field.kind.on_paper());
        if boxes {
            let ticked = |id: &String| matches!(input, Some(Input::Chosen(ids)) if ids.contains(id));
            return Content::Boxes(field.options.iter().map(|o| (o.label.clone(), ticked(&o.id))).collect());
        }
        match input.map(|input| (input, read(field, input, self.today))) {
            Some((_, Ok(Some(value)))) => Content::Text(show(field, &value)),
            Some((Input::Text(text), Err(_))) => Content::Text(text.trim().to_string()),
            _ => blank(field, section.of.is_none() || section.cards),
        }
    }

    fn lines(&self, title: &str, lines: &[Line], blocks: &mut Vec<Block>) {
        if lines.is_empty() {
            return;
        }
        blocks.push(Block::Heading(title.into()));
        blocks.push(Block::Lines(lines.iter().map(|line| self.line(line)).collect()));
    }

    fn line(&self, line: &Line) -> String {
        let cited: Vec<String> = line.law.iter().map(|cite| self.pack.cite(cite)).collect();
        if cited.is_empty() { line.says.clone() } else { format!("{}（{}）", line.says, cited.join("、")) }
    }

    fn signs(&self, signs: &[Sign], blocks: &mut Vec<Block>) {
        let there = signs.iter().filter(|sign| self.state.holds(self.form, &sign.when, None, self.today));
        let lines: Vec<SignLine> = there.map(|sign| SignLine { label: sign.label.clone() }).collect();
        if !lines.is_empty() {
            blocks.push(Block::Signs(lines));
        }
    }
}
