//! Reports as they are made: pretty for one household or an array, a line each for lines.

use super::input::Shape;
use crate::files::tell;
use anyhow::{Context, Result};
use serde_json::Value as Json;
use std::io::Write;

/// Writes reports one after the other.
pub struct Output<W: Write> {
    out: W,
    count: usize,
}

impl<W: Write> Output<W> {
    /// Onto something.
    pub fn new(out: W) -> Output<W> {
        Output { out, count: 0 }
    }

    /// The next report.
    pub fn put(&mut self, shape: Shape, report: &Json) -> Result<()> {
        let text = match shape {
            Shape::One => serde_json::to_string_pretty(report)? + "\n",
            Shape::Lines => serde_json::to_string(report)? + "\n",
            Shape::Array => {
                let before = if self.count > 0 { ",\n  " } else { "[\n  " };
                before.to_string() + &serde_json::to_string_pretty(report)?.replace('\n', "\n  ")
            }
        };
        self.count += 1;
        self.write(&text)
    }

    /// Something went wrong after some were written: the reader of the output is told.
    pub fn stopped(&self) {
        if self.count > 0 {
            tell(format_args!("只写出了前面{}户的结果", self.count));
        }
    }

    /// After the last one.
    pub fn end(mut self, shape: Shape) -> Result<()> {
        match (shape, self.count > 0) {
            (Shape::Array, true) => self.write("\n]\n")?,
            (Shape::Array, false) => self.write("[]\n")?,
            _ => {}
        }
        self.out.flush().context("写不了标准输出")
    }

    fn write(&mut self, text: &str) -> Result<()> {
        self.out.write_all(text.as_bytes()).context("写不了标准输出")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(shape: Shape, reports: &[Json], expected: &str) {
        let mut out = Vec::new();
        let mut output = Output::new(&mut out);
        reports.iter().for_each(|report| output.put(shape, report).unwrap());
        output.end(shape).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn an_array_is_written_as_if_it_had_been_whole() {
        let reports = [json!({"a": [1, {"b": "x\ny"}], "c": {}}), json!([]), json!(null)];
        for count in 0..=reports.len() {
            let whole = serde_json::to_string_pretty(&Json::Array(reports[..count].to_vec())).unwrap();
            check(Shape::Array, &reports[..count], &(whole + "\n"));
        }
        check(Shape::One, &reports[..1], &(serde_json::to_string_pretty(&reports[0]).unwrap() + "\n"));
        check(Shape::Lines, &reports, "{\"a\":[1,{\"b\":\"x\\ny\"}],\"c\":{}}\n[]\nnull\n");
    }
}
