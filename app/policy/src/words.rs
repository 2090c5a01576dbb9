//! The texts of a pack that a result needs and the first question doesn't, apart from it.

use crate::codec::{decode_body, encode_body};
use crate::model::*;
use base::Problem;
use serde::{Deserialize, Serialize};

const MAGIC: &[u8; 4] = b"JZW\0";

/// The texts taken out of a pack, and what else only explains, in its own order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Words {
    texts: Vec<String>,
    laws: Vec<Vec<Cite>>,
    used: Vec<Vec<Used>>,
}

/// A place in a pack that only results and the guide show.
enum Place<'p> {
    Text(&'p mut String),
    Law(&'p mut Vec<Cite>),
    Used(&'p mut Vec<Used>),
}

type See<'s> = &'s mut dyn FnMut(Place);

impl Pack {
    /// Takes the long texts out.
    #[must_use]
    pub fn split(mut self) -> (Pack, Words) {
        let mut words = Words::default();
        self.places(&mut |place| match place {
            Place::Text(text) => words.texts.push(std::mem::take(text)),
            Place::Law(law) => words.laws.push(std::mem::take(law)),
            Place::Used(used) => words.used.push(std::mem::take(used)),
        });
        (self, words)
    }

    /// Puts them back; `false` if they belong to other packs.
    pub fn join(&mut self, words: Words) -> bool {
        let mut count = (0, 0, 0);
        self.places(&mut |place| match place {
            Place::Text(_) => count.0 += 1,
            Place::Law(_) => count.1 += 1,
            Place::Used(_) => count.2 += 1,
        });
        if count != (words.texts.len(), words.laws.len(), words.used.len()) {
            return false;
        }
        let (mut texts, mut laws, mut used) = (words.texts.into_iter(), words.laws.into_iter(), words.used.into_iter());
        self.places(&mut |place| match place {
            Place::Text(to) => *to = texts.next().unwrap_or_default(),
            Place::Law(to) => *to = laws.next().unwrap_or_default(),
            Place::Used(to) => *to = used.next().unwrap_or_default(),
        });
        true
    }

    /// Packs and their texts, from the bytes of both.
    pub fn decode_whole(packs: &[u8], words: &[u8]) -> Result<Pack, Problem> {
        let mut pack = Pack::decode(packs)?;
        match pack.join(Words::decode(words)?) {
            true => Ok(pack),
            false => Err(Problem::new("政策包", "两个文件的版本不一样").hint("请刷新页面")),
        }
    }

    /// Ids of the facts that are never written down.
    pub fn never_stored(&self) -> Vec<String> {
        self.facts.iter().filter(|fact| fact.never_stored).map(|fact| fact.id.clone()).collect()
    }

    /// Every place that only results and the guide show.
    fn places(&mut self, see: See) {
        for program in &mut self.programs {
            program_texts(program, see);
        }
        for reading in &mut self.readings {
            texts(&mut [&mut reading.name, &mut reading.ask], see);
            reading.options.iter_mut().for_each(|o| {
                see(Place::Text(&mut o.says));
                see(Place::Law(&mut o.law));
            });
        }
        for quantity in &mut self.quantities {
            texts(&mut [&mut quantity.id, &mut quantity.label], see);
            quantity.parts.iter_mut().for_each(|p| {
                see(Place::Text(&mut p.label));
                see(Place::Law(&mut p.law));
            });
        }
        for amount in &mut self.amounts {
            texts(&mut [&mut amount.who, &mut amount.note], see);
            amount.labels.iter_mut().for_each(|label| see(Place::Text(label)));
            see(Place::Law(&mut amount.law));
            amount.values.iter_mut().for_each(|v| see(Place::Text(&mut v.source)));
        }
        let Guide { rights, duties, help, urgent: _ } = &mut self.guide;
        [rights, duties, help].into_iter().flatten().for_each(|s| said(s, see));
        self.texts.iter_mut().for_each(|t| texts(&mut [&mut t.full, &mut t.issuer], see));
        self.offices.iter_mut().for_each(|o| texts(&mut [&mut o.id, &mut o.name], see));
    }
}

fn program_texts(program: &mut Program, see: See) {
    texts(&mut [&mut program.summary, &mut program.who_decides], see);
    see(Place::Law(&mut program.law));
    rows(&mut program.rows, see);
    program.excluded.iter_mut().for_each(|(row, _)| rows(std::slice::from_mut(row), see));
    for relation in &mut program.relations {
        see(Place::Text(&mut relation.says));
        see(Place::Law(&mut relation.law));
    }
    for b in program.benefit.iter_mut().chain(&mut program.extras) {
        texts(&mut [&mut b.id, &mut b.name, &mut b.says], see);
        see(Place::Law(&mut b.law));
    }
    if let Some(apply) = &mut program.apply {
        texts(&mut [&mut apply.place, &mut apply.who], see);
        see(Place::Law(&mut apply.law));
    }
    for d in program.documents.iter_mut().chain(&mut program.not_required) {
        texts(&mut [&mut d.id, &mut d.name, &mut d.says], see);
        see(Place::Law(&mut d.law));
    }
    for s in &mut program.steps {
        texts(&mut [&mut s.id, &mut s.name, &mut s.who, &mut s.limit, &mut s.says], see);
        see(Place::Law(&mut s.law));
    }
    program.rights.iter_mut().chain(&mut program.notes).for_each(|s| said(s, see));
}

fn rows(list: &mut [Row], see: See) {
    for row in list {
        texts(&mut [&mut row.id, &mut row.says, &mut row.fails, &mut row.ask, &mut row.open_says], see);
        see(Place::Used(&mut row.used));
        see(Place::Law(&mut row.law));
        rows(&mut row.rows, see);
    }
}

fn said(said: &mut Said, see: See) {
    texts(&mut [&mut said.title, &mut said.says], see);
    see(Place::Law(&mut said.law));
}

fn texts(list: &mut [&mut String], see: See) {
    list.iter_mut().for_each(|text| see(Place::Text(text)));
}

impl Words {
    /// The bytes that the browser loads before the first result.
    pub fn encode(&self) -> Result<Vec<u8>, Problem> {
        encode_body(MAGIC, self)
    }

    /// Reads what [`Words::encode`] wrote, refusing anything else.
    pub fn decode(bytes: &[u8]) -> Result<Words, Problem> {
        decode_body(MAGIC, bytes)
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
        assert!(core.join(words));
        assert_eq!(core, pack);
        assert!(!core.join(Words { texts: vec!["x".into()], ..Words::default() }));
        assert!(Words::decode(&pack.encode().unwrap()).is_err());
    }
}
