//! The draft that is open, with its forms: changed by screens, saved after every change, acknowledged only when it
//! is durable. A draft that another page changed meanwhile is left as it is there.

use crate::kit::Kit;
use crate::place::Place;
use answers::{Device, clock};
use forms::{At, FormState};
use leptos::prelude::*;
use parts::Saving;
use std::rc::Rc;
use store::{Attached, Consent, Draft, Listing, Shelf, Trouble};

/// The open draft.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The packs and the forms.
    pub kit: &'static Kit,
    root: StoredValue<String>,
    shelf: StoredValue<Rc<Device>, LocalStorage>,
    draft: StoredValue<Draft>,
    state: StoredValue<FormState>,
    changes: RwSignal<u32>,
    saving: RwSignal<Saving>,
    trouble: RwSignal<Option<Trouble>>,
    waiting: StoredValue<bool>,
    busy: StoredValue<bool>,
    attached: StoredValue<Attached>,
    /// Why what goes with the draft can't be read.
    unread: StoredValue<Option<Trouble>>,
    /// What is filled in as it was last read or saved here.
    base: StoredValue<FormState>,
    /// What another page saved meanwhile.
    theirs: StoredValue<Option<(Draft, FormState)>>,
}

impl Desk {
    /// A desk without a draft as yet: one is begun by the first change.
    pub fn new(kit: &'static Kit, root: String) -> Self {
        let mut state = FormState::default();
        kit.prefill(&mut state, &Draft::default());
        Desk {
            kit,
            root: StoredValue::new(root),
            shelf: StoredValue::new_local(Rc::new(answers::device(kit.pack.never_stored()))),
            draft: StoredValue::new(Draft::default()),
            state: StoredValue::new(state),
            changes: RwSignal::new(0),
            saving: RwSignal::new(Saving::Idle),
            trouble: RwSignal::new(None),
            waiting: StoredValue::new(false),
            busy: StoredValue::new(false),
            attached: StoredValue::new(Attached::default()),
            unread: StoredValue::new(None),
            base: StoredValue::new(FormState::default()),
            theirs: StoredValue::new(None),
        }
    }

    /// The drafts on this device.
    pub async fn list(self) -> Result<Listing, Trouble> {
        self.shelf.get_value().list().await
    }

    /// Opens a draft of this device; `false` if there is no such one.
    pub async fn open(self, id: &str) -> Result<bool, Trouble> {
        let Some(draft) = self.shelf.get_value().load(id).await? else { return Ok(false) };
        self.state.set_value(self.kit.open(&draft)?);
        self.base.set_value(self.state.get_value());
        self.saving.set(Saving::Done(clock::local(draft.changed).1));
        self.draft.set_value(draft);
        #[cfg(target_arch = "wasm32")]
        match self.device().attached(id).await {
            Ok(attached) => self.attached.set_value(attached),
            Err(trouble) => self.unread.set_value(Some(trouble)),
        }
        Ok(true)
    }

    /// Where drafts are kept.
    #[cfg(target_arch = "wasm32")]
    pub fn device(self) -> Rc<Device> {
        self.shelf.get_value()
    }

    /// Begins and saves the draft if there is none, so that something can go with it; its id.
    #[cfg(target_arch = "wasm32")]
    pub async fn ready(self) -> Result<String, Trouble> {
        self.begin();
        if self.draft.with_value(|draft| draft.revision == 0) {
            self.save_once().await?;
            // Links name the draft now.
            self.changes.update(|n| *n += 1);
        }
        Ok(self.draft().id)
    }

    /// What goes with the draft, as it was when the page was opened.
    pub fn attached(self) -> Attached {
        self.attached.get_value()
    }

    /// Why what goes with the draft can't be read, in words.
    pub fn unread(self) -> Option<String> {
        self.unread.with_value(|trouble| trouble.as_ref().map(Trouble::says))
    }

    /// Keeps a draft that came from elsewhere beside the others. Returns only once it is durably kept.
    pub async fn keep(self, draft: Draft) -> Result<(), Trouble> {
        self.shelf.get_value().save(&draft).await.map(|_| ())
    }

    /// The address of a page for this draft.
    pub fn to(self, place: &Place) -> String {
        self.root.get_value() + &self.draft.with_value(|draft| place.of(&draft.id))
    }

    /// The address of another page of the site.
    pub fn file(self, name: &str) -> String {
        self.root.get_value() + name
    }

    /// The open draft.
    pub fn draft(self) -> Draft {
        self.draft.get_value()
    }

    /// Reads what is filled in, again after every change.
    pub fn watch<T>(self, read: impl FnOnce(&FormState) -> T) -> T {
        self.changes.track();
        self.state.with_value(read)
    }

    /// Where saving stands.
    pub fn saving(self) -> Saving {
        self.saving.get()
    }

    /// Why nothing is saved any more.
    pub fn trouble(self) -> Option<Trouble> {
        self.trouble.get()
    }

    /// What another page saved, and what was typed here since this page read or saved the draft.
    pub fn conflict(self) -> Option<(FormState, Vec<At>)> {
        let (_, theirs) = self.theirs.get_value()?;
        let mine = self.state.with_value(|state| self.base.with_value(|base| state.typed_since(base)));
        Some((theirs, mine))
    }

    /// How many of the people added here find no room on what another page saved.
    pub fn without_room(self) -> usize {
        let room = |theirs: &FormState| {
            self.state.with_value(|state| self.base.with_value(|base| state.without_room(base, theirs)))
        };
        self.theirs.with_value(|theirs| theirs.as_ref().map_or(0, |(_, theirs)| room(theirs)))
    }

    /// Puts what was changed here onto what the other page saved, and saves that.
    pub fn put_onto(self) {
        let Some((mut draft, theirs)) = self.theirs.try_update_value(Option::take).flatten() else { return };
        for (kind, consent) in self.decided(&draft) {
            draft.set_consent(&kind, consent);
        }
        let mut all = self.state.with_value(|state| self.base.with_value(|base| state.onto(base, &theirs)));
        self.kit.prefill(&mut all, &draft);
        self.base.set_value(theirs);
        self.draft.set_value(draft);
        self.state.set_value(all);
        self.trouble.set(None);
        self.changed();
    }

    /// What was said here about sensitive information and counts although another page saved something else: a no always,
    /// a yes only where nothing was said there.
    fn decided(self, theirs: &Draft) -> Vec<(String, Consent)> {
        let counts = |(kind, consent): &(String, Consent)| match theirs.consent(kind) {
            Some(there) => *consent == Consent::Declined && there != Consent::Declined,
            None => true,
        };
        self.draft.with_value(|draft| draft.consents.iter().filter(|one| counts(one)).cloned().collect())
    }

    /// Tries again to save what could not be saved.
    pub fn retry(self) {
        if self.trouble.get_untracked().is_none() {
            self.save();
        }
    }

    /// Changes what is filled in and saves it.
    pub fn change(self, change: impl FnOnce(&mut FormState)) {
        self.state.update_value(change);
        self.changed();
    }

    /// Writes down what the person says about a kind of sensitive information; the answers count again.
    pub fn decide(self, kind: &str, consent: Consent) {
        self.draft.update_value(|draft| draft.set_consent(kind, consent));
        let draft = self.draft();
        self.state.update_value(|state| self.kit.prefill(state, &draft));
        self.changed();
    }

    /// A draft from now on, if it was none.
    fn begin(self) {
        self.draft.update_value(|draft| {
            if draft.id.is_empty() {
                let version = self.kit.pack.version.clone();
                *draft = Draft::begin(clock::random_id(), clock::now(), Vec::new(), version);
            }
        });
    }

    fn changed(self) {
        self.begin();
        self.draft.update_value(|draft| draft.changed = clock::now());
        self.changes.update(|n| *n += 1);
        if self.trouble.get_untracked().is_none() {
            self.save();
        }
    }

    fn save(self) {
        self.waiting.set_value(true);
        self.saving.set(Saving::Busy);
        if !self.busy.get_value() {
            self.busy.set_value(true);
            leptos::task::spawn_local(async move { self.work().await });
        }
    }

    /// Saves what there is, again while there were changes meanwhile.
    async fn work(self) {
        while self.waiting.get_value() {
            self.waiting.set_value(false);
            let saved = self.save_once().await;
            match saved {
                Ok(changed) if !self.waiting.get_value() => self.saving.set(Saving::Done(clock::local(changed).1)),
                Ok(_) => {}
                Err(trouble) => self.failed(trouble).await,
            }
        }
        self.busy.set_value(false);
    }

    async fn save_once(self) -> Result<i64, Trouble> {
        let state = self.state.get_value();
        let forms = state.encode()?;
        self.draft.update_value(|draft| draft.forms = forms);
        let draft = self.draft();
        let revision = self.shelf.get_value().save(&draft).await?;
        self.draft.update_value(|now| now.revision = revision);
        self.base.set_value(state);
        #[cfg(target_arch = "wasm32")]
        if draft.revision == 0 {
            crate::start::name_draft(&draft.id);
        }
        Ok(draft.changed)
    }

    /// What another page changed or deleted is never overwritten: this page stops and asks. Anything else is tried
    /// again with the next change, or when the person says so.
    async fn failed(self, trouble: Trouble) {
        self.saving.set(Saving::Failed(trouble.says()));
        if matches!(trouble, Trouble::ChangedElsewhere | Trouble::Deleted) {
            self.stop(trouble).await;
        }
    }

    /// Saves nothing any more, and says why.
    pub async fn stop(self, trouble: Trouble) {
        self.waiting.set_value(false);
        if trouble == Trouble::ChangedElsewhere {
            let there = self.shelf.get_value().load(&self.draft().id).await.ok().flatten();
            let decided = there.as_ref().is_some_and(|draft| !self.decided(draft).is_empty());
            self.theirs.set_value(there.and_then(|draft| Some((draft.clone(), self.kit.open(&draft).ok()?))));
            // Nothing was written here, only decided: there is nothing to choose from.
            if decided && self.conflict().is_some_and(|(_, mine)| mine.is_empty()) {
                return self.put_onto();
            }
        }
        self.trouble.set(Some(trouble));
    }
}
