//! The guide as read: everything that is named in it was found in the packs.

use base::Date;
use policy::Cite;

/// Everything the guide adds to the packs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Book {
    /// Pages, each kind in its order.
    pub pages: Vec<Page>,
    /// Official words explained.
    pub words: Vec<Word>,
    /// Time limits that no step of a programme carries.
    pub limits: Vec<Limit>,
    /// What people type, and the page they want.
    pub everyday: Vec<Everyday>,
    /// Words of a question that say nothing about its subject.
    pub fillers: Vec<String>,
    /// Words whose characters sound otherwise than usual, with their syllables.
    pub sounds: Vec<(String, Vec<String>)>,
}

/// What a page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageKind {
    /// Something happened at home.
    Event,
    /// How something is done.
    How,
    /// A right that everybody has.
    Right,
}

impl PageKind {
    /// Every kind.
    pub const ALL: [PageKind; 3] = [PageKind::Event, PageKind::How, PageKind::Right];

    /// Its folder in the sources and in addresses.
    pub fn folder(self) -> &'static str {
        match self {
            PageKind::Event => "event",
            PageKind::How => "how",
            PageKind::Right => "right",
        }
    }

    /// What pages of this kind are called together.
    pub fn title(self) -> &'static str {
        match self {
            PageKind::Event => "遇到事了",
            PageKind::How => "手续怎么办",
            PageKind::Right => "您的权利",
        }
    }
}

/// A page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Kind.
    pub kind: PageKind,
    /// Id: the name of its file.
    pub id: String,
    /// Title.
    pub title: String,
    /// What it answers, in a sentence.
    pub summary: String,
    /// When somebody last held it against the texts.
    pub checked: Date,
    /// Words that people search for.
    pub keywords: Vec<String>,
    /// Its articles.
    pub law: Vec<Cite>,
    /// The right of the packs that it explains: an index into `guide.rights`.
    pub right: Option<usize>,
    /// Its sections.
    pub sections: Vec<Section>,
}

impl Page {
    /// Its address below the root of the site.
    pub fn path(&self) -> String {
        format!("guide/{}/{}/", self.kind.folder(), self.id)
    }
}

/// A part of a page with a heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// Paragraphs before what is shown.
    pub says: Vec<Para>,
    /// What the packs say.
    pub show: Vec<Show>,
    /// Programmes that may help.
    pub help: Vec<Help>,
    /// Paragraphs after it.
    pub then: Vec<Para>,
    /// Articles of its sentences.
    pub law: Vec<Cite>,
}

/// A paragraph.
pub type Para = Vec<Piece>;

/// A piece of a paragraph. Numbers are indices into the pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Text(String),
    /// A programme's short name, linked: `{programme.dibao}`.
    Program(usize),
    /// An amount with its date: `{amount.dibao_std.rural}`.
    Amount(u16, u16),
    /// The time limit of a step: `{step.dibao.dibao_step_publicity}`.
    Limit(usize, usize),
    /// A paper's name: `{document.dibao.id_papers}`.
    Document(usize, usize),
    /// Where to apply: `{apply.dibao}`.
    Apply(usize),
    /// The number to call: `{phone.first_aid}`.
    Phone(usize),
    /// Another page, by kind and id, linked: `{right.appeal}`, `{how.apply}`, `{event.ill}`.
    Page(PageKind, String),
}

/// Something of the packs that is shown whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// One step with its limit and articles: `step.dibao.dibao_step_publicity`.
    Step(usize, usize),
    /// What to bring and what nobody may ask for: `documents.dibao`.
    Documents(usize),
    /// A duty: `duty.report_changes`.
    Duty(usize),
    /// Help at once: `urgent.first_aid`.
    Urgent(usize),
    /// Other help: `help.legal_aid`.
    Help(usize),
}

/// A programme that may help in what happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Help {
    /// The programme.
    pub program: usize,
    /// Whom it is for here, in a sentence.
    pub says: Para,
    /// The steps whose limits say how long it takes; none if no text says so.
    pub limits: Vec<usize>,
}

/// An official word.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// Its anchor on the page of words: its pinyin.
    pub id: String,
    /// The word.
    pub word: String,
    /// Other forms of it.
    pub also: Vec<String>,
    /// What it means, in a sentence or two.
    pub says: Para,
    /// Where that stands.
    pub law: Vec<Cite>,
}

/// A time limit that no step carries.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    /// What has to happen.
    pub what: String,
    /// Within which time.
    pub limit: String,
    /// Who has to.
    pub who: String,
    /// Where that stands.
    pub law: Vec<Cite>,
}

/// What people type for an address of the site.
#[derive(Clone, Debug, PartialEq)]
pub struct Everyday {
    /// The address below the root.
    pub path: String,
    /// What the page is about, where no page of the guide says it.
    pub says: String,
    /// Everyday words.
    pub words: Vec<String>,
}
