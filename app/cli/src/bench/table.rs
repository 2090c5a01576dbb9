//! What the baselines count, out of findings.

use super::{Engine, Findings, Mode, Outcome};

/// Their check sums.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Households by outcome: none, or the first programme whose conditions are all met.
    pub counts: [u64; 4],
    /// All amounts.
    pub amount: i64,
    /// A hash over the failed conditions of each household.
    pub mask: u64,
}

/// A failed condition: of which household, which one.
type Failed = (u32, u8);

/// Conditions of a programme.
const CONDITIONS: usize = 8;
/// The modulus of the hash, and the length of its row of weights.
const HASH: (u64, usize) = (1_000_000_007, 997);

/// Sums findings up.
pub fn sum(engine: &Engine, found: &Findings, mode: Mode) -> Sums {
    let mut sums = Sums::default();
    let programs = engine.pack.programs.len().min(3);
    for household in 0..found.outcomes.first().map_or(0, Vec::len) {
        let met = (0..programs).find(|p| found.outcomes[*p][household] == Outcome::Eligible);
        sums.counts[met.map_or(0, |p| p + 1)] += 1;
        sums.amount += met.map_or(0, |p| found.benefits[p][household].min);
    }
    if mode == Mode::Plain {
        return sums;
    }
    let masks: Vec<u32> = (0..found.outcomes.first().map_or(0, Vec::len)).map(|h| mask(found, programs, h)).collect();
    let weighed = masks.iter().enumerate().map(|(h, m)| (h % HASH.1 + 1) as u64 * u64::from(*m));
    sums.mask = weighed.fold(0, |hash, more| (hash + more) % HASH.0);
    if mode == Mode::Trace {
        std::hint::black_box(records(&masks));
    }
    sums
}

/// A bit for each failed condition.
fn mask(found: &Findings, programs: usize, household: usize) -> u32 {
    let failed = |p: usize| {
        let bytes = found.reasons[p].iter().map(|rows| rows[household]);
        bytes.enumerate().fold(0u32, |bits, (at, four)| bits | u32::from(certainly_failed(four)) << (4 * at))
    };
    (0..programs).fold(0, |mask, p| mask | failed(p) << (CONDITIONS * p))
}

/// Four rows of two bits (can hold, can fail): a bit for each that can only fail.
fn certainly_failed(four: u8) -> u8 {
    let only = (four >> 1) & !four & 0b0101_0101;
    let pairs = (only | only >> 1) & 0b0011_0011;
    (pairs | pairs >> 2) & 0b0000_1111
}

fn records(masks: &[u32]) -> Vec<Failed> {
    let mut records = Vec::new();
    for (household, mask) in (0u32..).zip(masks) {
        let mut left = *mask;
        while left != 0 {
            let condition = left.trailing_zeros() as u8;
            records.push((household, condition));
            left &= left - 1;
        }
    }
    records
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_certain_failures_count() {
        assert_eq!(certainly_failed(0b10_01_11_10), 0b1001);
        assert_eq!(certainly_failed(0b10_10_10_10), 0b1111);
        assert_eq!(certainly_failed(0b01_01_01_01), 0);
    }

    #[test]
    fn a_record_for_each_failed_condition() {
        assert_eq!(records(&[0, 0b101, 1 << 23]), [(1, 0), (1, 2), (2, 23)]);
    }
}
