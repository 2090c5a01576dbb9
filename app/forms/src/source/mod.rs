//! Form files: read, checked and compiled. Natively only; the browser gets the compiled form.
//!
//! One file per form, `LAYER/forms/ID.toml`, in the packs folder. Nothing here opens a file.

mod field;
mod raw;
mod whens;

use crate::{Form, Forms, Line, Section, Sign};
use field::Fields;
use policy::Pack;
use policy::source::{Faults, Place, SourceFile, Texts, did_you_mean, read_kind};
use raw::{FormRaw, LineRaw, NeverRaw, SectionRaw, Text, Who};
use std::collections::BTreeMap;

/// Reads, checks and compiles the forms among the files of the packs. All faults are told at once.
pub fn compile(files: &[SourceFile], pack: &Pack) -> Result<Forms, Faults> {
    let mut faults = Faults::default();
    let mut raw: Vec<(usize, FormRaw)> = read_kind(files, "forms", &mut faults);
    raw.sort_by_key(|(_, form)| *form.order.get_ref());
    let texts = Texts::of(files);
    let mut compiler = Compiler { files, pack, texts: &texts, raw: &raw, faults: &mut faults };
    let forms = compiler.all();
    if faults.is_empty() { Ok(forms) } else { Err(faults) }
}

struct Compiler<'a> {
    files: &'a [SourceFile],
    pack: &'a Pack,
    texts: &'a Texts,
    raw: &'a [(usize, FormRaw)],
    faults: &'a mut Faults,
}

fn place(file: usize, text: &Text) -> Place {
    Place::new(file, text.span())
}

impl Compiler<'_> {
    fn all(&mut self) -> Forms {
        let raw = self.raw;
        let fields = Fields::of(raw, self.faults);
        let list: Vec<Form> = raw.iter().map(|(file, form)| self.form(*file, form, &fields)).collect();
        for ((file, raw), form) in raw.iter().zip(&list) {
            self.barred(*file, raw, form);
            whens::check(*file, raw, form, &list, self.faults);
        }
        Forms { list }
    }

    fn form(&mut self, file: usize, raw: &FormRaw, fields: &Fields<'_>) -> Form {
        self.named(file, raw);
        self.once(file, raw.section.iter().map(|s| &s.id), "这一部分");
        let all = || raw.section.iter().flat_map(|s| &s.field);
        self.once(file, all().map(|f| &f.id), "这一项");
        if raw.law.is_empty() {
            self.faults.push(
                &place(file, &raw.id),
                "missing-article",
                "没有依据",
                "每张表都要写明依据哪一条",
                "law = [\"社会救助法#37\"]",
            );
        }
        if raw.section.is_empty() {
            self.faults.push(&place(file, &raw.id), "form", "表里什么也没有", "空的表没有用", "加上 [[section]]");
        }
        let law = self.texts.resolve(&raw.law, file, self.faults);
        Form {
            id: raw.id.get_ref().clone(),
            name: self.chinese(file, &raw.name, "表名"),
            staff: raw.who == Who::Staff,
            copies: raw.copies,
            says: self.chinese(file, &raw.says, "说明"),
            programs: self.programs(file, &raw.programs),
            not_for: self.programs(file, &raw.not_for),
            when: whens::compile(file, &raw.when, self.faults),
            law,
            sections: raw.section.iter().map(|section| self.section(file, section, fields)).collect(),
            declares: raw.declare.iter().map(|line| self.line(file, line)).collect(),
            never: raw.never.iter().map(|never| self.never(file, never)).collect(),
            know: raw.know.iter().map(|line| self.line(file, line)).collect(),
            signs: raw.sign.iter().map(|sign| self.sign(file, sign)).collect(),
        }
    }

    /// A file is called as the form in it.
    fn named(&mut self, file: usize, raw: &FormRaw) {
        let id = raw.id.get_ref();
        let path = self.files.get(file).map_or("", |f| f.path.as_str());
        if !path.ends_with(&format!("/{id}.toml")) {
            let what = format!("编号 {id} 和文件名不一样");
            self.faults.push(
                &place(file, &raw.id),
                "file-name",
                what,
                "一个文件一张表",
                format!("文件改名为 {id}.toml，或者改编号"),
            );
        }
    }

    fn once<'t>(&mut self, file: usize, ids: impl Iterator<Item = &'t Text>, what: &str) {
        let mut seen = BTreeMap::new();
        for id in ids {
            if seen.insert(id.get_ref().as_str(), ()).is_some() {
                let what = format!("{what} {} 写了两次", id.get_ref());
                self.faults.push(&place(file, id), "duplicate", what, "一张表里编号不能重复", "去掉一个，或者换个编号");
            }
        }
    }

    fn chinese(&mut self, file: usize, text: &Text, what: &str) -> String {
        if !is_chinese(text.get_ref()) {
            let found = format!("{what}要写中文");
            self.faults.push(&place(file, text), "missing-label", found, "这是给居民看的", "写一句大家看得懂的话");
        }
        text.get_ref().clone()
    }

    fn programs(&mut self, file: usize, ids: &[Text]) -> Vec<String> {
        for id in ids {
            if self.pack.program(id.get_ref()).is_none() {
                let hint = did_you_mean(id.get_ref(), self.pack.programs.iter().map(|p| p.id.as_str()));
                let what = format!("没有 {} 这个项目", id.get_ref());
                self.faults.push(&place(file, id), "unknown-name", what, "只能写政策包里有的项目", hint);
            }
        }
        ids.iter().map(|id| id.get_ref().clone()).collect()
    }

    fn section(&mut self, file: usize, raw: &SectionRaw, fields: &Fields<'_>) -> Section {
        if raw.field.is_empty() {
            let what = format!("{} 里没有要填的项", raw.id.get_ref());
            self.faults.push(
                &place(file, &raw.id),
                "form",
                what,
                "空的部分没有用",
                "加上 [[section.field]]，或者去掉这一部分",
            );
        }
        Section {
            id: raw.id.get_ref().clone(),
            title: self.chinese(file, &raw.title, "标题"),
            hint: raw.hint.clone(),
            of: raw.of,
            office: raw.office,
            spare: raw.spare,
            cards: raw.cards,
            when: whens::compile(file, &raw.when, self.faults),
            fields: raw.field.iter().filter_map(|field| self.field(file, raw.of, field, fields)).collect(),
            law: self.texts.resolve(&raw.law, file, self.faults),
        }
    }

    fn line(&mut self, file: usize, raw: &LineRaw) -> Line {
        Line { says: self.chinese(file, &raw.says, "这句话"), law: self.texts.resolve(&raw.law, file, self.faults) }
    }

    fn never(&mut self, file: usize, raw: &NeverRaw) -> Line {
        if raw.law.is_empty() {
            let why = "说不许要什么，要有依据";
            self.faults.push(
                &place(file, &raw.says),
                "missing-article",
                "没有依据",
                why,
                "law = [\"社会救助法#62/2\"]",
            );
        }
        raw.facts.iter().for_each(|fact| {
            self.fact(file, fact);
        });
        Line { says: self.chinese(file, &raw.says, "这句话"), law: self.texts.resolve(&raw.law, file, self.faults) }
    }

    fn sign(&mut self, file: usize, raw: &raw::SignRaw) -> Sign {
        Sign { label: self.chinese(file, &raw.label, "签名栏"), when: whens::compile(file, &raw.when, self.faults) }
    }

    /// No field may ask for what the form itself says nobody may ask for.
    fn barred(&mut self, file: usize, raw: &FormRaw, form: &Form) {
        let written = raw.section.iter().flat_map(|section| &section.field);
        for (field, (_, compiled)) in written.zip(form.fields()) {
            let barred = raw.never.iter().any(|never| {
                never.kinds.contains(&compiled.kind)
                    || never.facts.iter().any(|f| compiled.source == crate::Source::Fact(f.get_ref().clone()))
            });
            if barred {
                let what = format!("这张表不许有 {}", field.id.get_ref());
                self.faults.push(
                    &place(file, &field.id),
                    "barred",
                    what,
                    "同一张表的 [[never]] 说了不许要",
                    "去掉这一项",
                );
            }
        }
    }
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[cfg(test)]
mod tests;
