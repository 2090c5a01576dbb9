//! Sums, counts, “every” and “some” over lists of people.

use crate::columns::Columns;
use crate::kernel::Values;
use crate::truth::{self, *};
use crate::value::{FAST, Num, Truths};
use policy::List;

/// A list of unknown length has at most this many more people.
const MOST_PEOPLE: i64 = 30;
/// What one more person can at most bring.
const MOST_EACH: i64 = 1_000_000_000_000;

/// The rows of each group of a list, and the groups whose list may be longer.
fn groups<'a>(values: &'a Values, list: List, columns: &'a Columns) -> (&'a [u32], Open<'a>) {
    match list {
        List::Members => (&columns.members.start, Open { flags: &columns.members.open, house: None }),
        List::Obligors => (&columns.obligors.start, Open { flags: &columns.obligors.open, house: None }),
        List::Pairs => (&values.pairs.start, Open { flags: &columns.members.open, house: Some(&values.member_house) }),
    }
}

/// The group to which each row of a list belongs.
fn owners(values: &Values, list: List) -> &[u32] {
    match list {
        List::Members => &values.member_house,
        List::Obligors => &values.obligor_house,
        List::Pairs => &values.pair_member,
    }
}

struct Open<'a> {
    flags: &'a [bool],
    house: Option<&'a [u32]>,
}

impl Open<'_> {
    fn at(&self, group: usize) -> bool {
        let ix = self.house.map_or(group, |h| h[group] as usize);
        self.flags.get(ix).copied().unwrap_or(false)
    }
}

/// Sum of the values for which the condition holds.
pub fn sum(values: &Values, list: List, columns: &Columns, value: &Num, cond: &Truths, out: &mut Num) {
    let (start, open) = groups(values, list, columns);
    let total = |group: usize| {
        let (mut lo, mut hi, mut taint) = (0, 0, 0);
        for row in start[group] as usize..start[group + 1] as usize {
            let counts = cond.at(row);
            if counts == NO {
                continue;
            }
            let (low, high, why) = value.at(row);
            taint |= why;
            if counts == YES {
                lo += low;
                hi += high;
            } else {
                lo += low.min(0);
                hi += high.max(0);
                taint |= truth::taint(counts);
            }
        }
        if open.at(group) {
            let more = MOST_PEOPLE * MOST_EACH;
            return (lo - more, hi + more, taint | RESIDENT);
        }
        (lo, hi, taint)
    };
    let rows = start.len() - 1;
    if FAST && value.exact() && open.flags.is_empty() && all_plain(&cond.b) {
        out.clear();
        out.lo.resize(rows, 0);
        return exact_sums(owners(values, list), value, cond, &mut out.lo);
    }
    out.fill(rows, total);
}

/// Sums of exact numbers for which a settled condition holds.
fn exact_sums(owners: &[u32], value: &Num, cond: &Truths, sums: &mut [i64]) {
    let if_holds = |n: i64, cond: u8| if cond == YES { n } else { 0 };
    match (value.konst, cond.konst) {
        (false, false) => {
            let held = value.lo.iter().zip(&cond.b).map(|(n, c)| if_holds(*n, *c));
            gather(owners, held, sums, |sum, n| sum + n);
        }
        (false, true) if cond.at(0) == YES => gather(owners, value.lo.iter().copied(), sums, |sum, n| sum + n),
        (true, false) => {
            let one = value.at(0).0;
            gather(owners, cond.b.iter().map(|c| if_holds(one, *c)), sums, |sum, n| sum + n);
        }
        (true, true) => {
            let one = if_holds(value.at(0).0, cond.at(0));
            owners.iter().for_each(|owner| sums[*owner as usize] += one);
        }
        (false, true) => {}
    }
}

/// How often a settled condition holds.
fn counts(owners: &[u32], cond: &Truths, counts: &mut [i64]) {
    match cond.konst {
        true => owners.iter().for_each(|owner| counts[*owner as usize] += i64::from(cond.at(0) & CAN)),
        false => gather(owners, cond.b.iter().map(|c| i64::from(c & CAN)), counts, |sum, n| sum + n),
    }
}

/// Takes each row of a list into what its group has come to so far: no loop of its own for each short list.
#[inline(always)]
fn gather<T: Copy, V>(owners: &[u32], rows: impl Iterator<Item = V>, so_far: &mut [T], op: impl Fn(T, V) -> T) {
    for (owner, row) in owners.iter().zip(rows) {
        let group = &mut so_far[*owner as usize];
        *group = op(*group, row);
    }
}

/// How many fulfil the condition.
pub fn count(values: &Values, list: List, columns: &Columns, cond: &Truths, out: &mut Num) {
    let (start, open) = groups(values, list, columns);
    if FAST && open.flags.is_empty() && all_plain(&cond.b) {
        out.clear();
        out.lo.resize(start.len() - 1, 0);
        return counts(owners(values, list), cond, &mut out.lo);
    }
    out.fill(start.len() - 1, |group| {
        let (mut lo, mut hi, mut taint) = (0, 0, 0);
        for row in start[group] as usize..start[group + 1] as usize {
            let counts = cond.at(row);
            lo += i64::from(counts & CANNOT == 0);
            hi += i64::from(counts & CAN);
            taint |= truth::taint(counts);
        }
        if open.at(group) { (lo, hi + MOST_PEOPLE, taint | RESIDENT) } else { (lo, hi, taint) }
    });
}

/// Whether every one is.
pub fn every(values: &Values, list: List, columns: &Columns, cond: &Truths, out: &mut Truths) {
    // Of a plain yes and a plain no, no is the larger.
    fold(values, list, columns, cond, out, YES, (and, u8::max));
}

/// Whether some one is.
pub fn some(values: &Values, list: List, columns: &Columns, cond: &Truths, out: &mut Truths) {
    fold(values, list, columns, cond, out, NO, (or, u8::min));
}

fn fold(
    values: &Values,
    list: List,
    columns: &Columns,
    cond: &Truths,
    out: &mut Truths,
    start_with: u8,
    (op, of_plain): (impl Fn(u8, u8) -> u8, impl Fn(u8, u8) -> u8),
) {
    let (start, open) = groups(values, list, columns);
    let owners = owners(values, list);
    out.start();
    out.b.resize(start.len() - 1, start_with);
    match cond.konst {
        true => owners.iter().for_each(|owner| out.b[*owner as usize] = op(out.b[*owner as usize], cond.at(0))),
        false if FAST && all_plain(&cond.b) => gather(owners, cond.b.iter().copied(), &mut out.b, of_plain),
        false => gather(owners, cond.b.iter().copied(), &mut out.b, &op),
    }
    if !open.flags.is_empty() {
        let longer = |group: usize, so_far: u8| if open.at(group) { op(so_far, OPEN | RESIDENT) } else { so_far };
        out.b.iter_mut().enumerate().for_each(|(group, truth)| *truth = longer(group, *truth));
    }
}
