//! Which truths a step of a plan can still come to on its day, whatever is answered.

use crate::plan::{At, Plan, Shape, Step};
use crate::truth::{NO, NULL, OPEN, RULE, YES, not};

impl Plan {
    /// Of a step whose inputs are known: `YES`, `NO`, both, or 0; for a number both, or 0 if it never has a value.
    pub(crate) fn end_of(&self, step: &Step) -> u8 {
        let of = |at: &At| self.comes_to[*at];
        let if_any = |holds: bool| if holds { OPEN } else { 0 };
        match step {
            Step::Truth(b) if *b & OPEN == OPEN => 0,
            Step::Truth(b) => *b & OPEN,
            Step::Num(_, _, taint) => if_any(taint & NULL == 0),
            Step::Add(a, b) | Step::Sub(a, b) | Step::Mul(a, b) => if_any(of(a) != 0 && of(b) != 0),
            Step::Min(a, b) | Step::Max(a, b) | Step::Between(a, b) => if_any(of(a) != 0 && of(b) != 0),
            Step::Compare(_, a, b) => if_any(of(a) != 0 && of(b) != 0),
            Step::If(_, a, b) if self.shapes[*a] == Shape::Num => of(a) | of(b),
            Step::Scale(a, _) | Step::Age(a) | Step::Spread(a) | Step::Other(a) => of(a),
            Step::Not(a) => not(of(a)),
            Step::All(of) => self.group_end(of, NO),
            Step::Any(of) => self.group_end(of, YES),
            Step::None(of) => not(self.group_end(of, YES)),
            Step::AtMost(a, why) if why & RULE != 0 => of(a) & NO,
            Step::AtMost(a, _) => of(a),
            Step::OpenIf(a, _) if of(a) == YES => 0,
            Step::OpenIf(_, b) => of(b),
            Step::Every(_, a) => YES | of(a),
            Step::Some(_, a) => NO | of(a),
            _ => OPEN,
        }
    }

    /// `one` needs one input that comes to it, its opposite needs all.
    fn group_end(&self, inputs: &[At], one: u8) -> u8 {
        let ends = || inputs.iter().map(|at| self.comes_to[*at]);
        let some = if ends().any(|e| e & one != 0) { one } else { 0 };
        if ends().all(|e| e & (OPEN ^ one) != 0) { some | (OPEN ^ one) } else { some }
    }
}
