//! The forms' pages: the built `index.html` without the self-check's app, and with the forms' own.

use crate::pages::{Around, NO_SCRIPT, Page};
use leptos::prelude::*;
use papers::{Kit, Place, description, early, title};

/// What starts the forms. The names have no hash: trunk builds a second app under its own name only.
const APP: &str = r#"<link rel="stylesheet" href="./papers.css">
<link rel="modulepreload" href="./papers.js"><link rel="preload" href="./papers_bg.wasm" as="fetch" type="application/wasm" crossorigin="anonymous">
<script type="module" src="./boot.js" data-root="./" data-js="papers.js" data-wasm="papers_bg.wasm"></script>
"#;

/// What the page needs on which drafts go from one device to another.
const HAND: &str = r#"<link rel="stylesheet" href="./hand.css"><script type="module" src="./hand.js"></script>
"#;

/// Every page of the forms.
pub fn pages(around: &Around, kit: &'static Kit) -> Vec<Page> {
    let forms = kit.forms.list.iter().flat_map(|form| [Place::Form(form.id.clone()), Place::Print(form.id.clone())]);
    [Place::Tasks, Place::Hand].into_iter().chain(forms).map(|place| page(around, kit, &place)).collect()
}

fn page(around: &Around, kit: &'static Kit, place: &Place) -> Page {
    let folder = place.folder();
    let up = "../".repeat(folder.matches('/').count());
    let owner = Owner::new();
    let screen = owner.with(|| early(kit, up.clone(), place).html());
    owner.cleanup();
    let words = (title(kit, place), description(kit, place));
    let screen = format!(r#"{NO_SCRIPT}<div id="app">{screen}</div>"#);
    let app = if *place == Place::Hand { [HAND, APP].concat() } else { APP.into() };
    let html = around.other(&up, (&words.0, &words.1), &app, &screen);
    Page { html: around.canonical(&html, &folder), path: format!("{folder}index.html") }
}
