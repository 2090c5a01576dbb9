//! The one door to `policy` and `rules`: from a draft to the next question and to a result.

use base::{Date, Problem};
use policy::{AmountRecord, Amounts, Fact, Kind, KnownBy, Named, Of, Pack, Program, Row, Used};
use store::{Asked, Draft, Kept, PersonList, Whom};

use crate::route::Route;
use crate::shell::Shell;
use crate::wording::{self, YOU};

/// The fact that says how a person is related to the applicant, and its option for the applicant.
const RELATION: &str = "p_relation";
const SELF: &str = "self";
/// The fact that says when a person was born.
const BIRTH: &str = "p_birth_date";
/// The fact that lists the household.
const MEMBERS: &str = "members";

/// The packs, the county's amounts and the day: all that a screen computes with.
#[derive(Debug)]
pub struct Kit {
    /// The compiled packs.
    pub pack: Pack,
    /// The day for which everything is computed.
    pub today: Date,
    /// The amounts in force.
    pub amounts: Amounts,
    /// What is wrong with the county's amounts; then none of them is used.
    pub problems: Vec<Problem>,
}

impl Kit {
    /// A kit from the packs' bytes and the county's own amounts.
    pub fn open(bytes: &[u8], records: &[AmountRecord], today: Date) -> Result<Kit, Problem> {
        Ok(Kit::new(Pack::decode(bytes)?, records, today))
    }

    /// A kit from packs.
    pub fn new(pack: Pack, records: &[AmountRecord], today: Date) -> Kit {
        let (amounts, problems) = match Amounts::from_records(&pack, records) {
            Ok(amounts) => (amounts, Vec::new()),
            Err(problems) => (Amounts::default(), problems),
        };
        Kit { pack, today, amounts, problems }
    }

    /// Ids of the facts that are never written down.
    pub fn never_stored(&self) -> Vec<String> {
        self.pack.facts.iter().filter(|fact| fact.never_stored).map(|fact| fact.id.clone()).collect()
    }

    /// A fact by its id.
    pub fn fact(&self, id: &str) -> Option<&Fact> {
        self.pack.facts.get(self.pack.fact(id)?)
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
        if typed.is_empty() { self.related(draft, whom) } else { typed }
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

    fn figures(&self, ix: u16) -> Vec<Figure> {
        let Some(amount) = self.pack.amounts.get(usize::from(ix)) else { return Vec::new() };
        let one = |(key, id): (u16, &String)| {
            let rate = self.amounts.at(&self.pack, ix, key, self.today);
            let options: Vec<&str> = id.split('.').filter_map(|part| self.option(part)).collect();
            let name = if options.is_empty() { amount.name.clone() } else { format!("{}，{}", amount.name, options.join("、")) };
            let value = rate.value.map(|(least, most, scale)| wording::rate(least, if rate.widened.is_some() { least } else { most }, scale, &amount.unit));
            Figure {
                name,
                as_of: match (&value, rate.as_of) {
                    (Some(_), Some(day)) => format!("截至{}", wording::month(day)),
                    _ => String::new(),
                },
                source: rate.source,
                value: value.unwrap_or_else(|| "没有查到，问窗口".into()),
            }
        };
        (0u16..).zip(&amount.keys).map(one).collect()
    }

    /// What an option id means.
    pub fn option(&self, id: &str) -> Option<&str> {
        let mut options = self.pack.facts.iter().flat_map(|fact| &fact.values);
        options.find(|option| option.id == id).map(|option| option.label.as_str())
    }

    /// The question to ask next, or none when nothing can change any more.
    pub fn next(&self, draft: &Draft) -> Option<Asked> {
        let mut facts: Vec<&Fact> = self.pack.facts.iter().filter(|f| f.known_by == KnownBy::Resident && !f.never_stored).collect();
        facts.sort_by_key(|f| f.order);
        for fact in facts {
            let people: Vec<Whom> = match fact.of {
                Of::Person => draft.members.iter().flatten().map(|p| Whom::Member(p.key)).collect(),
                _ => vec![Whom::Household],
            };
            if let Some(whom) = people.into_iter().find(|w| draft.place(&fact.id, *w).is_none() && draft.answer(&fact.id, *w).is_none()) {
                return Some(Asked { fact: fact.id.clone(), whom });
            }
        }
        None
    }

    /// At most how many questions are left.
    pub fn left(&self, draft: &Draft) -> usize {
        let _ = draft;
        8
    }
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
