//! The drafts of this device, as their pages show them: listed before the packs are there, changed one at a time.

use crate::kit::Kit;
use crate::moved::{Standing, standing};
use crate::news::News;
use crate::place::Place;
use answers::{Device, clock};
use base::Problem;
use leptos::prelude::*;
use std::rc::Rc;
use store::{Draft, Listing, Moment, Shelf, Trouble};

/// What a dialog is open for.
#[derive(Clone)]
pub enum Asking {
    /// Another name for a draft.
    Rename { id: String, name: String },
    /// A name for its copy.
    Copy { id: String, name: String },
    /// Whether it shall go.
    Delete { id: String, name: String },
    /// Whether all shall go.
    Clear,
    /// Whether it shall be again what it was.
    Restore { draft: Box<Draft>, at: Moment },
}

/// What to do with the drafts.
pub enum Work {
    /// Gives a draft another name.
    Rename { id: String, name: String },
    /// Makes a copy, with a name of its own.
    Copy { id: String, name: String },
    /// Deletes a draft for good.
    Delete { id: String },
    /// Deletes all for good.
    Clear,
    /// Makes a draft again what it was.
    Restore { draft: Box<Draft>, at: Moment },
}

/// The drafts and what is being done with them.
#[derive(Clone, Copy)]
pub struct Ledger {
    root: StoredValue<String>,
    shelf: StoredValue<Rc<Device>, LocalStorage>,
    kit: RwSignal<Option<Result<&'static Kit, Problem>>>,
    listing: RwSignal<Option<Result<Listing, Trouble>>>,
    standings: RwSignal<Vec<(String, Standing)>>,
    /// What changed in the policy, once a draft needs it.
    news: StoredValue<Option<News>>,
    /// Counts what was done, for pages that show more than the list.
    done: RwSignal<u32>,
    /// What a dialog is open for.
    pub asking: RwSignal<Option<Asking>>,
    /// What was done last, or why not.
    pub said: RwSignal<String>,
}

impl Ledger {
    /// Nothing read as yet. What is stored has no answers that never are: rows are written again as they were read.
    pub fn new(root: String) -> Self {
        Ledger {
            root: StoredValue::new(root),
            shelf: StoredValue::new_local(Rc::new(answers::device(Vec::new()))),
            kit: RwSignal::new(None),
            listing: RwSignal::new(None),
            standings: RwSignal::new(Vec::new()),
            news: StoredValue::new(None),
            done: RwSignal::new(0),
            asking: RwSignal::new(None),
            said: RwSignal::new(String::new()),
        }
    }

    /// Where drafts are kept.
    pub fn shelf(self) -> Rc<Device> {
        self.shelf.get_value()
    }

    /// The address of a file or page of the site.
    pub fn file(self, name: &str) -> String {
        self.root.get_value() + name
    }

    /// The address of a page about a draft.
    pub fn to(self, place: &Place, id: &str) -> String {
        self.file(&place.of(id))
    }

    /// The drafts, once they are read.
    pub fn listing(self) -> Option<Result<Listing, Trouble>> {
        self.listing.get()
    }

    /// The packs, once they are there.
    pub fn kit(self) -> Option<&'static Kit> {
        self.kit.get().and_then(Result::ok)
    }

    /// Why the packs won't come.
    pub fn no_kit(self) -> Option<Problem> {
        self.kit.get().and_then(Result::err)
    }

    /// How a draft stands to what the person last saw, once that is known.
    pub fn standing(self, id: &str) -> Option<Standing> {
        self.standings.with(|all| all.iter().find(|(other, _)| other == id).map(|(_, one)| one.clone()))
    }

    /// Follows what is done.
    pub fn follow(self) {
        self.done.track();
    }

    /// Reads the drafts, then compares each with what the person last saw.
    pub async fn reload(self) {
        let listing = self.shelf().list().await;
        let ids = listing.iter().flat_map(|listing| &listing.drafts).map(|draft| draft.id.clone()).collect::<Vec<_>>();
        self.listing.set(Some(listing));
        self.compare().await;
        for id in ids {
            // What could not be taken away is the next time.
            let _ = self.shelf().thin(&id, clock::now()).await;
        }
    }

    /// The packs are there, or won't come.
    pub async fn arrived(self, kit: Result<&'static Kit, Problem>) {
        self.kit.set(Some(kit));
        self.compare().await;
    }

    async fn compare(self) {
        let (Some(Ok(kit)), Some(Ok(listing))) = (self.kit.get_untracked(), self.listing.get_untracked()) else {
            return;
        };
        let mut standings = Vec::new();
        for draft in listing.drafts {
            standings.push((draft.id.clone(), self.standing_of(kit, &draft).await));
        }
        self.standings.set(standings);
    }

    /// How a draft stands to what the person last saw.
    pub async fn standing_of(self, kit: &'static Kit, draft: &Draft) -> Standing {
        let before = self.shelf().judged(&draft.id).await.ok().flatten();
        standing(kit, draft, before, async || self.news().await).await
    }

    async fn news(self) -> Result<News, Problem> {
        if let Some(news) = self.news.get_value() {
            return Ok(news);
        }
        #[cfg(target_arch = "wasm32")]
        let news = News::decode(&answers::files::data(&self.root.get_value(), "changes").await?)?;
        #[cfg(not(target_arch = "wasm32"))]
        let news = News::default();
        self.news.set_value(Some(news.clone()));
        Ok(news)
    }

    /// Opens a dialog.
    pub fn ask(self, asking: Asking) -> impl Fn() + Send + 'static {
        move || self.asking.set(Some(asking.clone()))
    }

    /// Does something, says what was done, shows what is left.
    pub fn act(self, work: Work) {
        self.asking.set(None);
        leptos::task::spawn_local(async move {
            let done = self.work(work).await;
            self.said.set(done.map_or_else(|trouble| trouble.says(), String::from));
            self.done.update(|n| *n += 1);
            self.reload().await;
            // The list is a new one: the button that had the focus is gone.
            request_animation_frame(|| {
                #[cfg(target_arch = "wasm32")]
                crate::start::focus("said");
            });
        });
    }

    async fn work(self, work: Work) -> Result<&'static str, Trouble> {
        let (shelf, now) = (self.shelf(), clock::now());
        match work {
            Work::Rename { id, name } => shelf.rename(&id, name.trim(), now).await.map(|()| "名字改好了"),
            Work::Copy { id, name } => {
                let draft = shelf.load(&id).await?.ok_or(Trouble::Deleted)?;
                let name = name.trim().to_string();
                let copy = Draft { id: clock::random_id(), name, started: now, changed: now, revision: 0, ..draft };
                #[cfg(target_arch = "wasm32")]
                shelf.copy(&id, &copy).await?;
                #[cfg(not(target_arch = "wasm32"))]
                shelf.save(&copy).await?;
                Ok("复制好了。两份各改各的，互不影响")
            }
            Work::Delete { id } => shelf.delete(&id).await.map(|()| "已经删掉了"),
            Work::Clear => shelf.clear().await.map(|()| "全部删掉了"),
            Work::Restore { draft, at } => {
                shelf.restore(&draft, at, now).await.map(|()| "换回来了。换之前的样子也留着，在下面")
            }
        }
    }
}
