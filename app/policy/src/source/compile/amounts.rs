//! Amounts: dated series, without gaps and overlaps.

use super::Compiler;
use crate::amounts::decimal;
use crate::model::{Amount, Dated};
use crate::source::fault::Place;
use crate::source::raw::{AmountRaw, AmountValueRaw, Decimal, Status};
use crate::source::unit::Unit;
use toml::Spanned;

impl Compiler<'_> {
    pub(super) fn all_amounts(&mut self) -> Vec<Amount> {
        let src = self.src.clone();
        src.amounts.iter().map(|raw| self.amount_series(raw)).collect()
    }

    fn amount_series(&mut self, raw: &AmountRaw) -> Amount {
        let keys = combined(&raw.keys, ".");
        let (law, place) = (self.law(&raw.law, raw.file), Place::new(raw.file, raw.id.span()));
        self.words(&place, &raw.name, "金额的名称 name");
        self.cited(&place, &raw.law, "谁有权定这个金额，");
        let labels = self.key_labels(raw);
        let values: Vec<Dated> = raw.values.iter().filter_map(|v| self.dated_value(raw, &keys, v)).collect();
        if values.len() == raw.values.len() {
            self.series(raw, &keys, &values);
        }
        let unit = raw.unit.as_ref().map_or_else(|| "1".to_string(), |u| u.get_ref().clone());
        for text in raw.units.values().chain([&unit]) {
            if Unit::parse(text).is_none() {
                let place = Place::new(raw.file, raw.unit.as_ref().map_or(raw.id.span(), Spanned::span));
                self.fault(
                    &place,
                    "unit",
                    format!("不认识的单位 {text}"),
                    "",
                    "比如 fen、fen/month、fen/person/month、month、1",
                );
            }
        }
        Amount {
            id: raw.id.get_ref().clone(),
            name: raw.name.clone(),
            unit,
            who: raw.who.clone(),
            law,
            keys,
            labels,
            rises: raw.rises,
            note: raw.note.clone(),
            values,
        }
    }

    /// What every key is called, and last all of them together.
    fn key_labels(&mut self, raw: &AmountRaw) -> Vec<String> {
        let told = raw.labels.iter().flatten().all(|label| !label.trim().is_empty());
        if !told || !raw.labels.iter().map(Vec::len).eq(raw.keys.iter().map(Vec::len)) {
            let place = Place::new(raw.file, raw.id.span());
            let hint = "labels 和 keys 一样多，一个对一个";
            self.fault(&place, "label", "不是每个键都有中文的叫法", "居民看到的是叫法，不是键", hint);
        }
        let listed = raw.labels.iter().flatten().any(|label| label.contains('、'));
        let levels: Vec<String> = raw.labels.iter().map(|level| level.join(if listed { "；" } else { "、" })).collect();
        let each = combined(&raw.labels, "，").into_iter().filter(|label| !label.is_empty());
        each.chain((!levels.is_empty()).then(|| levels.join("；"))).collect()
    }

    fn dated_value(&mut self, raw: &AmountRaw, keys: &[String], value: &AmountValueRaw) -> Option<Dated> {
        let key = match &value.key {
            None => None,
            Some(key) => match keys.iter().position(|k| k == key.get_ref()) {
                Some(ix) => u16::try_from(ix).ok(),
                None => {
                    let hint = crate::source::fault::did_you_mean(key.get_ref(), keys.iter().map(String::as_str));
                    self.fault(
                        &Place::new(raw.file, key.span()),
                        "unknown-name",
                        format!("没有“{}”这个键", key.get_ref()),
                        "键在 keys 里声明",
                        hint,
                    );
                    return None;
                }
            },
        };
        if !self.in_order(raw.file, Some(value.from.get_ref().0), value.until.as_ref(), "这个数") {
            return None;
        }
        if value.source.get_ref().trim().is_empty() {
            self.fault(
                &Place::new(raw.file, value.source.span()),
                "source",
                "没有写出处",
                "没有出处的数不能用",
                "写上文件、文号、日期",
            );
        }
        let (min, max) = match (&value.value, &value.min, &value.max) {
            (Some(v), None, None) => (v, v),
            (None, Some(min), Some(max)) => (min, max),
            _ => {
                self.fault(
                    &Place::new(raw.file, value.from.span()),
                    "value",
                    "要么写 value，要么 min 和 max 都写",
                    "",
                    "没有数的金额不写 [[value]]",
                );
                return None;
            }
        };
        let (place, money) =
            (Place::new(raw.file, min.span()), raw.unit.as_ref().is_some_and(|u| u.get_ref().starts_with("fen")));
        let (min, min_scale) = self.decimal(raw, min)?;
        let (max, max_scale) = self.decimal(raw, max)?;
        let scale = min_scale.max(max_scale);
        if min * (scale / min_scale) > max * (scale / max_scale) {
            self.fault(&place, "value", "min 比 max 大", "区间要从小到大", "换过来");
            return None;
        }
        if money && scale > 1 {
            self.fault(&place, "value", "钱数有小数", "钱数的单位是分，没有比一分更细的", "630元写成 63000");
            return None;
        }
        Some(Dated {
            key,
            from: value.from.get_ref().0,
            until: value.until.as_ref().map(|d| d.get_ref().0),
            min: min * (scale / min_scale),
            max: max * (scale / max_scale),
            scale,
            verified: value.status == Status::Verified,
            source: value.source.get_ref().clone(),
            as_of: value.as_of.map(|d| d.0),
            checked: value.checked.map(|d| d.0),
        })
    }

    fn decimal(&mut self, raw: &AmountRaw, value: &Spanned<Decimal>) -> Option<(i64, i64)> {
        let read = match value.get_ref() {
            Decimal::Whole(n) => Some((*n, 1)),
            Decimal::Text(text) => decimal(text),
        };
        if read.is_none() {
            self.fault(
                &Place::new(raw.file, value.span()),
                "value",
                "不是一个数",
                "",
                "写成 63000，或带引号的小数 \"1.5\"",
            );
        }
        read
    }

    /// The values of each key follow each other without gap or overlap.
    fn series(&mut self, raw: &AmountRaw, keys: &[String], values: &[Dated]) {
        for key in 0..keys.len() {
            let of_key = |v: &&(usize, &Dated)| v.1.key.is_none_or(|k| usize::from(k) == key);
            let all: Vec<(usize, &Dated)> = values.iter().enumerate().collect();
            let mut series: Vec<(usize, &Dated)> = all.iter().filter(of_key).copied().collect();
            series.sort_by_key(|(_, v)| v.from);
            for pair in series.windows(2) {
                let (next_ix, next) = pair[1];
                let (from, place) = (next.from, Place::new(raw.file, raw.values[next_ix].from.span()));
                let (wrong, why) = match pair[0].1.until.map(|until| until.add_days(1)) {
                    Some(follows) if follows == from => continue,
                    Some(follows) if follows < from => {
                        ("两个数之间有空档", format!("从 {follows} 到 {from} 的前一天没有数"))
                    }
                    _ => ("两个数的日期重叠", format!("{from} 这天有两个数")),
                };
                let hint = format!("前一个数写 until = {}", from.add_days(-1));
                self.fault(&place, "dates", wrong, why, hint);
            }
        }
    }
}

/// Two lists of keys become `a.b`; none becomes one empty key.
fn combined(levels: &[Vec<String>], between: &str) -> Vec<String> {
    levels.iter().fold(vec![String::new()], |done, level| {
        let join = |head: &str, one: &str| if head.is_empty() { one.into() } else { format!("{head}{between}{one}") };
        done.iter().flat_map(|head| level.iter().map(move |one| join(head, one))).collect()
    })
}
