//! A pack bound to a day: evaluates households, says what to ask next.

use crate::behind::behind_numbers;
use crate::case::{Answer, Household, Layout, ListKind};
use crate::columns::{Columns, State};
use crate::judge::{Judged, Missing, Program1, Range, Unit, amount_missing};
use crate::kernel::{Chosen, Setting, Values};
use crate::plan::{At, Plan, Step};
use crate::report::{PersonReport, ProgramReport, Report, explain};
use crate::scratch::{Fanned, Pool};
use crate::sets::set_of;
use crate::truth::{NO, Outcome};
use base::{Date, Problem};
use policy::{Amounts, KnownBy, List, Pack, Scope};
use std::sync::Arc;

/// What to ask next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Fact index.
    pub fact: usize,
    /// Whom it is about; `None` for the household.
    pub of: Option<(ListKind, usize)>,
}

/// A pack bound to a day and its amounts.
pub struct Engine<'p> {
    /// The pack.
    pub pack: &'p Pack,
    /// The day.
    pub today: Date,
    /// Amounts that replace the pack's own.
    pub amounts: Amounts,
    /// Where cells stand in columns.
    pub layout: Layout,
    pub(crate) plan: Plan,
    pub(crate) programs: Vec<Program1>,
    /// The same, without what only a report tells.
    pub(crate) brief: Vec<Program1>,
    /// Everything any programme needs.
    pub(crate) whole: Vec<At>,
    /// Everything that outcomes, conditions and basic amounts need.
    pub(crate) brief_whole: Vec<At>,
    /// The same, and every value that an explanation names.
    explained: Vec<At>,
    /// The rows in force of each programme.
    pub(crate) in_force: Vec<explain::InForce<'p>>,
    pub(crate) pool: Pool,
}

impl<'p> Engine<'p> {
    /// Binds a pack.
    pub fn new(pack: &'p Pack, today: Date, amounts: &Amounts) -> Result<Engine<'p>, Problem> {
        let plan = Plan::bind(pack, today, amounts)?;
        let programs: Vec<Program1> = pack.programs.iter().map(|p| Program1::new(&plan, p)).collect();
        let brief: Vec<Program1> = programs.iter().map(|p| p.brief(&plan)).collect();
        let brief_whole = plan.slice(&brief.iter().flat_map(|p| p.slice.iter().copied()).collect::<Vec<At>>());
        let roots: Vec<At> = programs.iter().flat_map(|p| p.slice.iter().copied()).collect();
        let whole = plan.slice(&roots);
        let named = explain::named(pack).into_iter().map(|node| plan.of[usize::from(node)].0);
        let explained = plan.slice(&roots.into_iter().chain(named).collect::<Vec<At>>());
        Ok(Engine {
            pack,
            today,
            amounts: amounts.clone(),
            layout: Layout::new(pack),
            plan,
            programs,
            brief,
            whole,
            brief_whole,
            explained,
            in_force: pack.programs.iter().map(|p| explain::InForce::of(p, today)).collect(),
            pool: Pool::default(),
        })
    }

    pub(crate) fn setting(&self) -> Setting<'_> {
        Setting { pack: self.pack, layout: &self.layout, plan: &self.plan }
    }

    /// Judges a household and explains every outcome.
    pub fn evaluate(&self, household: &Household) -> Report {
        self.run_over(household, &self.explained, |one, values, fan| {
            let mut first = Vec::new();
            let programs: Vec<ProgramReport> = (0..self.programs.len())
                .map(|ix| {
                    let mut judged = self.judge_all(&self.programs, ix, one, values, fan);
                    self.complete(&self.programs[ix], &mut judged, one, values, fan);
                    let outcome = self.overall(ix, &judged, household);
                    first.extend(open(&judged, outcome).flat_map(|j| j.missing.iter().copied()));
                    self.program_report(ix, &judged, outcome, values)
                })
                .collect();
            let all = || programs.iter().flat_map(|p| p.missing.iter().copied()).collect();
            let next = self.choose(first, household).or_else(|| self.choose(all(), household));
            Report { programs, next }
        })
    }

    /// The outcomes alone, in the order of the pack's programmes.
    pub fn outcomes(&self, household: &Household) -> Vec<Outcome> {
        self.run(household, |one, values, fan| {
            (0..self.programs.len()).map(|p| self.overall(p, &self.judge(p, one, values, fan), household)).collect()
        })
    }

    /// What to ask next to settle those programmes, for every person; `None` when nothing a resident knows can.
    pub fn next(&self, household: &Household, focus: &[usize]) -> Option<Ask> {
        self.run(household, |one, values, fan| {
            let mut judged: Vec<Vec<Judged>> = focus.iter().map(|p| self.judge(*p, one, values, fan)).collect();
            let first = judged.iter().flatten().flat_map(|j| j.missing.iter().copied()).collect();
            self.choose(first, household).or_else(|| {
                // What an open number hides is asked last: where nobody knows that number, it is still good to know.
                for (program, judged) in focus.iter().zip(&mut judged) {
                    self.complete(&self.brief[*program], judged, one, values, fan);
                }
                self.choose(judged.iter().flatten().flat_map(Judged::all_missing).collect(), household)
            })
        })
    }

    /// What could still change the outcome of each programme.
    pub fn missing(&self, household: &Household) -> Vec<Vec<Missing>> {
        self.run(household, |one, values, fan| {
            let mut of = |p: usize| {
                let mut judged = self.judge(p, one, values, fan);
                self.complete(&self.brief[p], &mut judged, one, values, fan);
                set_of(judged.iter().flat_map(Judged::all_missing).collect())
            };
            (0..self.programs.len()).map(&mut of).collect()
        })
    }

    /// What to ask next to tell the amounts of those programmes more exactly, where the outcome allows one;
    /// `None` when nothing a resident knows can.
    pub fn next_for_amounts(&self, household: &Household, focus: &[usize]) -> Option<Ask> {
        let missing = self.run(household, |one, values, fan| {
            let mut missing = Vec::new();
            for program in focus {
                let judged = self.judge(*program, one, values, fan);
                let paid = judged.iter().enumerate().filter(|(_, j)| j.outcome >= Outcome::Likely);
                for (row, _) in paid {
                    missing.extend(amount_missing(&self.setting(), &self.brief[*program], row, (values, one), fan));
                }
            }
            missing
        });
        self.choose(missing, household)
    }

    /// Runs what outcomes, conditions and basic amounts need over one household, and hands on what it came to.
    pub(crate) fn run<R>(&self, household: &Household, use_it: impl FnOnce(&Columns, &Values, &mut Fanned) -> R) -> R {
        self.run_over(household, &self.brief_whole, use_it)
    }

    fn run_over<R>(
        &self,
        household: &Household,
        slice: &[At],
        use_it: impl FnOnce(&Columns, &Values, &mut Fanned) -> R,
    ) -> R {
        self.pool.with(|scratch| {
            let one = Columns::of(self.pack, &self.layout, household);
            scratch.values.run(&self.setting(), slice, &one, &Chosen::new());
            use_it(&one, &scratch.values, &mut scratch.fan)
        })
    }

    /// The judgements of a programme, without what only a report tells.
    pub(crate) fn judge(&self, program: usize, one: &Columns, values: &Values, fan: &mut Fanned) -> Vec<Judged> {
        self.judge_all(&self.brief, program, one, values, fan)
    }

    /// The judgements of one of these programmes: one for the household, or one for each member.
    fn judge_all(
        &self,
        programs: &[Program1],
        program: usize,
        one: &Columns,
        values: &Values,
        fan: &mut Fanned,
    ) -> Vec<Judged> {
        let (setting, steps) = (self.setting(), &programs[program]);
        if !self.pack.programs[program].per_person {
            return vec![Judged::of(&setting, &Unit::new(steps, None), one, values, fan)];
        }
        let person = |member| Judged::of(&setting, &Unit::new(steps, Some(member)), one, values, fan);
        let mut judged: Vec<Judged> = (0..one.members.rows()).map(person).collect();
        // Somebody who isn't listed yet may do better.
        let best = best_index(&judged);
        if let Some(best) = judged.get_mut(best).filter(|j| j.outcome != Outcome::Eligible) {
            best.want_lists(&setting, one, &[List::Members]);
        }
        judged
    }

    /// Finds what is lacking at some values only of open numbers.
    #[inline(never)]
    fn complete(&self, program: &Program1, judged: &mut [Judged], one: &Columns, values: &Values, fan: &mut Fanned) {
        let per_person = self.plan.scopes[program.state] != Scope::House;
        for (member, judged) in judged.iter_mut().enumerate() {
            let unit = Unit::new(program, per_person.then_some(member));
            behind_numbers(&self.setting(), &unit, (one, values), judged, fan);
        }
    }

    /// A programme's outcome: that of the household, or the best of its people.
    pub(crate) fn overall(&self, program: usize, judged: &[Judged], household: &Household) -> Outcome {
        let more_people = self.pack.programs[program].per_person && household.members.open;
        best_of(judged.iter().map(|j| j.outcome), more_people)
    }

    /// Facts that are certainly of no relevance to this household: they are not asked and count as absent.
    pub fn irrelevant(&self, household: &Household) -> Vec<Missing> {
        self.run_over(household, &self.whole, |_, values, _| {
            let of_step = |&at: &At| {
                let (fact, when) = self.plan.fact_and_relevance(at)?;
                let scope = self.plan.scopes[at];
                let none = move |row: &usize| values.vals[when].truth().at(*row) == NO;
                Some((0..values.rows(scope)).filter(none).map(move |row| Missing::at(fact, scope, row)))
            };
            set_of(self.whole.iter().filter_map(of_step).flatten().collect())
        })
    }

    /// Given values outside their bounds: worth checking, never changed.
    pub fn out_of_bounds(&self, household: &Household) -> Vec<Missing> {
        self.run_over(household, &self.whole, |one, values, _| {
            let of_step = |&at: &At| {
                let Step::FactNum { fact, part: 0, min, max, .. } = self.plan.steps[at] else { return None };
                let (fact, scope) = (usize::from(fact), self.plan.scopes[at]);
                let outside = move |row: &usize| {
                    let cell = given(one, scope, self.layout.column(fact, 0), *row);
                    let (low, high) = (values.vals[min].num().at(*row).0, values.vals[max].num().at(*row).1);
                    cell.is_some_and(|(lo, hi)| hi < low || lo > high)
                };
                Some((0..values.rows(scope)).filter(outside).map(move |row| Missing::at(fact, scope, row)))
            };
            set_of(self.whole.iter().filter_map(of_step).flatten().collect())
        })
    }

    #[inline(never)]
    fn choose(&self, missing: Vec<Missing>, household: &Household) -> Option<Ask> {
        let askable = missing.into_iter().filter(|m| self.askable(*m, household));
        let first = askable.min_by_key(|m| (self.pack.facts[m.fact].order, m.of));
        first.map(|m| Ask { fact: m.fact, of: m.of })
    }

    /// Residents are asked what they know and were not asked yet.
    fn askable(&self, missing: Missing, household: &Household) -> bool {
        let fact = &self.pack.facts[missing.fact];
        if fact.known_by != KnownBy::Resident {
            return false;
        }
        let answer = match missing.of {
            None if fact.kind == policy::Kind::List => {
                let list = if fact.id == "obligors" { &household.obligors } else { &household.members };
                return list.open && !list.asked;
            }
            None => household.house.get(missing.fact),
            Some((ListKind::Members, row)) => household.members.rows.get(row).and_then(|p| p.get(missing.fact)),
            Some((ListKind::Obligors, row)) => household.obligors.rows.get(row).and_then(|p| p.get(missing.fact)),
        };
        answer == Some(&Answer::NotAsked)
    }

    fn program_report(&self, ix: usize, judged: &[Judged], outcome: Outcome, values: &Values) -> ProgramReport {
        let program = &self.pack.programs[ix];
        let entered = program.from.is_none_or(|d| d <= self.today) && program.until.is_none_or(|d| self.today <= d);
        let shown = best_index(judged);
        let persons = program.per_person.then(|| {
            let one = |(member, j): (usize, &Judged)| PersonReport {
                member,
                outcome: j.outcome,
                benefit: paid(j),
                conditions: explain::conditions(self, ix, j, values, member),
            };
            judged.iter().enumerate().map(one).collect::<Vec<PersonReport>>()
        });
        let same = || judged.iter().filter(|j| j.outcome == outcome);
        let first = judged.get(shown);
        let several = program.per_person && judged.len() > 1;
        let about = if several && outcome == Outcome::NotEligible { explain::nearest(self, ix, judged) } else { shown };
        ProgramReport {
            program: ix,
            outcome,
            entered,
            benefit: total(same().map(paid)),
            extras: first.map_or(Vec::new(), |j| explain::extras(self, ix, j)),
            relations: explain::relations(self, ix, same(), entered),
            conditions: match (persons.as_ref().and_then(|p| p.get(shown)), first) {
                (Some(person), _) => person.conditions.clone(),
                (None, first) => first.map_or(Arc::default(), |j| explain::conditions(self, ix, j, values, shown)),
            },
            missing: set_of(open(judged, outcome).flat_map(Judged::all_missing).collect()),
            readings: set_of(open(judged, outcome).flat_map(|j| j.readings.iter().copied()).collect()),
            shown: program.per_person.then_some(shown),
            persons,
            about: several.then_some(about),
            because: judged.get(about).map_or_else(String::new, |j| explain::because(self, ix, j, outcome, entered)),
        }
    }
}

/// Those who could still change a programme's outcome: once one person is eligible, others can't.
fn open(judged: &[Judged], outcome: Outcome) -> impl Iterator<Item = &Judged> {
    judged.iter().filter(move |j| outcome != Outcome::Eligible || j.outcome == outcome)
}

fn given(one: &Columns, scope: Scope, column: usize, row: usize) -> Option<(i64, i64)> {
    let cell = one.col(scope, column).cell(row, false);
    (cell.state == State::Given).then_some((cell.lo, cell.hi))
}

/// The amount is told only where the outcome is eligible or likely.
pub(crate) fn paid(judged: &Judged) -> Option<Range> {
    (judged.outcome >= Outcome::Likely).then_some(judged.pay.benefit.range()).flatten()
}

/// The sum of amounts; none if one has no value.
fn total(mut amounts: impl Iterator<Item = Option<Range>>) -> Option<Range> {
    let first = amounts.next().flatten()?;
    amounts.try_fold(first, |sum, next| next.map(|n| Range { min: sum.min + n.min, max: sum.max + n.max }))
}

/// The best of some people's outcomes; nobody who may still be listed is refused.
pub(crate) fn best_of(outcomes: impl Iterator<Item = Outcome>, more_people: bool) -> Outcome {
    let best = outcomes.max().unwrap_or(Outcome::NotEligible);
    if more_people { best.max(Outcome::Undecided) } else { best }
}

/// The best outcome; the first of those that have it.
pub(crate) fn best_index(judged: &[Judged]) -> usize {
    let best = judged.iter().map(|j| j.outcome).max();
    judged.iter().position(|j| Some(j.outcome) == best).unwrap_or(0)
}
