//! The search index, with every character's sound worked out here, so that a browser needs no table of them.

use super::book::{Book, Page, Para, Piece};
use crate::search::{Entry, Field, Index, Weight};
use pinyin::ToPinyin;
use policy::{Pack, Program, Row};

/// Longer texts carry no sounds: nobody types a sentence in pinyin.
const SOUNDED: usize = 24;

/// The index of all pages, programmes and official words.
pub fn index(book: &Book, pack: &Pack) -> Index {
    let making = Making { book, pack };
    let programs = pack.programs.iter().map(|program| making.program(program));
    let pages = book.pages.iter().map(|page| making.page(page));
    let fixed = book.everyday.iter().filter(|one| making.is_fixed(&one.path)).map(|one| making.fixed(&one.path));
    let words = book.words.iter().map(|word| {
        let mut entry = Entry::new(format!("guide/words/#{}", word.id), word.word.clone());
        making.add(&mut entry, Weight::Word, &word.word);
        word.also.iter().for_each(|also| making.add(&mut entry, Weight::Word, also));
        making.add(&mut entry, Weight::Text, &plain(&word.says, pack, book));
        entry
    });
    Index { entries: programs.chain(pages).chain(fixed).chain(words).collect(), fillers: book.fillers.clone() }
}

struct Making<'a> {
    book: &'a Book,
    pack: &'a Pack,
}

impl Making<'_> {
    fn add(&self, entry: &mut Entry, weight: Weight, text: &str) {
        let text = without_amounts(text);
        if text.is_empty() || entry.fields.iter().any(|field| field.text == text) {
            return;
        }
        let short = text.chars().count() <= SOUNDED && weight != Weight::Text;
        let sounds = if short { sounds(&text, &self.book.sounds).join(" ") } else { String::new() };
        entry.fields.push(Field { weight, text, sounds });
    }

    /// What people type for an address.
    fn everyday(&self, entry: &mut Entry, path: &str) {
        let words = self.book.everyday.iter().filter(|one| one.path == path).flat_map(|one| &one.words);
        words.for_each(|word| self.add(entry, Weight::Everyday, word));
    }

    fn program(&self, program: &Program) -> Entry {
        let path = format!("guide/{}/", program.id);
        let mut entry = Entry::new(path.clone(), program.name.clone());
        self.add(&mut entry, Weight::Title, &program.short);
        self.add(&mut entry, Weight::Title, &program.name);
        self.everyday(&mut entry, &path);
        self.add(&mut entry, Weight::Text, &program.summary);
        self.rows(&mut entry, &program.rows);
        for paper in program.documents.iter().chain(&program.not_required) {
            self.add(&mut entry, Weight::Heading, &paper.name);
            self.add(&mut entry, Weight::Text, &paper.says);
        }
        for step in &program.steps {
            self.add(&mut entry, Weight::Heading, &step.name);
            self.add(&mut entry, Weight::Text, &step.says);
        }
        program.rights.iter().chain(&program.notes).for_each(|said| self.add(&mut entry, Weight::Text, &said.says));
        entry
    }

    fn rows(&self, entry: &mut Entry, rows: &[Row]) {
        for row in rows {
            self.add(entry, Weight::Text, &row.says);
            self.rows(entry, &row.rows);
        }
    }

    fn page(&self, page: &Page) -> Entry {
        let mut entry = Entry::new(page.path(), page.title.clone());
        self.add(&mut entry, Weight::Title, &page.title);
        page.keywords.iter().for_each(|word| self.add(&mut entry, Weight::Everyday, word));
        self.everyday(&mut entry, &page.path());
        self.add(&mut entry, Weight::Text, &page.summary);
        if let Some(right) = page.right.and_then(|ix| self.pack.guide.rights.get(ix)) {
            self.add(&mut entry, Weight::Text, &right.says);
        }
        for section in &page.sections {
            self.add(&mut entry, Weight::Heading, &section.title);
            for para in section.says.iter().chain(&section.then) {
                self.add(&mut entry, Weight::Text, &plain(para, self.pack, self.book));
            }
        }
        entry
    }

    /// Whether an address is neither a programme's nor a page's.
    fn is_fixed(&self, path: &str) -> bool {
        let program = |p: &Program| format!("guide/{}/", p.id) == path;
        !self.pack.programs.iter().any(program) && !self.book.pages.iter().any(|page| page.path() == path)
    }

    fn fixed(&self, path: &str) -> Entry {
        let all = || self.book.everyday.iter().filter(|one| one.path == path);
        let title = all().flat_map(|one| &one.words).next().cloned().unwrap_or_default();
        let mut entry = Entry::new(path.to_string(), title.clone());
        self.add(&mut entry, Weight::Title, &title);
        self.everyday(&mut entry, path);
        all().for_each(|one| self.add(&mut entry, Weight::Text, &one.says));
        entry
    }
}

/// Stands for an amount, which the index doesn't hold: it is shown on the page, with its date.
const AMOUNT: char = '\u{1}';

/// The sentences that tell no amount.
fn without_amounts(text: &str) -> String {
    text.split_inclusive('。').filter(|sentence| !sentence.contains(AMOUNT)).collect()
}

/// A paragraph as words only.
pub fn plain(para: &Para, pack: &Pack, book: &Book) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Program(ix) => pack.programs[*ix].short.clone(),
        Piece::Apply(ix) => pack.programs[*ix].apply.as_ref().map(|a| a.place.clone()).unwrap_or_default(),
        Piece::Amount(..) => AMOUNT.to_string(),
        Piece::Limit(program, step) => pack.programs[*program].steps[*step].limit.clone(),
        Piece::Document(program, paper) => pack.programs[*program].documents[*paper].name.clone(),
        Piece::Phone(ix) => pack.guide.urgent[*ix].phone.clone(),
        Piece::Page(kind, id) => {
            book.pages.iter().find(|p| p.kind == *kind && p.id == *id).map(|p| p.title.clone()).unwrap_or_default()
        }
    };
    para.iter().map(piece).collect()
}

/// The sound of each character: a syllable without tone, or the character itself.
fn sounds(text: &str, special: &[(String, Vec<String>)]) -> Vec<String> {
    let usual = |c: char| c.to_pinyin().map_or_else(|| c.to_lowercase().to_string(), |p| p.plain().replace('ü', "v"));
    let mut sounds: Vec<String> = text.chars().map(usual).collect();
    for (word, syllables) in special {
        for (at, _) in text.match_indices(word.as_str()) {
            let first = text[..at].chars().count();
            sounds.splice(first..first + syllables.len(), syllables.iter().cloned());
        }
    }
    sounds
}

/// A word's pinyin in one run.
pub fn plain_pinyin(word: &str, special: &[(String, Vec<String>)]) -> String {
    sounds(word, special).concat()
}
