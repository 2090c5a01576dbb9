//! Copies of households: each row of a copy comes from a row of what was run before.

use crate::columns::{Col, Columns};
use crate::demand::{Run, fact_at};
use crate::kernel::{Setting, Values};
use crate::plan::{At, Step};
use policy::Scope;

/// For each row of the copies, the row it comes from.
#[derive(Default)]
pub struct Origin {
    houses: Vec<u32>,
    members: Vec<u32>,
    obligors: Vec<u32>,
    pairs: Vec<u32>,
}

impl Origin {
    /// No copies yet.
    pub fn clear(&mut self) {
        [&mut self.houses, &mut self.members, &mut self.obligors, &mut self.pairs].into_iter().for_each(Vec::clear);
    }

    /// So many copies of a household.
    pub fn add(&mut self, (values, columns): Run, house: usize, times: usize) {
        let range = |starts: &[u32], from: usize, to: usize| starts[from]..starts[to];
        let members = range(&columns.members.start, house, house + 1);
        let obligors = range(&columns.obligors.start, house, house + 1);
        let pairs = match values.pairs.start.is_empty() {
            true => 0..0,
            false => range(&values.pairs.start, members.start as usize, members.end as usize),
        };
        for _ in 0..times {
            self.houses.push(house as u32);
            self.members.extend(members.clone());
            self.obligors.extend(obligors.clone());
            self.pairs.extend(pairs.clone());
        }
    }

    /// The rows of a scope.
    pub fn of(&self, scope: Scope) -> &[u32] {
        match scope {
            Scope::House => &self.houses,
            Scope::Member => &self.members,
            Scope::Obligor => &self.obligors,
            Scope::Pair => &self.pairs,
        }
    }

    /// Lets columns have the copies' rows; what they say is still to be copied.
    pub fn shape(&self, from: &Columns, to: &mut Columns) {
        to.n = self.houses.len();
        for (from, to) in [(&from.members, &mut to.members), (&from.obligors, &mut to.obligors)] {
            to.start.clear();
            to.start.push(0);
            let mut end = 0;
            for house in &self.houses {
                let house = *house as usize;
                end += from.start[house + 1] - from.start[house];
                to.start.push(end);
            }
            to.open.clear();
            if !from.open.is_empty() {
                to.open.extend(self.houses.iter().map(|h| from.open[*h as usize]));
            }
        }
    }

    /// Copies what the columns that a step reads say, and notes which they are.
    pub fn columns(
        &self,
        setting: &Setting,
        at: At,
        from: &Columns,
        to: &mut Columns,
        copied: &mut Vec<(Scope, usize)>,
    ) {
        let scope = setting.plan.scopes[at];
        let rows = if scope == Scope::Pair { &self.members } else { self.of(scope) };
        for column in column_read(setting, at).into_iter().chain(absence_read(setting, at)) {
            from.col(scope, column).gather(rows, table(to, scope, column));
            copied.push((scope, column));
        }
    }

    /// Copies what a step came to.
    pub fn value(&self, scope: Scope, at: At, from: &Values, to: &mut Values) {
        let rows = self.of(scope);
        let one = scope == Scope::House && rows.first() == rows.last();
        let rows = if one { &rows[..rows.len().min(1)] } else { rows };
        to.vals[at].gather(&from.vals[at], rows, one);
    }
}

/// The column of that index, in the table of that scope.
pub fn table(columns: &mut Columns, scope: Scope, column: usize) -> &mut Col {
    match scope {
        Scope::House => &mut columns.house[column],
        Scope::Obligor => &mut columns.obligors.cols[column],
        Scope::Member | Scope::Pair => &mut columns.members.cols[column],
    }
}

/// The column that a step looks into itself.
pub fn column_read(setting: &Setting, at: At) -> Option<usize> {
    let of = |fact: u16, part: usize| Some(setting.layout.column(usize::from(fact), part));
    match &setting.plan.steps[at] {
        Step::FactNum { fact, part, .. } => {
            Some(setting.layout.number(setting.pack, usize::from(*fact), usize::from(*part)))
        }
        Step::FactTruth { fact, part, .. } => of(*fact, usize::from(*part)),
        Step::FactSet { fact, .. } | Step::Absent(fact, _) | Step::OrElse(_, _, fact, _) => of(*fact, 0),
        _ => None,
    }
}

/// The column from which a step tells whether a finding was written, of one option.
fn absence_read(setting: &Setting, at: At) -> Option<usize> {
    let Step::OrElse(a, _, fact, _) = setting.plan.steps[at] else { return None };
    let (_, part, _) = fact_at(setting, a)?;
    Some(setting.layout.column(usize::from(fact), part))
}
