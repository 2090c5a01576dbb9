//! Rows that no answer can change: a mistake in a pack, found by asking nothing.

use crate::case::{Answer, Household};
use crate::columns::{Columns, State};
use crate::engine::Engine;
use crate::kernel::{Chosen, Values};
use crate::report::Tri;
use crate::truth::{OPEN, decided};
use base::{Date, Problem};
use policy::{Amounts, Node, Op, Pack, Row};

/// Longest lists that are tried; each length is a household of its own.
const MOST_MEMBERS: usize = 30;
const MOST_OBLIGORS: usize = 20;

/// The rows in force on a day that come out the same for every household within the bounds of its facts:
/// index of the programme, id of the row, and what it always comes to.
///
/// Notes and rows whose dates or reading put them out of force are left out, and so is what is settled
/// only by what is not entered: an amount without a value, a fact that is not written.
pub fn constant_rows(pack: &Pack, day: Date) -> Result<Vec<(usize, String, Tri)>, Problem> {
    let pack = nothing_entered(pack);
    let engine = Engine::new(&pack, day, &Amounts::default())?;
    let columns = households(&engine);
    let mut values = Values::default();
    values.run(&engine.setting(), &engine.whole, &columns, &Chosen::new());
    let mut found = Vec::new();
    for (ix, program) in pack.programs.iter().enumerate() {
        let excluding = program.excluded.iter().map(|(row, _)| row);
        let mut search = Search { engine: &engine, values: &values, day, found: Vec::new() };
        program.rows.iter().chain(excluding).for_each(|row| search.row(row));
        found.extend(search.found.into_iter().map(|(id, tri)| (ix, id, tri)));
    }
    Ok(found)
}

/// The same pack, where it is open what is known of amounts and what is written of facts.
fn nothing_entered(pack: &Pack) -> Pack {
    let open = |node: &Node| Node {
        scope: node.scope,
        op: match &node.op {
            Op::AmountKnown(..) | Op::Absent(_) => Op::Unknown,
            Op::OrElse(fact, other, _) if is_number(pack, *fact) => Op::Between(*fact, *other),
            op => op.clone(),
        },
    };
    Pack { nodes: pack.nodes.iter().map(open).collect(), ..pack.clone() }
}

fn is_number(pack: &Pack, node: policy::Ix) -> bool {
    match &pack.nodes[usize::from(node)].op {
        Op::FactNumber { .. } => true,
        Op::Spread(of) | Op::Other(of) => is_number(pack, *of),
        _ => false,
    }
}

/// One household for each length of its lists; nobody says anything.
fn households(engine: &Engine) -> Columns {
    let mut columns = Columns::new(&engine.layout, State::Unknown);
    let mut household = Household::new(engine.pack, Answer::Unknown);
    let nobody = household.members.rows[0].clone();
    for members in 1..=MOST_MEMBERS {
        household.members.rows.resize(members, nobody.clone());
        household.obligors.rows.resize(MOST_OBLIGORS.min(members - 1), nobody.clone());
        columns.push(engine.pack, &engine.layout, &household);
    }
    columns
}

struct Search<'a> {
    engine: &'a Engine<'a>,
    values: &'a Values,
    day: Date,
    found: Vec<(String, Tri)>,
}

impl Search<'_> {
    /// Reports a row, or else those below it.
    fn row(&mut self, row: &Row) {
        if row.note || !self.in_force(row) {
            return;
        }
        let before = self.found.len();
        row.rows.iter().for_each(|below| self.row(below));
        let lives = row.rows.is_empty() || row.rows.iter().any(|below| !below.note && self.in_force(below));
        if before == self.found.len()
            && lives
            && let Some(always) = self.always(row)
        {
            self.found.push((row.id.clone(), always));
        }
    }

    fn in_force(&self, row: &Row) -> bool {
        let open = row.reading.is_none_or(|(reading, _)| self.engine.plan.readings[usize::from(reading)].is_none());
        open && row.from.is_none_or(|from| from <= self.day) && row.until.is_none_or(|until| self.day <= until)
    }

    /// What it comes to in every household and for every member, if that is one thing.
    fn always(&self, row: &Row) -> Option<Tri> {
        let at = self.engine.plan.of[usize::from(row.node)].0;
        let truths = self.values.vals[at].truth();
        let rows = self.values.rows(self.engine.plan.scopes[at]);
        let first = truths.at(0) & OPEN;
        (decided(first) && (0..rows).all(|r| truths.at(r) & OPEN == first)).then(|| Tri::of(first))
    }
}
