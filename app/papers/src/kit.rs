//! The one door to `policy`, `rules` and the forms' data.

use answers::{YOU, household};
use base::{Date, Problem};
use forms::{Form, FormState, Forms, Tag, Told};
use policy::{AmountRecord, Amounts, Document, Pack};
use rules::{Engine, Outcome};
use store::{Draft, Judged, Person, PersonList};

/// The packs, the forms and the day. In memory until the page is left.
pub struct Kit {
    /// The compiled packs, with their texts.
    pub pack: &'static Pack,
    /// The residents' forms.
    pub forms: Forms,
    /// The day for which everything is computed.
    pub today: Date,
    /// Which policy that is.
    policy: String,
    engine: Engine<'static>,
    papers: Vec<&'static Document>,
}

impl Kit {
    /// A kit that stays until the page is left. A county's amounts that can't be used are left out.
    pub fn new(
        pack: Pack,
        forms: Forms,
        records: &Result<Vec<AmountRecord>, Problem>,
        today: Date,
    ) -> Result<&'static Kit, Problem> {
        let pack: &'static Pack = Box::leak(Box::new(pack));
        let amounts = records.as_ref().ok().and_then(|records| Amounts::from_records(pack, records).ok());
        let engine = Engine::new(pack, today, &amounts.unwrap_or_default())?;
        let policy = answers::policy_of(pack, records.as_deref().unwrap_or_default());
        Ok(Box::leak(Box::new(Kit { pack, forms, today, policy, engine, papers: papers(pack) })))
    }

    /// What is filled in: what was stored, with what the answers say now.
    pub fn open(&self, draft: &Draft) -> Result<FormState, Problem> {
        let mut state = match draft.forms.is_empty() {
            true => FormState::default(),
            false => FormState::decode(&draft.forms)?,
        };
        state.adopt(&self.forms);
        self.prefill(&mut state, draft);
        Ok(state)
    }

    /// Brings in what the answers say now.
    pub fn prefill(&self, state: &mut FormState, draft: &Draft) {
        let household = household(self.pack, draft);
        let (members, obligors) = (tags(draft.people(PersonList::Members)), tags(draft.people(PersonList::Obligors)));
        let told = Told { pack: self.pack, household: &household, members: &members, obligors: &obligors };
        state.prefill(&self.forms, &told);
    }

    /// The forms that these programmes need; all where there is none.
    pub fn needed(&'static self, programs: &[&str], state: &FormState) -> Vec<&'static Form> {
        self.forms.needed(programs, state, self.today)
    }

    /// The papers that any programme asks for, each once.
    pub fn papers(&self) -> &[&'static Document] {
        &self.papers
    }

    /// Those that the draft's likely programmes ask for; all where there is none.
    pub fn asked(&'static self, draft: &Draft) -> Vec<&'static Document> {
        let programs = self.likely(draft);
        let likely = self.pack.programs.iter().filter(|program| programs.contains(&program.id.as_str()));
        let ids: Vec<&str> = likely.flat_map(|program| &program.documents).map(|one| one.id.as_str()).collect();
        let asked = self.papers.iter().filter(|one| ids.is_empty() || ids.contains(&one.id.as_str()));
        asked.copied().collect()
    }

    /// Whether there is a question left whose answer can change something.
    pub fn asks(&self, draft: &Draft) -> bool {
        answers::next(self.pack, &self.engine, draft).is_some()
    }

    /// What a draft comes to, to compare with what the person last saw.
    pub fn judge(&self, draft: &Draft) -> Judged {
        answers::judge(self.pack, &self.engine, &self.policy, self.today, draft)
    }

    /// Ids of the chosen programmes for which only the authority's word is missing; none while nothing was answered.
    pub fn likely(&self, draft: &Draft) -> Vec<&'static str> {
        if draft.trail.is_empty() {
            return Vec::new();
        }
        let (report, focus) = (self.engine.evaluate(&household(self.pack, draft)), answers::focus(self.pack, draft));
        let likely =
            report.programs.iter().filter(|one| one.outcome >= Outcome::Likely && focus.contains(&one.program));
        likely.filter_map(|one| Some(self.pack.programs.get(one.program)?.id.as_str())).collect()
    }
}

/// The papers of all programmes. One that several ask for is there once.
fn papers(pack: &'static Pack) -> Vec<&'static Document> {
    let mut all: Vec<&'static Document> = Vec::new();
    for document in pack.programs.iter().flat_map(|program| &program.documents) {
        if !all.iter().any(|other| other.id == document.id) {
            all.push(document);
        }
    }
    all
}

/// What people are called, but for the applicant, who is not called by name there.
fn tags(people: Option<&[Person]>) -> Vec<Tag> {
    let name = |person: &Person| if person.name == YOU { String::new() } else { person.name.clone() };
    people.unwrap_or_default().iter().map(|person| Tag { key: person.key, name: name(person) }).collect()
}
