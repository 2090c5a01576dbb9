//! The values of one node over many rows.

use crate::truth::{NULL, OPEN, decided};

/// What a loop does is called, not built into a loop of its own, where bytes count more than time: in a browser that
/// judges one household, of few rows.
#[cfg(all(target_arch = "wasm32", not(feature = "fast")))]
macro_rules! called {
    (mut $does:ident: $kind:ty) => {
        let $does: &mut $kind = &mut $does;
    };
    ($does:ident: $kind:ty) => {
        let $does: &$kind = &$does;
    };
}
#[cfg(not(all(target_arch = "wasm32", not(feature = "fast"))))]
macro_rules! called {
    ($($does:ident)+: $kind:ty) => {};
}
pub(crate) use called;

/// Whether loops for what is settled are worth their bytes; without them the same is found row by row.
pub const FAST: bool = cfg!(not(all(target_arch = "wasm32", not(feature = "fast"))));

/// Numbers: `lo` alone while they are exact.
#[derive(Clone, Debug, Default)]
pub struct Num {
    pub lo: Vec<i64>,
    /// Empty while exact.
    pub hi: Vec<i64>,
    /// Why not exact (bits of `truth`); empty while exact.
    pub taint: Vec<u8>,
    /// One value for all rows.
    pub konst: bool,
}

impl Num {
    pub fn exact(&self) -> bool {
        self.hi.is_empty()
    }

    #[inline(always)]
    fn ix(&self, row: usize) -> usize {
        if self.konst { 0 } else { row }
    }

    #[inline(always)]
    pub fn at(&self, row: usize) -> (i64, i64, u8) {
        let ix = self.ix(row);
        let lo = self.lo.get(ix).copied().unwrap_or(0);
        if self.exact() {
            (lo, lo, 0)
        } else {
            (lo, self.hi.get(ix).copied().unwrap_or(lo), self.taint.get(ix).copied().unwrap_or(0))
        }
    }

    pub fn clear(&mut self) {
        self.lo.clear();
        self.hi.clear();
        self.taint.clear();
        self.konst = false;
    }

    pub fn set_const(&mut self, lo: i64, hi: i64, taint: u8) {
        self.clear();
        self.konst = true;
        self.lo.push(lo);
        if lo != hi || taint != 0 {
            self.hi.push(hi);
            self.taint.push(taint);
        }
    }

    /// Fills from intervals, staying exact if all are.
    #[allow(unused_mut)]
    pub fn fill(&mut self, rows: usize, mut value: impl FnMut(usize) -> (i64, i64, u8)) {
        called!(mut value: dyn FnMut(usize) -> (i64, i64, u8));
        self.filled(rows, value);
    }

    fn filled(&mut self, rows: usize, mut value: impl FnMut(usize) -> (i64, i64, u8)) {
        self.konst = false;
        self.lo.resize(rows, 0);
        self.hi.resize(rows, 0);
        self.taint.resize(rows, 0);
        let mut exact = true;
        let ends = self.lo.iter_mut().zip(&mut self.hi).zip(&mut self.taint);
        for (row, ((low, high), why)) in ends.enumerate() {
            let (lo, hi, taint) = value(row);
            let settled = lo == hi && taint & NULL == 0;
            exact &= settled;
            (*low, *high, *why) = (lo, hi, if settled { 0 } else { taint });
        }
        if exact {
            self.hi.clear();
            self.taint.clear();
        }
    }

    /// Puts an interval in the place of a row that has one of its own.
    pub fn put(&mut self, row: usize, (lo, hi, taint): (i64, i64, u8)) {
        if self.exact() {
            self.hi.extend_from_slice(&self.lo);
            self.taint.resize(self.lo.len(), 0);
        }
        let settled = lo == hi && taint & NULL == 0;
        (self.lo[row], self.hi[row], self.taint[row]) = (lo, hi, if settled { 0 } else { taint });
    }

    /// What is settled has no reason not to be; exact if all are.
    pub fn settle(&mut self, rows: usize) {
        spread(&mut self.taint, rows);
        let mut exact = true;
        for ((lo, hi), why) in self.lo.iter().zip(&self.hi).zip(&mut self.taint) {
            let settled = lo == hi && *why & NULL == 0;
            exact &= settled;
            *why = if settled { 0 } else { *why };
        }
        if exact {
            self.hi.clear();
            self.taint.clear();
        }
    }

    /// Fills with exact numbers.
    pub fn fill_exact(&mut self, rows: usize, value: impl FnMut(usize) -> i64) {
        self.clear();
        self.lo.extend((0..rows).map(value));
    }
}

/// Truths: bytes of `truth`.
#[derive(Clone, Debug, Default)]
pub struct Truths {
    pub b: Vec<u8>,
    /// One value for all rows.
    pub konst: bool,
}

impl Truths {
    #[inline(always)]
    pub fn at(&self, row: usize) -> u8 {
        // Without rows there is nothing to read, and nothing that is read counts.
        self.b.get(if self.konst { 0 } else { row }).copied().unwrap_or(OPEN)
    }

    pub fn set_const(&mut self, value: u8) {
        self.b.clear();
        self.b.push(value);
        self.konst = true;
    }

    pub fn start(&mut self) {
        self.b.clear();
        self.konst = false;
    }
}

/// Sets of options, as bits.
#[derive(Clone, Debug, Default)]
pub struct Sets {
    pub mask: Vec<u32>,
    /// Why not one option alone; empty while all are.
    pub taint: Vec<u8>,
    /// One value for all rows.
    pub konst: bool,
}

impl Sets {
    #[inline(always)]
    pub fn at(&self, row: usize) -> (u32, u8) {
        let ix = if self.konst { 0 } else { row };
        (self.mask[ix], self.taint.get(ix).copied().unwrap_or(0))
    }
}

/// The values of a node.
#[derive(Clone, Debug)]
pub enum Val {
    Num(Num),
    Truth(Truths),
    Set(Sets),
}

impl Val {
    /// Takes over some rows of another of the same shape; `one` says that they are one for all rows.
    pub fn gather(&mut self, from: &Val, rows: &[u32], one: bool) {
        fn pick<T: Copy>(to: &mut Vec<T>, from: &[T], konst: bool, rows: &[u32]) {
            to.clear();
            match konst || from.is_empty() {
                true => to.extend_from_slice(from),
                false => to.extend(rows.iter().map(|row| from[*row as usize])),
            }
        }
        match (self, from) {
            (Val::Num(to), Val::Num(from)) => {
                to.konst = from.konst || one;
                pick(&mut to.lo, &from.lo, from.konst, rows);
                pick(&mut to.hi, &from.hi, from.konst, rows);
                pick(&mut to.taint, &from.taint, from.konst, rows);
            }
            (Val::Truth(to), Val::Truth(from)) => {
                to.konst = from.konst || one;
                pick(&mut to.b, &from.b, from.konst, rows);
            }
            (Val::Set(to), Val::Set(from)) => {
                to.konst = from.konst || one;
                pick(&mut to.mask, &from.mask, from.konst, rows);
                pick(&mut to.taint, &from.taint, from.konst, rows);
            }
            _ => {}
        }
    }

    /// Gives each row a value of its own.
    pub fn spread(&mut self, rows: usize) {
        match self {
            Val::Num(n) => {
                n.konst = false;
                spread(&mut n.lo, rows);
                spread(&mut n.hi, rows);
                spread(&mut n.taint, rows);
            }
            Val::Truth(t) => {
                t.konst = false;
                spread(&mut t.b, rows);
            }
            Val::Set(s) => {
                s.konst = false;
                spread(&mut s.mask, rows);
                spread(&mut s.taint, rows);
            }
        }
    }

    #[inline(always)]
    pub fn num(&self) -> &Num {
        static NONE: Num = Num { lo: Vec::new(), hi: Vec::new(), taint: Vec::new(), konst: true };
        if let Val::Num(n) = self { n } else { &NONE }
    }

    #[inline(always)]
    pub fn truth(&self) -> &Truths {
        static NONE: Truths = Truths { b: Vec::new(), konst: true };
        if let Val::Truth(t) = self { t } else { &NONE }
    }

    #[inline(always)]
    pub fn set(&self) -> &Sets {
        static NONE: Sets = Sets { mask: Vec::new(), taint: Vec::new(), konst: true };
        if let Val::Set(s) = self { s } else { &NONE }
    }

    /// Whether the value of a row is settled.
    pub fn settled(&self, row: usize) -> bool {
        match self {
            Val::Num(n) => {
                let (lo, hi, taint) = n.at(row);
                lo == hi && taint & NULL == 0
            }
            Val::Truth(t) => decided(t.at(row)),
            Val::Set(s) => s.at(row).0.count_ones() == 1,
        }
    }
}

/// `f` over two slices, either of which may hold one value for all rows.
#[inline(always)]
pub fn zip<A: Copy, B: Copy, C>(
    a: (&[A], bool),
    b: (&[B], bool),
    rows: usize,
    out: &mut Vec<C>,
    f: impl Fn(A, B) -> C,
) {
    called!(f: dyn Fn(A, B) -> C);
    zipped(a, b, rows, out, f);
}

#[inline]
fn zipped<A: Copy, B: Copy, C>(a: (&[A], bool), b: (&[B], bool), rows: usize, out: &mut Vec<C>, f: impl Fn(A, B) -> C) {
    out.clear();
    match (a.1, b.1) {
        (false, false) => out.extend(a.0[..rows].iter().zip(&b.0[..rows]).map(|(x, y)| f(*x, *y))),
        (true, false) => {
            let x = a.0[0];
            out.extend(b.0[..rows].iter().map(|y| f(x, *y)));
        }
        (false, true) => {
            let y = b.0[0];
            out.extend(a.0[..rows].iter().map(|x| f(*x, y)));
        }
        (true, true) => out.push(f(a.0[0], b.0[0])),
    }
}

/// The same for each row, where there is one value for all.
pub fn spread<T: Copy>(values: &mut Vec<T>, rows: usize) {
    if let [one] = values[..] {
        values.resize(rows, one);
    }
}

/// `f` over two slices and what stands there already; either slice may hold one value for all rows.
#[inline(always)]
pub fn zip_onto<A: Copy, B: Copy, C: Copy>(a: (&[A], bool), b: (&[B], bool), out: &mut [C], f: impl Fn(A, B, C) -> C) {
    called!(f: dyn Fn(A, B, C) -> C);
    zipped_onto(a, b, out, f);
}

#[inline]
fn zipped_onto<A: Copy, B: Copy, C: Copy>(a: (&[A], bool), b: (&[B], bool), out: &mut [C], f: impl Fn(A, B, C) -> C) {
    match (a.1, b.1) {
        (false, false) => out.iter_mut().zip(a.0.iter().zip(b.0)).for_each(|(o, (x, y))| *o = f(*x, *y, *o)),
        (true, false) => {
            let x = a.0[0];
            out.iter_mut().zip(b.0).for_each(|(o, y)| *o = f(x, *y, *o));
        }
        (false, true) => {
            let y = b.0[0];
            out.iter_mut().zip(a.0).for_each(|(o, x)| *o = f(*x, y, *o));
        }
        (true, true) => out.iter_mut().for_each(|o| *o = f(a.0[0], b.0[0], *o)),
    }
}
