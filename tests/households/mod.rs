//! Random households over all facts of a pack, from a seed: consistent with relevance and bounds.

use base::Date;
use policy::{AbsentValue, AmountValue, Amounts, Fact, Kind, KnownBy, Of, Pack};
use rules::{Answer, Engine, Household, ListKind, Missing, People, Value};

/// A deterministic source of numbers (splitmix64).
pub struct Dice(u64);

impl Dice {
    /// Always the same numbers for the same seed.
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    /// True in `percent` of cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// A household about which everything is said.
pub fn whole(engine: &Engine, dice: &mut Dice) -> Household {
    let pack = engine.pack;
    let mut household = Household::new(pack, Answer::Absent);
    for ix in 0..pack.facts.len() {
        if pack.facts[ix].of != Of::Person {
            household.house[ix] = value(&pack.facts[ix], engine.today, dice);
        }
    }
    let (members, obligors) = (1 + dice.below(4), dice.below(3));
    household.members =
        People { rows: (0..members).map(|m| person(engine, dice, m == 0)).collect(), open: false, asked: false };
    household.obligors =
        People { rows: (0..obligors).map(|_| person(engine, dice, false)).collect(), open: false, asked: false };
    consistent(engine, &mut household);
    household
}

fn person(engine: &Engine, dice: &mut Dice, applicant: bool) -> Vec<Answer> {
    let pack = engine.pack;
    let one = |fact: &Fact, dice: &mut Dice| match fact.of {
        Of::Person => value(fact, engine.today, dice),
        _ => Answer::Absent,
    };
    let mut answers: Vec<Answer> = pack.facts.iter().map(|f| one(f, dice)).collect();
    let relation = pack.fact("p_relation").expect("people are related to the applicant");
    let own = pack.facts[relation].values.iter().position(|v| v.id == "self").expect("the applicant is a relation");
    let others = pack.facts[relation].values.len() - 1;
    answers[relation] =
        Answer::Given(Value::Choice(if applicant { own } else { (own + 1 + dice.below(others)) % (others + 1) }));
    answers
}

/// A value that is often one at which something changes.
pub fn value(fact: &Fact, today: Date, dice: &mut Dice) -> Answer {
    if dice.chance(35) && fact.absent != AbsentValue::Unknown {
        return Answer::Absent;
    }
    let options = fact.values.len();
    Answer::Given(match fact.kind {
        Kind::Bool => Value::Bool(dice.chance(50)),
        Kind::Choice => Value::Choice(if dice.chance(40) { 0 } else { dice.below(options) }),
        Kind::Number => number([0, 1, 2, 3, 4, 5, 6, 11, 12, 35, 36][dice.below(11)]),
        Kind::Money => number([0, 0, 1, 10_000, 30_000, 63_000, 70_000, 100_000, 250_000, 2_000_000][dice.below(10)]),
        Kind::Date => number(
            today.days()
                - [0, 2_000, 2_556, 4_000, 5_844, 6_200, 6_575, 9_000, 16_000, 21_915, 24_000, 25_568, 29_000]
                    [dice.below(13)]
                - dice.below(3) as i64,
        ),
        Kind::Flags => flags(fact, dice),
        Kind::Benefits => {
            Value::Benefits((0..options).filter(|_| dice.chance(12)).map(|o| (o, Some((20_000, 20_000)))).collect())
        }
        Kind::Scoped => Value::Scoped((0..options).map(|_| Answer::Given(Value::Bool(dice.chance(60)))).collect()),
        Kind::List => return Answer::Absent,
    })
}

fn number(n: i64) -> Value {
    Value::Number(n, n)
}

fn flags(fact: &Fact, dice: &mut Dice) -> Value {
    let on: Vec<usize> = (0..fact.values.len()).filter(|o| !fact.values[*o].exclusive && dice.chance(12)).collect();
    Value::Flags(on)
}

/// What is of no relevance, or out of bounds, is not written.
fn consistent(engine: &Engine, household: &mut Household) {
    for _ in 0..6 {
        let odd = odd(engine, household);
        if odd.is_empty() {
            return;
        }
        odd.into_iter().for_each(|m| *answer(household, m) = Answer::Absent);
    }
}

/// Whether nothing is said that is of no relevance, or out of bounds.
pub fn is_consistent(engine: &Engine, household: &mut Household) -> bool {
    odd(engine, household).is_empty()
}

fn odd(engine: &Engine, household: &mut Household) -> Vec<Missing> {
    let mut odd = engine.irrelevant(household);
    odd.extend(engine.out_of_bounds(household));
    odd.retain(|m| *answer(household, *m) != Answer::Absent);
    odd
}

/// The answer to a fact of the household or a person.
pub fn answer(household: &mut Household, place: Missing) -> &mut Answer {
    household.answer_mut(place).expect("places are taken from the household itself")
}

/// A household of whom nothing was asked yet that residents know.
pub fn nothing_asked(pack: &Pack, all: &Household) -> Household {
    let mut unasked = all.clone();
    for place in places(pack, all) {
        if pack.facts[place.fact].known_by == KnownBy::Resident {
            *answer(&mut unasked, place) = Answer::NotAsked;
        }
    }
    unasked
}

/// Answers one question as the whole household says it.
pub fn tell(so_far: &mut Household, all: &Household, place: Missing) {
    *answer(so_far, place) = answer(&mut all.clone(), place).clone();
}

/// Every answer there is a place for, of facts that are used at all.
pub fn places(pack: &Pack, household: &Household) -> Vec<Missing> {
    let of = |wanted: Of, list: Option<(ListKind, usize)>| {
        let fits = move |f: &Fact| {
            f.kind != Kind::List
                && (f.of == Of::Person) == (wanted == Of::Person)
                && !(f.kind == Kind::Date && f.known_by == KnownBy::System)
        };
        pack.facts.iter().enumerate().filter(move |(_, f)| fits(f)).map(move |(fact, _)| Missing { fact, of: list })
    };
    let mut places: Vec<Missing> = of(Of::Household, None).collect();
    for row in 0..household.members.rows.len() {
        places.extend(of(Of::Person, Some((ListKind::Members, row))));
    }
    for row in 0..household.obligors.rows.len() {
        places.extend(of(Of::Person, Some((ListKind::Obligors, row))));
    }
    places
}

/// Hides an answer: not asked, or “不清楚”. What only the authority knows has a value when it is not
/// written, so there only “不清楚” hides it.
pub fn hide(pack: &Pack, household: &mut Household, place: Missing, dice: &mut Dice) {
    let resident = pack.facts[place.fact].known_by == KnownBy::Resident;
    let not_asked = dice.chance(70);
    *answer(household, place) = if resident && not_asked { Answer::NotAsked } else { Answer::Unknown };
}

/// A partly hidden copy; everything is hidden with that chance.
pub fn partly(engine: &Engine, household: &Household, percent: usize, dice: &mut Dice) -> Household {
    let mut hidden = household.clone();
    for place in places(engine.pack, household) {
        if dice.chance(percent) {
            hide(engine.pack, &mut hidden, place, dice);
        }
    }
    hidden
}

/// A value for every amount.
pub fn amounts(pack: &Pack) -> Amounts {
    let mut amounts = Amounts::default();
    for (amount, entry) in (0u16..).zip(&pack.amounts) {
        for (key, _) in (0u16..).zip(&entry.keys) {
            let money = entry.unit.starts_with("fen");
            let value = if money { 65_000 + i64::from(key) * 1_000 } else { 1 + i64::from(key % 2) };
            amounts.push(AmountValue {
                amount,
                key,
                value: Some((value, 1)),
                from: None,
                until: None,
                source: "test".into(),
            });
        }
    }
    amounts
}
