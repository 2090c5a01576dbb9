//! A programme's outcome in words: each condition with what was said, its standard with date and source, its
//! article, by how much it fails and what would change it.

use crate::engine::Kit;
use crate::route::{Check, Route};
use crate::shell::Shell;
use crate::wording;
use base::Fen;
use parts::{Condition, Line, Mark, Ridge};
use policy::{KnownBy, Named, Of, PartKind, Program, Row};
use rules::{Missing, ProgramReport, Range, Shown, Tri, UsedValue};
use store::{Draft, Whom};

/// The unit of levels: the number of one says nothing by itself.
const LEVEL: &str = "1";

/// What a result is told about: the site, the packs, the answers.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// The site, for links.
    pub shell: Shell,
    /// The packs.
    pub kit: &'a Kit,
    /// The answers.
    pub draft: &'a Draft,
    /// How the programme came out.
    pub report: &'a ProgramReport,
}

/// Something that is still open: what, and who can tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// The question, or what the authority checks.
    pub says: String,
    /// Where it can be answered, or empty.
    pub href: String,
}

impl Told<'_> {
    /// The conditions of a programme, for the household or one of its people.
    pub fn conditions(
        &self,
        program: &Program,
        conditions: &[rules::Condition],
        member: Option<usize>,
    ) -> Vec<Condition> {
        let rows = rules::flat_rows(program);
        let told = conditions.iter().filter(|c| !c.excludes || c.result != Tri::No);
        let mut flat: Vec<(usize, Condition)> = told
            .filter_map(|condition| {
                Some((condition.depth, self.condition(program, rows.get(condition.row)?, condition, member)))
            })
            .collect();
        nest(&mut flat)
    }

    fn condition(
        &self,
        program: &Program,
        row: &Row,
        condition: &rules::Condition,
        member: Option<usize>,
    ) -> Condition {
        let holds = condition.result != Tri::No;
        let says = if holds || row.fails.is_empty() { &row.says } else { &row.fails };
        Condition {
            mark: self.mark(row, condition, member),
            says: says.clone(),
            ridge: condition.sides.as_ref().and_then(|sides| ridge(row, sides)),
            lines: self.lines(program, row, condition, member),
            cites: self.kit.cites(self.shell, &row.law),
            inner: Vec::new(),
        }
    }

    fn mark(&self, row: &Row, condition: &rules::Condition, member: Option<usize>) -> Mark {
        match (row.note, condition.excludes, condition.result) {
            (true, ..) => Mark::Note,
            (_, true, Tri::Yes) | (_, false, Tri::No) => Mark::No,
            (_, _, Tri::Yes) | (_, true, Tri::No) => Mark::Yes,
            _ if self.waits_for_authority(condition, member) => Mark::Likely,
            _ => Mark::Undecided,
        }
    }

    /// Open only because of what the authority checks itself.
    fn waits_for_authority(&self, condition: &rules::Condition, member: Option<usize>) -> bool {
        let facts: Vec<usize> = condition.used.iter().filter_map(|used| fact_of(used.name)).collect();
        let known_by = |fact: &usize| self.kit.pack.facts[*fact].known_by;
        let missing = |fact: &usize| known_by(fact) == KnownBy::Resident && self.answered(*fact, member).is_none();
        facts.iter().any(|fact| known_by(fact) == KnownBy::Authority) && !facts.iter().any(missing)
    }

    fn lines(&self, program: &Program, row: &Row, condition: &rules::Condition, member: Option<usize>) -> Vec<Line> {
        let mut lines: Vec<Line> = condition.used.iter().flat_map(|used| self.used(row, used, member)).collect();
        if let (Some((left, _)), Some(sides)) = (&condition.sides, &row.sides)
            && row.rows.is_empty()
            && sides.unit != LEVEL
            && let Some(says) = shown(left, &sides.unit)
            && !lines.iter().any(|line| line.says == says)
        {
            lines.insert(0, Line::new("算下来", self.compared(condition, &sides.unit, says, &lines)));
        }
        let gap = condition.gap.zip(row.sides.as_ref()).and_then(|(by, sides)| gap(by, &sides.op, &sides.unit));
        lines.extend(gap);
        if condition.result == Tri::Unknown {
            lines.extend(open_because(program, row));
        }
        let reading = row.reading.and_then(|(reading, option)| {
            self.kit.pack.readings.get(usize::from(reading))?.options.get(usize::from(option))
        });
        lines.extend(reading.map(|option| Line::new("按这种说法", option.says.clone())));
        let mut unique: Vec<Line> = Vec::new();
        lines.into_iter().for_each(|line| {
            if !unique.contains(&line) {
                unique.push(line)
            }
        });
        unique
    }

    /// A number, with what it is held against where that is not told beside it: a standard is for one person, an income of all.
    fn compared(&self, condition: &rules::Condition, unit: &str, says: String, lines: &[Line]) -> String {
        let right = condition.sides.as_ref().and_then(|(_, right)| shown(right, unit));
        match right.filter(|right| !lines.iter().any(|line| line.says.contains(right.as_str()))) {
            Some(right) => format!("{says}，和{right}比"),
            None => says,
        }
    }

    fn used(&self, row: &Row, used: &UsedValue, member: Option<usize>) -> Vec<Line> {
        match used.name {
            Named::Fact(_) | Named::Option(..) => {
                fact_of(used.name).and_then(|fact| self.fact(fact, member)).into_iter().collect()
            }
            Named::Quantity(ix) => self.quantity(usize::from(ix), used),
            Named::Amount(ix) => self.amount(row, usize::from(ix), used),
            Named::Program(ix) => {
                let name = self.kit.pack.programs.get(usize::from(ix)).map(|p| p.name.clone()).unwrap_or_default();
                vec![Line::new("要先看", name)]
            }
        }
    }

    /// What was said, with a way to change it; or that it wasn't asked, if it still matters.
    fn fact(&self, ix: usize, member: Option<usize>) -> Option<Line> {
        let fact = &self.kit.pack.facts[ix];
        if let Some((says, place)) = self.answered(ix, member) {
            let change = place.map(|n| self.question(n)).unwrap_or_default();
            return Some(Line { change, ..Line::new("您填的", says) });
        }
        if fact.known_by != KnownBy::Resident {
            return Some(Line::new("谁来定", "由政府核对，不用您自己证明"));
        }
        let about = |missing: &Missing| missing.of.is_none_or(|(_, row)| member.is_none_or(|member| member == row));
        let open = self.report.missing.iter().any(|missing| missing.fact == ix && about(missing));
        // What is asked once is asked about the applicant.
        let whom = member.filter(|_| fact.of == Of::Person);
        open.then(|| Line::new("还没答", wording::about(&fact.question, &self.name(whom))))
    }

    /// The answer to a fact in words, and where it stands in the trail.
    fn answered(&self, ix: usize, member: Option<usize>) -> Option<(String, Option<usize>)> {
        let fact = &self.kit.pack.facts[ix];
        let whom = [self.whom(member), Some(Whom::Household)].into_iter().flatten();
        whom.into_iter().find_map(|whom| {
            let kept = self.draft.answer(&fact.id, whom)?;
            let person =
                if whom == Whom::Household { String::new() } else { format!("{}：", self.kit.name(self.draft, whom)) };
            Some((format!("{person}{}", wording::answer(fact, kept)), self.draft.place(&fact.id, whom)))
        })
    }

    fn question(&self, place: usize) -> String {
        let question = Check::Question { draft: self.draft.id.clone(), n: place + 1, review: true };
        self.shell.to(&Route::Check(question))
    }

    fn whom(&self, member: Option<usize>) -> Option<Whom> {
        answers::whom(self.draft, Some((rules::ListKind::Members, member?)))
    }

    /// What the person is called whose conditions are shown.
    pub fn name(&self, member: Option<usize>) -> String {
        self.kit.name(self.draft, self.whom(member).unwrap_or(Whom::Household))
    }

    /// A derived value and how it is made up.
    fn quantity(&self, ix: usize, used: &UsedValue) -> Vec<Line> {
        let quantity = &self.kit.pack.quantities[ix];
        let Some(says) = shown(&used.value, &quantity.unit) else { return Vec::new() };
        let part = |(part, value): (&policy::Part, &Option<Shown>)| {
            let value = shown(value.as_ref()?, &quantity.unit)?;
            let sign = match part.kind {
                PartKind::Include => "",
                PartKind::Deduct => "减去",
                PartKind::Exclude => return None,
            };
            (!value.starts_with('0')).then(|| format!("{sign}{}{value}", part.label))
        };
        let parts: Vec<String> = quantity.parts.iter().zip(&used.parts).filter_map(part).collect();
        let mut lines = vec![Line::new("您家", format!("{}：{says}", quantity.label))];
        if !parts.is_empty() {
            lines.push(Line::new("怎么算的", parts.join("，")));
        }
        lines
    }

    /// A standard: never without its date and source.
    fn amount(&self, row: &Row, ix: usize, used: &UsedValue) -> Vec<Line> {
        let amount = &self.kit.pack.amounts[ix];
        let rate = self.kit.rate(ix, &used.value);
        let says = match (&rate, shown(&used.value, &amount.unit)) {
            (Some(rate), Some(value)) if rate.widened.is_some() => {
                format!("{}：{value}（旧数，按可能调高的范围估）", amount.name)
            }
            (_, Some(value)) => format!("{}：{value}", amount.name),
            (_, None) => {
                let ask = if row.ask.is_empty() { "乡镇（街道）救助窗口" } else { &row.ask };
                return vec![Line::new("标准", format!("{}：没有查到，问{ask}", amount.name))];
            }
        };
        let mut line = Line::new("标准", says);
        line.as_of =
            rate.as_ref().and_then(|r| r.as_of).map(|day| format!("截至{}", wording::month(day))).unwrap_or_default();
        let source = rate.map(|r| r.source).filter(|source| !source.is_empty());
        [Some(line), source.map(|source| Line::new("出处", source))].into_iter().flatten().collect()
    }

    /// The amount in one line, and a smaller one below.
    pub fn amount_line(&self, program: &Program) -> (String, String) {
        let (report, Some(benefit)) = (self.report, &program.benefit) else { return Default::default() };
        if report.outcome < rules::Outcome::Likely {
            return Default::default();
        }
        let Some(Range { min, max }) = report.benefit else {
            return ("看情况定".into(), "标准没有查到，问窗口".into());
        };
        let per = match benefit.per.as_str() {
            "month" => "/月",
            "year" => "/年",
            _ => "",
        };
        let up_to = if benefit.up_to { "最多" } else { "" };
        let paid = report.persons.iter().flatten().filter(|person| person.outcome == report.outcome).count();
        let whose = match (benefit.for_person, paid) {
            (true, people) if people > 1 => "几个人加起来",
            (true, _) => "一个人",
            (false, _) => "全家",
        };
        let as_of = benefit.used.iter().find_map(|used| self.standard_of(used.name)).unwrap_or_default();
        (format!("{up_to}{}{per}", wording::yuan_span(min, max)), format!("{whose}{as_of}"))
    }

    /// The day of a standard as it was used for this household, and whether it may be higher by now.
    fn standard_of(&self, name: Named) -> Option<String> {
        let Named::Amount(ix) = name else { return None };
        let ix = usize::from(ix);
        let used =
            self.report.conditions.iter().flat_map(|condition| condition.used.iter()).find(|used| used.name == name);
        let rate = used.and_then(|used| self.kit.rate(ix, &used.value));
        let widened = rate.as_ref().is_some_and(|rate| rate.widened.is_some());
        let month = wording::month(rate.and_then(|rate| rate.as_of).or_else(|| self.kit.dated(ix))?);
        let more = if widened { "，高的那个数是按每年涨一成估的" } else { "" };
        Some(format!("，按{month}的标准{more}"))
    }

    /// Who can tell what is open, each once.
    pub fn asks<'p>(&self, program: &'p Program) -> Vec<&'p str> {
        let rows = rules::flat_rows(program);
        let open = self.report.conditions.iter().filter(|condition| condition.result == Tri::Unknown);
        let mut asks: Vec<&str> = Vec::new();
        for row in open.filter_map(|condition| rows.get(condition.row)) {
            if !row.note && !row.ask.is_empty() && !asks.contains(&row.ask.as_str()) {
                asks.push(&row.ask);
            }
        }
        asks
    }

    /// What is still open for a programme, and who can tell.
    pub fn open(&self) -> Vec<Open> {
        let mut open: Vec<Open> = Vec::new();
        for missing in &self.report.missing {
            let fact = &self.kit.pack.facts[missing.fact];
            let Some(whom) = answers::whom(self.draft, missing.of) else { continue };
            if fact.known_by != KnownBy::Resident {
                continue;
            }
            let place = self.draft.place(&fact.id, whom);
            let resume = || self.shell.to(&Route::Check(Check::Resume(self.draft.id.clone())));
            let says = wording::about(&fact.question, &self.kit.name(self.draft, whom));
            open.push(Open { says, href: place.map_or_else(resume, |n| self.question(n)) });
        }
        open
    }
}

/// Puts each condition inside the group before it.
fn nest(flat: &mut Vec<(usize, Condition)>) -> Vec<Condition> {
    let mut out: Vec<(usize, Condition)> = Vec::new();
    while let Some((depth, mut condition)) = flat.pop() {
        let inner = out.iter().rposition(|(d, _)| *d <= depth).map_or(0, |n| n + 1);
        condition.inner = out.split_off(inner).into_iter().rev().map(|(_, c)| c).collect();
        out.push((depth, condition));
    }
    out.into_iter().rev().map(|(_, condition)| condition).collect()
}

fn fact_of(name: Named) -> Option<usize> {
    match name {
        Named::Fact(fact) | Named::Option(fact, _) => Some(usize::from(fact)),
        _ => None,
    }
}

/// A value in its unit; none for truths and for what has no value.
fn shown(value: &Shown, unit: &str) -> Option<String> {
    match value {
        Shown::Number(least, most, scale) => wording::value(*least, *most, *scale, unit),
        Shown::Truth(_) | Shown::Options(_) | Shown::Nothing => None,
    }
}

/// By how much an amount of money fails, and what would change that. Nobody can change an age or a level.
fn gap(by: i64, op: &str, unit: &str) -> Option<Line> {
    if !unit.starts_with("fen") {
        return None;
    }
    let by = wording::number(by, unit);
    let says = match op {
        "<" | "<=" => format!("超过了。再少{by}，这一条就符合"),
        _ => format!("不够。再多{by}，这一条就符合"),
    };
    Some(Line::new("差多少", says))
}

/// Why a condition is open, which paper shows it, and whom to ask.
fn open_because(program: &Program, row: &Row) -> Vec<Line> {
    let papers: Vec<&str> =
        row.prove.iter().filter_map(|ix| program.documents.get(usize::from(*ix))).map(|d| d.name.as_str()).collect();
    let line = |name: &str, says: String| (!says.is_empty()).then(|| Line::new(name, says));
    [line("为什么", row.open_says.clone()), line("看哪张纸", papers.join("、")), line("问谁", row.ask.clone())]
        .into_iter()
        .flatten()
        .collect()
}

/// A drawing of an amount against its standard.
fn ridge(row: &Row, (left, right): &(Shown, Shown)) -> Option<Ridge> {
    let unit = &row.sides.as_ref()?.unit;
    let (Shown::Number(least, most, a), Shown::Number(line, _, b)) = (left, right) else { return None };
    let (least, most, line) = (least.checked_mul(*b)?, most.checked_mul(*b)?, line.checked_mul(*a)?);
    let top = most.max(line).checked_mul(9)? / 8;
    if !unit.starts_with("fen") || line <= 0 || least < 0 || top <= 0 || most / 8 > line {
        return None;
    }
    let at = |n: i64| n.checked_mul(1000).and_then(|n| u16::try_from(n / top).ok()).unwrap_or(1000);
    Some(Ridge { least: at(least), most: at(most), line: at(line) })
}

/// A further amount in words.
pub fn extra(benefit: &policy::Benefit, report: &rules::ExtraReport) -> String {
    let sure = if report.sure { "" } else { "可能有，" };
    match report.amount {
        Some(Range { min, max }) if min == max => format!("{}：{sure}{}", benefit.name, wording::yuan(Fen(min))),
        Some(Range { min, max }) => format!("{}：{sure}{}", benefit.name, wording::yuan_span(min, max)),
        None if benefit.value.is_none() => format!("{}：{}", benefit.name, benefit.says),
        None => format!("{}：{sure}多少没有查到，问窗口", benefit.name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(says: &str) -> Condition {
        Condition { mark: Mark::Yes, says: says.into(), ridge: None, lines: vec![], cites: vec![], inner: vec![] }
    }

    #[test]
    fn only_money_has_a_gap() {
        let said = |unit: &str| gap(5_500, "<", unit).map(|line| line.says);
        assert_eq!(said("fen/month").as_deref(), Some("超过了。再少55元/月，这一条就符合"));
        assert_eq!(said("year"), None);
        assert_eq!(said("1"), None);
    }

    #[test]
    fn conditions_nest_by_depth() {
        let flat = [(0, "a"), (0, "b"), (1, "c"), (2, "d"), (1, "e"), (0, "f")];
        let mut flat: Vec<_> = flat.into_iter().map(|(depth, says)| (depth, plain(says))).collect();
        let said = |list: &[Condition]| list.iter().map(|c| c.says.clone()).collect::<String>();
        let nested = nest(&mut flat);
        assert_eq!(said(&nested), "abf");
        assert_eq!(said(&nested[1].inner), "ce");
        assert_eq!(said(&nested[1].inner[0].inner), "d");
    }
}
