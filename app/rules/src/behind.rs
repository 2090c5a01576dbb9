//! What matters at some values only of a number that is open.

use crate::columns::Columns;
use crate::demand::{demand, fact_at};
use crate::fan::alone;
use crate::judge::{Judged, Missing, Unit, wanted};
use crate::kernel::{Setting, Values};
use crate::plan::Shape;
use crate::scratch::Fanned;
use crate::sets::add;
use crate::splits::{What, size, splits};
use crate::truth::*;
use crate::worlds::Fan;

/// At most so many worlds to see what a number that is open decides.
const MOST_TRIED: usize = 2_000;

/// Finds the facts that an outcome lacks besides those it names: they matter at some values only of a number that is open.
/// Each is seen to change what it comes to, while the other numbers are at their ends; no readings, and nothing behind
/// amounts of benefits, or behind what lies in so many worlds that they can't be tried.
pub fn behind_numbers(
    setting: &Setting,
    unit: &Unit,
    (one, values): (&Columns, &Values),
    judged: &mut Judged,
    scratch: &mut Fanned,
) {
    let (row, run) = (unit.row(), (values, one));
    let could_change = matches!(judged.outcome, Outcome::Undecided | Outcome::Likely);
    if values.vals[unit.root].truth().at(row) & SPLIT == 0 || !could_change {
        return;
    }
    let open = demand(setting, run, &unit.program.slice, unit.root, &[row], &mut scratch.marks);
    if wanted(setting, &open).all(|fact| judged.missing.contains(&fact)) {
        return;
    }
    for number in &open.facts {
        let Some((_, 0, Shape::Num)) = fact_at(setting, number.at) else { continue };
        let readings = open.readings.iter().map(|(r, _)| *r).collect();
        let splits = splits(setting, run, readings, &open.facts, Some(*number));
        if size(&splits) > MOST_TRIED {
            continue;
        }
        let worlds = alone(setting, unit.program, run, (0, unit.member), splits, false, scratch);
        let fan = Fan::new(setting, unit.program, run, &worlds, scratch);
        let digest = vec![0; worlds.count];
        for (ix, split) in worlds.splits.iter().enumerate() {
            if let What::Fact { fact, scope, row, .. } = split.what
                && fan.matters(ix, &digest)
            {
                add(&mut judged.behind, Missing::at(fact, scope, row));
            }
        }
    }
}
