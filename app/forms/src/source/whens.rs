//! Conditions: each names a field of the same form, and options that it has.

use super::place;
use super::raw::{FormRaw, Text, WhenRaw};
use crate::{Form, Kind, Section, Test, When};
use policy::source::{Faults, did_you_mean};

pub(super) fn compile(file: usize, raw: &[WhenRaw], faults: &mut Faults) -> Vec<When> {
    raw.iter().filter_map(|when| one(file, when, faults)).collect()
}

fn one(file: usize, raw: &WhenRaw, faults: &mut Faults) -> Option<When> {
    let ids = |ids: &[Text]| ids.iter().map(|id| id.get_ref().clone()).collect::<Vec<_>>();
    let tests = [
        raw.is.as_deref().map(|is| Test::Is(ids(is))),
        raw.not.as_deref().map(|not| Test::Not(ids(not))),
        raw.age_from.map(Test::AgeFrom),
        raw.age_below.map(Test::AgeBelow),
    ];
    let mut tests = tests.into_iter().flatten();
    match (tests.next(), tests.next()) {
        (Some(test), None) => Some(When { field: raw.field.get_ref().clone(), test }),
        _ => {
            let hint = "is、not、age_from、age_below 里写一个";
            faults.push(&place(file, &raw.field), "when", "条件不完整", "要写看这一项的什么", hint);
            None
        }
    }
}

/// Every condition of a form, at its place in the file: the field is there, and has the options; what stands outside
/// the lists can't hang on what stands in one. Whether the whole form is needed may hang on another form.
pub(super) fn check(file: usize, raw: &FormRaw, form: &Form, all: &[Form], faults: &mut Faults) {
    for when in &raw.when {
        let asks = all.iter().find(|form| form.field(when.field.get_ref()).is_some());
        check_one(file, when, None, asks.unwrap_or(form), faults);
    }
    for own in raw.section.iter().flat_map(|section| &section.field).filter_map(|field| field.own.as_ref()) {
        let outside = all.iter().filter_map(|form| form.field(own.get_ref())).any(|(section, _)| section.of.is_none());
        if !outside {
            let what = format!("名单外面没有 {}", own.get_ref());
            faults.push(&place(file, own), "unknown-name", what, "own 写申请人自己那一项的编号", "对照申请表");
        }
    }
    let outside = raw.sign.iter().flat_map(|sign| &sign.when);
    let outside = outside.chain(raw.section.iter().flat_map(|section| &section.when)).map(|when| (when, None));
    let inside = raw.section.iter().zip(&form.sections).flat_map(|(written, section)| {
        let fields = written.field.iter().flat_map(|field| field.when.iter().flatten());
        fields.map(move |when| (when, Some(section)))
    });
    for (when, section) in outside.chain(inside) {
        check_one(file, when, section, form, faults);
    }
    for field in raw.section.iter().flat_map(|section| &section.field) {
        let Some(birth) = &field.birth else { continue };
        if form.field(birth.get_ref()).is_none_or(|(_, found)| found.kind != Kind::Date) {
            let what = format!("{} 不是这张表里的日期", birth.get_ref());
            faults.push(
                &place(file, birth),
                "unknown-name",
                what,
                "证件号要和出生日期对得上",
                "写出生日期那一项的编号",
            );
        }
    }
}

fn check_one(file: usize, when: &WhenRaw, section: Option<&Section>, form: &Form, faults: &mut Faults) {
    let Some((there, field)) = form.field(when.field.get_ref()) else {
        let hint = did_you_mean(when.field.get_ref(), form.fields().map(|(_, field)| field.id.as_str()));
        let what = format!("这张表里没有 {}", when.field.get_ref());
        faults.push(&place(file, &when.field), "unknown-name", what, "条件只能看同一张表里的项", hint);
        return;
    };
    if there.of.is_some() && section.and_then(|section| section.of) != there.of {
        let what = format!("{} 每个人一份", when.field.get_ref());
        faults.push(&place(file, &when.field), "list", what, "名单外面的条件看不了名单里的某个人", "换一项");
    }
    if (when.age_from.is_some() || when.age_below.is_some()) && field.kind != Kind::Date {
        let what = format!("{} 不是日期", when.field.get_ref());
        faults.push(&place(file, &when.field), "kind", what, "年龄要从日期算", "写出生日期那一项的编号");
    }
    for id in when.is.iter().chain(&when.not).flatten() {
        if !field.options.iter().any(|option| option.id == *id.get_ref()) {
            let hint = did_you_mean(id.get_ref(), field.options.iter().map(|option| option.id.as_str()));
            let what = format!("{} 没有 {} 这个选项", field.id, id.get_ref());
            faults.push(&place(file, id), "unknown-name", what, "条件永远不成立", hint);
        }
    }
}
