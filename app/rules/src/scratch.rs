//! Memory that is used again: one household makes a thousand small columns.

use crate::columns::Columns;
use crate::copies::Origin;
use crate::fan::Part;
use crate::kernel::Values;

use std::sync::{Mutex, PoisonError};

/// Everything that judging allocates. Its contents mean nothing between two uses.
#[derive(Default)]
pub struct Scratch {
    /// A run over households as they are.
    pub values: Values,
    /// What refining it needs.
    pub fan: Fanned,
}

/// What judging by worlds allocates.
#[derive(Default)]
pub struct Fanned {
    /// A run over worlds.
    pub values: Values,
    /// What is supposed in them; holds other things in columns that no step reads.
    pub columns: Option<Columns>,
    /// The rows they are copies of.
    pub origin: Origin,
    /// Wanted rows of each step.
    pub marks: Marks,
    /// The part of each step in them.
    pub parts: Vec<Part>,
}

/// Rows of steps that are marked.
#[derive(Default)]
pub struct Marks {
    /// 64 rows to a word.
    rows: Vec<Vec<u64>>,
    any: Vec<bool>,
}

impl Marks {
    /// For a plan of so many steps; nothing is marked.
    pub fn start(&mut self, steps: usize) {
        self.rows.resize_with(steps, Vec::new);
        self.any.resize(steps, false);
    }

    /// Marks a row of a step.
    pub fn mark(&mut self, at: usize, row: usize) {
        let words = &mut self.rows[at];
        if words.len() <= row / 64 {
            words.resize(row / 64 + 1, 0);
        }
        words[row / 64] |= 1 << (row % 64);
        self.any[at] = true;
    }

    /// Takes the marked rows of a step, from the last to the first; they are marked no more.
    pub fn take(&mut self, at: usize, rows: &mut Vec<usize>) {
        rows.clear();
        if !std::mem::take(&mut self.any[at]) {
            return;
        }
        for (place, word) in self.rows[at].iter_mut().enumerate().rev() {
            let mut left = std::mem::take(word);
            while left != 0 {
                let last = left.ilog2();
                rows.push(place * 64 + last as usize);
                left ^= 1 << last;
            }
        }
    }
}

/// Scratches that nobody uses at the moment.
#[derive(Default)]
pub struct Pool(Mutex<Vec<Scratch>>);

impl Pool {
    /// Runs something with a scratch, and keeps that for the next time.
    pub fn with<R>(&self, run: impl FnOnce(&mut Scratch) -> R) -> R {
        let mut scratch = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        let result = run(&mut scratch);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(scratch);
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_once_from_the_last() {
        let (mut marks, mut rows) = (Marks::default(), Vec::new());
        marks.start(3);
        [0, 3, 64, 3, 200].into_iter().for_each(|row| marks.mark(1, row));
        marks.take(1, &mut rows);
        assert_eq!(rows, [200, 64, 3, 0]);
        marks.take(1, &mut rows);
        assert!(rows.is_empty());
    }
}
