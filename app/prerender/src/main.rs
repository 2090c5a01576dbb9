//! Run by trunk after the build: compiles the packs into `packs.bin` and `words.bin`, the guide's search into
//! `search.bin`, the residents' forms into `forms.bin`, what changed in the policy into `changes.bin`, and writes every
//! route's HTML.
//!
//! `TRUNK_STAGING_DIR` is where the built site stands. `SITE_AMOUNTS` names a county's own amounts, which then
//! stand in the pages and go out with the site. With `SITE_BASE_URL` there is a sitemap. `SOURCE_DATE_EPOCH` fixes the day the pages are computed for.

mod extras;
mod guide;
mod pages;
mod papers;
mod terms;

use ::forms::Forms;
use ::guide::source::{Book, read, told};
use anyhow::{Context, Result, anyhow};
use base::Date;
use guide::Guide;
use pages::{Around, Page, pages};
use policy::source::{Fault, Faults, SourceFile, compile};
use policy::{AmountRecord, Pack};
use serde_json::Value;
use site::Kit;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};
use std::{env, fs};

const PACKS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../policy/packs");
const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../guide/pages");
/// Seconds by which China is ahead of UTC.
const CHINA: u64 = 8 * 3600;
const DAY: u64 = 86_400;

fn main() -> Result<()> {
    let staging =
        PathBuf::from(env::var("TRUNK_STAGING_DIR").context("TRUNK_STAGING_DIR is not set: run by `trunk build`")?);
    let (pack, book, forms) = read_all()?;
    write(&staging.join("forms.bin"), &forms.encode().map_err(|problem| anyhow!("{problem}"))?)?;
    let index = ::guide::source::index(&book, &pack).encode().map_err(|problem| anyhow!("{problem}"))?;
    write(&staging.join("search.bin"), &index)?;
    let (core, words) = pack.clone().split();
    write(&staging.join("packs.bin"), &core.encode().map_err(|problem| anyhow!("{problem}"))?)?;
    write(&staging.join("words.bin"), &words.encode().map_err(|problem| anyhow!("{problem}"))?)?;
    let records = own_amounts(&staging)?;
    let records = Ok(records);
    let desk = ::papers::Kit::new(pack.clone(), forms, &records, today()?).map_err(|problem| anyhow!("{problem}"))?;
    let kit = Kit::new(pack, &records, today()?).map_err(|problem| anyhow!("{problem}"))?;
    if let Some(problem) = kit.problems.first() {
        return Err(anyhow!("SITE_AMOUNTS: {problem}"));
    }
    let template = fs::read_to_string(staging.join("index.html")).context("the built index.html")?;
    let base = env::var("SITE_BASE_URL").ok().map(|given| extras::base_url(&given)).transpose()?;
    let around = Around::new(&template, base.as_deref())?;
    let (guide, kit) = (Guide::new(book, &kit), Arc::new(kit));
    let news = papers::news(&guide.changes).encode().map_err(|problem| anyhow!("{problem}"))?;
    write(&staging.join("changes.bin"), &news)?;
    let mut pages = pages(&around, &kit, &guide);
    pages.extend(papers::pages(&around, desk));
    if let Some(base) = &base {
        write(&staging.join("sitemap.xml"), extras::sitemap(base, &pages, kit.today).as_bytes())?;
    }
    for Page { path, html } in pages.iter().chain([&extras::lost(&around, &kit, base.as_deref())]) {
        write(&staging.join(path), html.as_bytes())?;
    }
    Ok(())
}

/// The packs, the guide held against them, and the residents' forms.
fn read_all() -> Result<(Pack, Book, Forms)> {
    let (packs, pages) = (read_files(Path::new(PACKS))?, read_files(Path::new(PAGES))?);
    let pack = read_packs(&packs)?;
    let book = read(&pages, &packs, &pack);
    let book = book.map_err(|faults| anyhow!("faults in app/guide/pages:\n{}", told(&pages, &faults)))?;
    let forms = ::forms::source::compile(&packs, &pack).map_err(|faults| first("forms", &packs, &faults))?;
    Ok((pack, book, forms.only(false)))
}

/// The text of every file of a folder.
fn read_files(folder: &Path) -> Result<Vec<SourceFile>> {
    let mut files = Vec::new();
    read_folder(folder, folder, &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    fs::write(path, bytes).with_context(|| path.display().to_string())
}

/// Compiles the packs; the first few faults are told.
fn read_packs(files: &[SourceFile]) -> Result<Pack> {
    compile(files).map_err(|faults| first("packs", files, &faults))
}

/// The first few faults.
fn first(what: &str, files: &[SourceFile], faults: &Faults) -> anyhow::Error {
    let said = |fault: &Fault| format!("{}: {}", files.get(fault.file).map_or("", |f| f.path.as_str()), fault.what);
    let first: Vec<String> = faults.0.iter().take(5).map(said).collect();
    anyhow!("{} faults in the {what} (see `jiuzhu packs check`):\n{}", faults.0.len(), first.join("\n"))
}

fn read_folder(root: &Path, folder: &Path, files: &mut Vec<SourceFile>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            read_folder(root, &path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            let path = path.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
            files.push(SourceFile { path, text });
        }
    }
    Ok(())
}

/// The county's own amounts, which also go out with the site.
fn own_amounts(staging: &Path) -> Result<Vec<AmountRecord>> {
    let Ok(file) = env::var("SITE_AMOUNTS") else { return Ok(Vec::new()) };
    let text = fs::read_to_string(&file).with_context(|| file.clone())?;
    let list: Vec<Value> = serde_json::from_str(&text).with_context(|| format!("{file}: not a JSON list"))?;
    write(&staging.join("amounts.json"), text.as_bytes())?;
    Ok(list.iter().map(record).collect())
}

fn record(value: &Value) -> AmountRecord {
    let mut record = AmountRecord::default();
    for name in AmountRecord::FIELDS {
        if let Some(field) = record.field_mut(name) {
            *field = match value.get(name) {
                None | Some(Value::Null) => String::new(),
                Some(Value::String(text)) => text.clone(),
                Some(other) => other.to_string(),
            };
        }
    }
    record
}

/// Today in China, or the day of `SOURCE_DATE_EPOCH`.
fn today() -> Result<Date> {
    let seconds = match env::var("SOURCE_DATE_EPOCH") {
        Ok(fixed) => fixed.parse().context("SOURCE_DATE_EPOCH: not a number of seconds")?,
        Err(_) => SystemTime::now().duration_since(UNIX_EPOCH).context("the clock stands before 1970")?.as_secs(),
    };
    Ok(Date::from_days(i64::try_from((seconds + CHINA) / DAY)?))
}
