//! What must hold for every household, over all packs: the engine never guesses and never stops early.

use base::Date;
use checks::households::{
    Dice, amounts, answer, hide, is_consistent, nothing_asked, partly, places, tell, value, whole,
};
use policy::{Amounts, KnownBy, Pack, RelationKind};
use proptest::prelude::*;
use rules::{Answer, Batch, Engine, Household, Missing, Outcome, ProgramReport, Value};
use std::sync::OnceLock;

fn pack() -> &'static Pack {
    static PACK: OnceLock<Pack> = OnceLock::new();
    PACK.get_or_init(|| jiuzhu::packs::load(None).expect("the packs are checked by their own test"))
}

/// The packs as they are (many amounts without a value), and with amounts for everything.
fn engine(with_amounts: bool) -> &'static Engine<'static> {
    static ENGINES: OnceLock<[Engine<'static>; 2]> = OnceLock::new();
    let [plain, full] = ENGINES.get_or_init(|| {
        let today = Date::parse("2026-11-23").expect("a date");
        [Amounts::default(), amounts(pack())].map(|a| Engine::new(pack(), today, &a).expect("checked packs"))
    });
    if with_amounts { full } else { plain }
}

fn outcomes(engine: &Engine, household: &Household) -> Vec<(usize, Option<usize>, Outcome)> {
    let report = engine.evaluate(household);
    let whole = report.programs.iter().map(|p| (p.program, None, p.outcome));
    let persons = report
        .programs
        .iter()
        .flat_map(|p| p.persons.iter().flatten().map(move |x| (p.program, Some(x.member), x.outcome)));
    whole.chain(persons).collect()
}

fn decided(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Eligible | Outcome::NotEligible)
}

fn told(engine: &Engine, program: usize, member: Option<usize>, household: &Household) -> String {
    let mut copy = household.clone();
    let said = |p: &Missing, a: &Answer| {
        let of = p.of.map_or(String::new(), |(list, row)| format!(" of {list:?} {row}"));
        format!("{}{of} = {a:?}", engine.pack.facts[p.fact].id)
    };
    let places = places(engine.pack, household).into_iter();
    let lines = places.map(|p| (p, answer(&mut copy, p).clone())).filter(|(_, a)| *a != Answer::Absent);
    let lines: Vec<String> = lines.map(|(p, a)| said(&p, &a)).collect();
    format!("{} of {member:?} in\n{}", engine.pack.programs[program].id, lines.join("\n"))
}

fn pairs(report: &ProgramReport) -> Vec<(RelationKind, usize)> {
    report.relations.iter().map(|relation| (relation.kind, relation.program)).collect()
}

/// The first and last days of all rules, and the days before and after.
fn days() -> &'static [Date] {
    static DAYS: OnceLock<Vec<Date>> = OnceLock::new();
    DAYS.get_or_init(|| {
        let mut days: Vec<i64> = Vec::new();
        for node in &pack().nodes {
            if let policy::Op::InForce(from, until) = &node.op {
                days.extend(from.iter().flat_map(|d| [d.days() - 1, d.days()]));
                days.extend(until.iter().flat_map(|d| [d.days(), d.days() + 1]));
            }
        }
        days.sort_unstable();
        days.dedup();
        days.into_iter().map(Date::from_days).collect()
    })
}

/// On that day: programmes without rules are open and stand in no relation, decided outcomes stay, and reasons say something.
fn answered_on_any_day(seed: u64, percent: usize) -> Result<(), TestCaseError> {
    let mut dice = Dice::new(seed);
    let days = days();
    let day = days[dice.below(days.len())];
    let engine = Engine::new(pack(), day, &Amounts::default()).expect("checked packs");
    let all = whole(&engine, &mut dice);
    let less = partly(&engine, &all, percent, &mut dice);
    for report in engine.evaluate(&all).programs.into_iter().filter(|p| !p.entered) {
        let id = &pack().programs[report.program].id;
        prop_assert_eq!(report.outcome, Outcome::Undecided, "{} on {}", id, day);
        prop_assert!(report.relations.is_empty() && report.benefit.is_none(), "{} on {}", id, day);
    }
    for report in engine.evaluate(&less).programs {
        let empty = report.because.contains("：。") || report.because.chars().count() < 4;
        prop_assert!(!empty, "{}: {}", report.because, told(&engine, report.program, None, &less));
    }
    for (few, every) in outcomes(&engine, &less).iter().zip(outcomes(&engine, &all)) {
        if decided(few.2) {
            prop_assert_eq!(few.2, every.2, "on {}: {}", day, told(&engine, few.0, few.1, &less));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// A decided outcome never changes by answering more, and never becomes undecided.
    #[test]
    fn decided_outcomes_are_final(seed in any::<u64>(), with_amounts in any::<bool>(), percent in 1usize..90) {
        let (engine, mut dice) = (engine(with_amounts), Dice::new(seed));
        let all = whole(engine, &mut dice);
        let more = partly(engine, &all, percent / 2, &mut dice);
        let mut less = more.clone();
        for place in places(engine.pack, &all) {
            let shown = answer(&mut more.clone(), place) == answer(&mut all.clone(), place);
            if shown && dice.chance(percent) {
                hide(engine.pack, &mut less, place, &mut dice);
            }
        }
        let (less_out, more_out, all_out) = (outcomes(engine, &less), outcomes(engine, &more), outcomes(engine, &all));
        for (few, (some, every)) in less_out.iter().zip(more_out.iter().zip(&all_out)) {
            if decided(few.2) {
                prop_assert_eq!(few.2, some.2, "less to more: {}", told(engine, few.0, few.1, &less));
            }
            if decided(some.2) {
                prop_assert_eq!(some.2, every.2, "more to all: {}", told(engine, few.0, few.1, &more));
            }
        }
    }

    /// An amount that is told holds what comes out whatever the open answers are.
    #[test]
    fn amounts_hold_what_comes_out(seed in any::<u64>(), with_amounts in any::<bool>(), percent in 1usize..60) {
        let (engine, mut dice) = (engine(with_amounts), Dice::new(seed));
        let all = whole(engine, &mut dice);
        let some = partly(engine, &all, percent, &mut dice);
        let (told, real) = (engine.evaluate(&some), engine.evaluate(&all));
        for (told, real) in told.programs.iter().zip(&real.programs).filter(|(told, _)| told.persons.is_none()) {
            if let (Some(told_range), Some(range)) = (told.benefit, real.benefit) {
                let holds = told_range.min <= range.min && range.max <= told_range.max;
                prop_assert!(holds, "{:?} of {:?}: {}", range, told_range, self::told(engine, told.program, None, &some));
            }
        }
    }

    /// While only residents answer, a likely outcome stays likely or becomes eligible.
    #[test]
    fn likely_only_waits_for_the_authority(seed in any::<u64>(), with_amounts in any::<bool>(), percent in 1usize..60) {
        let (engine, mut dice) = (engine(with_amounts), Dice::new(seed));
        let all = whole(engine, &mut dice);
        let less = partly(engine, &all, percent, &mut dice);
        let mut more = less.clone();
        for place in places(engine.pack, &all) {
            if engine.pack.facts[place.fact].known_by == KnownBy::Resident {
                tell(&mut more, &all, place);
            }
        }
        for (few, some) in outcomes(engine, &less).iter().zip(outcomes(engine, &more)) {
            if few.2 == Outcome::Likely {
                prop_assert!(some.2 >= Outcome::Likely, "became {:?}: {}", some.2, told(engine, few.0, few.1, &less));
            }
        }
    }

    /// What excludes has decided, and stays; but for what is received already, none stands in a relation to itself; nor twice in the same.
    #[test]
    fn relations_agree_with_outcomes(seed in any::<u64>(), with_amounts in any::<bool>(), percent in 0usize..70) {
        let (engine, mut dice) = (engine(with_amounts), Dice::new(seed));
        let all = whole(engine, &mut dice);
        let less = partly(engine, &all, percent, &mut dice);
        let (few, every) = (engine.evaluate(&less).programs, engine.evaluate(&all).programs);
        for (some, whole) in few.iter().zip(&every) {
            let kept = pairs(whole);
            for (at, (kind, other)) in pairs(some).into_iter().enumerate() {
                let told = || format!("{kind:?} {}: {}", engine.pack.programs[other].id, told(engine, some.program, None, &less));
                prop_assert!((other != some.program) || kind == RelationKind::Already, "{}", told());
                prop_assert!(!pairs(some)[..at].contains(&(kind, other)), "twice: {}", told());
                prop_assert!(!some.relations[at].says.is_empty(), "{}", told());
                if kind == RelationKind::ExcludedBy {
                    prop_assert_eq!(some.outcome, Outcome::NotEligible, "{}", told());
                    prop_assert!(kept.contains(&(kind, other)), "{}", told());
                }
                if matches!(kind, RelationKind::Choose | RelationKind::After) {
                    prop_assert!(some.outcome != Outcome::NotEligible, "{}", told());
                }
            }
        }
    }

    /// Asking never stops early, never asks what only an authority knows, and ends.
    #[test]
    fn asking_ends_with_everything_that_matters(seed in any::<u64>(), with_amounts in any::<bool>()) {
        let (engine, mut dice) = (engine(with_amounts), Dice::new(seed));
        let all = whole(engine, &mut dice);
        let mut so_far = nothing_asked(engine.pack, &all);
        let focus: Vec<usize> = (0..engine.pack.programs.len()).collect();
        let mut asked = 0;
        while let Some(ask) = engine.next(&so_far, &focus) {
            prop_assert_eq!(engine.pack.facts[ask.fact].known_by, KnownBy::Resident);
            let place = Missing { fact: ask.fact, of: ask.of };
            prop_assert!(*answer(&mut so_far, place) == Answer::NotAsked, "asked twice: {:?}", place);
            tell(&mut so_far, &all, place);
            asked += 1;
            prop_assert!(asked <= places(engine.pack, &all).len());
        }
        let (reached, truth) = (outcomes(engine, &so_far), outcomes(engine, &all));
        for (some, every) in reached.iter().zip(&truth) {
            prop_assert_eq!(some.2, every.2, "stopped early: {}", told(engine, some.0, some.1, &so_far));
        }
    }

    /// Asking on for the amounts ends with the amounts of everything answered, and changes no outcome.
    #[test]
    fn asking_on_makes_amounts_exact(seed in any::<u64>(), with_amounts in any::<bool>()) {
        let (engine, mut dice) = (engine(with_amounts), Dice::new(seed));
        let all = whole(engine, &mut dice);
        let mut so_far = nothing_asked(engine.pack, &all);
        let focus: Vec<usize> = (0..engine.pack.programs.len()).collect();
        for next in [Engine::next, Engine::next_for_amounts] {
            while let Some(ask) = next(engine, &so_far, &focus) {
                let place = Missing { fact: ask.fact, of: ask.of };
                prop_assert!(*answer(&mut so_far, place) == Answer::NotAsked, "asked twice: {:?}", place);
                tell(&mut so_far, &all, place);
            }
        }
        let (reached, truth) = (engine.evaluate(&so_far), engine.evaluate(&all));
        for (some, every) in reached.programs.iter().zip(&truth.programs) {
            let told = told(engine, some.program, None, &so_far);
            prop_assert_eq!((some.outcome, some.benefit), (every.outcome, every.benefit), "{}", told);
        }
    }

    /// The order in which answers come makes no difference.
    #[test]
    fn order_is_irrelevant(seed in any::<u64>()) {
        let (engine, mut dice) = (engine(false), Dice::new(seed));
        let all = whole(engine, &mut dice);
        let shown = partly(engine, &all, 40, &mut dice);
        let mut order = places(engine.pack, &all);
        let reports = [0, 1].map(|_| {
            let mut built = shown.clone();
            order.iter().for_each(|p| *answer(&mut built, *p) = Answer::NotAsked);
            let mut rest = order.clone();
            while !rest.is_empty() {
                let place = rest.swap_remove(dice.below(rest.len()));
                tell(&mut built, &shown, place);
            }
            order.reverse();
            engine.evaluate(&built)
        });
        prop_assert_eq!(&reports[0], &reports[1]);
    }

    /// A batch gives the same outcomes and reasons as one at a time, bit for bit.
    #[test]
    fn batch_equals_single(seed in any::<u64>(), with_amounts in any::<bool>(), percent in 0usize..50) {
        let (engine, mut dice) = (engine(with_amounts), Dice::new(seed));
        let households: Vec<Household> = (0..7).map(|_| { let all = whole(engine, &mut dice); partly(engine, &all, percent, &mut dice) }).collect();
        let batch = engine.batch(&Batch::new(engine, &households));
        let mut together = None;
        for household in &households {
            let one = engine.single(household);
            match &mut together {
                None => together = Some(one),
                Some(all) => all.append(one),
            }
        }
        prop_assert_eq!(Some(batch), together);
    }

    /// An answer said to settle an outcome does.
    #[test]
    fn what_if_is_what_then_is(seed in 0u64..1_000_000, percent in 1usize..15) {
        let (engine, mut dice) = (engine(true), Dice::new(seed));
        let all = whole(engine, &mut dice);
        let some = partly(engine, &all, percent, &mut dice);
        let undecided = engine.outcomes(&some).iter().position(|o| *o == Outcome::Undecided);
        for found in undecided.map_or(Vec::new(), |p| engine.what_if(&some, p)).into_iter().take(3) {
            let mut then = some.clone();
            *answer(&mut then, found.missing) = Answer::Given(found.answer);
            prop_assert_eq!(engine.outcomes(&then)[undecided.unwrap()], found.outcome);
        }
    }

    /// On every day on which some rule starts or ends, and the day before.
    #[test]
    fn any_day_has_an_answer(seed in any::<u64>(), percent in 10usize..90) {
        answered_on_any_day(seed, percent)?;
    }

    /// What the browser loads gives the same reports as the source.
    #[test]
    fn compiled_packs_equal_source_packs(seed in any::<u64>()) {
        static COMPILED: OnceLock<Pack> = OnceLock::new();
        let compiled = COMPILED.get_or_init(|| Pack::decode(&pack().encode().unwrap()).unwrap());
        let again = Engine::new(compiled, Date::parse("2026-11-23").unwrap(), &Amounts::default()).unwrap();
        let mut dice = Dice::new(seed);
        let all = whole(engine(false), &mut dice);
        let some = partly(engine(false), &all, 30, &mut dice);
        prop_assert_eq!(engine(false).evaluate(&some), again.evaluate(&some));
    }
}

/// Households whose reasons were once empty: nothing failed by itself, or only what excludes was open.
#[test]
fn rare_reasons_are_told() {
    for (seed, percent) in [(6_026_333_564_066_494_255, 11), (13_047_207_498_117_140_537, 13)] {
        answered_on_any_day(seed, percent).expect("an answer");
    }
}

/// What is hidden and could change an outcome, whatever else is hidden, is named as missing.
#[test]
fn what_could_change_an_outcome_is_missing() {
    let mut seen = 0;
    for seed in 0..600u64 {
        let (engine, mut dice) = (engine(seed % 2 == 0), Dice::new(seed));
        let all = whole(engine, &mut dice);
        let percent = 1 + dice.below(50);
        let less = partly(engine, &all, percent, &mut dice);
        let (missing, truth) = (engine.missing(&less), engine.outcomes(&all));
        for place in places(engine.pack, &all) {
            let hidden = answer(&mut less.clone(), place) != answer(&mut all.clone(), place);
            let mut other = all.clone();
            *answer(&mut other, place) = value(&engine.pack.facts[place.fact], engine.today, &mut dice);
            if !hidden || !is_consistent(engine, &mut other) {
                continue;
            }
            for (program, (was, is)) in truth.iter().zip(engine.outcomes(&other)).enumerate() {
                let fact = &engine.pack.facts[place.fact].id;
                let told = || format!("{fact} ({was:?}, then {is:?}): {}", told(engine, program, None, &less));
                assert!(*was == is || missing[program].contains(&place), "seed {seed}: {}", told());
                seen += usize::from(*was != is);
            }
        }
    }
    assert!(seen > 300, "too few outcomes changed: {seen}");
}

/// A fact that matters only for some values of a number that isn't known either: asked after it, but named with it.
#[test]
fn what_an_open_number_hides_is_missing() {
    let (engine, mut dice) = (engine(true), Dice::new(62));
    let fact = |id: &str| engine.pack.fact(id).expect("a fact of the packs");
    let mut some = whole(engine, &mut dice);
    let income = Missing { fact: fact("hh_income_12m"), of: None };
    let illness = Missing { fact: fact("p_serious_illness"), of: Some((rules::ListKind::Members, 0)) };
    [income, illness].into_iter().for_each(|place| *answer(&mut some, place) = Answer::NotAsked);
    let help = engine.pack.programs.iter().position(|p| p.id == "yiliao").expect("a programme of the packs");
    let missing = engine.missing(&some).swap_remove(help);
    assert!(missing.contains(&income) && missing.contains(&illness), "{missing:?}");
    assert_eq!(engine.evaluate(&some).programs[help].missing, missing);
    assert_eq!(engine.next(&some, &[help]).map(|ask| ask.fact), Some(income.fact));
    // Who doesn't know the number is asked for it last.
    *answer(&mut some, income) = Answer::Unknown;
    assert_eq!(engine.next(&some, &[help]).map(|ask| ask.fact), Some(illness.fact));
    assert_eq!(engine.evaluate(&some).next.map(|ask| ask.fact), Some(illness.fact));
}

/// Against brute force over small domains: the same outcomes, no question too few and none too many.
#[test]
fn brute_force_agrees() {
    let mut found = Agreement::default();
    for seed in 0..400u64 {
        let (engine, mut dice) = (engine(seed % 2 == 0), Dice::new(seed));
        let all = whole(engine, &mut dice);
        let Some(domain) = small_domain(engine, &all, &mut dice) else {
            continue;
        };
        let oracle = Oracle::new(engine, &all, &domain);
        let unknown = unknown(&all, &domain);
        let report = engine.evaluate(&unknown);
        for program in compared(engine, &all) {
            let expected = oracle.settled(program);
            assert!(
                expected.is_none_or(|o| o == report.programs[program].outcome || !decided(o)),
                "seed {seed}: {}",
                engine.pack.programs[program].id
            );
        }
        found.look(seed, engine, &unknown, &oracle);
    }
    found.hold(100);
}

/// What is named as missing, held against an oracle.
#[derive(Default)]
struct Agreement {
    /// How many facts are named rightly.
    named: usize,
    /// Named although they change nothing.
    needless: Vec<(Missing, String)>,
    /// Not named although they matter.
    early: Vec<String>,
}

impl Agreement {
    /// Looks at a household in which the oracle's domain is unknown.
    fn look(&mut self, seed: u64, engine: &Engine, unknown: &Household, oracle: &Oracle) {
        let missing = engine.missing(unknown);
        for program in compared(engine, unknown) {
            for (ix, (place, _)) in oracle.domain.iter().enumerate() {
                let fact = &engine.pack.facts[place.fact].id;
                let told = || format!("seed {seed}: {fact} for {}", told(engine, program, None, unknown));
                match (missing[program].contains(place), oracle.matters(program, ix)) {
                    (true, true) => self.named += 1,
                    (true, false) => self.needless.push((*place, told())),
                    (false, true) => self.early.push(told()),
                    (false, false) => {}
                }
            }
        }
    }

    /// Nothing is left out or needless, and more than `least` facts were named.
    fn hold(&self, least: usize) {
        let Agreement { named, needless, early } = self;
        assert!(early.is_empty(), "not named although it matters:\n{}", early.join("\n"));
        assert!(*named > least, "the domains are too tame: {named}");
        let told: Vec<&str> = needless.iter().map(|(_, told)| told.as_str()).collect();
        assert!(told.is_empty(), "{} beside {named} were named needlessly:\n{}", told.len(), told.join("\n"));
    }
}

/// The programmes that an oracle can be held against: those for the household, and for its only member.
fn compared(engine: &Engine, household: &Household) -> impl Iterator<Item = usize> {
    let several = household.members.rows.len() > 1;
    let programs = engine.pack.programs.iter().enumerate();
    programs.filter(move |(_, program)| !(program.per_person && several)).map(|(ix, _)| ix)
}

/// The household with a domain unknown.
fn unknown(all: &Household, domain: &Domain) -> Household {
    let mut unknown = all.clone();
    domain.iter().for_each(|(place, _)| *answer(&mut unknown, *place) = Answer::Unknown);
    unknown
}

type Domain = Vec<(Missing, Vec<Answer>)>;

/// Up to three yes/no or choice facts that can be varied without touching relevance or bounds.
fn small_domain(engine: &Engine, all: &Household, dice: &mut Dice) -> Option<Domain> {
    let mut domain: Domain = Vec::new();
    let candidates = places(engine.pack, all);
    for _ in 0..60 {
        let place = candidates[dice.below(candidates.len())];
        let fact = &engine.pack.facts[place.fact];
        let first = place.of.is_some_and(|(list, row)| list == rules::ListKind::Members && row == 0);
        let values: Vec<Answer> = match fact.kind {
            policy::Kind::Bool => [false, true].map(|b| Answer::Given(Value::Bool(b))).to_vec(),
            policy::Kind::Choice if !(first && fact.id == "p_relation") => {
                let free = (0..fact.values.len()).filter(|o| fact.values[*o].id != "self");
                free.map(|o| Answer::Given(Value::Choice(o))).collect()
            }
            _ => continue,
        };
        let full_set = values.len() == fact.values.len().max(2);
        if full_set && !domain.iter().any(|(p, _)| *p == place) {
            domain.push((place, values));
        }
        let size: usize = domain.iter().map(|(_, v)| v.len()).product();
        if size > 200 {
            domain.pop();
        }
        if domain.len() == 3 {
            break;
        }
    }
    (!domain.is_empty()).then_some(domain)
}

struct Oracle<'d> {
    domain: &'d Domain,
    /// Outcomes of all programmes for each completion, the first fact varying fastest.
    outcomes: Vec<Vec<Outcome>>,
}

impl<'d> Oracle<'d> {
    fn new(engine: &Engine, all: &Household, domain: &'d Domain) -> Oracle<'d> {
        let size: usize = domain.iter().map(|(_, v)| v.len()).product();
        let complete = |mut n: usize| {
            let mut household = all.clone();
            for (place, values) in domain {
                *answer(&mut household, *place) = values[n % values.len()].clone();
                n /= values.len();
            }
            engine.outcomes(&household)
        };
        Oracle { domain, outcomes: (0..size).map(complete).collect() }
    }

    /// The outcome that every completion has.
    fn settled(&self, program: usize) -> Option<Outcome> {
        let first = self.outcomes[0][program];
        self.outcomes.iter().all(|o| o[program] == first).then_some(first)
    }

    /// Whether changing this fact alone changes the outcome for some way to answer the others.
    fn matters(&self, program: usize, ix: usize) -> bool {
        let step: usize = self.domain[..ix].iter().map(|(_, v)| v.len()).product();
        let ways = self.domain[ix].1.len();
        (0..self.outcomes.len()).any(|n| {
            let base = n - (n / step % ways) * step;
            (0..ways).any(|w| self.outcomes[base + w * step][program] != self.outcomes[n][program])
        })
    }
}

/// Against trying many values of a number that is open together with up to two yes/no or choice facts: none of these is named without
/// changing an outcome somewhere, and whatever was seen to change one is named.
#[test]
fn trying_numbers_agrees() {
    let mut found = Agreement::default();
    for seed in 0..300u64 {
        let (engine, mut dice) = (engine(seed % 2 == 0), Dice::new(seed));
        let all = whole(engine, &mut dice);
        let numbers: Vec<Missing> = places(engine.pack, &all).into_iter().filter(|p| is_number(engine, *p)).collect();
        let number = numbers[dice.below(numbers.len())];
        let values = values_of(engine, &all, number);
        let mut domain = small_domain(engine, &all, &mut dice).unwrap_or_default();
        domain.truncate(2);
        domain.push((number, values));
        let oracle = Oracle::new(engine, &all, &domain);
        found.look(seed, engine, &unknown(&all, &domain), &oracle);
        // Of the number itself other values may be those that matter.
        found.needless.retain(|(place, _)| !is_number(engine, *place));
    }
    found.hold(40);
}

fn is_number(engine: &Engine, place: Missing) -> bool {
    matches!(engine.pack.facts[place.fact].kind, policy::Kind::Money | policy::Kind::Number | policy::Kind::Date)
}

/// Many values of a number that are within its bounds in that household.
fn values_of(engine: &Engine, all: &Household, place: Missing) -> Vec<Answer> {
    let today = engine.today.days();
    let values: Vec<i64> = match engine.pack.facts[place.fact].kind {
        policy::Kind::Date => (0..100).map(|n| today - n * 400).collect(),
        policy::Kind::Number => (0..60).collect(),
        _ => std::iter::successors(Some(0i64), |n| Some(n + n / 4 + 1)).take_while(|n| *n < 1_000_000_000).collect(),
    };
    let within = |value: &Answer| {
        let mut one = all.clone();
        *answer(&mut one, place) = value.clone();
        !engine.out_of_bounds(&one).contains(&place)
    };
    values.into_iter().map(|value| Answer::Given(Value::Number(value, value))).filter(within).collect()
}
