//! Numbers over rows: exact while they can be, intervals else.

use crate::kernel::Owner;
use crate::truth::*;
use crate::value::{FAST, Num, Sets, Truths, called, spread, zip, zip_onto};
use base::Date;
use policy::Compare;

type Interval = (i64, i64, u8);

/// A part of numbers, and whether it is one for all rows.
type Side<'a, T> = (&'a [T], bool);

/// Both ends of numbers, and why they aren't exact.
fn sides(n: &Num) -> (Side<'_, i64>, Side<'_, i64>, Side<'_, u8>) {
    match n.exact() {
        true => ((&n.lo, n.konst), (&n.lo, n.konst), (&[0], true)),
        false => ((&n.lo, n.konst), (&n.hi, n.konst), (&n.taint, n.konst)),
    }
}

/// Applies `f` to numbers, end by end; the other end of the second where it falls as that rises.
#[inline(always)]
fn each_end(a: &Num, b: &Num, rows: usize, out: &mut Num, f: impl Fn(i64, i64) -> i64, falls: bool) {
    called!(f: dyn Fn(i64, i64) -> i64);
    end_by_end(a, b, rows, out, f, falls);
}

#[inline]
fn end_by_end(a: &Num, b: &Num, rows: usize, out: &mut Num, f: impl Fn(i64, i64) -> i64, falls: bool) {
    let (x, y) = (sides(a), sides(b));
    let (y_lo, y_hi) = if falls { (y.1, y.0) } else { (y.0, y.1) };
    out.konst = a.konst && b.konst;
    zip(x.0, y_lo, rows, &mut out.lo, &f);
    if a.exact() && b.exact() {
        out.hi.clear();
        out.taint.clear();
        return;
    }
    zip(x.1, y_hi, rows, &mut out.hi, &f);
    zip(x.2, y.2, rows, &mut out.taint, |x, y| x | y);
    if !out.konst {
        out.settle(rows);
    }
}

pub fn add(a: &Num, b: &Num, rows: usize, out: &mut Num) {
    each_end(a, b, rows, out, |x, y| x + y, false);
}

pub fn sub(a: &Num, b: &Num, rows: usize, out: &mut Num) {
    each_end(a, b, rows, out, |x, y| x - y, true);
}

pub fn min_of(a: &Num, b: &Num, rows: usize, out: &mut Num) {
    each_end(a, b, rows, out, i64::min, false);
}

pub fn max_of(a: &Num, b: &Num, rows: usize, out: &mut Num) {
    each_end(a, b, rows, out, i64::max, false);
}

pub fn mul(a: &Num, b: &Num, rows: usize, out: &mut Num) {
    if a.exact() && b.exact() {
        return each_end(a, b, rows, out, |x, y| x * y, false);
    }
    let wide = |x: Interval, y: Interval| {
        let ends = [x.0 * y.0, x.0 * y.1, x.1 * y.0, x.1 * y.1];
        (ends.into_iter().min().unwrap_or(0), ends.into_iter().max().unwrap_or(0), x.2 | y.2)
    };
    if a.konst && b.konst {
        let (lo, hi, taint) = wide(a.at(0), b.at(0));
        return out.set_const(lo, hi, taint);
    }
    out.fill(rows, |row| wide(a.at(row), b.at(row)));
}

pub fn scale(a: &Num, k: i64, out: &mut Num) {
    let times = |from: &[i64], to: &mut Vec<i64>| {
        to.clear();
        to.extend(from.iter().map(|n| n * k));
    };
    times(&a.lo, &mut out.lo);
    times(&a.hi, &mut out.hi);
    out.taint.clone_from(&a.taint);
    out.konst = a.konst;
}

/// Anything from the smallest of `a` to the largest of `b`: the rule leaves it open.
pub fn between(a: &Num, b: &Num, rows: usize, out: &mut Num) {
    let wide = |x: Interval, y: Interval| (x.0.min(y.0), x.1.max(y.1), x.2 | y.2 | RULE);
    if a.konst && b.konst {
        let (lo, hi, taint) = wide(a.at(0), b.at(0));
        return out.set_const(lo, hi, if lo == hi && taint & NULL == 0 { 0 } else { taint });
    }
    out.fill(rows, |row| wide(a.at(row), b.at(row)));
}

/// `a` where the condition holds, `b` where it doesn't, both where it is open.
pub fn choose(cond: &Truths, a: &Num, b: &Num, rows: usize, out: &mut Num) {
    let konst = cond.konst && a.konst && b.konst;
    let rows = if konst { 1 } else { rows };
    match FAST {
        true => choose_most(cond, a, b, rows, out),
        false => out.fill(rows, |row| either(cond.at(row), a.at(row), b.at(row))),
    }
    out.konst = konst;
}

fn either(cond: u8, x: Interval, y: Interval) -> Interval {
    match cond & OPEN {
        YES => x,
        NO => y,
        _ => (x.0.min(y.0), x.1.max(y.1), x.2 | y.2 | taint(cond)),
    }
}

/// First as if every condition were settled, then the rows where it is open.
fn choose_most(cond: &Truths, a: &Num, b: &Num, rows: usize, out: &mut Num) {
    let ((a_lo, a_hi, a_taint), (b_lo, b_hi, b_taint)) = (sides(a), sides(b));
    select(cond, a_lo, b_lo, rows, &mut out.lo);
    let settled = all_plain(&cond.b);
    if a.exact() && b.exact() && settled {
        out.hi.clear();
        out.taint.clear();
        return;
    }
    select(cond, a_hi, b_hi, rows, &mut out.hi);
    select(cond, a_taint, b_taint, rows, &mut out.taint);
    let mut open = |row: usize, cond: u8| {
        (out.lo[row], out.hi[row], out.taint[row]) = either(cond, a.at(row), b.at(row));
    };
    match cond.konst {
        _ if settled => {}
        true => (0..rows).for_each(|row| open(row, cond.at(row))),
        false => cond.b.iter().enumerate().filter(|(_, c)| !decided(**c)).for_each(|(row, c)| open(row, *c)),
    }
    out.settle(rows);
}

/// The first where the condition can hold, else the second.
fn select<T: Copy>(cond: &Truths, a: Side<T>, b: Side<T>, rows: usize, out: &mut Vec<T>) {
    let one = |cond: &u8, a: T, b: T| if cond & CAN == 0 { b } else { a };
    out.clear();
    match (cond.konst, a.1, b.1) {
        (true, ..) => {
            let (side, konst) = if cond.at(0) & CAN == 0 { b } else { a };
            match konst {
                true => out.resize(rows, side[0]),
                false => out.extend_from_slice(&side[..rows]),
            }
        }
        (_, true, true) => out.extend(cond.b.iter().map(|c| one(c, a.0[0], b.0[0]))),
        (_, true, false) => out.extend(cond.b.iter().zip(b.0).map(|(c, b)| one(c, a.0[0], *b))),
        (_, false, true) => out.extend(cond.b.iter().zip(a.0).map(|(c, a)| one(c, *a, b.0[0]))),
        (_, false, false) => out.extend(cond.b.iter().zip(a.0).zip(b.0).map(|((c, a), b)| one(c, *a, *b))),
    }
}

/// The number of the option chosen; of all options that may be chosen where it is open.
pub fn pick(set: &Sets, of: &[&Num], rows: usize, out: &mut Num) {
    let one = |mask: &u32| mask.count_ones() == 1 && (mask.trailing_zeros() as usize) < of.len();
    if of.iter().all(|n| n.exact()) && set.mask.iter().all(one) {
        return out.fill_exact(rows, |row| of[set.at(row).0.trailing_zeros() as usize].at(row).0);
    }
    out.fill(rows, |row| {
        let (mask, taint) = set.at(row);
        let mut chosen = of.iter().enumerate().filter(|(ix, _)| mask >> ix & 1 == 1).map(|(_, n)| n.at(row));
        let first = chosen.next().unwrap_or((0, 0, RULE | NULL));
        let (lo, hi, why) = chosen.fold(first, |x, y| (x.0.min(y.0), x.1.max(y.1), x.2 | y.2));
        (lo, hi, why | taint)
    });
}

/// Full years until `today` since each date.
pub fn age(dates: &Num, today: Date, rows: usize, out: &mut Num) {
    let years = |days: i64| Date::from_days(days).full_years_until(today);
    if dates.exact() {
        return out.fill_exact(rows, |row| years(dates.at(row).0));
    }
    out.fill(rows, |row| {
        let (lo, hi, taint) = dates.at(row);
        (years(hi), years(lo), taint)
    });
}

/// Each row takes the value of the row it belongs to.
pub fn gather(source: &Num, owner: Owner, out: &mut Num) {
    out.konst = false;
    owner.gather(&source.lo, &mut out.lo);
    owner.gather(&source.hi, &mut out.hi);
    owner.gather(&source.taint, &mut out.taint);
}

/// Compares numbers: open where the intervals overlap, or an amount has no value.
pub fn compare(op: Compare, a: &Num, b: &Num, rows: usize, out: &mut Truths) {
    out.konst = a.konst && b.konst;
    let settled = |b: bool| 2 - u8::from(b);
    if a.exact() && b.exact() {
        let (x, y) = ((a.lo.as_slice(), a.konst), (b.lo.as_slice(), b.konst));
        match op {
            Compare::Lt => zip(x, y, rows, &mut out.b, |x, y| settled(x < y)),
            Compare::Le => zip(x, y, rows, &mut out.b, |x, y| settled(x <= y)),
            Compare::Eq => zip(x, y, rows, &mut out.b, |x, y| settled(x == y)),
        }
        return;
    }
    let rows = if out.konst { 1 } else { rows };
    out.b.clear();
    match op {
        Compare::Eq => out.b.extend((0..rows).map(|row| one(op, a.at(row), b.at(row)))),
        Compare::Lt => ordered(a, b, rows, &mut out.b, |x, y| x < y),
        Compare::Le => ordered(a, b, rows, &mut out.b, |x, y| x <= y),
    }
}

/// The same for `<` and `<=`, end by end.
#[inline(always)]
fn ordered(a: &Num, b: &Num, rows: usize, out: &mut Vec<u8>, below: impl Fn(i64, i64) -> bool) {
    called!(below: dyn Fn(i64, i64) -> bool);
    in_order(a, b, rows, out, below);
}

#[inline]
fn in_order(a: &Num, b: &Num, rows: usize, out: &mut Vec<u8>, below: impl Fn(i64, i64) -> bool) {
    let (x, y) = (sides(a), sides(b));
    zip(x.2, y.2, rows, out, |x, y| x | y);
    spread(out, rows);
    zip_onto(x.1, y.0, out, |x, y, truth| truth | if below(x, y) { 0 } else { CANNOT });
    zip_onto(x.0, y.1, out, |x, y, truth| truth | if below(x, y) { CAN } else { 0 });
    for truth in out {
        let open = if *truth & NULL != 0 { OPEN } else { 0 };
        *truth |= open;
        *truth &= if decided(*truth) { OPEN } else { u8::MAX };
    }
}

fn one(op: Compare, x: Interval, y: Interval) -> u8 {
    let why = x.2 | y.2;
    if why & NULL != 0 {
        return OPEN | why;
    }
    let (yes, no) = match op {
        Compare::Lt => (x.1 < y.0, x.0 >= y.1),
        Compare::Le => (x.1 <= y.0, x.0 > y.1),
        Compare::Eq => (x.0 == x.1 && (y.0, y.1) == (x.0, x.0), x.1 < y.0 || y.1 < x.0),
    };
    if yes {
        YES
    } else if no {
        NO
    } else {
        OPEN | why
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn num(values: &[Interval]) -> Num {
        let mut n = Num::default();
        n.fill(values.len(), |i| values[i]);
        n
    }

    fn konst(lo: i64, hi: i64) -> Num {
        let mut n = Num::default();
        n.set_const(lo, hi, if lo == hi { 0 } else { RESIDENT });
        n
    }

    fn check(f: impl Fn(&Num, &Num, usize, &mut Num), a: Interval, b: Interval, expect: (i64, i64)) {
        let mut out = Num::default();
        f(&num(&[a, (1, 1, 0)]), &num(&[b, (1, 1, 0)]), 2, &mut out);
        assert_eq!((out.at(0).0, out.at(0).1), expect);
        let (lo, hi) = ((a.0, a.1), (b.0, b.1));
        f(&konst(lo.0, lo.1), &num(&[b]), 1, &mut out);
        assert_eq!((out.at(0).0, out.at(0).1), expect);
        f(&num(&[a]), &konst(hi.0, hi.1), 1, &mut out);
        assert_eq!((out.at(0).0, out.at(0).1), expect);
    }

    #[test]
    fn intervals_hold_every_result() {
        let (a, b) = ((-2, 3, RESIDENT), (4, 5, RESIDENT));
        check(add, a, b, (2, 8));
        check(sub, a, b, (-7, -1));
        check(mul, a, b, (-10, 15));
        check(min_of, a, b, (-2, 3));
        check(max_of, a, b, (4, 5));
        check(between, a, b, (-2, 5));
    }

    #[test]
    fn exact_numbers_stay_exact() {
        let mut out = Num::default();
        add(&num(&[(1, 1, 0)]), &num(&[(2, 2, 0)]), 1, &mut out);
        assert!(out.exact() && out.lo == [3]);
        sub(&num(&[(1, 1, 0)]), &num(&[(2, 3, RESIDENT)]), 1, &mut out);
        assert!(!out.exact() && out.at(0) == (-2, -1, RESIDENT));
    }

    #[test]
    fn comparisons_at_the_edge() {
        let cases = [
            (Compare::Lt, (1, 1, 0), (2, 2, 0), YES),
            (Compare::Lt, (2, 2, 0), (2, 2, 0), NO),
            (Compare::Le, (2, 2, 0), (2, 2, 0), YES),
            (Compare::Le, (3, 3, 0), (2, 2, 0), NO),
            (Compare::Eq, (2, 2, 0), (2, 2, 0), YES),
            (Compare::Eq, (2, 2, 0), (3, 3, 0), NO),
            (Compare::Lt, (0, 2, RESIDENT), (2, 2, 0), OPEN | RESIDENT),
            (Compare::Lt, (0, 1, RESIDENT), (2, 2, 0), YES),
            (Compare::Lt, (2, 5, RESIDENT), (2, 2, 0), NO),
            (Compare::Le, (0, 2, RESIDENT), (2, 2, 0), YES),
            (Compare::Le, (2, 3, RESIDENT), (2, 2, 0), OPEN | RESIDENT),
            (Compare::Eq, (1, 3, RESIDENT), (2, 2, 0), OPEN | RESIDENT),
            (Compare::Eq, (1, 2, RESIDENT), (3, 4, RULE), NO),
            (Compare::Lt, (0, 1, 0), (2, 2, RULE | NULL), OPEN | RULE | NULL),
        ];
        for (op, a, b, expect) in cases {
            assert_eq!(one(op, a, b), expect, "{op:?} {a:?} {b:?}");
            let mut out = Truths::default();
            for (x, y) in [(num(&[a]), num(&[b])), (konst(a.0, a.1), num(&[b])), (num(&[a]), konst(b.0, b.1))] {
                compare(op, &x, &y, 1, &mut out);
                if b.2 & NULL == 0 {
                    assert_eq!(out.b[0] & OPEN, expect & OPEN);
                }
            }
            compare(op, &num(&[a]), &num(&[b]), 1, &mut out);
            assert_eq!(out.b, [expect]);
        }
    }

    #[test]
    fn choosing_between_values() {
        let (a, b) = (num(&[(1, 1, 0); 3]), num(&[(5, 5, 0); 3]));
        let cond = Truths { b: vec![YES, NO, OPEN | AUTHORITY], konst: false };
        let mut out = Num::default();
        choose(&cond, &a, &b, 3, &mut out);
        assert_eq!([out.at(0), out.at(1), out.at(2)], [(1, 1, 0), (5, 5, 0), (1, 5, AUTHORITY)]);
        let set = Sets { mask: vec![1, 2, 3], taint: vec![0, 0, RESIDENT], konst: false };
        pick(&set, &[&a, &b], 3, &mut out);
        assert_eq!([out.at(0), out.at(1), out.at(2)], [(1, 1, 0), (5, 5, 0), (1, 5, RESIDENT)]);
    }

    #[test]
    fn a_range_of_dates_is_a_range_of_ages() {
        let day = |t: &str| Date::parse(t).unwrap().days();
        let mut out = Num::default();
        age(&num(&[(day("2008-11-24"), day("2010-01-01"), RESIDENT)]), Date::parse("2026-11-23").unwrap(), 1, &mut out);
        assert_eq!(out.at(0), (16, 17, RESIDENT));
    }
}
