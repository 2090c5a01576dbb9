//! What was said, as values of steps: given, bounded, absent, or open whether it matters.

use crate::columns::{Cell, Col, Columns, State};
use crate::kernel::{Setting, Values};
use crate::plan::{At, Shape, Step};
use crate::truth;
use crate::truth::*;
use crate::value::{Num, Sets, Truths, Val};
use policy::{AbsentValue, Kind, KnownBy, Scope};

impl Values {
    pub(crate) fn column<'c>(
        &self,
        s: &Setting,
        fact: u16,
        part: usize,
        scope: Scope,
        columns: &'c Columns,
    ) -> &'c Col {
        columns.col(scope, s.layout.column(usize::from(fact), part))
    }

    pub(crate) fn absence<'c>(
        &self,
        s: &Setting,
        fact: u16,
        part: usize,
        scope: Scope,
        columns: &'c Columns,
    ) -> impl Fn(usize) -> bool + use<'c> {
        let column = self.column(s, fact, part, scope, columns);
        move |row| match column {
            Col::Same(cell) => cell.state == State::Absent,
            Col::Full(cells) => cells[row].state == State::Absent,
            Col::Plain(_) | Col::Small(_) => false,
        }
    }

    /// What a yes/no answer comes to, by cell and row.
    fn truth_cell(&self, s: &Setting, fact: u16, when: At) -> impl Fn(Cell, usize) -> u8 {
        let meta = &s.pack.facts[usize::from(fact)];
        let why = why(meta.known_by) | SPLIT;
        let absent = match &meta.absent {
            AbsentValue::Truth(b) => Some(i64::from(*b)),
            AbsentValue::Empty => Some(0),
            _ => None,
        };
        let when = self.vals[when].truth();
        move |cell, row| match resolve(cell.state, when.at(row)) {
            Resolved::Given => truth_of(cell.lo, cell.hi, why),
            Resolved::Bounds => OPEN | why,
            Resolved::Absent => absent.map_or(OPEN | why, |v| truth_of(v, v, why)),
            Resolved::Either => {
                let asked = if cell.state == State::Supposed { truth_of(cell.lo, cell.hi, why) } else { OPEN | why };
                match absent.map_or(asked, |v| truth_of(v, v, why)) | asked {
                    same if decided(same) => same,
                    open => open | why | taint(when.at(row)),
                }
            }
        }
    }

    #[allow(clippy::too_many_arguments)]
    pub(crate) fn fact_truth(
        &self,
        s: &Setting,
        fact: u16,
        part: u16,
        when: At,
        scope: Scope,
        rows: usize,
        columns: &Columns,
        out: &mut Truths,
    ) {
        let of_cell = self.truth_cell(s, fact, when);
        let when = self.vals[when].truth();
        match self.column(s, fact, usize::from(part), scope, columns) {
            Col::Same(cell) if matches!(cell.state, State::Given | State::Unknown | State::Absent) || when.konst => {
                out.set_const(of_cell(*cell, 0))
            }
            Col::Small(values) => {
                out.start();
                out.b.extend(values.iter().map(|v| 2 - (*v & 1)));
            }
            column => {
                out.start();
                out.b.extend((0..rows).map(|row| of_cell(column.cell(row, false), row)));
            }
        }
    }

    /// Whether a fact is not written: what will not be asked isn't.
    #[allow(clippy::too_many_arguments)]
    pub(crate) fn fact_absent(
        &self,
        s: &Setting,
        fact: u16,
        when: At,
        scope: Scope,
        rows: usize,
        columns: &Columns,
        out: &mut Truths,
    ) {
        let when = self.vals[when].truth();
        let absent = |state, row| match state {
            State::Absent => YES,
            State::NotAsked | State::Supposed => truth::not(when.at(row)),
            State::Given | State::Unknown | State::SupposedAnyway => NO,
        };
        match self.column(s, fact, 0, scope, columns) {
            Col::Plain(_) | Col::Small(_) => out.set_const(NO),
            column => {
                out.start();
                out.b.extend((0..rows).map(|row| absent(column.cell(row, false).state, row)));
            }
        }
    }

    /// What a choice comes to, by cell and row.
    fn set_cell(&self, s: &Setting, fact: u16, when: At) -> impl Fn(Cell, usize) -> (u32, u8) {
        let meta = &s.pack.facts[usize::from(fact)];
        let why = why(meta.known_by) | SPLIT;
        let all = if meta.values.len() >= 32 { u32::MAX } else { (1u32 << meta.values.len()) - 1 };
        let absent = if let AbsentValue::Choice(ix) = meta.absent { 1 << ix } else { all };
        let when = self.vals[when].truth();
        move |cell, row| {
            let chosen = u32::try_from(cell.lo).unwrap_or(all);
            let mask = match resolve(cell.state, when.at(row)) {
                Resolved::Given => chosen,
                Resolved::Bounds => all,
                Resolved::Absent => absent,
                Resolved::Either => absent | if cell.state == State::Supposed { chosen } else { all },
            };
            let extra = if matches!(cell.state, State::NotAsked | State::Supposed) { taint(when.at(row)) } else { 0 };
            (mask, if mask.count_ones() == 1 { 0 } else { why | extra })
        }
    }

    #[allow(clippy::too_many_arguments)]
    pub(crate) fn fact_set(
        &self,
        s: &Setting,
        fact: u16,
        when: At,
        scope: Scope,
        rows: usize,
        columns: &Columns,
        out: &mut Sets,
    ) {
        let of_cell = self.set_cell(s, fact, when);
        let when = self.vals[when].truth();
        match self.column(s, fact, 0, scope, columns) {
            Col::Same(cell) if !matches!(cell.state, State::NotAsked | State::Supposed) || when.konst => {
                let (mask, taint) = of_cell(*cell, 0);
                out.mask.push(mask);
                out.taint.push(taint);
                out.konst = true;
            }
            Col::Small(values) => {
                out.mask.extend(values.iter().map(|v| 1u32 << v));
            }
            column => {
                for row in 0..rows {
                    let (mask, taint) = of_cell(column.cell(row, true), row);
                    out.mask.push(mask);
                    out.taint.push(taint);
                }
            }
        }
    }

    /// What a number comes to, by cell and row.
    fn number_cell(
        &self,
        s: &Setting,
        fact: u16,
        (when, min, max): (At, At, At),
    ) -> impl Fn(Cell, usize) -> (i64, i64, u8) {
        let meta = &s.pack.facts[usize::from(fact)];
        let money = meta.kind == Kind::Benefits;
        let why = why(meta.known_by) | if money { 0 } else { s.plan.splits(usize::from(fact), Shape::Num) };
        let absent = if let AbsentValue::Number(n) = meta.absent { Some(n) } else { money.then_some(0) };
        let (when, min, max) = (self.vals[when].truth(), self.vals[min].num(), self.vals[max].num());
        move |cell, row| {
            let bounds = || {
                let ((lo, _, t1), (_, hi, t2)) = (min.at(row), max.at(row));
                (lo, hi.max(lo), why | t1 | t2)
            };
            match resolve(cell.state, when.at(row)) {
                Resolved::Given if cell.state == State::Given => (cell.lo, cell.hi, why),
                Resolved::Given => within(cell, bounds()),
                Resolved::Bounds => bounds(),
                Resolved::Absent => absent.map_or_else(bounds, |v| (v, v, 0)),
                Resolved::Either => {
                    let all = bounds();
                    let (lo, hi, taint) = if cell.state == State::Supposed { within(cell, all) } else { all };
                    let (low, high) = absent.map_or((lo, hi), |v| (lo.min(v), hi.max(v)));
                    (low, high, taint | truth::taint(when.at(row)))
                }
            }
        }
    }

    #[allow(clippy::too_many_arguments)]
    pub(crate) fn fact_number(
        &self,
        s: &Setting,
        (fact, part): (u16, u16),
        (when, min, max): (At, At, At),
        scope: Scope,
        rows: usize,
        columns: &Columns,
        out: &mut Num,
    ) {
        let meta = &s.pack.facts[usize::from(fact)];
        let money = meta.kind == Kind::Benefits;
        let column = columns.col(scope, s.layout.number(s.pack, usize::from(fact), usize::from(part)));
        let of_cell = self.number_cell(s, fact, (when, min, max));
        let absent = money || matches!(meta.absent, AbsentValue::Number(_));
        let fixed = self.vals[when].truth().konst && self.vals[min].num().konst && self.vals[max].num().konst;
        match column {
            Col::Same(cell) if cell.state == State::Given || (cell.state == State::Absent && absent) || fixed => {
                let (lo, hi, taint) = of_cell(*cell, 0);
                out.set_const(lo, hi, if lo == hi { 0 } else { taint });
            }
            Col::Plain(values) => {
                out.clear();
                out.lo.extend_from_slice(values);
            }
            column => out.fill(rows, |row| of_cell(column.cell(row, false), row)),
        }
    }

    /// Some rows of a fact say something else now.
    pub(crate) fn patch(&mut self, s: &Setting, at: At, cells: &[(usize, Cell)]) {
        let rows = self.rows(s.plan.scopes[at]);
        let mut val = std::mem::replace(&mut self.vals[at], Val::Truth(Truths::default()));
        val.spread(rows);
        match (&s.plan.steps[at], &mut val) {
            (Step::FactNum { fact, when, min, max, .. }, Val::Num(out)) => {
                let of_cell = self.number_cell(s, *fact, (*when, *min, *max));
                cells.iter().for_each(|(row, cell)| out.put(*row, of_cell(*cell, *row)));
            }
            (Step::FactTruth { fact, when, .. }, Val::Truth(out)) => {
                let of_cell = self.truth_cell(s, *fact, *when);
                cells.iter().for_each(|(row, cell)| out.b[*row] = of_cell(*cell, *row));
            }
            (Step::FactSet { fact, when }, Val::Set(out)) => {
                let of_cell = self.set_cell(s, *fact, *when);
                out.taint.resize(out.mask.len(), 0);
                cells.iter().for_each(|(row, cell)| (out.mask[*row], out.taint[*row]) = of_cell(*cell, *row));
            }
            _ => {}
        }
        self.vals[at] = val;
    }
}

/// Whose knowledge is missing.
fn why(known_by: KnownBy) -> u8 {
    if known_by == KnownBy::Resident { RESIDENT } else { AUTHORITY }
}

enum Resolved {
    Given,
    Bounds,
    Absent,
    /// Bounds or absent value: it is open whether it is relevant.
    Either,
}

fn resolve(state: State, when: u8) -> Resolved {
    match (state, when & OPEN) {
        (State::Given | State::SupposedAnyway, _) | (State::Supposed, YES) => Resolved::Given,
        (State::Unknown, _) | (State::NotAsked, YES) => Resolved::Bounds,
        (State::Absent, _) | (State::NotAsked | State::Supposed, NO) => Resolved::Absent,
        (State::NotAsked | State::Supposed, _) => Resolved::Either,
    }
}

/// What is supposed, within the bounds.
fn within(cell: Cell, bounds: (i64, i64, u8)) -> (i64, i64, u8) {
    let (lo, hi) = (cell.lo.max(bounds.0), cell.hi.min(bounds.1));
    if lo <= hi { (lo, hi, bounds.2) } else { (cell.lo, cell.hi, bounds.2) }
}

fn truth_of(lo: i64, hi: i64, why: u8) -> u8 {
    match (lo, hi) {
        (1, 1) => YES,
        (0, 0) => NO,
        _ => OPEN | why,
    }
}
