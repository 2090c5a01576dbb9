//! What every screen can reach: the root of the site, where one is, the packs.

use crate::engine::Kit;
use crate::history::{Entry, enter};
use crate::route::Route;
use leptos::prelude::*;
use std::sync::Arc;

/// Whether the long texts are there: results and the guide need them, questions don't.
#[derive(Clone, Copy, PartialEq)]
pub enum Texts {
    /// Still on their way.
    Coming,
    /// There.
    There,
    /// They could not be had.
    Lost,
}

/// The site around a screen.
#[derive(Clone, Copy)]
pub struct Shell {
    root: StoredValue<String>,
    route: RwSignal<Route>,
    kit: StoredValue<Arc<Kit>>,
    texts: RwSignal<Texts>,
    /// Something to say after the page's title changed because of an error.
    pub faulty: RwSignal<bool>,
}

impl Shell {
    /// A site whose root is `root`: a path such as `/sub/`, or `../` for a page rendered ahead of time.
    pub fn new(root: impl Into<String>, route: Route, kit: Arc<Kit>) -> Self {
        Shell {
            root: StoredValue::new(root.into()),
            route: RwSignal::new(route),
            kit: StoredValue::new(kit),
            texts: RwSignal::new(Texts::There),
            faulty: RwSignal::new(false),
        }
    }

    /// The root.
    pub fn root(self) -> String {
        self.root.get_value()
    }

    /// Where one is.
    pub fn route(self) -> Route {
        self.route.get()
    }

    /// The address of a route.
    pub fn to(self, route: &Route) -> String {
        match self.root() + &route.path() {
            empty if empty.is_empty() => "./".into(),
            address => address,
        }
    }

    /// Where the official forms of a draft are filled in: pages of their own.
    pub fn papers(self, draft: &str) -> String {
        self.file(&format!("papers/?d={draft}"))
    }

    /// The address of a file below the root.
    pub fn file(self, name: &str) -> String {
        self.root() + name
    }

    /// The packs.
    pub fn kit(self) -> Arc<Kit> {
        self.kit.get_value()
    }

    /// Where one is, without following it.
    pub fn route_untracked(self) -> Route {
        self.route.get_untracked()
    }

    /// Whether the long texts are there, without following it.
    pub fn texts_untracked(self) -> Texts {
        self.texts.get_untracked()
    }

    /// Whether the long texts are there.
    pub fn texts(self) -> Texts {
        self.texts.get()
    }

    /// Says whether the long texts are there; with them comes a kit that has them.
    pub fn set_texts(self, texts: Texts, kit: Option<Arc<Kit>>) {
        if let Some(kit) = kit {
            self.kit.set_value(kit);
        }
        self.texts.set(texts);
    }

    /// Shows another screen without touching the history.
    pub fn show(self, route: Route) {
        if self.route.get_untracked() != route {
            self.faulty.set(false);
            self.route.set(route);
        }
    }

    /// Goes to another screen.
    pub fn go(self, route: Route) {
        enter(&self.to(&route), Entry::Push);
        self.show(route);
        #[cfg(target_arch = "wasm32")]
        crate::history::show_heading("");
    }

    /// Takes another screen in place of this one.
    pub fn replace(self, route: Route) {
        enter(&self.to(&route), Entry::Replace);
        self.show(route);
    }

    /// Shows the screen of the address that the browser went to.
    #[cfg(target_arch = "wasm32")]
    pub(crate) fn arrive(self) {
        let location = window().location();
        let path = location.pathname().unwrap_or_default();
        let below = path.strip_prefix(self.root().as_str()).unwrap_or(&path).to_string();
        self.show(Route::parse(&below, &location.search().unwrap_or_default()));
    }
}

/// The site around this screen.
pub fn shell() -> Shell {
    expect_context::<Shell>()
}
