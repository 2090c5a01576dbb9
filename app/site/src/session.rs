//! The draft that is open: changed by screens, saved after every change, acknowledged only when it is durable.

use answers::{Device, clock};
use leptos::prelude::*;
use parts::Saving;
use std::rc::Rc;
use store::{Asked, Consent, Draft, Judged, Kept, Shelf, Trouble};

/// Whether the draft of an address is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// Being read.
    Opening,
    /// Open.
    Ready,
    /// There is no such draft on this device.
    Missing,
    /// It could not be read, and why.
    Failed(String),
}

/// The open draft.
#[derive(Clone, Copy)]
pub struct Session {
    shelf: StoredValue<Rc<Device>, LocalStorage>,
    draft: StoredValue<Draft>,
    opened: RwSignal<(String, Opened)>,
    /// Counts changes, for screens that show more than one question.
    changes: RwSignal<u32>,
    /// Counts what the person said before being asked about something sensitive.
    gates: RwSignal<u32>,
    saving: RwSignal<Saving>,
    /// Another page changed or deleted the draft: it can't be saved here as it is.
    elsewhere: RwSignal<bool>,
    /// The result is another than the person last saw.
    moved: RwSignal<bool>,
    /// Whether somebody helps who wants several questions on a page.
    helping: RwSignal<bool>,
    /// Whether something was said on the page that is not kept yet.
    touched: RwSignal<bool>,
    waiting: StoredValue<Option<Draft>>,
    busy: StoredValue<bool>,
}

impl Session {
    /// A session that never writes answers to the facts in `never`.
    pub fn new(never: Vec<String>) -> Self {
        Session {
            shelf: StoredValue::new_local(Rc::new(answers::device(never))),
            draft: StoredValue::new(Draft::default()),
            opened: RwSignal::new((String::new(), Opened::Missing)),
            changes: RwSignal::new(0),
            gates: RwSignal::new(0),
            saving: RwSignal::new(Saving::Idle),
            elsewhere: RwSignal::new(false),
            moved: RwSignal::new(false),
            helping: RwSignal::new(false),
            touched: RwSignal::new(false),
            waiting: StoredValue::new(None),
            busy: StoredValue::new(false),
        }
    }

    /// Where drafts are kept.
    pub fn shelf(self) -> Rc<Device> {
        self.shelf.get_value()
    }

    /// Whether several questions stand on a page; forgotten when the app is loaded anew.
    pub fn helping(self) -> RwSignal<bool> {
        self.helping
    }

    /// Whether something was said on the page that is not kept yet.
    pub fn touched(self) -> RwSignal<bool> {
        self.touched
    }

    /// Where saving stands.
    pub fn saving(self) -> RwSignal<Saving> {
        self.saving
    }

    /// Whether another page changed or deleted the draft, so that it can't be saved here as it is.
    pub fn elsewhere(self) -> bool {
        self.elsewhere.get()
    }

    /// The open draft as it is now.
    pub fn draft(self) -> Draft {
        self.draft.get_value()
    }

    /// The open draft, again after every change.
    pub fn watch(self) -> Draft {
        self.changes.track();
        self.draft()
    }

    /// Whether the draft `id` is open; begins to open it if it isn't. A page rendered ahead of time has no drafts.
    pub fn open(self, id: &str) -> Opened {
        if cfg!(not(target_arch = "wasm32")) {
            return Opened::Opening;
        }
        let (open, state) = self.opened.get();
        if open == id {
            return state;
        }
        let wanted = id.to_string();
        self.opened.update_untracked(|opened| *opened = (wanted.clone(), Opened::Opening));
        leptos::task::spawn_local(async move { self.read(wanted).await });
        Opened::Opening
    }

    async fn read(self, id: String) {
        let read = self.shelf().load(&id).await;
        if self.opened.get_untracked().0 != id {
            return;
        }
        let state = match read {
            Ok(Some(draft)) => {
                let (_, time) = clock::local(draft.changed);
                self.saving.set(Saving::Done(time));
                self.draft.set_value(draft);
                Opened::Ready
            }
            Ok(None) => Opened::Missing,
            Err(trouble) => Opened::Failed(trouble.says()),
        };
        self.opened.set((id, state));
    }

    /// Opens a draft that was just begun and saves it.
    pub fn begin(self, draft: Draft) {
        let id = draft.id.clone();
        self.draft.set_value(draft);
        self.opened.set((id, Opened::Ready));
        self.save();
    }

    /// Writes down answers, all at once. Those that stand there already need no second write, unless the last write failed.
    pub fn answer(self, said: Vec<(Asked, Kept)>) {
        let there = self.draft.with_value(|draft| {
            let stands = |asked: &Asked| draft.place(&asked.fact, asked.whom).is_some();
            said.iter().all(|(asked, kept)| draft.answer(&asked.fact, asked.whom) == Some(kept) && stands(asked))
        });
        if !there || matches!(self.saving.get_untracked(), Saving::Failed(_)) {
            self.change(|draft| said.into_iter().for_each(|(asked, kept)| draft.set(&asked.fact, asked.whom, kept)));
        }
    }

    /// Changes the open draft and saves it.
    pub fn change(self, change: impl FnOnce(&mut Draft)) {
        self.draft.update_value(change);
        self.draft.update_value(|draft| draft.changed = clock::now());
        self.changes.update(|n| *n += 1);
        self.save();
    }

    /// Follows what the person says before being asked about something sensitive.
    pub fn gates(self) {
        self.gates.track();
    }

    /// Writes down what the person said before being asked about something sensitive.
    pub fn decide(self, kind: &str, consent: Consent) {
        self.change(|draft| draft.set_consent(kind, consent));
        self.gates.update(|n| *n += 1);
    }

    /// Takes it back, so that it is asked again.
    pub fn undecide(self, kind: &str) {
        self.change(|draft| draft.consents.retain(|(id, _)| id != kind));
        self.gates.update(|n| *n += 1);
    }

    /// Saves the open draft as it is now, after what is being saved.
    pub fn save(self) {
        self.waiting.set_value(Some(self.draft()));
        self.saving.set(Saving::Busy);
        if !self.busy.get_value() {
            self.busy.set_value(true);
            leptos::task::spawn_local(async move { self.work().await });
        }
    }

    async fn work(self) {
        let mut last: Option<(String, u32)> = None;
        while let Some(mut draft) = self.waiting.try_update_value(Option::take).flatten() {
            if let Some((_, revision)) = last.as_ref().filter(|(id, _)| *id == draft.id) {
                draft.revision = *revision;
            }
            self.follow(&mut draft).await;
            match self.shelf().save(&draft).await {
                Ok(revision) => {
                    last = Some((draft.id.clone(), revision));
                    self.acknowledge(&draft, revision);
                }
                Err(trouble) => {
                    self.elsewhere.set(!matches!(trouble, Trouble::Other(_)));
                    self.saving.set(Saving::Failed(trouble.says()));
                }
            }
        }
        self.busy.set_value(false);
    }

    /// Takes over what other apps of this page wrote: where many people use the machine, they are put over this one.
    async fn follow(self, draft: &mut Draft) {
        if answers::shared()
            && let Ok(Some(there)) = self.shelf().load(&draft.id).await
        {
            draft.revision = there.revision;
            draft.forms = there.forms;
            draft.name = there.name;
        }
    }

    /// Says “saved” if what was saved is what is on the screen now.
    fn acknowledge(self, saved: &Draft, revision: u32) {
        if self.draft.with_value(|draft| draft.id != saved.id) {
            return;
        }
        self.draft.update_value(|draft| draft.revision = revision);
        if self.waiting.with_value(Option::is_none) {
            self.saving.set(Saving::Done(clock::local(saved.changed).1));
        }
    }

    /// The person sees what the open draft comes to. It is written down if they saw nothing of these answers yet;
    /// where that fails, there is nothing to compare later.
    pub fn see(self, judged: Judged) {
        let id = self.draft().id;
        self.moved.set(false);
        leptos::task::spawn_local(async move {
            self.moved.set(self.shelf().judge(&id, &judged, false).await == Ok(true));
        });
    }

    /// Whether the result is another than the person last saw.
    pub fn moved(self) -> bool {
        self.moved.get()
    }
}

/// The open draft, from a screen.
pub fn session() -> Session {
    expect_context::<Session>()
}
