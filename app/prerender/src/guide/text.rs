//! Sentences with what they name: programmes, amounts, limits, papers, pages, official words.

use guide::source::{Book, Page, PageKind, Para, Piece, Run, link_words};
use parts::{Node, Tag, cites, tag};
use policy::Cite;
use site::{Kit, Route, Shell, wording};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// The page that is being written.
pub struct At<'a> {
    /// The site around it.
    pub shell: Shell,
    /// Packs and amounts.
    pub kit: &'a Kit,
    /// The guide.
    pub book: &'a Book,
    /// Official words that were explained on the page.
    seen: RefCell<BTreeSet<usize>>,
}

impl<'a> At<'a> {
    /// A page on which nothing was explained yet.
    pub fn new(shell: Shell, kit: &'a Kit, book: &'a Book) -> At<'a> {
        At { shell, kit, book, seen: RefCell::default() }
    }

    /// The address of something below the root.
    pub fn to(&self, path: &str) -> String {
        self.shell.file(path)
    }

    /// The address of a programme.
    pub fn to_program(&self, ix: usize) -> String {
        self.shell.to(&Route::Program(self.kit.pack.programs[ix].id.clone()))
    }

    /// Articles in quiet ink.
    pub fn cites(&self, lead: &'static str, law: &[Cite]) -> Node {
        cites(lead, self.kit.cites(self.shell, law))
    }

    /// A word is explained where it stands: not linked again.
    pub fn explained(&self, word: usize) {
        self.seen.borrow_mut().insert(word);
    }

    /// Forgets what was explained: another page begins, or another entry of a list.
    pub fn begin(&self) {
        self.seen.borrow_mut().clear();
    }

    /// A paragraph.
    pub fn para(&self, para: &Para) -> Tag {
        tag("p").children(self.pieces(para))
    }

    /// What stands in a paragraph.
    pub fn pieces(&self, para: &Para) -> Vec<Node> {
        para.iter().flat_map(|piece| self.piece(piece)).collect()
    }

    /// Words, with the official ones linked to their explanation.
    pub fn words(&self, text: &str) -> Vec<Node> {
        let runs = link_words(&self.book.words, text, &mut self.seen.borrow_mut());
        let node = |run: Run| match run {
            Run::Plain(text) => Node::from(text.to_string()),
            Run::Word(ix, text) => {
                let address = self.to(&format!("{}#{}", super::lists::WORDS, self.book.words[ix].id));
                tag("a").class("term").href(address).text(text.to_string()).into()
            }
        };
        runs.into_iter().map(node).collect()
    }

    fn piece(&self, piece: &Piece) -> Vec<Node> {
        let pack = self.kit.pack;
        match piece {
            Piece::Text(text) => self.words(text),
            Piece::Program(ix) => {
                let name = pack.programs[*ix].short.clone();
                vec![tag("a").href(self.to_program(*ix)).text(name).into()]
            }
            Piece::Amount(ix, key) => self.amount(*ix, *key),
            Piece::Limit(program, step) => self.words(&pack.programs[*program].steps[*step].limit),
            Piece::Document(program, paper) => self.words(&pack.programs[*program].documents[*paper].name),
            Piece::Apply(ix) => self.words(pack.programs[*ix].apply.as_ref().map_or("", |apply| &apply.place)),
            Piece::Phone(ix) => {
                let phone = &pack.guide.urgent[*ix].phone;
                vec![tag("a").href(format!("tel:{phone}")).child(tag("strong").text(phone.clone())).into()]
            }
            Piece::Page(kind, id) => self.page(*kind, id).map_or_else(Vec::new, |page| vec![self.link(page).into()]),
        }
    }

    /// A number never stands without its date.
    fn amount(&self, ix: u16, key: u16) -> Vec<Node> {
        let figure = self.kit.figure(ix, key);
        let as_of = (!figure.as_of.is_empty()).then(|| tag("span").class("asof").text(figure.as_of));
        vec![tag("strong").class("nb").text(figure.value).into(), as_of.into()]
    }

    fn page(&self, kind: PageKind, id: &str) -> Option<&'a Page> {
        self.book.pages.iter().find(|page| page.kind == kind && page.id == id)
    }

    /// A link to a page.
    pub fn link(&self, page: &Page) -> Tag {
        tag("a").href(self.to(&page.path())).text(format!("“{}”", page.title))
    }

    /// Until when somebody checked the page, and who decides.
    pub fn closing(&self, checked: base::Date) -> Tag {
        let decides = "能不能享受，由县里的主管部门或乡镇（街道）按规定决定。这一页只帮您弄明白，不作决定。";
        let all = tag("a").href(self.to(super::lists::FIND)).text("看全部办事指南");
        let callout = parts::note(parts::Tone::Plain)
            .child(tag("p").text(decides))
            .child(tag("p").text(wording::checked(checked)));
        tag("section").child(callout.child(tag("p").class("noprint").child(all)))
    }
}
