//! The official forms: everything that must stand on them stands there, can be reached, and is filled in once.

#[path = "forms/filled.rs"]
mod filled;
#[path = "forms/listed.rs"]
mod listed;
#[path = "forms/needed.rs"]
mod needed;
#[path = "forms/words.rs"]
mod words;

use base::Date;
use forms::{Form, Forms};
use policy::Pack;
use std::sync::LazyLock;

static PACK: LazyLock<Pack> = LazyLock::new(|| jiuzhu::packs::load(None).expect("the packs compile"));

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let files = jiuzhu::packs::read_folder(&jiuzhu::default_packs()).expect("the packs can be read");
    forms::source::compile(&files, &PACK).unwrap_or_else(|faults| {
        let said = |fault: &policy::source::Fault| {
            let file = &files[fault.file];
            let line = file.text[..fault.span.start].matches('\n').count() + 1;
            format!("{}:{line}: {}（{}）", file.path, fault.what, fault.hint)
        };
        panic!("{}", faults.0.iter().map(said).collect::<Vec<_>>().join("\n"))
    })
});

fn today() -> Date {
    Date::parse("2026-11-23").expect("a date")
}

fn form(id: &str) -> &'static Form {
    FORMS.form(id).unwrap_or_else(|| panic!("there is no form {id}"))
}
