//! A household's answers.

use policy::{Fact, Kind, KnownBy, Of, Pack};

/// One answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Answer {
    /// Not asked yet.
    #[default]
    NotAsked,
    /// Not written, to be taken as the fact's own absent value.
    Absent,
    /// Asked: “不清楚”.
    Unknown,
    /// Answered.
    Given(Value),
}

/// An answer's value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Yes or no.
    Bool(bool),
    /// The option of that index.
    Choice(usize),
    /// From – to, in the fact's unit: fen, a count, or a day number.
    Number(i64, i64),
    /// The options of these indices.
    Flags(Vec<usize>),
    /// Options with money per month, in fen, if known.
    Benefits(Vec<(usize, Option<(i64, i64)>)>),
    /// A yes/no answer for each option.
    Scoped(Vec<Answer>),
}

/// A list of people; each has an answer for each person fact (indexed by fact).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct People {
    /// Those known.
    pub rows: Vec<Vec<Answer>>,
    /// There may be others.
    pub open: bool,
    /// It was asked and nobody knows.
    pub asked: bool,
}

/// Everything said about one household. Answers are indexed by fact.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Household {
    /// Household and case facts.
    pub house: Vec<Answer>,
    /// Members; the applicant is the one of relation `self`, else the first.
    pub members: People,
    /// The applicant's obligors outside the household.
    pub obligors: People,
}

/// Which list a person is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListKind {
    /// Members.
    Members,
    /// Obligors.
    Obligors,
}

impl Household {
    /// A household of one person about whom nothing is said; all answers are `empty`.
    pub fn new(pack: &Pack, empty: Answer) -> Household {
        let open = empty == Answer::NotAsked;
        let person = vec![empty.clone(); pack.facts.len()];
        Household {
            house: vec![empty; pack.facts.len()],
            members: People { rows: vec![person], open: false, asked: false },
            obligors: People { rows: Vec::new(), open, asked: false },
        }
    }
}

/// Where the cells of each fact stand: each option of a many-option fact has a column of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// First column of each fact.
    first: Vec<usize>,
    /// Fact and part of each column; part 0 is the fact itself or its first option.
    pub(crate) columns: Vec<(usize, usize)>,
    /// Index of the relation fact and of its option for the applicant.
    pub(crate) relation: Option<(usize, usize)>,
}

impl Layout {
    /// The layout of a pack's facts.
    pub fn new(pack: &Pack) -> Layout {
        let (mut first, mut columns) = (Vec::new(), Vec::new());
        for (ix, fact) in pack.facts.iter().enumerate() {
            first.push(columns.len());
            columns.extend((0..width(fact)).map(|part| (ix, part)));
        }
        let applicant = |f: &Fact| f.values.iter().position(|v| v.id == "self");
        let relation = pack
            .facts
            .iter()
            .enumerate()
            .find_map(|(ix, f)| Some((ix, applicant(f).filter(|_| f.of == Of::Person && f.kind == Kind::Choice)?)));
        Layout { first, columns, relation }
    }

    /// The column of a fact's part. Money of the k-th option of a benefits fact is `options + k - 1`.
    pub fn column(&self, fact: usize, part: usize) -> usize {
        self.first[fact] + part
    }

    /// The column of a number that a step reads: the money of a kind of benefits, or the fact itself.
    pub(crate) fn number(&self, pack: &Pack, fact: usize, part: usize) -> usize {
        let meta = &pack.facts[fact];
        self.column(fact, if meta.kind == Kind::Benefits { meta.values.len() + part - 1 } else { 0 })
    }

    /// How many columns there are.
    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }
}

fn width(fact: &Fact) -> usize {
    match fact.kind {
        Kind::Flags | Kind::Scoped => fact.values.len(),
        Kind::Benefits => 2 * fact.values.len(),
        _ => 1,
    }
}

/// Facts only the authority or the system knows take their absent value when they are not written.
pub(crate) fn known_by_resident(fact: &Fact) -> bool {
    fact.known_by == KnownBy::Resident
}
