//! What every pack file owes: Chinese words, an article, dates in order, ids that are told apart.

use super::Compiler;
use crate::source::fault::Place;
use crate::source::raw::{Day, Law, Text};
use base::Date;
use toml::Spanned;

impl Compiler<'_> {
    /// Something that a resident reads is there, and in Chinese.
    pub(super) fn words(&mut self, place: &Place, text: &str, what: &str) {
        if text.trim().is_empty() {
            self.fault(place, "text", format!("没有写 {what}"), "居民看到的每一处都要有话", "写一句大白话");
        } else if !text.chars().any(is_chinese) {
            self.fault(place, "text", format!("{what}“{text}”不是中文"), "居民看不懂", "用大白话写");
        }
    }

    /// Something names the article it comes from.
    pub(super) fn cited(&mut self, place: &Place, law: &Law, what: &str) {
        if law.is_empty() {
            self.fault(
                place,
                "no-article",
                format!("{what}没有写依据"),
                "写给居民看的每一条都要有条文",
                "写 law = [\"社会救助法#18\"] 这样",
            );
        }
    }

    /// Whether `from` comes before `until`.
    pub(super) fn in_order(
        &mut self,
        file: usize,
        from: Option<Date>,
        until: Option<&Spanned<Day>>,
        what: &str,
    ) -> bool {
        let (Some(from), Some(until)) = (from, until) else { return true };
        let (day, place) = (until.get_ref().0, Place::new(file, until.span()));
        if from > day {
            let why = format!("从 {from} 开始，到 {day} 就结束了，{what}哪天都不生效");
            self.fault(&place, "dates", "from 在 until 之后", why, "两个日期换过来，或者改一个");
        }
        from <= day
    }

    /// No two of some ids of a file are the same.
    pub(super) fn distinct<'t>(&mut self, ids: impl Iterator<Item = (usize, &'t Text)>, what: &str) {
        let mut seen: Vec<&str> = Vec::new();
        for (file, id) in ids {
            if seen.contains(&id.get_ref().as_str()) {
                self.fault(
                    &Place::new(file, id.span()),
                    "duplicate",
                    format!("有两{what}都叫 {}", id.get_ref()),
                    "结果里会分不清是哪一个",
                    "换一个编号",
                );
            }
            seen.push(id.get_ref());
        }
    }
}

fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}
