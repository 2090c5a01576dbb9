//! Fields: described once, taken over into other forms by `from`.

use super::raw::{FieldRaw, FormRaw, OptionRaw, Take, Text};
use super::{Compiler, is_chinese, place, whens};
use crate::{Field, Kind, People, Source};
use policy::source::{Faults, Place, did_you_mean};
use policy::{Choice, Fact, Of};
use std::collections::BTreeMap;

/// Where each field is described: its form's id, the file, the list it stands in.
pub(super) struct Fields<'a>(BTreeMap<&'a str, Described<'a>>);

#[derive(Clone, Copy)]
struct Described<'a> {
    form: &'a str,
    file: usize,
    of: Option<People>,
    raw: &'a FieldRaw,
}

impl<'a> Fields<'a> {
    /// Every description; a second one of the same id is a fault.
    pub fn of(forms: &'a [(usize, FormRaw)], faults: &mut Faults) -> Fields<'a> {
        let mut found: BTreeMap<&str, Described<'a>> = BTreeMap::new();
        for (file, form) in forms {
            for section in &form.section {
                for raw in section.field.iter().filter(|field| field.from.is_none()) {
                    let described = Described { form: form.id.get_ref(), file: *file, of: section.of, raw };
                    let Some(earlier) = found.get(raw.id.get_ref().as_str()) else {
                        found.insert(raw.id.get_ref(), described);
                        continue;
                    };
                    if earlier.form != form.id.get_ref() {
                        let what = format!("{} 在 {} 里已经写过", raw.id.get_ref(), earlier.form);
                        let hint = format!("要的是同一项，写 from = \"{}\"；不是，换个编号", earlier.form);
                        faults.push(
                            &place(*file, &raw.id),
                            "duplicate",
                            what,
                            "同一个编号在各张表里是同一项，只填一次",
                            hint,
                        );
                    }
                }
            }
        }
        Fields(found)
    }
}

impl<'a> Compiler<'a> {
    pub(super) fn field(
        &mut self,
        file: usize,
        of: Option<People>,
        raw: &FieldRaw,
        fields: &Fields<'_>,
    ) -> Option<Field> {
        let Some(from) = &raw.from else { return self.described(file, of, raw) };
        let known = fields.0.get(raw.id.get_ref().as_str()).filter(|d| d.form == from.get_ref());
        let Some(described) = known.copied() else {
            let ids = fields.0.values().filter(|d| d.form == from.get_ref()).map(|d| d.raw.id.get_ref().as_str());
            let what = format!("{} 里没有 {}", from.get_ref(), raw.id.get_ref());
            let hint = did_you_mean(raw.id.get_ref(), ids);
            self.faults.push(&place(file, &raw.id), "unknown-name", what, "from 指的表里要有这一项", hint);
            return None;
        };
        if described.of != of {
            let what = format!("{} 不在同一种名单里", raw.id.get_ref());
            self.faults.push(
                &place(file, &raw.id),
                "list",
                what,
                "每个人一行的项，只能放在同一种名单里",
                "改 of，或者换一项",
            );
        }
        if raw.kind.is_some() || raw.fact.is_some() || raw.take.is_some() || !raw.option.is_empty() {
            let what = format!("{} 是从别的表拿来的", raw.id.get_ref());
            self.faults.push(
                &place(file, &raw.id),
                "form",
                what,
                "种类和选项在那张表里已经写了",
                "去掉 kind、fact、take、option",
            );
        }
        let field = self.described(described.file, described.of, described.raw)?;
        Some(self.changed(file, raw, field))
    }

    /// A field of another form with what this one says differently.
    fn changed(&mut self, file: usize, raw: &FieldRaw, field: Field) -> Field {
        let label = raw.label.as_ref().map(|label| self.label(file, raw, Some(label)));
        Field {
            label: label.unwrap_or(field.label),
            hint: raw.hint.clone().unwrap_or(field.hint),
            need: raw.need.unwrap_or(field.need),
            lines: raw.lines.unwrap_or(field.lines),
            when: raw.when.as_ref().map_or_else(Vec::new, |when| whens::compile(file, when, self.faults)),
            birth: raw.birth.as_ref().map(|b| b.get_ref().clone()),
            ..field
        }
    }

    fn described(&mut self, file: usize, of: Option<People>, raw: &FieldRaw) -> Option<Field> {
        let fact = match &raw.fact {
            Some(id) => Some(self.bound(file, of, id)?),
            None => None,
        };
        let kind = self.kind(file, of, raw, fact)?;
        let options = self.options(file, raw, fact, kind);
        Some(Field {
            id: raw.id.get_ref().clone(),
            label: self.label(file, raw, raw.label.as_ref()),
            hint: raw.hint.clone().unwrap_or_default(),
            kind,
            need: raw.need.unwrap_or_default(),
            source: source(raw),
            when: whens::compile(file, raw.when.as_deref().unwrap_or_default(), self.faults),
            options,
            lines: raw.lines.unwrap_or(1),
            min: raw.min.or(Some(0).filter(|_| matches!(kind, Kind::Money | Kind::Number))),
            max: raw.max,
            past: raw.past,
            birth: raw.birth.as_ref().map(|b| b.get_ref().clone()),
            unit: raw.unit.clone().unwrap_or_else(|| unit(kind, fact).to_string()),
            own: raw.own.as_ref().map(|own| own.get_ref().clone()),
            sensitive: fact.and_then(|fact| fact.sensitive.clone()),
            was: raw.was.clone(),
            law: self.texts.resolve(&raw.law, file, self.faults),
        })
    }

    fn label(&mut self, file: usize, raw: &FieldRaw, label: Option<&Text>) -> String {
        match label {
            Some(label) if is_chinese(label.get_ref()) => label.get_ref().clone(),
            _ => {
                let what = format!("{} 没有中文名称", raw.id.get_ref());
                let at = place(file, label.unwrap_or(&raw.id));
                self.faults.push(&at, "missing-label", what, "每一项都要有人看得懂的名称", "label = \"联系电话\"");
                String::new()
            }
        }
    }

    /// A fact of the packs.
    pub(super) fn fact(&mut self, file: usize, id: &Text) -> Option<&'a Fact> {
        let facts = &self.pack.facts;
        let found = facts.iter().find(|fact| fact.id == *id.get_ref());
        if found.is_none() {
            let what = format!("没有 {} 这个事实", id.get_ref());
            let hint = did_you_mean(id.get_ref(), facts.iter().map(|f| f.id.as_str()));
            self.faults.push(&place(file, id), "unknown-name", what, "只能写政策包里有的事实", hint);
        }
        found
    }

    /// A fact that may stand in a list of that kind, or in none.
    fn bound(&mut self, file: usize, of: Option<People>, id: &Text) -> Option<&'a Fact> {
        let fact = self.fact(file, id)?;
        if (fact.of == Of::Person) != of.is_some() {
            let what = format!("{} 放错了地方", id.get_ref());
            let why = if of.is_some() {
                "名单里只放每个人一份的事实"
            } else {
                "每个人一份的事实要放在名单里"
            };
            self.faults.push(&place(file, id), "list", what, why, "改 of，或者换一个事实");
        }
        if kind_of(fact).is_none() || fact.never_stored {
            let what = format!("{} 不能放进表里", id.get_ref());
            self.faults.push(&place(file, id), "fact", what, "这种事实没有能填的样子，或者不许存", "换一个事实");
            return None;
        }
        Some(fact)
    }

    fn kind(&mut self, file: usize, of: Option<People>, raw: &FieldRaw, fact: Option<&Fact>) -> Option<Kind> {
        let at = raw.kind.as_ref().map_or_else(|| place(file, &raw.id), |kind| Place::new(file, kind.span()));
        let mut fault = |what: &str, hint: &str| {
            self.faults.push(&at, "kind", format!("{} {what}", raw.id.get_ref()), "", hint);
        };
        let kind = match (raw.kind.as_ref().map(|kind| *kind.get_ref()), fact) {
            (Some(kind), None) => kind,
            (None, Some(fact)) => kind_of(fact)?,
            (Some(_), Some(_)) => {
                fault("的种类随事实定", "去掉 kind");
                return None;
            }
            (None, None) if raw.take == Some(Take::Name) => Kind::Name,
            (None, None) if raw.take == Some(Take::Count) => Kind::Number,
            (None, None) => {
                fault("没有说填什么", "kind = \"text\"，或者 fact = \"…\"");
                return None;
            }
        };
        if raw.take.is_some() && (fact.is_some() || raw.take == Some(Take::Count) && of.is_some()) {
            fault("拿来的东西放错了地方", "take = \"count\" 放在名单外；写了 take 就不写 fact");
        }
        if raw.birth.is_some() && kind != Kind::IdNumber {
            fault("不是证件号", "只有 kind = \"id_number\" 才写 birth");
        }
        Some(kind)
    }

    fn options(&mut self, file: usize, raw: &FieldRaw, fact: Option<&Fact>, kind: Kind) -> Vec<Choice> {
        if !kind.chosen() {
            if let Some(option) = raw.option.first() {
                let what = format!("{} 不是选择题", raw.id.get_ref());
                self.faults.push(&place(file, &option.id), "kind", what, "", "去掉选项，或者 kind = \"choice\"");
            }
            return Vec::new();
        }
        self.once(file, raw.option.iter().map(|option| &option.id), "选项");
        let written: Vec<Choice> = raw.option.iter().map(|option| self.option(file, option)).collect();
        let options = match fact {
            None => written,
            Some(fact) => relabelled(fact, &written),
        };
        let known = |id: &str| options.iter().any(|o| o.id == id);
        if options.len() < 2 || raw.option.iter().any(|o| !known(o.id.get_ref())) {
            let what = format!("{} 的选项不对", raw.id.get_ref());
            self.faults.push(
                &place(file, &raw.id),
                "options",
                what,
                "至少两个；绑定事实的，只能改事实有的选项的说法",
                "对照事实文件",
            );
        }
        options
    }

    fn option(&mut self, file: usize, raw: &OptionRaw) -> Choice {
        Choice {
            id: raw.id.get_ref().clone(),
            label: self.chinese(file, &raw.label, "选项"),
            hint: raw.hint.clone(),
            exclusive: raw.exclusive,
            others_only: false,
        }
    }
}

/// The options of a fact, with other words where the form has its own.
fn relabelled(fact: &Fact, written: &[Choice]) -> Vec<Choice> {
    let yes_no = [("yes", &fact.yes), ("no", &fact.no)].map(|(id, label)| Choice {
        id: id.into(),
        label: label.clone(),
        hint: String::new(),
        exclusive: false,
        others_only: false,
    });
    let own: &[Choice] = if fact.kind == policy::Kind::Bool { &yes_no } else { &fact.values };
    own.iter().map(|o| written.iter().find(|w| w.id == o.id).unwrap_or(o).clone()).collect()
}

/// What is filled in for a fact; `None` if it can't stand on a form.
fn kind_of(fact: &Fact) -> Option<Kind> {
    Some(match fact.kind {
        policy::Kind::Bool | policy::Kind::Choice => Kind::Choice,
        policy::Kind::Number => Kind::Number,
        policy::Kind::Money => Kind::Money,
        policy::Kind::Date => Kind::Date,
        policy::Kind::Flags | policy::Kind::Benefits => Kind::Flags,
        policy::Kind::Scoped | policy::Kind::List => return None,
    })
}

fn source(raw: &FieldRaw) -> Source {
    match (&raw.fact, raw.take) {
        (Some(fact), _) => Source::Fact(fact.get_ref().clone()),
        (None, Some(Take::Name)) => Source::Name,
        (None, Some(Take::Count)) => Source::Count,
        (None, None) => Source::Typed,
    }
}

fn unit(kind: Kind, fact: Option<&Fact>) -> &'static str {
    match (kind, fact.map(|fact| fact.unit.as_str())) {
        (Kind::Money, _) => "元",
        (_, Some("month")) => "个月",
        (_, Some("person")) => "人",
        (_, Some("year")) => "岁",
        _ => "",
    }
}
