//! Memory that is used again: one household makes a thousand small columns.

use crate::columns::Columns;
use crate::copies::Origin;
use crate::kernel::Values;
use crate::worlds::Part;
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
    rows: Vec<Vec<bool>>,
    any: Vec<bool>,
}

impl Marks {
    /// For a plan of so many steps; nothing is marked.
    pub fn start(&mut self, steps: usize) {
        self.rows.resize_with(steps, Vec::new);
        self.any.resize(steps, false);
    }

    /// Marks a row of a step that has so many.
    pub fn mark(&mut self, at: usize, row: usize, rows: usize) {
        if self.rows[at].len() < rows {
            self.rows[at].resize(rows, false);
        }
        self.rows[at][row] = true;
        self.any[at] = true;
    }

    /// Takes the marked rows of a step, from the last to the first; they are marked no more.
    pub fn take(&mut self, at: usize, rows: &mut Vec<usize>) {
        rows.clear();
        if !std::mem::take(&mut self.any[at]) {
            return;
        }
        for (row, mark) in self.rows[at].iter_mut().enumerate().rev() {
            if std::mem::take(mark) {
                rows.push(row);
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
        marks.mark(1, 0, 4);
        marks.mark(1, 3, 4);
        marks.take(1, &mut rows);
        assert_eq!(rows, [3, 0]);
        marks.take(1, &mut rows);
        assert!(rows.is_empty());
    }
}
