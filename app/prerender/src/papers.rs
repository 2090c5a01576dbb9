//! The forms' and the drafts' pages: the built `index.html` without the self-check's app, and with the forms' own.

use crate::pages::{Around, NO_SCRIPT, Page};
use guide::source::Change;
use leptos::prelude::*;
use papers::news::{Day, News};
use papers::{Kit, Place, description, early, title};

/// What starts an app of that name. It has no hash: trunk builds a second app under its own name only.
fn starts(app: &str) -> String {
    format!(
        r#"<link rel="stylesheet" href="./papers.css">
<link rel="modulepreload" href="./{app}.js"><link rel="preload" href="./{app}_bg.wasm" as="fetch" type="application/wasm" crossorigin="anonymous">
<script type="module" src="./boot.js" data-root="./" data-js="{app}.js" data-wasm="{app}_bg.wasm"></script>
"#
    )
}

/// What the page of photos looks like, and the scripts that draw them: before the app, which calls them.
const PHOTOS: &str = r#"<link rel="stylesheet" href="./attach.css"><script type="module" src="./pages.js"></script>
"#;

/// What the page needs on which drafts go from one device to another.
const HAND: &str = r#"<link rel="stylesheet" href="./hand.css"><script type="module" src="./hand.js"></script>
"#;

/// Every page of the forms.
pub fn pages(around: &Around, kit: &'static Kit) -> Vec<Page> {
    let forms = kit.forms.list.iter().flat_map(|form| [Place::Form(form.id.clone()), Place::Print(form.id.clone())]);
    let drafts = [Place::Hand, Place::Attach, Place::Drafts, Place::History, Place::Changes];
    [Place::Tasks].into_iter().chain(drafts).chain(forms).map(|place| page(around, kit, &place)).collect()
}

fn page(around: &Around, kit: &'static Kit, place: &Place) -> Page {
    let folder = place.folder();
    let up = "../".repeat(folder.matches('/').count());
    let owner = Owner::new();
    let screen = owner.with(|| early(kit, up.clone(), place).html());
    owner.cleanup();
    let words = (title(kit, place), description(kit, place));
    let head = match place {
        Place::Attach => PHOTOS.to_owned() + &starts("papers"),
        Place::Hand => HAND.to_owned() + &starts("drafts"),
        Place::Drafts | Place::History | Place::Changes => starts("drafts"),
        _ => starts("papers"),
    };
    let screen = format!(r#"{NO_SCRIPT}<div id="app">{screen}</div>"#);
    let html = around.other(&up, (&words.0, &words.1), &head, &screen);
    Page { html: around.canonical(&html, &folder), path: format!("{folder}index.html") }
}

/// What changed in the policy, for who compares two results.
pub fn news(changes: &[Change]) -> News {
    let about = |change: &Change| change.about.iter().map(|one| (one.name.clone(), one.says.clone())).collect();
    News(changes.iter().map(|change| Day { on: change.on.days(), about: about(change) }).collect())
}
