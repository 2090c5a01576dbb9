//! The texts of a pack that a result needs and the first question doesn't, apart from it.

use crate::codec::{decode_body, encode_body};
use crate::model::*;
use base::Problem;

const MAGIC: &[u8; 4] = b"JZW\0";

/// The texts taken out of a pack, in its own order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words(Vec<String>);

impl Pack {
    /// Takes the long texts out.
    #[must_use]
    pub fn split(mut self) -> (Pack, Words) {
        let mut words = Vec::new();
        self.texts_mut(&mut |text| words.push(std::mem::take(text)));
        (self, Words(words))
    }

    /// Puts them back; `false` if they belong to other packs.
    pub fn join(&mut self, words: &Words) -> bool {
        let mut count = 0;
        self.texts_mut(&mut |_| count += 1);
        if count != words.0.len() {
            return false;
        }
        let mut rest = words.0.iter();
        self.texts_mut(&mut |text| text.clone_from(rest.next().unwrap_or(&String::new())));
        true
    }

    /// Every text that only results and the guide show.
    fn texts_mut(&mut self, see: &mut dyn FnMut(&mut String)) {
        for program in &mut self.programs {
            program_texts(program, see);
        }
        for reading in &mut self.readings {
            [&mut reading.name, &mut reading.ask].into_iter().for_each(&mut *see);
            reading.options.iter_mut().for_each(|o| {
                see(&mut o.says);
                cites(&mut o.law, see);
            });
        }
        for quantity in &mut self.quantities {
            [&mut quantity.id, &mut quantity.label].into_iter().for_each(&mut *see);
            quantity.parts.iter_mut().for_each(|p| {
                see(&mut p.label);
                cites(&mut p.law, see);
            });
        }
        for amount in &mut self.amounts {
            [&mut amount.who, &mut amount.note].into_iter().for_each(&mut *see);
            cites(&mut amount.law, see);
            amount.values.iter_mut().for_each(|v| see(&mut v.source));
        }
        let Guide { rights, duties, help, urgent: _ } = &mut self.guide;
        [rights, duties, help].into_iter().flatten().for_each(|s| said(s, see));
        self.texts.iter_mut().for_each(|t| see(&mut t.full));
        self.offices.iter_mut().for_each(|o| [&mut o.id, &mut o.name].into_iter().for_each(&mut *see));
    }
}

fn program_texts(program: &mut Program, see: &mut dyn FnMut(&mut String)) {
    [&mut program.summary, &mut program.who_decides].into_iter().for_each(&mut *see);
    cites(&mut program.law, see);
    rows(&mut program.rows, see);
    program.excluded.iter_mut().for_each(|(row, _)| rows(std::slice::from_mut(row), see));
    for relation in &mut program.relations {
        see(&mut relation.says);
        cites(&mut relation.law, see);
    }
    for b in program.benefit.iter_mut().chain(&mut program.extras) {
        [&mut b.id, &mut b.name, &mut b.says].into_iter().for_each(&mut *see);
        cites(&mut b.law, see);
    }
    if let Some(apply) = &mut program.apply {
        [&mut apply.place, &mut apply.who].into_iter().for_each(&mut *see);
        cites(&mut apply.law, see);
    }
    for d in program.documents.iter_mut().chain(&mut program.not_required) {
        [&mut d.id, &mut d.name, &mut d.says].into_iter().for_each(&mut *see);
        cites(&mut d.law, see);
    }
    for s in &mut program.steps {
        [&mut s.id, &mut s.name, &mut s.who, &mut s.limit, &mut s.says].into_iter().for_each(&mut *see);
        cites(&mut s.law, see);
    }
    program.rights.iter_mut().chain(&mut program.notes).for_each(|s| said(s, see));
}

fn rows(list: &mut [Row], see: &mut dyn FnMut(&mut String)) {
    for row in list {
        let texts = [&mut row.id, &mut row.says, &mut row.fails, &mut row.ask, &mut row.open_says];
        texts.into_iter().for_each(&mut *see);
        cites(&mut row.law, see);
        rows(&mut row.rows, see);
    }
}

fn said(said: &mut Said, see: &mut dyn FnMut(&mut String)) {
    [&mut said.title, &mut said.says].into_iter().for_each(&mut *see);
    cites(&mut said.law, see);
}

fn cites(law: &mut [Cite], see: &mut dyn FnMut(&mut String)) {
    law.iter_mut().for_each(|c| see(&mut c.part));
}

impl Words {
    /// The bytes that the browser loads before the first result.
    pub fn encode(&self) -> Result<Vec<u8>, Problem> {
        encode_body(MAGIC, &self.0)
    }

    /// Reads what [`Words::encode`] wrote, refusing anything else.
    pub fn decode(bytes: &[u8]) -> Result<Words, Problem> {
        decode_body(MAGIC, bytes).map(Words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_texts_out_and_puts_them_back() {
        let said = Said { id: "a".into(), title: "b".into(), says: "c".into(), phone: "d".into(), law: Vec::new() };
        let guide = Guide { rights: vec![said], ..Guide::default() };
        let pack = Pack { guide, ..Pack::default() };
        let (mut core, words) = pack.clone().split();
        assert_eq!((core.guide.rights[0].says.as_str(), core.guide.rights[0].id.as_str()), ("", "a"));
        let words = Words::decode(&words.encode().unwrap()).unwrap();
        assert!(core.join(&words));
        assert_eq!(core, pack);
        assert!(!core.join(&Words(vec!["x".into()])));
        assert!(Words::decode(&pack.encode().unwrap()).is_err());
    }
}
