//! What stands between braces in a sentence, and what a section shows, found in the packs.

use super::book::{PageKind, Para, Piece, Show};
use super::raw::Said;
use policy::source::{Reader, did_you_mean};
use policy::{Pack, Said as PackSaid};

/// Where names are looked up.
pub struct Names<'a> {
    /// The packs.
    pub pack: &'a Pack,
    /// Kind and id of every page.
    pub pages: Vec<(PageKind, String)>,
}

/// A name that isn't there: what it is called, and the names there are.
struct Unknown<'a> {
    name: &'a str,
    known: Vec<&'a str>,
}

type Found<'a, T> = Result<T, Unknown<'a>>;

impl Names<'_> {
    /// A sentence with everything between its braces found.
    pub fn para(&self, said: &Said, file: usize, reader: &mut Reader) -> Para {
        let mut para = Para::new();
        let mut rest = said.get_ref().as_str();
        while let Some((before, after)) = rest.split_once('{') {
            push_text(&mut para, before);
            let Some((name, tail)) = after.split_once('}') else {
                self.tell(said, file, reader, &Unknown { name: after, known: Vec::new() });
                return para;
            };
            match self.piece(name) {
                Ok(piece) => para.push(piece),
                Err(unknown) => self.tell(said, file, reader, &unknown),
            }
            rest = tail;
        }
        push_text(&mut para, rest);
        para
    }

    /// What a section shows.
    pub fn show(&self, said: &Said, file: usize, reader: &mut Reader) -> Option<Show> {
        self.shown(said.get_ref()).map_err(|unknown| self.tell(said, file, reader, &unknown)).ok()
    }

    /// A programme by its id.
    pub fn program(&self, said: &Said, file: usize, reader: &mut Reader) -> Option<usize> {
        self.program_of(said.get_ref()).map_err(|unknown| self.tell(said, file, reader, &unknown)).ok()
    }

    /// A step of a programme that has a limit.
    pub fn limit(&self, program: usize, said: &Said, file: usize, reader: &mut Reader) -> Option<usize> {
        self.limit_of(program, said.get_ref()).map_err(|unknown| self.tell(said, file, reader, &unknown)).ok()
    }

    fn tell(&self, said: &Said, file: usize, reader: &mut Reader, unknown: &Unknown) {
        let what = format!("没有“{}”", unknown.name);
        let hint = did_you_mean(unknown.name, unknown.known.iter().copied());
        reader.fault(file, said.span(), "unknown-name", [what, "指南只能引用政策包和别的页里有的东西".into(), hint]);
    }

    fn piece<'n>(&'n self, name: &'n str) -> Found<'n, Piece> {
        let (kind, rest) = name.split_once('.').unwrap_or((name, ""));
        match kind {
            "programme" => self.program_of(rest).map(Piece::Program),
            "apply" => self.program_of(rest).map(Piece::Apply),
            "amount" => self.amount(rest).map(|(amount, key)| Piece::Amount(amount, key)),
            "step" => self.step(rest, true).map(|(program, step)| Piece::Limit(program, step)),
            "document" => self.document(rest).map(|(program, paper)| Piece::Document(program, paper)),
            "phone" => self.phone(rest).map(Piece::Phone),
            "event" => self.page(PageKind::Event, rest),
            "how" => self.page(PageKind::How, rest),
            "right" => self.page(PageKind::Right, rest),
            _ => Err(Unknown { name, known: vec!["programme", "apply", "amount", "step", "document", "phone"] }),
        }
    }

    fn shown<'n>(&'n self, name: &'n str) -> Found<'n, Show> {
        let guide = &self.pack.guide;
        let (kind, rest) = name.split_once('.').unwrap_or((name, ""));
        match kind {
            "step" => self.step(rest, false).map(|(program, step)| Show::Step(program, step)),
            "documents" => self.program_of(rest).map(Show::Documents),
            "duty" => by_id(&guide.duties, rest).map(Show::Duty),
            "urgent" => by_id(&guide.urgent, rest).map(Show::Urgent),
            "help" => by_id(&guide.help, rest).map(Show::Help),
            _ => Err(Unknown { name, known: vec!["step", "documents", "duty", "urgent", "help"] }),
        }
    }

    fn program_of<'n>(&'n self, id: &'n str) -> Found<'n, usize> {
        let known = || self.pack.programs.iter().map(|p| p.id.as_str()).collect();
        self.pack.program(id).ok_or_else(|| Unknown { name: id, known: known() })
    }

    fn page<'n>(&'n self, kind: PageKind, id: &'n str) -> Found<'n, Piece> {
        let of_kind = || self.pages.iter().filter(|(k, _)| *k == kind).map(|(_, id)| id.as_str());
        match of_kind().any(|known| known == id) {
            true => Ok(Piece::Page(kind, id.to_string())),
            false => Err(Unknown { name: id, known: of_kind().collect() }),
        }
    }

    /// `dibao_std.rural`: an amount and the index of its key.
    fn amount<'n>(&'n self, name: &'n str) -> Found<'n, (u16, u16)> {
        let (id, key) = name.split_once('.').unwrap_or((name, ""));
        let known = || self.pack.amounts.iter().map(|a| a.id.as_str()).collect();
        let found = (0u16..).zip(&self.pack.amounts).find(|(_, amount)| amount.id == id);
        let (ix, amount) = found.ok_or_else(|| Unknown { name: id, known: known() })?;
        let keys = || amount.keys.iter().map(String::as_str);
        let key_ix = (0u16..).zip(keys()).find(|(_, known)| *known == key);
        key_ix.map(|(key, _)| (ix, key)).ok_or_else(|| Unknown { name: key, known: keys().collect() })
    }

    /// `dibao.dibao_step_publicity`: a programme and one of its steps; with a limit, if one is to be told.
    fn step<'n>(&'n self, name: &'n str, limited: bool) -> Found<'n, (usize, usize)> {
        let (id, step) = name.split_once('.').unwrap_or((name, ""));
        let program = self.program_of(id)?;
        let known = || self.pack.programs[program].steps.iter().map(|s| s.id.as_str()).collect();
        match limited {
            true => self.limit_of(program, step).map(|step| (program, step)),
            false => {
                let found = self.pack.programs[program].steps.iter().position(|s| s.id == step);
                found.map(|step| (program, step)).ok_or_else(|| Unknown { name: step, known: known() })
            }
        }
    }

    fn limit_of<'n>(&'n self, program: usize, id: &'n str) -> Found<'n, usize> {
        let steps = &self.pack.programs[program].steps;
        let limited = || steps.iter().filter(|s| !s.limit.is_empty()).map(|s| s.id.as_str());
        let found = steps.iter().position(|s| s.id == id && !s.limit.is_empty());
        found.ok_or_else(|| Unknown { name: id, known: limited().collect() })
    }

    fn document<'n>(&'n self, name: &'n str) -> Found<'n, (usize, usize)> {
        let (id, paper) = name.split_once('.').unwrap_or((name, ""));
        let program = self.program_of(id)?;
        let papers = &self.pack.programs[program].documents;
        let known = || papers.iter().map(|d| d.id.as_str()).collect();
        let found = papers.iter().position(|d| d.id == paper);
        found.map(|paper| (program, paper)).ok_or_else(|| Unknown { name: paper, known: known() })
    }

    fn phone<'n>(&'n self, id: &'n str) -> Found<'n, usize> {
        let urgent = &self.pack.guide.urgent;
        let found = by_id(urgent, id)?;
        let with_phone = || urgent.iter().filter(|said| !said.phone.is_empty()).map(|said| said.id.as_str());
        match urgent[found].phone.is_empty() {
            true => Err(Unknown { name: id, known: with_phone().collect() }),
            false => Ok(found),
        }
    }
}

fn by_id<'n>(said: &'n [PackSaid], id: &'n str) -> Found<'n, usize> {
    let found = said.iter().position(|said| said.id == id);
    found.ok_or_else(|| Unknown { name: id, known: said.iter().map(|said| said.id.as_str()).collect() })
}

fn push_text(para: &mut Para, text: &str) {
    if !text.is_empty() {
        para.push(Piece::Text(text.to_string()));
    }
}
