//! The guide's own pages: plain HTML that needs no app, only links.

mod find;
mod lists;
mod text;
mod view;

pub use lists::FIND;

use guide::source::{Book, Change, changes};
use parts::Node;
use site::{Kit, Route, Shell};
use std::sync::Arc;

/// Changes of so many years are told.
const YEARS_BACK: i32 = 3;
const MONTHS: i32 = 12;

/// A page that is no screen of the app.
pub struct Plain {
    /// Its address below the root.
    pub path: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub description: String,
}

/// What the pages are made of.
pub struct Guide {
    /// The guide.
    pub book: Book,
    /// What changed, the newest first.
    pub changes: Vec<Change>,
}

impl Guide {
    /// A guide with the changes of the last years.
    pub fn new(book: Book, kit: &Kit) -> Guide {
        let from = kit.today.add_months(-MONTHS * YEARS_BACK);
        Guide { changes: changes(kit.pack, from, kit.today), book }
    }

    /// Every page, in the order of the sitemap.
    pub fn pages(&self) -> Vec<Plain> {
        let own = |page: &guide::source::Page| Plain {
            path: page.path(),
            title: page.title.clone(),
            description: page.summary.clone(),
        };
        let list = |path: &str, (title, description): (&str, &str)| Plain {
            path: path.into(),
            title: title.into(),
            description: description.into(),
        };
        let lists = [
            list(lists::FIND, lists::FIND_IS),
            list(lists::WORDS, lists::WORDS_IS),
            list(lists::CALENDAR, lists::CALENDAR_IS),
            list(lists::CHANGES, lists::CHANGES_IS),
        ];
        lists.into_iter().chain(self.book.pages.iter().map(own)).collect()
    }

    /// The HTML of a screen with official words linked to their explanation.
    pub fn explained(&self, up: &str, screen: &str) -> String {
        crate::terms::linked(&self.book, &format!("{up}{}", lists::WORDS), screen)
    }

    /// A page under the site's header, on a site whose root is `up`.
    pub fn screen(&self, up: &str, kit: &Arc<Kit>, path: &str) -> String {
        let shell = Shell::new(up, Route::Guide, kit.clone());
        let at = text::At::new(shell, kit, &self.book);
        let body: Node = match path {
            lists::FIND => lists::find(&at),
            lists::WORDS => lists::words(&at),
            lists::CALENDAR => lists::calendar(&at),
            lists::CHANGES => lists::changed(&at, &self.changes),
            _ => match self.book.pages.iter().find(|page| page.path() == path) {
                Some(page) => view::page(&at, page),
                None => Node::default(),
            },
        };
        site::page(shell, body).html()
    }
}
