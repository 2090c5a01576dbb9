//! Households one after the other, from a file or standard input: never all of them in memory.

use super::json::{AnyValue, Strict, empty, inside, problem};
use crate::files::cannot_read;
use anyhow::Result;
use base::Problem;
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::Value as Json;
use std::cell::Cell;
use std::fmt;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use std::rc::Rc;

/// How the households were written, and so how the answers are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One household.
    One,
    /// An array of them.
    Array,
    /// One after the other, as a rule each on a line of its own.
    Lines,
}

/// A household as it was read.
pub struct Item {
    /// What was written.
    pub json: Json,
    /// Which one, from 0.
    pub index: usize,
    /// Among how many of what kind.
    pub shape: Shape,
}

impl Item {
    /// How a message names it.
    pub fn place(&self) -> String {
        match self.shape {
            Shape::One => String::new(),
            _ => format!("第{}户 ", self.index + 1),
        }
    }
}

/// Where households come from: a file, or standard input for `-`.
pub struct Input<'a> {
    file: &'a str,
}

type Each<'e> = &'e mut dyn FnMut(Item) -> Result<()>;

impl<'a> Input<'a> {
    /// From the argument.
    pub fn new(file: &'a str) -> Input<'a> {
        Input { file }
    }

    /// How messages name it.
    pub fn name(&self) -> &'a str {
        if self.file == "-" { "标准输入" } else { self.file }
    }

    /// Whether it can be read again from its beginning.
    pub fn rereadable(&self) -> bool {
        self.file != "-" && Path::new(self.file).is_file()
    }

    /// Hands over each household as soon as it is read.
    pub fn each(&self, each: Each) -> Result<Shape> {
        let reader: Box<dyn Read> = match self.file {
            "-" => Box::new(std::io::stdin().lock()),
            file => Box::new(File::open(file).map_err(|error| cannot_read(file, &error))?),
        };
        let lines = Path::new(self.file).extension().is_some_and(|e| e == "jsonl" || e == "ndjson");
        read(self.name(), reader, lines, each)
    }
}

/// Hands over each household; with `lines`, a single one is a line too.
fn read(name: &str, reader: impl Read, lines: bool, each: Each) -> Result<Shape> {
    let more = Rc::new(Cell::new(0));
    let reader = Counting { reader: without_mark(name, reader)?, more: Rc::clone(&more) };
    let mut json = serde_json::Deserializer::from_reader(reader);
    let problem = |error: serde_json::Error| problem(name, &error, more.get());
    if json.end().is_ok() {
        return Err(empty(name).into());
    }
    let mut index = 0;
    loop {
        let mut stopped = None;
        let top = Top { each: &mut *each, index, stopped: &mut stopped };
        let found = top.deserialize(&mut json);
        if let Some(error) = stopped {
            return Err(error);
        }
        let one = found.map_err(problem)?;
        let ended = json.end();
        let Some(one) = one else {
            ended.map_err(problem)?;
            return Ok(Shape::Array);
        };
        let shape = if index == 0 && ended.is_ok() && !lines { Shape::One } else { Shape::Lines };
        each(Item { json: one, index, shape })?;
        if ended.is_ok() {
            return Ok(shape);
        }
        index += 1;
    }
}

/// Without the mark that some editors put before a text; marks of other encodings are refused.
fn without_mark(name: &str, mut reader: impl Read) -> Result<impl Read> {
    let mut start = Vec::new();
    reader.by_ref().take(3).read_to_end(&mut start).map_err(|error| cannot_read(name, &error))?;
    if start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]) {
        return Err(Problem::new(name, "文字是 UTF-16 编码").hint("请另存为 UTF-8").into());
    }
    if start == [0xef, 0xbb, 0xbf] {
        start.clear();
    }
    Ok(std::io::Cursor::new(start).chain(BufReader::with_capacity(1 << 16, reader)))
}

/// Counts by how much the line has more bytes than characters, up to the byte that was read last.
struct Counting<R> {
    reader: R,
    more: Rc<Cell<usize>>,
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.reader.read(buffer)?;
        for byte in &buffer[..count] {
            match *byte {
                b'\n' => self.more.set(0),
                byte => self.more.set(self.more.get() + usize::from(inside(byte))),
            }
        }
        Ok(count)
    }
}

/// What stands at the top: a household, or an array whose items are handed over one by one.
struct Top<'t, 'e> {
    each: &'t mut (dyn FnMut(Item) -> Result<()> + 'e),
    index: usize,
    stopped: &'t mut Option<anyhow::Error>,
}

impl<'de> DeserializeSeed<'de> for Top<'_, '_> {
    type Value = Option<Json>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<Json>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Top<'_, '_> {
    type Value = Option<Json>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Option<Json>, A::Error> {
        if self.index > 0 {
            return AnyValue.visit_seq(list).map(Some);
        }
        let mut index = 0;
        while let Some(Strict(json)) = list.next_element()? {
            if let Err(error) = (self.each)(Item { json, index, shape: Shape::Array }) {
                *self.stopped = Some(error);
                return Err(A::Error::custom("stopped"));
            }
            index += 1;
        }
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Option<Json>, A::Error> {
        AnyValue.visit_map(map).map(Some)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Option<Json>, E> {
        Ok(Some(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Option<Json>, E> {
        Ok(Some(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Option<Json>, E> {
        Ok(Some(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Option<Json>, E> {
        Ok(Some(value.into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Option<Json>, E> {
        Ok(Some(value.into()))
    }

    fn visit_unit<E>(self) -> Result<Option<Json>, E> {
        Ok(Some(Json::Null))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The shape, and what was handed over.
    fn all(text: &[u8], lines: bool) -> Result<(Shape, String)> {
        let mut found = Vec::new();
        let shape = read("户.json", text, lines, &mut |item| {
            found.push(format!("{}{}", item.place(), item.json));
            Ok(())
        })?;
        Ok((shape, found.join(";")))
    }

    fn check(text: impl AsRef<[u8]>, expected: (Shape, &str)) {
        let (shape, found) = all(text.as_ref(), false).unwrap();
        assert_eq!((shape, found.as_str()), expected);
    }

    fn wrong(text: impl AsRef<[u8]>, expected: &str) {
        let error = all(text.as_ref(), false).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }

    #[test]
    fn one_an_array_or_lines() {
        check("{\"a\":1}", (Shape::One, "{\"a\":1}"));
        check("\u{feff}{\"a\":1}\n", (Shape::One, "{\"a\":1}"));
        check("[]", (Shape::Array, ""));
        check("\u{feff}[{},{\"a\":[1]}]\n", (Shape::Array, "第1户 {};第2户 {\"a\":[1]}"));
        check("{}\n\n{\"a\":1}\r\n", (Shape::Lines, "第1户 {};第2户 {\"a\":1}"));
        check("3", (Shape::One, "3"));
        assert_eq!(all(b"{}\n", true).unwrap(), (Shape::Lines, "第1户 {}".into()));
    }

    #[test]
    fn says_what_is_wrong_with_the_text() {
        wrong("", "户.json：是空的");
        wrong("\u{feff} \n", "户.json：是空的");
        wrong(b"\xff\xfe{\0}\0", "UTF-16");
        wrong(b"{\"facts\":{\"\xcf\xd6\":1}}", "不是 UTF-8 编码的文字");
        wrong("[{},\n{]", "户.json 第2行第2列");
        wrong("{}\n{\"a\":1,\"a\":2}", "户.json 第2行第11列：“a”在同一个对象里写了两次");
        wrong("[{\"名\":\"字\"},\n{\"名\":\"字\",}]", "第2行第10列：不是正确的 JSON：最后一项后面多了逗号");
        wrong("[{}] {}", "后面还有多余的内容");
    }

    #[test]
    fn stops_where_it_is_told_to() {
        for text in ["[1,2,3", "1 2 3 {"] {
            let mut seen = 0;
            let result = read("户.json", text.as_bytes(), false, &mut |item| {
                seen += 1;
                anyhow::ensure!(item.index == 0, "enough");
                Ok(())
            });
            assert_eq!((result.unwrap_err().to_string().as_str(), seen), ("enough", 2));
        }
    }
}
