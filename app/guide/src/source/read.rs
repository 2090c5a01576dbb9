//! Files to [`Book`], with all faults at once.

use super::book::*;
use super::raw::{CalendarRaw, PageRaw, Said, SearchRaw, SectionRaw, WordsRaw};
use super::refs::Names;
use base::Date;
use policy::Pack;
use policy::source::{Faults, Reader, SourceFile};

/// Reads the pages; `packs` are the files that `pack` was compiled from.
pub fn read(files: &[SourceFile], packs: &[SourceFile], pack: &Pack) -> Result<Book, Faults> {
    let mut reading = Reading { reader: Reader::new(packs), names: Names { pack, pages: names(files) } };
    let mut book = Book::default();
    let mut pages = Vec::new();
    for (ix, file) in files.iter().enumerate() {
        match (page_name(&file.path), file.path.as_str()) {
            (Some((kind, id)), _) => pages.extend(reading.page(kind, id, ix, &file.text)),
            (None, "words.toml") => book.words = reading.words(ix, &file.text),
            (None, "calendar.toml") => book.limits = reading.limits(ix, &file.text),
            (None, "search.toml") => reading.search(ix, &file.text, &mut book),
            _ => reading.fault(ix, 0..1, "stray-file", format!("不认识的文件 {}", file.path), STRAY),
        }
    }
    pages.sort_by(|(a, page), (b, other)| (page.kind, a, &page.id).cmp(&(other.kind, b, &other.id)));
    book.pages = pages.into_iter().map(|(_, page)| page).collect();
    reading.every_right_has_a_page(&book);
    let faults = reading.reader.finish();
    if faults.is_empty() { Ok(book) } else { Err(faults) }
}

const STRAY: &str = "放进 event、how 或 right 文件夹；或者是 words.toml、calendar.toml、search.toml";

/// Every fault as a line: file, line, what, why, what to do.
pub fn told(files: &[SourceFile], faults: &Faults) -> String {
    let line = |fault: &policy::source::Fault| {
        let (path, text) = files.get(fault.file).map_or(("", ""), |f| (f.path.as_str(), f.text.as_str()));
        let number = text.bytes().take(fault.span.start).filter(|b| *b == b'\n').count() + 1;
        format!("{path}:{number}: {}（{}；{}）", fault.what, fault.why, fault.hint)
    };
    faults.0.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn page_name(path: &str) -> Option<(PageKind, &str)> {
    let (folder, name) = path.split_once('/')?;
    let kind = PageKind::ALL.into_iter().find(|kind| kind.folder() == folder)?;
    Some((kind, name.strip_suffix(".toml")?))
}

fn names(files: &[SourceFile]) -> Vec<(PageKind, String)> {
    files.iter().filter_map(|file| page_name(&file.path)).map(|(kind, id)| (kind, id.to_string())).collect()
}

struct Reading<'a> {
    reader: Reader,
    names: Names<'a>,
}

impl Reading<'_> {
    fn fault(&mut self, file: usize, span: std::ops::Range<usize>, code: &'static str, what: String, hint: &str) {
        self.reader.fault(file, span, code, [what, "指南的页要写全、写对".into(), hint.into()]);
    }

    fn page(&mut self, kind: PageKind, id: &str, file: usize, text: &str) -> Option<(u16, Page)> {
        let raw: PageRaw = self.reader.parse(text, file)?;
        let right = self.names.pack.guide.rights.iter().position(|right| kind == PageKind::Right && right.id == id);
        if kind == PageKind::Right && right.is_none() {
            self.fault(file, 0..1, "unknown-name", format!("政策包里没有权利“{id}”"), "文件名要和权利的编号一样");
        }
        let pack_title = right.map(|ix| self.names.pack.guide.rights[ix].title.clone());
        let title = raw.title.map(|t| t.get_ref().clone()).or(pack_title).unwrap_or_default();
        if title.is_empty() {
            self.fault(file, 0..1, "missing", "没有标题".into(), "写 title");
        }
        let own_law = right.is_none() && raw.law.is_empty();
        if own_law {
            self.fault(file, 0..1, "missing", "没有依据".into(), "写 law，列出条文");
        }
        let checked = self.date(&raw.checked, file);
        let sections = raw.section.iter().map(|section| self.section(section, file)).collect();
        let keywords = raw.keywords.iter().map(|k| k.get_ref().clone()).collect();
        let law = self.reader.cites(&raw.law, file);
        let summary = raw.summary.get_ref().clone();
        let page = Page { kind, id: id.to_string(), title, summary, checked, keywords, law, right, sections };
        Some((raw.order, page))
    }

    fn date(&mut self, said: &Said, file: usize) -> Date {
        Date::parse(said.get_ref()).unwrap_or_else(|problem| {
            self.fault(file, said.span(), "date", problem.what, &problem.hint);
            Date::from_days(0)
        })
    }

    fn paras(&mut self, said: &[Said], file: usize) -> Vec<Para> {
        said.iter().map(|said| self.names.para(said, file, &mut self.reader)).collect()
    }

    fn section(&mut self, raw: &SectionRaw, file: usize) -> Section {
        let says = self.paras(&raw.says, file);
        let then = self.paras(&raw.then, file);
        let show = raw.show.iter().filter_map(|said| self.names.show(said, file, &mut self.reader)).collect();
        let mut help = Vec::new();
        for one in &raw.help {
            let Some(program) = self.names.program(&one.programme, file, &mut self.reader) else { continue };
            let says = self.names.para(&one.says, file, &mut self.reader);
            let limits =
                one.limits.iter().filter_map(|l| self.names.limit(program, l, file, &mut self.reader)).collect();
            help.push(Help { program, says, limits });
        }
        let law = self.reader.cites(&raw.law, file);
        Section { title: raw.title.get_ref().clone(), says, show, help, then, law }
    }

    fn words(&mut self, file: usize, text: &str) -> Vec<Word> {
        let Some(raw) = self.reader.parse::<WordsRaw>(text, file) else { return Vec::new() };
        let mut words: Vec<Word> = Vec::new();
        for one in &raw.word {
            let also: Vec<String> = one.also.iter().map(|w| w.get_ref().clone()).collect();
            let word = one.word.get_ref().clone();
            let known = |name: &String| words.iter().any(|w| w.word == *name || w.also.contains(name));
            if let Some(twice) = also.iter().chain([&word]).find(|name| known(name)) {
                let what = format!("“{twice}”解释了两次");
                self.fault(file, one.word.span(), "twice", what, "留一处");
            }
            let says = self.names.para(&one.says, file, &mut self.reader);
            let law = self.reader.cites(&one.law, file);
            let id = super::index::plain_pinyin(&word, &[]);
            let id = id.chars().filter(char::is_ascii_alphanumeric).collect();
            words.push(Word { id, word, also, says, law });
        }
        words.sort_by(|a, b| a.id.cmp(&b.id));
        words
    }

    fn limits(&mut self, file: usize, text: &str) -> Vec<Limit> {
        let Some(raw) = self.reader.parse::<CalendarRaw>(text, file) else { return Vec::new() };
        let mut limits = Vec::new();
        for one in raw.limit {
            let law = self.reader.cites(&one.law, file);
            let [what, limit, who] = [one.what, one.limit, one.who].map(|said| said.into_inner());
            limits.push(Limit { what, limit, who, law });
        }
        limits
    }

    fn search(&mut self, file: usize, text: &str, book: &mut Book) {
        let Some(raw) = self.reader.parse::<SearchRaw>(text, file) else { return };
        book.fillers = raw.fillers;
        for one in raw.page {
            let path = one.path.get_ref().clone();
            if !self.is_address(&path) {
                self.fault(file, one.path.span(), "unknown-name", format!("没有“{path}”这一页"), "写成 guide/dibao/");
            }
            let words = one.words.into_iter().map(|w| w.into_inner()).collect();
            book.everyday.push(Everyday { path, says: one.says, words });
        }
        for one in raw.sound {
            let syllables: Vec<String> = one.pinyin.get_ref().split(' ').map(str::to_string).collect();
            if syllables.len() != one.word.get_ref().chars().count() {
                self.fault(file, one.pinyin.span(), "sound", "一个字要有一个拼音".into(), "用空格隔开");
            }
            book.sounds.push((one.word.into_inner(), syllables));
        }
    }

    fn is_address(&self, path: &str) -> bool {
        let fixed = [
            "check/",
            "urgent/",
            "harm/",
            "drafts/",
            "law/",
            "guide/",
            "guide/find/",
            "guide/words/",
            "guide/calendar/",
            "guide/changes/",
        ];
        let program = |p: &policy::Program| path == format!("guide/{}/", p.id);
        let page = |(kind, id): &(PageKind, String)| path == format!("guide/{}/{id}/", kind.folder());
        fixed.contains(&path) || self.names.pack.programs.iter().any(program) || self.names.pages.iter().any(page)
    }

    /// A right of the packs without a page.
    fn every_right_has_a_page(&mut self, book: &Book) {
        for right in &self.names.pack.guide.rights {
            if !book.pages.iter().any(|page| page.kind == PageKind::Right && page.id == right.id) {
                let what = format!("权利“{}”没有页", right.id);
                let hint = format!("写 right/{}.toml", right.id);
                self.reader.fault(0, 0..1, "missing", [what, "每条权利都有一页".into(), hint]);
            }
        }
    }
}
