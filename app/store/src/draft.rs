//! A draft: everything a person said, and in what order it was asked.

/// A point in time: milliseconds since 1970-01-01 UTC. Comes in from outside.
pub type Moment = i64;

/// An answer by ids, so that it means the same under newer packs.
#[derive(Clone, Debug, PartialEq)]
pub enum Kept {
    /// “不清楚”
    Unknown,
    /// Yes or no.
    Bool(bool),
    /// The id of the chosen option.
    Choice(String),
    /// The smallest and largest number meant; money in fen.
    Number(i64, i64),
    /// The first and last day meant, in days since 1970-01-01.
    Date(i64, i64),
    /// The ids of the chosen options.
    Flags(Vec<String>),
    /// The ids of the chosen options, each with fen per month if known.
    Benefits(Vec<(String, Option<i64>)>),
}

/// What a person says before being asked about a kind of sensitive information.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consent {
    /// May be asked.
    Agreed,
    /// Would rather not say: the answers count as “不清楚”.
    Declined,
    /// Nothing of this kind applies: the facts keep their own absent values.
    Nothing,
}

/// Whom a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Whom {
    /// The household, or this request.
    Household,
    /// The member with this key.
    Member(u32),
    /// The obligor with this key.
    Obligor(u32),
}

/// The two lists of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PersonList {
    /// Who lives in the household.
    Members,
    /// Who else has to support someone in it.
    Obligors,
}

impl PersonList {
    /// The person of this list with that key.
    pub fn whom(self, key: u32) -> Whom {
        match self {
            PersonList::Members => Whom::Member(key),
            PersonList::Obligors => Whom::Obligor(key),
        }
    }
}

impl Whom {
    /// The list and the key, for a person.
    pub fn listed(self) -> Option<(PersonList, u32)> {
        match self {
            Whom::Household => None,
            Whom::Member(key) => Some((PersonList::Members, key)),
            Whom::Obligor(key) => Some((PersonList::Obligors, key)),
        }
    }
}

/// A person of the draft. The key stays the same when others are taken off the list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    /// Unique in the draft.
    pub key: u32,
    /// What the person is called here, as typed; may be empty.
    pub name: String,
    /// Answers by fact id.
    pub answers: Vec<(String, Kept)>,
}

/// A question that was answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The fact.
    pub fact: String,
    /// Whom it was about.
    pub whom: Whom,
}

/// Everything a person said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// Random, says nothing about anyone.
    pub id: String,
    /// What the person calls the draft; may be empty.
    pub name: String,
    /// When it was begun.
    pub started: Moment,
    /// When it was last changed.
    pub changed: Moment,
    /// How often it was saved; 0 while it never was.
    pub revision: u32,
    /// Version of the packs it was answered under.
    pub packs: String,
    /// Ids of the programmes the person chose; empty for all.
    pub focus: Vec<String>,
    /// Answers about the household and this request, by fact id.
    pub answers: Vec<(String, Kept)>,
    /// The members, once listed.
    pub members: Option<Vec<Person>>,
    /// The obligors, once listed.
    pub obligors: Option<Vec<Person>>,
    /// The questions in the order they were answered.
    pub trail: Vec<Asked>,
    /// What the person said before being asked about each kind of sensitive information.
    pub consents: Vec<(String, Consent)>,
    /// What was filled in into the official forms, as the bytes of its own version; empty while nothing was.
    pub forms: Vec<u8>,
}

impl Draft {
    /// A draft that nobody answered yet.
    pub fn begin(id: String, now: Moment, focus: Vec<String>, packs: String) -> Self {
        Draft { id, started: now, changed: now, focus, packs, ..Draft::default() }
    }

    /// The people of a list, once listed.
    pub fn people(&self, list: PersonList) -> Option<&[Person]> {
        match list {
            PersonList::Members => self.members.as_deref(),
            PersonList::Obligors => self.obligors.as_deref(),
        }
    }

    /// The people of a list, listing nobody if it was not begun.
    pub fn people_mut(&mut self, list: PersonList) -> &mut Vec<Person> {
        match list {
            PersonList::Members => self.members.get_or_insert_default(),
            PersonList::Obligors => self.obligors.get_or_insert_default(),
        }
    }

    /// A person of the draft.
    pub fn person(&self, whom: Whom) -> Option<&Person> {
        let (list, key) = whom.listed()?;
        self.people(list)?.iter().find(|p| p.key == key)
    }

    /// Adds a person to a list and says its key.
    pub fn add_person(&mut self, list: PersonList, name: String) -> u32 {
        let all = self.members.iter().chain(&self.obligors).flatten();
        let key = all.map(|p| p.key + 1).max().unwrap_or(0).max(self.last_asked_key());
        self.people_mut(list).push(Person { key, name, answers: Vec::new() });
        key
    }

    /// Gives a person another name.
    pub fn call(&mut self, whom: Whom, name: String) {
        let Some((list, key)) = whom.listed() else { return };
        if let Some(person) = self.people_mut(list).iter_mut().find(|p| p.key == key) {
            person.name = name;
        }
    }

    /// Takes a person and everything said about them out of the draft.
    pub fn remove_person(&mut self, whom: Whom) {
        let Some((list, key)) = whom.listed() else { return };
        self.people_mut(list).retain(|p| p.key != key);
        self.trail.retain(|asked| asked.whom != whom);
    }

    /// The answer to a question, if there is one.
    pub fn answer(&self, fact: &str, whom: Whom) -> Option<&Kept> {
        let answers = match whom {
            Whom::Household => &self.answers,
            _ => &self.person(whom)?.answers,
        };
        answers.iter().find(|(id, _)| id == fact).map(|(_, kept)| kept)
    }

    /// Writes an answer, in place of an earlier one, and adds the question to the trail once.
    pub fn set(&mut self, fact: &str, whom: Whom, kept: Kept) {
        self.put(fact, whom, kept);
        self.ask(fact, whom);
    }

    /// Writes an answer that nobody was asked for, such as the relation of the applicant.
    pub fn put(&mut self, fact: &str, whom: Whom, kept: Kept) {
        let answers = match whom.listed() {
            None => &mut self.answers,
            Some((list, key)) => match self.people_mut(list).iter_mut().find(|p| p.key == key) {
                Some(person) => &mut person.answers,
                None => return,
            },
        };
        match answers.iter_mut().find(|(id, _)| id == fact) {
            Some((_, old)) => *old = kept,
            None => answers.push((fact.to_string(), kept)),
        }
    }

    /// Adds a question to the trail unless it is there.
    pub fn ask(&mut self, fact: &str, whom: Whom) {
        if self.place(fact, whom).is_none() {
            self.trail.push(Asked { fact: fact.to_string(), whom });
        }
    }

    /// Where a question stands in the trail.
    pub fn place(&self, fact: &str, whom: Whom) -> Option<usize> {
        self.trail.iter().position(|asked| asked.fact == fact && asked.whom == whom)
    }

    /// What the person said about being asked for a kind of sensitive information.
    pub fn consent(&self, kind: &str) -> Option<Consent> {
        self.consents.iter().find(|(id, _)| id == kind).map(|(_, consent)| *consent)
    }

    /// Writes down what the person said about a kind of sensitive information.
    pub fn set_consent(&mut self, kind: &str, consent: Consent) {
        self.consents.retain(|(id, _)| id != kind);
        self.consents.push((kind.to_string(), consent));
    }

    /// The draft without the answers to the facts in `never`: what may be written.
    pub fn without(&self, never: &[String]) -> Draft {
        let mut draft = self.clone();
        let may = |fact: &str| !never.iter().any(|id| id == fact);
        draft.answers.retain(|(fact, _)| may(fact));
        let people = draft.members.iter_mut().chain(&mut draft.obligors).flatten();
        people.for_each(|person| person.answers.retain(|(fact, _)| may(fact)));
        draft.trail.retain(|asked| may(&asked.fact));
        draft
    }

    /// A mark of what was answered, whatever the draft and its people are called: two drafts with the same mark have the
    /// same answers.
    pub fn mark(&self) -> u64 {
        let mut bare = Draft::begin(String::new(), 0, self.focus.clone(), String::new());
        (bare.answers, bare.trail, bare.consents) = (self.answers.clone(), self.trail.clone(), self.consents.clone());
        (bare.members, bare.obligors) = (self.members.clone(), self.obligors.clone());
        bare.members.iter_mut().chain(&mut bare.obligors).flatten().for_each(|person| person.name.clear());
        mark_of(&crate::encode(&bare, &[]).unwrap_or_default())
    }

    /// A key is never given twice, also after its person was removed.
    fn last_asked_key(&self) -> u32 {
        self.trail.iter().filter_map(|asked| asked.whom.listed()).map(|(_, key)| key + 1).max().unwrap_or(0)
    }
}

/// FNV-1a: the same in every version of the program, which the standard library doesn't promise of its own.
pub(crate) fn mark_of(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Draft {
        Draft::begin("a".into(), 1, vec![], "v1".into())
    }

    #[test]
    fn changing_an_answer_keeps_the_others_and_the_order() {
        let mut draft = draft();
        draft.set("x", Whom::Household, Kept::Bool(true));
        draft.set("y", Whom::Household, Kept::Unknown);
        draft.set("x", Whom::Household, Kept::Bool(false));
        assert_eq!(draft.answer("x", Whom::Household), Some(&Kept::Bool(false)));
        assert_eq!(draft.answer("y", Whom::Household), Some(&Kept::Unknown));
        assert_eq!(draft.trail.iter().map(|a| a.fact.as_str()).collect::<Vec<_>>(), ["x", "y"]);
    }

    #[test]
    fn removing_a_person_removes_what_was_said_about_them() {
        let mut draft = draft();
        let first = draft.add_person(PersonList::Members, "您".into());
        let second = draft.add_person(PersonList::Members, "妈妈".into());
        draft.set("age", Whom::Member(first), Kept::Number(1, 1));
        draft.set("age", Whom::Member(second), Kept::Number(2, 2));
        draft.remove_person(Whom::Member(first));
        assert_eq!(draft.answer("age", Whom::Member(first)), None);
        assert_eq!(draft.answer("age", Whom::Member(second)), Some(&Kept::Number(2, 2)));
        assert_eq!(draft.trail.len(), 1);
        assert_ne!(draft.add_person(PersonList::Obligors, String::new()), second);
    }

    #[test]
    fn a_mark_is_of_the_answers_alone() {
        let mut one = draft();
        let mother = one.add_person(PersonList::Members, "妈妈".into());
        one.set("age", Whom::Member(mother), Kept::Number(1, 1));
        let mut other = Draft { id: "b".into(), name: "我家".into(), changed: 9, revision: 4, ..one.clone() };
        other.call(Whom::Member(mother), "娘".into());
        other.forms = vec![1];
        assert_eq!(one.mark(), other.mark());
        other.set("age", Whom::Member(mother), Kept::Number(2, 2));
        assert_ne!(one.mark(), other.mark());
    }

    #[test]
    fn nobody_is_listed_until_asked() {
        let mut draft = draft();
        assert_eq!(draft.people(PersonList::Obligors), None);
        draft.people_mut(PersonList::Obligors);
        assert_eq!(draft.people(PersonList::Obligors), Some(&[][..]));
        draft.put("x", Whom::Member(7), Kept::Unknown);
        assert_eq!(draft.answer("x", Whom::Member(7)), None);
    }
}
