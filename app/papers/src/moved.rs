//! What a draft came to when the person last saw it, beside what it comes to now; and what changed in between.

use crate::kit::Kit;
use crate::news::News;
use base::{Date, Problem};
use policy::Program;
use store::{Draft, Judged, Told};

/// How a draft stands to what the person last saw.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// Nobody has seen what these answers come to.
    Unseen,
    /// It comes to the same.
    Same,
    /// It comes to something else.
    Moved(Moved),
}

/// What comes to something else.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// The day on which the person last saw it.
    pub seen: Date,
    /// The packs or the county's amounts are others than on that day.
    pub other_policy: bool,
    /// The programmes that differ.
    pub programs: Vec<Step>,
    /// How many there were that the packs don't have any more.
    pub gone: usize,
}

/// One programme that comes to something else.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Its place in the packs.
    pub program: usize,
    /// As it was; none for a programme that wasn't there.
    pub then: Option<Told>,
    /// As it is.
    pub now: Told,
    /// What changed about it in the meantime, each from its day.
    pub why: Vec<(Date, String)>,
}

impl Moved {
    /// The policy changed; else it is only that time passed.
    pub fn by_policy(&self) -> bool {
        let entered = |step: &Step| step.then.as_ref().is_none_or(|then| then.outcome.is_none());
        self.other_policy || self.gone > 0 || self.programs.iter().any(|step| entered(step) || !step.why.is_empty())
    }
}

/// How a draft that came to `before` stands. `news` are read only if it comes to something else.
pub async fn standing(
    kit: &'static Kit,
    draft: &Draft,
    before: Option<Judged>,
    news: impl AsyncFnOnce() -> Result<News, Problem>,
) -> Standing {
    let now = kit.judge(draft);
    let Some(before) = before.filter(|before| before.answers == now.answers) else { return Standing::Unseen };
    let steps = before.moved(&now);
    if steps.is_empty() {
        return Standing::Same;
    }
    // Without them it is only not said what changed.
    let news = news().await.unwrap_or_default();
    let seen = Date::from_days(before.day);
    let why = |program: &Program| news.about(kit.pack, program, seen, kit.today);
    let step = |(then, told): (Option<&Told>, Option<&Told>)| {
        let told = told?;
        let program = kit.pack.program(&told.id)?;
        let why = kit.pack.programs.get(program).map(why).unwrap_or_default();
        Some(Step { program, then: then.cloned(), now: told.clone(), why })
    };
    let gone = steps.iter().filter(|(_, now)| now.is_none()).count();
    let programs = steps.into_iter().filter_map(step).collect();
    Standing::Moved(Moved { seen, other_policy: before.policy != now.policy, programs, gone })
}
