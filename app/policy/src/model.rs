//! The compiled pack: what the browser loads and every screen and engine reads.

use crate::graph::{Ix, Node, Op, Scope};
use base::Date;
use serde::{Deserialize, Serialize};

/// Everything the packs say, checked and compiled.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Pack {
    /// Digest of the source files: the same packs have the same version.
    pub version: String,
    /// The cited texts.
    pub texts: Vec<Text>,
    /// Facts, by fact index.
    pub facts: Vec<Fact>,
    /// Readings, by reading index.
    pub readings: Vec<Reading>,
    /// Amounts, by amount index.
    pub amounts: Vec<Amount>,
    /// Programmes in the order in which they are shown.
    pub programs: Vec<Program>,
    /// Derived values, for explanations.
    pub quantities: Vec<Quantity>,
    /// The graph.
    pub nodes: Vec<Node>,
    /// Rights, duties, other help, help now.
    pub guide: Guide,
    /// Where to apply: the towns' windows.
    pub offices: Vec<Office>,
}

/// A law or document that is cited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Text {
    /// The name used in citations.
    pub name: String,
    /// The full title.
    pub full: String,
    /// Who issued it, when, and under which number, as far as the text says it.
    pub issuer: String,
    /// The first day it is in force.
    pub from: Date,
    /// The last day it is in force.
    pub until: Option<Date>,
    /// How its parts are called.
    pub kind: TextKind,
}

/// How the parts of a text are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextKind {
    /// 第N条
    Articles,
    /// 第N项
    Items,
    /// 一（三）
    Headings,
}

/// A citation: which part of which text, and when it holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cite {
    /// Index into [`Pack::texts`].
    pub text: u16,
    /// The article, item or heading, as written after `#`.
    pub part: String,
    /// First day, narrower than the text's own if set.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
}

/// What a fact belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Of {
    /// Each member and each obligor.
    Person,
    /// The household.
    Household,
    /// This request.
    Case,
}

/// The kind of answer a fact takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Yes or no.
    Bool,
    /// One of its options.
    Choice,
    /// A whole number.
    Number,
    /// Money in fen.
    Money,
    /// A date.
    Date,
    /// Any of its options.
    Flags,
    /// Any of its options, each with money per month.
    Benefits,
    /// Yes or no for each of its options.
    Scoped,
    /// A list of people.
    List,
}

/// Who can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KnownBy {
    /// The resident: it is asked.
    Resident,
    /// The authority checks it itself.
    Authority,
    /// The system fills it in.
    System,
}

/// One option of a fact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// Id, as in the interchange format.
    pub id: String,
    /// Chinese label.
    pub label: String,
    /// Explanation; may be empty.
    pub hint: String,
    /// May not stand beside other options.
    pub exclusive: bool,
    /// Nobody says this of themselves: it isn't offered about the applicant.
    pub others_only: bool,
}

/// The value a fact takes when it is not written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum AbsentValue {
    /// None: it stays unknown.
    Unknown,
    /// A truth, for every option.
    Truth(bool),
    /// A number, money or date.
    Number(i64),
    /// The option of that index.
    Choice(u16),
    /// No option.
    Empty,
}

/// A question, or what the authority knows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// Id.
    pub id: String,
    /// Household, person or case.
    pub of: Of,
    /// Kind of answer.
    pub kind: Kind,
    /// Unit of a number, as in the pack (`fen/month`).
    pub unit: String,
    /// Who can tell.
    pub known_by: KnownBy,
    /// The question; `{name}` stands for the person, and `|` where its heading may break. Empty if it is not asked.
    pub question: String,
    /// What a yes is called under it (是, 有, 愿意).
    pub yes: String,
    /// What a no is called.
    pub no: String,
    /// What not knowing is called.
    pub unsure: String,
    /// Hint under the question.
    pub hint: String,
    /// Why it is asked; may be empty.
    pub why: String,
    /// Asking order.
    pub order: u16,
    /// Topic id.
    pub topic: String,
    /// Sensitive personal information of this kind, if it is.
    pub sensitive: Option<String>,
    /// What to do at once where the answer is yes: index among the guide's urgent entries.
    pub at_once: Option<u16>,
    /// Never stored and never scored.
    pub never_stored: bool,
    /// Options.
    pub values: Vec<Choice>,
    /// Value when not written.
    pub absent: AbsentValue,
    /// Its own nodes: for members, and (person facts) for obligors; 0 if it is in no test.
    pub relevant: Option<Ix>,
}

impl Fact {
    /// The question as it is said.
    pub fn asks(&self) -> String {
        self.question.replace('|', "")
    }
}

/// Texts disagree: the ways in which they can be read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Id.
    pub id: String,
    /// What the disagreement is about.
    pub name: String,
    /// Whom to ask.
    pub ask: String,
    /// First day on which it is open; before it the first option holds.
    pub from: Option<Date>,
    /// Last day on which it is open.
    pub until: Option<Date>,
    /// The ways.
    pub options: Vec<ReadingOption>,
}

/// One way in which texts can be read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReadingOption {
    /// Id.
    pub id: String,
    /// What it says.
    pub says: String,
    /// Its source.
    pub law: Vec<Cite>,
}

/// An amount that somebody sets: a dated series for each key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Amount {
    /// Id.
    pub id: String,
    /// Chinese name.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// Who sets it.
    pub who: String,
    /// The article that lets them.
    pub law: Vec<Cite>,
    /// Keys, joined by dots; one empty key for a plain amount.
    pub keys: Vec<String>,
    /// What each key is called, and last what all of them together are; empty for a plain amount.
    pub labels: Vec<String>,
    /// Only ever rises: a value over 12 months old widens.
    pub rises: bool,
    /// Note shown with it.
    pub note: String,
    /// Values.
    pub values: Vec<Dated>,
}

/// A value of an amount from a day on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dated {
    /// Index of the key; `None` for all keys.
    pub key: Option<u16>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// The number: smallest and largest, numerators over [`Dated::scale`].
    pub min: i64,
    /// Largest.
    pub max: i64,
    /// Denominator: a power of ten.
    pub scale: i64,
    /// Source and date are checked.
    pub verified: bool,
    /// Document, date, where.
    pub source: String,
    /// The day for which the source states it.
    pub as_of: Option<Date>,
    /// When somebody last looked.
    pub checked: Option<Date>,
}

/// A derived value, as shown in explanations.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// Id.
    pub id: String,
    /// Chinese label.
    pub label: String,
    /// Unit; empty for a truth.
    pub unit: String,
    /// Its node.
    pub node: Ix,
    /// What one value belongs to.
    pub scope: Scope,
    /// How it is made up.
    pub parts: Vec<Part>,
}

/// One row of a derived value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Label.
    pub label: String,
    /// Added, taken off, or not counted.
    pub kind: PartKind,
    /// Its value, if it has one.
    pub node: Option<Ix>,
    /// Articles.
    pub law: Vec<Cite>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
}

/// How a row takes part in a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PartKind {
    /// Added.
    Include,
    /// Taken off.
    Deduct,
    /// Named only to say that it is not counted.
    Exclude,
}

/// How the rows of a group combine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowKind {
    /// A comparison.
    Test,
    /// All of its rows.
    All,
    /// Any of its rows.
    Any,
    /// None of its rows.
    None,
}

/// A condition a resident can read: a comparison or a named group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Id.
    pub id: String,
    /// The condition, as a sentence that holds.
    pub says: String,
    /// The sentence when it doesn't hold.
    pub fails: String,
    /// Whom to ask when it is open.
    pub ask: String,
    /// Why it is open although answered; may be empty.
    pub open_says: String,
    /// Articles.
    pub law: Vec<Cite>,
    /// Papers that show it: indices into the programme's documents.
    pub prove: Vec<u16>,
    /// Shown, never counts.
    pub note: bool,
    /// Comparison or group.
    pub kind: RowKind,
    /// Its result.
    pub node: Ix,
    /// Rows of a group.
    pub rows: Vec<Row>,
    /// Named values its test reads.
    pub used: Vec<Used>,
    /// Both sides, if it compares numbers.
    pub sides: Option<Sides>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// Holds in one option of a reading only.
    pub reading: Option<(u16, u16)>,
}

/// A named value in a test.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Used {
    /// What it is.
    pub name: Named,
    /// Its node, in the row's scope.
    pub node: Ix,
}

/// What a name in a test means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Named {
    /// A fact.
    Fact(u16),
    /// An option of a fact.
    Option(u16, u16),
    /// A quantity.
    Quantity(u16),
    /// An amount.
    Amount(u16),
    /// The outcome of a programme.
    Program(u16),
}

/// The two sides of a comparison of numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sides {
    /// Left.
    pub left: Ix,
    /// Right.
    pub right: Ix,
    /// `<`, `<=`, `>`, `>=`, `==` or `!=`.
    pub op: String,
    /// Unit of both.
    pub unit: String,
}

/// A programme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Program {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Short name.
    pub short: String,
    /// Judged for each person.
    pub per_person: bool,
    /// First day on which it is entered; before it the outcome is open.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// Group id.
    pub group: String,
    /// What it is, in a sentence or two.
    pub summary: String,
    /// Who decides.
    pub who_decides: String,
    /// Articles.
    pub law: Vec<Cite>,
    /// All rows must hold (else: any).
    pub all: bool,
    /// Conditions.
    pub rows: Vec<Row>,
    /// Rows that exclude, with the programme they come from.
    pub excluded: Vec<(Row, Option<u16>)>,
    /// Relations told beside the outcome.
    pub relations: Vec<Relation>,
    /// The outcome: per person or household.
    pub state: Ix,
    /// The outcome for the household.
    pub house: Ix,
    /// The basic amount.
    pub benefit: Option<Benefit>,
    /// Further amounts.
    pub extras: Vec<Benefit>,
    /// Where to apply.
    pub apply: Option<Apply>,
    /// What to bring.
    pub documents: Vec<Document>,
    /// What may not be demanded.
    pub not_required: Vec<Document>,
    /// The procedure.
    pub steps: Vec<Step>,
    /// Rights special to it.
    pub rights: Vec<Said>,
    /// What else is worth saying.
    pub notes: Vec<Said>,
}

/// How one programme stands to another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Relation {
    /// Kind.
    pub kind: RelationKind,
    /// The other programme (or the same one, for `already`).
    pub program: u16,
    /// When it is told.
    pub node: Ix,
    /// A sentence.
    pub says: String,
    /// Articles.
    pub law: Vec<Cite>,
}

/// Kinds of relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// Receives it already.
    Already,
    /// Excluded by it.
    ExcludedBy,
    /// One of the two.
    Choose,
    /// The other has to be recognised first.
    After,
    /// Opens the other.
    Opens,
}

/// An amount paid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Benefit {
    /// Id (the programme's for the basic amount).
    pub id: String,
    /// Name.
    pub name: String,
    /// When it is paid, beyond the outcome.
    pub test: Option<Ix>,
    /// How much, fen.
    pub value: Option<Ix>,
    /// `month`, `year` or `once`.
    pub per: String,
    /// For the person (else the household).
    pub for_person: bool,
    /// Only an upper bound, no promise.
    pub up_to: bool,
    /// How it is computed.
    pub says: String,
    /// Articles.
    pub law: Vec<Cite>,
    /// Named values it reads.
    pub used: Vec<Used>,
}

/// Where and by whom to apply.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Apply {
    /// Where.
    pub place: String,
    /// Who may.
    pub who: String,
    /// Articles.
    pub law: Vec<Cite>,
}

/// A paper.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Explanation.
    pub says: String,
    /// Articles.
    pub law: Vec<Cite>,
}

/// A step of a procedure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Who does it.
    pub who: String,
    /// How long it may take; empty if no source says.
    pub limit: String,
    /// Explanation.
    pub says: String,
    /// Articles.
    pub law: Vec<Cite>,
    /// Texts disagree on it.
    pub dual: bool,
}

/// A sentence with its source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// Id; may be empty.
    pub id: String,
    /// Title; may be empty.
    pub title: String,
    /// The sentence.
    pub says: String,
    /// Phone number; may be empty.
    pub phone: String,
    /// Articles.
    pub law: Vec<Cite>,
}

/// What holds for every programme.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Guide {
    /// Rights.
    pub rights: Vec<Said>,
    /// Duties.
    pub duties: Vec<Said>,
    /// Other help.
    pub help: Vec<Said>,
    /// Help now.
    pub urgent: Vec<Said>,
}

/// A town's window.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Office {
    /// Id.
    pub id: String,
    /// Name of the town.
    pub name: String,
    /// Address, if sourced.
    pub address: Option<String>,
    /// Phone, if sourced.
    pub phone: Option<String>,
    /// Hours, if sourced.
    pub hours: Option<String>,
}

impl Pack {
    /// The index of a fact.
    pub fn fact(&self, id: &str) -> Option<usize> {
        self.facts.iter().position(|f| f.id == id)
    }

    /// The smallest and the largest value of a number or a day, as far as they are fixed.
    pub fn bounds(&self, fact: usize) -> (Option<i64>, Option<i64>) {
        let found = self.nodes.iter().find_map(|node| match node.op {
            Op::FactNumber { fact: of, part: 0, min, max, .. } if usize::from(of) == fact => Some((min, max)),
            _ => None,
        });
        let (min, max) = found.unzip();
        (min.and_then(|ix| self.fixed(ix)), max.and_then(|ix| self.fixed(ix)))
    }

    fn fixed(&self, node: Ix) -> Option<i64> {
        match self.nodes.get(usize::from(node))?.op {
            Op::Number(number) => Some(number),
            Op::Spread(of) => self.fixed(of),
            _ => None,
        }
    }

    /// Whether a number is never below zero: its smallest value is fixed, and zero or more.
    pub fn never_negative(&self, fact: usize) -> bool {
        let at = |ix: Ix| self.nodes.get(usize::from(ix)).map(|node| &node.op);
        self.nodes.iter().any(|node| match node.op {
            Op::FactNumber { fact: of, part: 0, min, .. } if usize::from(of) == fact => {
                let low = if let Some(Op::Spread(inner)) = at(min) { at(*inner) } else { at(min) };
                matches!(low, Some(Op::Number(n)) if *n >= 0)
            }
            _ => false,
        })
    }

    /// The index of a programme.
    pub fn program(&self, id: &str) -> Option<usize> {
        self.programs.iter().position(|p| p.id == id)
    }

    /// A citation as people write it: 《社会救助法》第21条第2款.
    pub fn cite(&self, cite: &Cite) -> String {
        let Some(text) = self.texts.get(usize::from(cite.text)) else { return cite.part.clone() };
        format!("《{}》{}", text.name, part_label(text.kind, &cite.part))
    }

    /// A citation as packs write it: `社会救助法#21/2`.
    pub fn cite_id(&self, cite: &Cite) -> String {
        let name = self.texts.get(usize::from(cite.text)).map_or("", |t| t.name.as_str());
        format!("{name}#{}", cite.part)
    }

    /// Whether a citation holds on a day.
    pub fn cite_holds(&self, cite: &Cite, day: Date) -> bool {
        let text = self.texts.get(usize::from(cite.text));
        let (from, until) = (cite.from.or(text.map(|t| t.from)), cite.until.or(text.and_then(|t| t.until)));
        from.is_none_or(|d| d <= day) && until.is_none_or(|d| day <= d)
    }
}

fn part_label(kind: TextKind, part: &str) -> String {
    let (article, rest) = part.split_at(part.find(['/', '(']).unwrap_or(part.len()));
    let mut label = match kind {
        TextKind::Articles => format!("第{article}条"),
        TextKind::Items => format!("第{article}项"),
        TextKind::Headings => return part.replace('(', "（").replace(')', "）"),
    };
    let (paragraph, item) = rest.split_at(rest.find('(').unwrap_or(rest.len()));
    if let Some(number) = paragraph.strip_prefix('/') {
        label.push_str(&format!("第{number}款"));
    }
    if !item.is_empty() {
        label.push_str(&item_label(item));
    }
    label
}

fn item_label(item: &str) -> String {
    const DIGITS: [&str; 11] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let number = item.trim_matches(['(', ')']);
    let chinese = number.parse::<usize>().ok().and_then(|n| DIGITS.get(n)).map_or(number, |d| *d);
    format!("（{chinese}）")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_parts_as_people_write_them() {
        for (kind, part, label) in [
            (TextKind::Articles, "18", "第18条"),
            (TextKind::Articles, "21/2", "第21条第2款"),
            (TextKind::Articles, "7/1(4)", "第7条第1款（四）"),
            (TextKind::Articles, "8(1)", "第8条（一）"),
            (TextKind::Items, "11", "第11项"),
            (TextKind::Headings, "一(三)", "一（三）"),
        ] {
            assert_eq!(part_label(kind, part), label);
        }
    }
}
