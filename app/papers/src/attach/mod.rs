//! Photos of papers and PDF files that go with a draft: taken in, turned, moved, taken out, and saved after each of these.
//! What is shown as saved is on the device.

mod head;
mod limits;
#[cfg(target_arch = "wasm32")]
mod picture;
#[cfg(target_arch = "wasm32")]
mod work;

pub use limits::MOST;

use crate::desk::Desk;
use leptos::prelude::*;
use parts::Saving;
use policy::Document;
use std::collections::{HashMap, VecDeque};
use store::{Attached, Attachment};

/// What another paper is called that none of the programmes names.
pub const OTHER: &str = "其他材料";

/// Something to do, one after the other.
#[derive(Clone, Debug)]
pub enum Deed {
    /// Takes files in, as this paper.
    Add(Vec<web_sys::File>, String),
    /// Turns a picture by a quarter to the right; draws the pages of a PDF file.
    Turn(String),
    /// Moves one before, or after, its neighbour.
    Shift(String, bool),
    /// Says which paper it is.
    Paper(String, String),
    /// Says something about it.
    Says(String, String),
    /// Takes it out.
    Remove(String),
    /// Brings back what was taken out last.
    Undo,
}

/// Addresses, in this page only, of what is in memory for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The file, or the first page of a PDF file.
    pub file: String,
    /// A small picture of it; empty for a PDF file whose pages could not be drawn.
    pub small: String,
}

/// The draft's attachments on the screen.
#[derive(Clone, Copy)]
pub struct Album {
    /// The open draft.
    pub desk: Desk,
    attached: RwSignal<Attached>,
    shown: RwSignal<HashMap<String, Shown>>,
    saving: RwSignal<Saving>,
    busy: RwSignal<Option<String>>,
    refused: RwSignal<Vec<String>>,
    removed: RwSignal<Option<Attachment>>,
    waiting: StoredValue<VecDeque<(Deed, String)>, LocalStorage>,
    /// The bytes of what was taken out last.
    #[cfg(target_arch = "wasm32")]
    kept: StoredValue<Vec<wasm_bindgen::JsValue>, LocalStorage>,
}

impl Album {
    /// The album of a draft.
    pub fn of(desk: Desk) -> Album {
        let attached = desk.attached();
        let album = Album {
            desk,
            attached: RwSignal::new(attached),
            shown: RwSignal::default(),
            saving: RwSignal::default(),
            busy: RwSignal::default(),
            refused: RwSignal::default(),
            removed: RwSignal::default(),
            waiting: StoredValue::new_local(VecDeque::new()),
            #[cfg(target_arch = "wasm32")]
            kept: StoredValue::new_local(Vec::new()),
        };
        #[cfg(target_arch = "wasm32")]
        album.show_all();
        album
    }

    /// Does something once what was begun before is done. If the control that had the focus is gone then, the one with the
    /// id `next` has it.
    pub fn run(self, deed: Deed, next: String) {
        #[cfg(target_arch = "wasm32")]
        self.queue(deed, next);
        #[cfg(not(target_arch = "wasm32"))]
        drop((deed, next));
    }

    /// Tries again what could not be done.
    pub fn again(self) {
        #[cfg(target_arch = "wasm32")]
        self.go_on();
    }

    /// Whether something could not be done.
    pub fn waits(self) -> bool {
        self.waiting.with_value(|waiting| !waiting.is_empty())
    }

    /// All attachments, anew after every change.
    pub fn attached(self) -> Attached {
        self.attached.get()
    }

    /// One of them.
    pub fn one(self, id: &str) -> Option<Attachment> {
        self.attached.with(|attached| attached.get(id).cloned())
    }

    /// Ids of the attachments by paper, in the order in which the papers are named.
    pub fn groups(self) -> Vec<(String, Vec<String>)> {
        self.attached.with(|attached| groups(self.desk, attached))
    }

    /// Where it can be seen; empty until it was fetched.
    pub fn shown(self, id: &str) -> Shown {
        self.shown.with(|shown| shown.get(id).cloned().unwrap_or_default())
    }

    /// Where saving stands.
    pub fn saving(self) -> Saving {
        self.saving.get()
    }

    /// What is being done, where it takes a while.
    pub fn busy(self) -> Option<String> {
        self.busy.get()
    }

    /// Why files of the last choice were not taken in.
    pub fn refused(self) -> Vec<String> {
        self.refused.get()
    }

    /// What was taken out last and can be brought back.
    pub fn removed(self) -> Option<Attachment> {
        self.removed.get()
    }

    /// What it is called: the paper, and which one of several.
    pub fn title(self, id: &str) -> String {
        self.attached.with(|attached| title(self.desk, attached, id))
    }
}

/// What a paper is called.
pub fn name(desk: Desk, paper: &str) -> &'static str {
    let named = |document: &&&'static Document| document.id == paper;
    desk.kit.papers().iter().find(named).map_or(OTHER, |document| document.name.as_str())
}

/// What it is called: the paper, and which one of several.
fn title(desk: Desk, attached: &Attached, id: &str) -> String {
    let Some(one) = attached.get(id) else { return String::new() };
    let same: Vec<&Attachment> = attached.list.iter().filter(|other| other.paper == one.paper).collect();
    let place = same.iter().position(|other| other.id == id).unwrap_or_default() + 1;
    format!("{}，第{place}张", name(desk, &one.paper))
}

/// By paper: in the order of the packs, other papers last.
fn groups(desk: Desk, attached: &Attached) -> Vec<(String, Vec<String>)> {
    let ids = |paper: &str| {
        let its = attached.list.iter().filter(|one| one.paper == paper);
        its.map(|one| one.id.clone()).collect::<Vec<_>>()
    };
    let known = desk.kit.papers().iter().map(|document| document.id.as_str());
    let unknown = attached.list.iter().map(|one| one.paper.as_str());
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for paper in known.chain(unknown.clone().filter(|paper| !paper.is_empty())).chain([""]) {
        if !groups.iter().any(|(other, _)| other == paper) && unknown.clone().any(|other| other == paper) {
            groups.push((paper.to_string(), ids(paper)));
        }
    }
    groups
}

/// What goes with the draft, a line for each paper, for the form that it goes with.
pub fn lines(desk: Desk) -> Vec<String> {
    let attached = desk.attached();
    let line = |(paper, ids): (String, Vec<String>)| format!("附：{}{}张", name(desk, &paper), ids.len());
    groups(desk, &attached).into_iter().map(line).collect()
}
