//! JSON written by people: no key twice, and what is wrong is said in Chinese with line and column.

use base::Problem;
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value as Json};
use std::fmt;

/// A JSON value in which no object has a key twice.
pub struct Strict(pub Json);

/// Reads one value; `name` is the file as it is told.
pub fn parse(name: &str, text: &str) -> Result<Json, Problem> {
    if text.trim().is_empty() {
        return Err(empty(name));
    }
    serde_json::from_str(text).map(|Strict(json)| json).map_err(|error| {
        let line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
        problem(name, &error, line.bytes().take(error.column()).filter(|byte| inside(*byte)).count())
    })
}

/// A file without anything in it.
pub fn empty(name: &str) -> Problem {
    Problem::new(name, "是空的，什么也没有写").hint("请检查是不是选错了文件，或者没有保存")
}

/// Whether a byte goes on with a character: the parser counts bytes, an editor counts characters.
pub fn inside(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

/// What the parser found, in Chinese; `more` is by how much its line has more bytes than characters up to there.
pub fn problem(name: &str, error: &serde_json::Error, more: usize) -> Problem {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or_default();
    if let Some(key) = what.strip_prefix(TWICE) {
        let key = if is_id(key) { format!("“{key}”") } else { "有一个名字".into() };
        return Problem::new(place(name, error, more), format!("{key}在同一个对象里写了两次")).hint("只留一个");
    }
    let (what, hint) = in_chinese(what);
    Problem::new(place(name, error, more), format!("不是正确的 JSON：{what}")).hint(hint)
}

/// Whether a key can be an id of the packs. Others may be personal, or do harm on a terminal: they are not repeated.
pub fn is_id(key: &str) -> bool {
    let digits = key.bytes().filter(u8::is_ascii_digit).count();
    !key.is_empty()
        && digits < 6
        && key.len() < 64
        && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'.')
}

fn place(name: &str, error: &serde_json::Error, more: usize) -> String {
    format!("{name} 第{}行第{}列", error.line(), error.column().saturating_sub(more))
}

/// What is wrong and what to do, for each thing the parser can say.
fn in_chinese(what: &str) -> (&'static str, &'static str) {
    match what {
        w if w.starts_with("EOF while parsing") => ("没有写完", "结尾可能少了引号、} 或 ]，也可能文件没有保存完整"),
        "expected `:`" => ("少了冒号", "名字和值之间写英文冒号 :"),
        "expected `,` or `]`" => ("少了逗号或 ]", "两项之间写英文逗号，数组最后写 ]"),
        "expected `,` or `}`" => ("少了逗号或 }", "两项之间写英文逗号，对象最后写 }"),
        "key must be a string" => ("名字没有用引号括起来", "名字写在英文双引号里，如 \"hukou_area\""),
        "trailing comma" => ("最后一项后面多了逗号", "去掉这个逗号"),
        "trailing characters" => ("后面还有多余的内容", "一个数组写完，后面不能再有别的"),
        "expected value" | "expected ident" => {
            ("这里不是一个值", "值是数、true、false、null、英文双引号里的文字、对象或数组；引号和逗号要用英文的")
        }
        "invalid number" => ("数写得不对", "写成 61000 或 0.65 这样，前面不加 0 和 +"),
        "number out of range" => ("数太大", "请检查是不是多写了几位"),
        "invalid unicode code point" => ("有不是 UTF-8 编码的文字", "请把文件另存为 UTF-8"),
        "recursion limit exceeded" => ("一层套一层，套得太深", "请检查是不是多写了 [ 或 {"),
        w if w.starts_with("control character") => ("引号里面换了行或有特殊字符", "文字写在一行里，换行写成 \\n"),
        w if w.contains("escape") || w.contains("surrogate") => ("反斜杠后面写得不对", "反斜杠本身写成两个：\\\\"),
        _ => ("格式不对", "请用能检查 JSON 的编辑器看这一处"),
    }
}

/// Begins the message about a repeated key.
const TWICE: &str = "twice: ";

/// The key under which serde_json hands over a number digit by digit (its feature `arbitrary_precision`).
const NUMBER: &str = "$serde_json::private::Number";

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Strict, D::Error> {
        deserializer.deserialize_any(AnyValue).map(Strict)
    }
}

/// Takes whatever comes.
pub struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Json, A::Error> {
        let mut out = Vec::new();
        while let Some(Strict(item)) = list.next_element()? {
            out.push(item);
        }
        Ok(Json::Array(out))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut out = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            if key == NUMBER && out.is_empty() {
                let digits: String = map.next_value()?;
                return digits.parse::<Number>().map(Json::Number).map_err(|_| A::Error::custom("invalid number"));
            }
            if out.contains_key(&key) {
                return Err(A::Error::custom(format_args!("{TWICE}{key}")));
            }
            let Strict(value) = map.next_value()?;
            out.insert(key, value);
        }
        Ok(Json::Object(out))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found = parse("一户.json", text).expect_err(text).to_string();
        assert!(found.contains(expected), "{text}: {found}");
        assert!(found.is_ascii() || !found.contains(" at line "), "{found}");
    }

    #[test]
    fn says_in_chinese_where_and_what_to_do() {
        check("", "一户.json：是空的");
        check(" \n", "一户.json：是空的");
        check("{\"facts\":", "一户.json 第1行第9列：不是正确的 JSON：没有写完（");
        check("{\n \"facts\" {}}", "第2行第10列：不是正确的 JSON：少了冒号（");
        check("[1 2]", "少了逗号或 ]（");
        check("{\"a\":1 \"b\":2}", "少了逗号或 }（");
        check("{a:1}", "名字没有用引号括起来（");
        check("[1,]", "最后一项后面多了逗号（");
        check("{} {}", "后面还有多余的内容（");
        check("{\"a\":“b”}", "这里不是一个值（");
        check("[nul]", "这里不是一个值（");
        check("[01]", "数写得不对（");
        check("\"a\nb\"", "引号里面换了行");
        check("\"\\x\"", "反斜杠后面写得不对（");
        check(&"[".repeat(5000), "套得太深（");
        check("{\"a\":{\"b\":1,\n\"b\":2}}", "第2行第3列：“b”在同一个对象里写了两次（只留一个）");
        check("{\"张三\":1,\"张三\":2}", "第1行第12列：有一个名字在同一个对象里写了两次（只留一个）");
        check(&format!("{{\"{NUMBER}\":\"x\"}}"), "数写得不对（");
    }

    #[test]
    fn reads_what_serde_json_reads() {
        let text = "{\"a\":[1,-2,0.10,1e400,true,null,\"文\"],\"b\":{\"a\":{}},\"c\":12345678901234567890}";
        assert_eq!(parse("", text).unwrap(), serde_json::from_str::<Json>(text).unwrap());
    }
}
