//! Three-valued truth in one byte: two bits for what it can be, the rest for what keeps it open.

/// It can be true.
pub const CAN: u8 = 1;
/// It can be false.
pub const CANNOT: u8 = 2;
/// Certainly true.
pub const YES: u8 = CAN;
/// Certainly false.
pub const NO: u8 = CANNOT;
/// Either.
pub const OPEN: u8 = CAN | CANNOT;
/// Open so that the outcome is `undecided`, not `likely`.
const HARD: u8 = 4;
/// Something inside is: of several ways the softest is enough, but a negation takes all that is inside.
const HARD_INSIDE: u8 = 8;
/// Somebody could still tell.
pub const ASK: u8 = 16;
/// Open because of something a resident knows.
pub const RESIDENT: u8 = HARD | HARD_INSIDE | ASK;
/// Open because of something only the authority knows.
pub const AUTHORITY: u8 = ASK;
/// Open because of the rule itself: texts differ, an amount is missing, a standard is old.
pub const RULE: u8 = HARD | HARD_INSIDE;
/// True only so far as we can check it ourselves.
pub const SELF: u8 = 0;
/// Choosing a value for some yes/no, option, band or reading could settle it.
pub const SPLIT: u8 = 64;
/// An amount it needs has no value.
pub const NULL: u8 = 128;

/// Both. Open for the reasons of both.
#[inline(always)]
pub fn and(a: u8, b: u8) -> u8 {
    if a & b & CAN == 0 { NO } else { a | b }
}

/// Either. Open as softly as the softer one: if the authority alone may settle one way, only that counts.
#[inline(always)]
pub fn or(a: u8, b: u8) -> u8 {
    if a & b & CANNOT == 0 {
        return YES;
    }
    let softer = if a & b & CAN == 0 { u8::MAX } else { !HARD | (a & b) };
    (a | b) & softer
}

/// Not. What is inside counts in full: that no way is open for the authority alone doesn't say which one fails.
#[inline(always)]
pub fn not(a: u8) -> u8 {
    let hard = if a & HARD_INSIDE == 0 { 0 } else { HARD };
    (a & !OPEN) | ((a & CAN) << 1) | ((a & CANNOT) >> 1) | hard
}

/// A yes becomes open for that reason.
#[inline(always)]
pub fn at_most(a: u8, why: u8) -> u8 {
    match a & OPEN {
        YES => OPEN | why,
        NO => NO,
        _ => a | why,
    }
}

/// Open where the first holds, else the second.
#[inline(always)]
pub fn open_if(open: u8, a: u8) -> u8 {
    match open & OPEN {
        NO => a,
        YES => OPEN | RULE | (a & !OPEN),
        _ => OPEN | taint(open) | (a & !OPEN),
    }
}

/// Why a truth is open, for a number that depends on it.
#[inline(always)]
pub fn taint(a: u8) -> u8 {
    let hard = if a & (HARD | HARD_INSIDE) == 0 { 0 } else { RULE };
    (a & !(OPEN | RULE)) | hard
}

/// Whether it is settled.
#[inline(always)]
pub fn decided(a: u8) -> bool {
    a & OPEN != OPEN
}

/// Whether all are a plain yes or no.
pub fn all_plain(truths: &[u8]) -> bool {
    truths.iter().fold(true, |all, truth| all & matches!(*truth, YES | NO))
}

/// What a programme's conditions come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Outcome {
    /// A condition is not met.
    NotEligible,
    /// Something is missing, or texts disagree.
    Undecided,
    /// Only what the authority checks itself is open.
    Likely,
    /// Every condition is met.
    Eligible,
}

impl Outcome {
    /// All outcomes, best last.
    pub const ALL: [Outcome; 4] = [Outcome::NotEligible, Outcome::Undecided, Outcome::Likely, Outcome::Eligible];

    /// The outcome of a truth.
    pub fn of(truth: u8) -> Outcome {
        // By what it can be, and whether it is hard. Looked up, as nobody can foresee which of four ways a branch goes.
        use Outcome::*;
        const OF: [Outcome; 8] = [Likely, Eligible, NotEligible, Likely, Undecided, Eligible, NotEligible, Undecided];
        OF[usize::from(truth & (OPEN | HARD))]
    }

    /// Its id.
    pub fn id(self) -> &'static str {
        ["not_eligible", "undecided", "likely", "eligible"][self as usize]
    }

    /// What holds if either may, and only the authority can tell which.
    pub(crate) fn blur_authority(self, other: Outcome) -> Outcome {
        match (self, other) {
            (a, b) if a == b => a,
            (Outcome::Undecided, _) | (_, Outcome::Undecided) => Outcome::Undecided,
            _ => Outcome::Likely,
        }
    }

    /// What holds if either may.
    pub(crate) fn blur(self, other: Outcome) -> Outcome {
        match (self, other) {
            (a, b) if a == b => a,
            (Outcome::Eligible, Outcome::Likely) | (Outcome::Likely, Outcome::Eligible) => Outcome::Likely,
            _ => Outcome::Undecided,
        }
    }
}

/// What holds of a row if either may.
pub(crate) fn blur_row(a: u8, b: u8) -> u8 {
    a | b
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOFT: u8 = OPEN | AUTHORITY;
    const HARD_OPEN: u8 = OPEN | RESIDENT;
    const ALL: [u8; 7] = [YES, NO, SOFT, HARD_OPEN, OPEN | RULE, OPEN | SELF, OPEN | RESIDENT | SPLIT];

    #[test]
    fn all_takes_the_worst() {
        for (a, b, expect) in [
            (YES, YES, YES),
            (YES, NO, NO),
            (NO, HARD_OPEN, NO),
            (YES, SOFT, SOFT),
            (YES, HARD_OPEN, HARD_OPEN),
            (SOFT, HARD_OPEN, HARD_OPEN),
        ] {
            assert_eq!(and(a, b), expect);
            assert_eq!(and(b, a), expect);
        }
    }

    #[test]
    fn any_takes_the_best() {
        for (a, b, expect) in [
            (YES, HARD_OPEN, YES),
            (NO, NO, NO),
            (NO, SOFT, SOFT),
            (NO, HARD_OPEN, HARD_OPEN),
            (SOFT, HARD_OPEN, OPEN | ASK | HARD_INSIDE),
            (SOFT, HARD_OPEN | SPLIT, OPEN | ASK | HARD_INSIDE | SPLIT),
            (HARD_OPEN, OPEN | RULE, HARD_OPEN),
        ] {
            assert_eq!(or(a, b), expect);
            assert_eq!(or(b, a), expect);
        }
    }

    #[test]
    fn a_negation_is_open_for_every_reason() {
        assert_eq!(not(or(NO, NO)), YES);
        assert_eq!(not(or(YES, HARD_OPEN)), NO);
        assert_eq!(Outcome::of(not(or(SOFT, HARD_OPEN))), Outcome::Undecided);
        assert_eq!(Outcome::of(not(and(SOFT, HARD_OPEN))), Outcome::Undecided);
    }

    #[test]
    fn order_and_negation_change_no_value() {
        for a in ALL {
            assert_eq!(not(not(a)), a);
            for b in ALL {
                assert_eq!(not(and(a, b)) & OPEN, or(not(a), not(b)) & OPEN);
                for c in ALL {
                    assert_eq!(and(and(a, b), c), and(a, and(b, c)));
                    assert_eq!(or(or(a, b), c), or(a, or(b, c)));
                }
            }
        }
    }

    #[test]
    fn a_number_takes_over_why() {
        assert_eq!((taint(YES), taint(SOFT), taint(HARD_OPEN)), (0, AUTHORITY, RESIDENT));
        assert_eq!(taint(or(SOFT, HARD_OPEN)), RESIDENT);
    }

    #[test]
    fn limits_and_openings() {
        assert_eq!((at_most(YES, SELF), at_most(NO, SELF), at_most(HARD_OPEN, SELF)), (OPEN, NO, HARD_OPEN));
        assert_eq!((at_most(YES, RULE), at_most(NO, RULE), at_most(SOFT, RULE)), (OPEN | RULE, NO, SOFT | RULE));
        assert_eq!((open_if(NO, YES), open_if(YES, NO), open_if(SOFT, YES)), (YES, OPEN | RULE, SOFT));
    }

    #[test]
    fn outcomes_follow_the_reasons() {
        assert_eq!(Outcome::of(YES), Outcome::Eligible);
        assert_eq!(Outcome::of(NO), Outcome::NotEligible);
        assert_eq!(Outcome::of(SOFT), Outcome::Likely);
        assert_eq!(Outcome::of(OPEN | SELF), Outcome::Likely);
        assert_eq!(Outcome::of(HARD_OPEN), Outcome::Undecided);
        assert_eq!(Outcome::of(OPEN | RULE | AUTHORITY), Outcome::Undecided);
    }

    #[test]
    fn blurring_never_decides() {
        use Outcome::*;
        for (a, b, authority, other) in [
            (Eligible, Eligible, Eligible, Eligible),
            (Eligible, NotEligible, Likely, Undecided),
            (Eligible, Likely, Likely, Likely),
            (NotEligible, Likely, Likely, Undecided),
            (Undecided, Eligible, Undecided, Undecided),
            (Undecided, Likely, Undecided, Undecided),
            (Undecided, NotEligible, Undecided, Undecided),
        ] {
            assert_eq!((a.blur_authority(b), b.blur_authority(a)), (authority, authority));
            assert_eq!((a.blur(b), b.blur(a)), (other, other));
        }
    }
}
