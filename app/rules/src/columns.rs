//! Answers of many households in columns.

use crate::case::{Answer, Household, Layout, People, Value, known_by_resident};
use policy::{AbsentValue, Fact, Kind, Of, Pack, Scope};

/// What is known of one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Cell {
    /// How it is known.
    pub state: State,
    /// Smallest: number, 0/1, or the set of options as bits.
    pub lo: i64,
    /// Largest.
    pub hi: i64,
}

/// How a value is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Between `lo` and `hi`, or in the set.
    Given,
    /// Asked: “不清楚”.
    Unknown,
    /// Not asked yet.
    NotAsked,
    /// Not written: takes its absent value.
    Absent,
    /// Supposed to be between `lo` and `hi`, or in the set, if it is asked at all.
    Supposed,
    /// Supposed so although “不清楚” was answered.
    SupposedAnyway,
}

impl Cell {
    /// A known value.
    pub const fn given(value: i64) -> Cell {
        Cell { state: State::Given, lo: value, hi: value }
    }

    /// Nothing known, in that state.
    pub const fn open(state: State) -> Cell {
        Cell { state, lo: 0, hi: 0 }
    }
}

/// One column: a value for each row.
#[derive(Clone, Debug, PartialEq)]
pub enum Col {
    /// The same for all rows.
    Same(Cell),
    /// All known exactly.
    Plain(Vec<i64>),
    /// All known exactly; 0/1, or the option's index.
    Small(Vec<u8>),
    /// Anything.
    Full(Vec<Cell>),
}

impl Col {
    /// The cell of a row; `choice` says that small values are option indices.
    pub fn cell(&self, row: usize, choice: bool) -> Cell {
        match self {
            Col::Same(cell) => *cell,
            Col::Plain(values) => Cell::given(values[row]),
            Col::Small(values) => Cell::given(if choice { 1 << values[row] } else { i64::from(values[row]) }),
            Col::Full(cells) => cells[row],
        }
    }

    fn push(&mut self, row: usize, cell: Cell) {
        match self {
            Col::Same(same) if row == 0 => *same = cell,
            Col::Same(same) if *same == cell => {}
            Col::Same(same) => {
                let mut cells = vec![*same; row];
                cells.push(cell);
                *self = Col::Full(cells);
            }
            Col::Full(cells) => cells.push(cell),
            Col::Plain(_) | Col::Small(_) => {}
        }
    }

    /// The densest form that says the same: values alone once all are known exactly. What is not written counts
    /// as known if `absent` is its value.
    fn compact(&mut self, absent: Option<i64>, small: bool, choice: bool) {
        let Col::Full(cells) = self else { return };
        let known = |cell: &Cell| match cell.state {
            State::Given if choice => (cell.lo.count_ones() == 1).then(|| i64::from(cell.lo.trailing_zeros())),
            State::Given => (cell.lo == cell.hi).then_some(cell.lo),
            State::Absent => absent,
            _ => None,
        };
        let Some(values) = cells.iter().map(known).collect::<Option<Vec<i64>>>() else { return };
        *self = match small.then(|| values.iter().map(|v| u8::try_from(*v).ok()).collect()).flatten() {
            Some(bytes) => Col::Small(bytes),
            None => Col::Plain(values),
        };
    }

    /// Takes over the rows `from..to` of another column, in its form.
    fn take(&mut self, all: &Col, from: usize, to: usize) {
        fn rows<T: Copy>(to: &mut Vec<T>, from: &[T]) {
            to.clear();
            to.extend_from_slice(from);
        }
        match (self, all) {
            (Col::Plain(own), Col::Plain(all)) => rows(own, &all[from..to]),
            (Col::Small(own), Col::Small(all)) => rows(own, &all[from..to]),
            (Col::Full(own), Col::Full(all)) => rows(own, &all[from..to]),
            (own, Col::Same(cell)) => *own = Col::Same(*cell),
            (own, Col::Plain(all)) => *own = Col::Plain(all[from..to].to_vec()),
            (own, Col::Small(all)) => *own = Col::Small(all[from..to].to_vec()),
            (own, Col::Full(all)) => *own = Col::Full(all[from..to].to_vec()),
        }
    }

    /// Takes over some rows of another column, in its form.
    pub(crate) fn gather(&self, rows: &[u32], to: &mut Col) {
        fn pick<T: Copy>(from: &[T], rows: &[u32]) -> Vec<T> {
            rows.iter().map(|row| from[*row as usize]).collect()
        }
        *to = match self {
            Col::Same(cell) => Col::Same(*cell),
            Col::Plain(values) => Col::Plain(pick(values, rows)),
            Col::Small(values) => Col::Small(pick(values, rows)),
            Col::Full(cells) => Col::Full(pick(cells, rows)),
        };
    }

    /// The cells, one for each row, to be changed.
    pub(crate) fn cells(&mut self, rows: usize) -> &mut [Cell] {
        // What is known of all rows is the same for all, or there is nothing to suppose.
        if !matches!(self, Col::Full(_)) {
            *self = Col::Full((0..rows).map(|row| self.cell(row, false)).collect());
        }
        if let Col::Full(cells) = self { cells } else { &mut [] }
    }

    /// Bytes it takes.
    pub fn bytes(&self) -> usize {
        match self {
            Col::Same(_) => size_of::<Cell>(),
            Col::Plain(values) => values.len() * 8,
            Col::Small(values) => values.len(),
            Col::Full(cells) => cells.len() * size_of::<Cell>(),
        }
    }
}

/// The people of a list, of all households behind each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// First row of each household, and the end.
    pub start: Vec<u32>,
    /// Columns by [`Layout::column`].
    pub cols: Vec<Col>,
    /// Households whose list may have more people; empty if there are none.
    pub open: Vec<bool>,
}

impl Table {
    /// How many rows.
    pub fn rows(&self) -> usize {
        self.start.last().map_or(0, |n| *n as usize)
    }
}

/// Many households.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    /// How many households.
    pub n: usize,
    /// Household and case facts.
    pub house: Vec<Col>,
    /// Members.
    pub members: Table,
    /// Obligors.
    pub obligors: Table,
}

impl Columns {
    /// The column of that index, in the table of that scope.
    pub(crate) fn col(&self, scope: Scope, column: usize) -> &Col {
        match scope {
            Scope::House => &self.house[column],
            Scope::Obligor => &self.obligors.cols[column],
            Scope::Member | Scope::Pair => &self.members.cols[column],
        }
    }

    /// How many rows a scope's table has.
    pub(crate) fn rows(&self, scope: Scope) -> usize {
        match scope {
            Scope::House => self.n,
            Scope::Obligor => self.obligors.rows(),
            Scope::Member | Scope::Pair => self.members.rows(),
        }
    }

    /// No households yet; every column says `empty`.
    pub fn new(layout: &Layout, empty: State) -> Columns {
        let cols = vec![Col::Same(Cell::open(empty)); layout.len()];
        let table = || Table { start: vec![0], cols: cols.clone(), open: Vec::new() };
        Columns { n: 0, house: cols.clone(), members: table(), obligors: table() }
    }

    /// One household.
    pub fn of(pack: &Pack, layout: &Layout, household: &Household) -> Columns {
        let mut columns = Columns::new(layout, State::Absent);
        columns.push(pack, layout, household);
        columns
    }

    /// Adds a household.
    pub fn push(&mut self, pack: &Pack, layout: &Layout, household: &Household) {
        for (column, (fact, part)) in layout.columns.iter().enumerate() {
            if pack.facts[*fact].of != Of::Person {
                let cell = cell(&pack.facts[*fact], &household.house[*fact], *part);
                self.house[column].push(self.n, cell);
            }
        }
        let applicant = applicant(layout, &household.members);
        push_people(&mut self.members, pack, layout, &household.members, applicant, self.n);
        push_people(&mut self.obligors, pack, layout, &household.obligors, None, self.n);
        self.n += 1;
    }

    /// Puts every column into the densest form that says the same; `tells_absence` names the facts of which it
    /// makes a difference whether they were written.
    pub fn compact(&mut self, pack: &Pack, layout: &Layout, tells_absence: impl Fn(usize) -> bool) {
        for (column, (ix, part)) in layout.columns.iter().enumerate() {
            let fact = &pack.facts[*ix];
            let money = fact.kind == Kind::Benefits && *part >= fact.values.len();
            let choice = fact.kind == Kind::Choice;
            let small = !money && !matches!(fact.kind, Kind::Number | Kind::Money | Kind::Date);
            let absent = match &fact.absent {
                _ if tells_absence(*ix) => None,
                _ if money => Some(0),
                AbsentValue::Truth(b) => Some(i64::from(*b)),
                AbsentValue::Number(n) if !small => Some(*n),
                AbsentValue::Choice(option) if choice => Some(i64::from(*option)),
                AbsentValue::Empty if small && !choice => Some(0),
                _ => None,
            };
            let tables = [&mut self.house, &mut self.members.cols, &mut self.obligors.cols];
            tables.into_iter().for_each(|cols| cols[column].compact(absent, small, choice));
        }
    }

    /// Takes over the households `from..to` of others.
    pub fn take(&mut self, all: &Columns, from: usize, to: usize) {
        self.n = to - from;
        self.house.iter_mut().zip(&all.house).for_each(|(own, all)| own.take(all, from, to));
        for (own, all) in [(&mut self.members, &all.members), (&mut self.obligors, &all.obligors)] {
            let (first, end) = (all.start[from], all.start[to]);
            own.start.clear();
            own.start.extend(all.start[from..=to].iter().map(|start| start - first));
            own.open.clear();
            own.open.extend(all.open.get(from..to).unwrap_or(&[]));
            own.cols.iter_mut().zip(&all.cols).for_each(|(own, all)| own.take(all, first as usize, end as usize));
        }
    }

    /// Bytes all columns take.
    pub fn bytes(&self) -> usize {
        let cols = self.house.iter().chain(&self.members.cols).chain(&self.obligors.cols);
        cols.map(Col::bytes).sum::<usize>() + 4 * (self.members.start.len() + self.obligors.start.len())
    }
}

fn push_people(table: &mut Table, pack: &Pack, layout: &Layout, people: &People, applicant: Option<usize>, n: usize) {
    for (ix, person) in people.rows.iter().enumerate() {
        let row = table.rows() + ix;
        for (column, (fact, part)) in layout.columns.iter().enumerate() {
            if pack.facts[*fact].of == Of::Person {
                let mut cell = cell(&pack.facts[*fact], &person[*fact], *part);
                if let (Some((relation, own)), true) = (layout.relation, applicant == Some(ix))
                    && relation == *fact
                {
                    cell = Cell::given(1 << own);
                }
                table.cols[column].push(row, cell);
            }
        }
    }
    let end = table.rows() + people.rows.len();
    table.start.push(u32::try_from(end).unwrap_or(u32::MAX));
    if people.open && table.open.is_empty() {
        table.open = vec![false; n];
    }
    if people.open || !table.open.is_empty() {
        table.open.push(people.open);
    }
}

/// The member who says of themselves that they are the applicant, else the first.
fn applicant(layout: &Layout, members: &People) -> Option<usize> {
    let (fact, own) = layout.relation?;
    let is_self = |p: &Vec<Answer>| p[fact] == Answer::Given(Value::Choice(own));
    members.rows.iter().position(is_self).or((!members.rows.is_empty()).then_some(0))
}

/// The cell of one part of a fact.
pub(crate) fn cell(fact: &Fact, answer: &Answer, part: usize) -> Cell {
    let value = match answer {
        Answer::NotAsked if !known_by_resident(fact) => return Cell::open(State::Absent),
        Answer::NotAsked => return Cell::open(State::NotAsked),
        Answer::Absent => return Cell::open(State::Absent),
        Answer::Unknown => return Cell::open(State::Unknown),
        Answer::Given(value) => value,
    };
    match value {
        Value::Bool(b) => Cell::given(i64::from(*b)),
        Value::Choice(option) => Cell::given(1 << option),
        Value::Number(lo, hi) => Cell { state: State::Given, lo: *lo, hi: *hi },
        Value::Flags(on) => Cell::given(i64::from(on.contains(&part))),
        Value::Benefits(on) => {
            let options = fact.values.len();
            let entry = on.iter().find(|(option, _)| *option == part % options);
            match (part < options, entry) {
                (true, entry) => Cell::given(i64::from(entry.is_some())),
                (false, Some((_, Some((lo, hi))))) => Cell { state: State::Given, lo: *lo, hi: *hi },
                (false, Some((_, None))) => Cell::open(State::Unknown),
                (false, None) => Cell::given(0),
            }
        }
        Value::Scoped(values) => cell(fact, values.get(part).unwrap_or(&Answer::Absent), 0),
    }
}
