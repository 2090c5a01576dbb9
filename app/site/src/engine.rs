//! The one door to `policy` and `rules`: from a draft to the next question and to a result.

use answers::{MEMBERS, RELATION, SELF, YOU, household};
use base::{Date, Problem};
use policy::{AmountRecord, Amounts, Fact, Kind, KnownBy, Named, Pack, Program, Rate, Row, Said, Used};
use rules::{Engine, Report, Shown};
use store::{Asked, Draft, Judged, Kept, PersonList, Whom};

use crate::route::Route;
use crate::shell::Shell;
use crate::wording;

/// The relation's option for a husband or wife.
const SPOUSE: &str = "spouse";
/// The fact that says when a person was born.
const BIRTH: &str = "p_birth_date";

/// The packs, the county's amounts and the day: all that a screen computes with.
pub struct Kit {
    /// The compiled packs.
    pub pack: &'static Pack,
    /// The day for which everything is computed.
    pub today: Date,
    /// The amounts in force.
    pub amounts: Amounts,
    /// Whether the county has amounts of its own, or may have.
    pub own: bool,
    /// What is wrong with the county's amounts; then none of them is used.
    pub problems: Vec<Problem>,
    /// Which policy that is.
    policy: String,
    engine: Engine<'static>,
}

impl Kit {
    /// A kit from the packs' bytes and the county's own amounts, or why those can't be read.
    pub fn open(bytes: &[u8], records: &Result<Vec<AmountRecord>, Problem>, today: Date) -> Result<Kit, Problem> {
        Kit::new(Pack::decode(bytes)?, records, today)
    }

    /// The same with the long texts in it.
    pub fn open_whole(
        bytes: &[u8],
        words: &[u8],
        records: &Result<Vec<AmountRecord>, Problem>,
        today: Date,
    ) -> Result<Kit, Problem> {
        Kit::new(Pack::decode_whole(bytes, words)?, records, today)
    }

    /// A kit from packs. The packs stay in memory until the page is left.
    pub fn new(pack: Pack, records: &Result<Vec<AmountRecord>, Problem>, today: Date) -> Result<Kit, Problem> {
        let pack: &'static Pack = Box::leak(Box::new(pack));
        let read = records.as_ref().map_err(|problem| vec![problem.clone()]);
        let (amounts, problems) = match read.and_then(|records| Amounts::from_records(pack, records)) {
            Ok(amounts) => (amounts, Vec::new()),
            Err(problems) => (Amounts::default(), problems),
        };
        let engine = Engine::new(pack, today, &amounts)?;
        let policy = answers::policy_of(pack, records.as_deref().unwrap_or_default());
        let own = !records.as_ref().is_ok_and(Vec::is_empty);
        Ok(Kit { pack, today, amounts, own, problems, policy, engine })
    }

    /// A fact by its id.
    pub fn fact(&self, id: &str) -> Option<&'static Fact> {
        self.pack.facts.get(self.pack.fact(id)?)
    }

    /// The least and the most that a number or a day can be, as far as that is fixed.
    pub fn bounds(&self, fact: &Fact) -> Bounds {
        let (least, most) = self.pack.fact(&fact.id).map(|ix| self.pack.bounds(ix)).unwrap_or_default();
        let today = (fact.id == BIRTH).then_some(self.today.days());
        Bounds { least, most: today.or(most) }
    }

    /// A programme by its id.
    pub fn program(&self, id: &str) -> Option<&'static Program> {
        self.pack.programs.get(self.pack.program(id)?)
    }

    /// What to do at once where a fact is so.
    pub fn at_once(&self, fact: &Fact) -> Option<&'static Said> {
        self.pack.guide.urgent.get(usize::from(fact.at_once?))
    }

    /// What to do at once in this household.
    pub fn urgent(&self, draft: &Draft) -> Vec<&'static Said> {
        let so = |fact: &&Fact| draft.answer(&fact.id, Whom::Household) == Some(&Kept::Bool(true));
        self.pack
            .facts
            .iter()
            .filter(|fact| fact.at_once.is_some())
            .filter(so)
            .filter_map(|f| self.at_once(f))
            .collect()
    }

    /// The list a question asks for, if it asks for one.
    pub fn list(&self, fact: &Fact) -> Option<PersonList> {
        match fact.kind {
            Kind::List if fact.id == MEMBERS => Some(PersonList::Members),
            Kind::List => Some(PersonList::Obligors),
            _ => None,
        }
    }

    /// How people can be related to the applicant.
    pub fn relation(&self) -> Option<&Fact> {
        self.fact(RELATION)
    }

    /// Whether a relation is that of the applicant.
    pub fn is_self(&self, value: &policy::Choice) -> bool {
        value.id == SELF
    }

    /// Whether a person is the applicant.
    pub fn is_applicant(&self, draft: &Draft, whom: Whom) -> bool {
        draft.answer(RELATION, whom) == Some(&Kept::Choice(SELF.into()))
    }

    /// Puts the applicant on the list of members.
    pub fn add_applicant(&self, draft: &mut Draft) {
        if draft.members.is_none() {
            let key = draft.add_person(PersonList::Members, YOU.into());
            draft.put(RELATION, Whom::Member(key), Kept::Choice(SELF.into()));
        }
    }

    /// Full years of a person's age, if a birth date was given: the least and the most.
    pub fn age(&self, draft: &Draft, whom: Whom) -> Option<(i64, i64)> {
        match draft.answer(BIRTH, whom)? {
            Kept::Date(first, last) => {
                let age = |day: i64| Date::from_days(day).full_years_until(self.today).max(0);
                Some((age(*last), age(*first)))
            }
            _ => None,
        }
    }

    /// What a person is called.
    pub fn name(&self, draft: &Draft, whom: Whom) -> String {
        if self.is_applicant(draft, whom) || whom == Whom::Household {
            return YOU.into();
        }
        let typed = draft.person(whom).map(|p| p.name.clone()).unwrap_or_default();
        if typed.is_empty() { self.numbered(draft, whom) } else { typed }
    }

    /// How somebody without a name is related to the applicant, numbered where there are several.
    fn numbered(&self, draft: &Draft, whom: Whom) -> String {
        let relation = draft.answer(RELATION, whom);
        let same = |other: &Whom| {
            draft.person(*other).is_some_and(|p| p.name.is_empty()) && draft.answer(RELATION, *other) == relation
        };
        let same: Vec<Whom> = everybody(draft).filter(same).collect();
        match same.iter().position(|other| *other == whom) {
            Some(n) if same.len() > 1 => format!("第{}个{}", n + 1, self.related(draft, whom)),
            _ => self.related(draft, whom),
        }
    }

    /// Whether somebody else is the applicant's husband or wife already.
    pub fn married(&self, draft: &Draft, whom: Option<Whom>, relation: &str) -> bool {
        let spouse = Kept::Choice(SPOUSE.into());
        let other = |other: Whom| Some(other) != whom && draft.answer(RELATION, other) == Some(&spouse);
        relation == SPOUSE && everybody(draft).any(other)
    }

    /// How a person is related to the applicant, in words.
    pub fn related(&self, draft: &Draft, whom: Whom) -> String {
        match (draft.answer(RELATION, whom), self.relation()) {
            (Some(kept), Some(fact)) => wording::answer(fact, kept),
            _ => "家里人".into(),
        }
    }

    /// Citations in force, as they are shown.
    pub fn cites(&self, shell: Shell, law: &[policy::Cite]) -> Vec<parts::Cite> {
        let one = |cite: &policy::Cite| {
            let text = self.pack.texts.get(usize::from(cite.text)).map_or("", |text| text.name.as_str());
            let whole = self.pack.cite(cite);
            let name = format!("《{text}》");
            let article = whole.strip_prefix(name.as_str()).unwrap_or_default().to_string();
            let href = format!("{}#{}", shell.to(&Route::Law), crate::screens::text_anchor(usize::from(cite.text)));
            parts::Cite { text: name, article, href }
        };
        law.iter().filter(|cite| self.pack.cite_holds(cite, self.today)).map(one).collect()
    }

    /// The last day on which somebody checked an amount.
    pub fn checked(&self) -> Option<Date> {
        self.pack.amounts.iter().flat_map(|amount| &amount.values).filter_map(|value| value.checked).max()
    }

    /// Whether something that holds from a day until a day is in force.
    pub fn in_force(&self, from: Option<Date>, until: Option<Date>) -> bool {
        from.is_none_or(|day| day <= self.today) && until.is_none_or(|day| self.today <= day)
    }

    /// The numbers that a programme's conditions and amounts read, in their order.
    pub fn amounts_of(&self, program: &Program) -> Vec<Figure> {
        let mut found = Vec::new();
        program.rows.iter().for_each(|row| amounts_in(row, &mut found));
        let benefits = program.benefit.iter().chain(&program.extras).flat_map(|benefit| &benefit.used);
        benefits.for_each(|used| amount_in(used, &mut found));
        found.into_iter().flat_map(|amount| self.figures(amount)).collect()
    }

    /// An amount today, key by key; once for all keys where they have the same number.
    pub fn figures(&self, ix: u16) -> Vec<Figure> {
        let Some(amount) = self.pack.amounts.get(usize::from(ix)) else { return Vec::new() };
        let mut all: Vec<Figure> = (0..).zip(&amount.keys).map(|(key, _)| self.figure(ix, key)).collect();
        let alike = all.windows(2).all(|pair| pair[0] == pair[1]);
        let first = if alike { amount.labels.len().saturating_sub(1) } else { 0 };
        all.truncate(if alike { 1 } else { all.len() });
        for (n, figure) in all.iter_mut().enumerate() {
            let label = amount.labels.get(first + n).map(|label| format!("，{label}")).unwrap_or_default();
            figure.name = format!("{}{label}", amount.name);
        }
        all
    }

    /// The number of an amount today for one of its keys, not yet named.
    pub fn figure(&self, ix: u16, key: u16) -> Figure {
        let unit = self.pack.amounts.get(usize::from(ix)).map_or("", |amount| &amount.unit);
        let rate = self.amounts.at(self.pack, ix, key, self.today);
        let value = rate.value.map(|(least, most, scale)| {
            wording::rate(least, if rate.widened.is_some() { least } else { most }, scale, unit)
        });
        Figure {
            name: String::new(),
            as_of: match (&value, rate.as_of) {
                (Some(_), Some(day)) if rate.widened.is_some() => {
                    format!("截至{}，可能已经调过，以最新公布的为准", wording::month(day))
                }
                (Some(_), Some(day)) => format!("截至{}", wording::month(day)),
                _ => String::new(),
            },
            source: rate.source,
            value: value.unwrap_or_else(|| "没有查到，问窗口".into()),
        }
    }

    /// The rate of an amount that has just this value today: its date and source.
    pub fn rate(&self, ix: usize, value: &Shown) -> Option<Rate> {
        let rates = self.rates(ix);
        let has = |rate: &Rate| matches!((rate.value, value), (Some((a, b, s)), Shown::Number(x, y, t)) if a * t == x * s && b * t == y * s);
        rates.iter().find(|rate| has(rate)).or(rates.first()).cloned()
    }

    /// The day for which the source states an amount.
    pub fn dated(&self, ix: usize) -> Option<Date> {
        self.rates(ix).into_iter().find_map(|rate| rate.as_of)
    }

    fn rates(&self, ix: usize) -> Vec<Rate> {
        let (Ok(id), Some(amount)) = (u16::try_from(ix), self.pack.amounts.get(ix)) else { return Vec::new() };
        (0u16..)
            .zip(&amount.keys)
            .map(|(key, _)| self.amounts.at(self.pack, id, key, self.today))
            .filter(|rate| rate.value.is_some())
            .collect()
    }

    /// The question to ask next, or none when nothing that a resident knows can change an outcome or an amount.
    pub fn next(&self, draft: &Draft) -> Option<Asked> {
        answers::next(self.pack, &self.engine, draft)
    }

    /// How far the answered questions lead: the place of the last of them in the order of all, and that of the last of all.
    pub fn way(&self, asked: &[Asked]) -> (usize, usize) {
        let order = |fact: &Fact| usize::from(fact.order);
        let reached = asked.iter().filter_map(|asked| self.fact(&asked.fact)).map(order).max();
        let last = self.pack.facts.iter().filter(|fact| fact.known_by == KnownBy::Resident).map(order).max();
        (reached.unwrap_or(0), last.unwrap_or(0))
    }

    /// Every programme's outcome with its reasons.
    pub fn report(&self, draft: &Draft) -> Report {
        self.engine.evaluate(&household(self.pack, draft))
    }

    /// What a draft comes to, to compare later results with.
    pub fn judge(&self, draft: &Draft) -> Judged {
        answers::judge(self.pack, &self.engine, &self.policy, self.today, draft)
    }

    /// The programmes that the person chose.
    pub fn focus(&self, draft: &Draft) -> Vec<usize> {
        answers::focus(self.pack, draft)
    }
}

fn everybody(draft: &Draft) -> impl Iterator<Item = Whom> {
    let members = draft.members.iter().flatten().map(|p| Whom::Member(p.key));
    members.chain(draft.obligors.iter().flatten().map(|p| Whom::Obligor(p.key)))
}

/// The least and the most that something can be; none where it depends on other answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// The least.
    pub least: Option<i64>,
    /// The most.
    pub most: Option<i64>,
}

/// A number that somebody set, with its date and source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// What it is.
    pub name: String,
    /// The number in its unit, or that there is none.
    pub value: String,
    /// The day for which the source states it, or empty.
    pub as_of: String,
    /// Document, date, where; or empty.
    pub source: String,
}

fn amounts_in(row: &Row, found: &mut Vec<u16>) {
    row.used.iter().for_each(|used| amount_in(used, found));
    row.rows.iter().for_each(|row| amounts_in(row, found));
}

fn amount_in(used: &Used, found: &mut Vec<u16>) {
    if let Named::Amount(amount) = used.name
        && !found.contains(&amount)
    {
        found.push(amount);
    }
}
