//! Households from JSON: every wrong field is named, with what was expected.

use super::json::is_id;
use crate::suggest::nearest;
use base::{Date, Problem};
use policy::{Fact, Kind, Of, Pack};
use rules::{Answer, Household, People, Value};
use serde_json::{Map, Value as Json};

const MOST: i64 = 100_000_000_000;
const MOST_MEMBERS: usize = 30;
const MOST_OBLIGORS: usize = 20;

type Read<T> = Result<T, Problem>;

/// Reads `{"facts": {…}}`; facts that are not written are `empty`.
pub fn read_household(pack: &Pack, json: &Json, empty: Answer, place: &str) -> Read<Household> {
    let top = object(json, place, "一户：{\"facts\": {…}}")?;
    if let Some((ix, other)) = top.keys().enumerate().find(|(_, k)| *k != "facts") {
        return Err(Problem::new(format!("{place}{}", named(other, ix)), "不认识这一项")
            .hint("一户只有 facts，各个事实写在它里面"));
    }
    let facts = top
        .get("facts")
        .ok_or_else(|| Problem::new(format!("{place}facts"), "没有 facts").hint("写成 {\"facts\": {…}}"))?;
    let facts = object(facts, &format!("{place}facts"), "对象 {…}，里面是各个事实")?;
    let mut household = Household::new(pack, empty.clone());
    for (ix, (id, value)) in facts.iter().enumerate() {
        let at = format!("{place}facts.{}", named(id, ix));
        match id.as_str() {
            "members" => {
                let members = people(pack, value, &empty, &at, MOST_MEMBERS)?;
                if !members.rows.is_empty() {
                    household.members = members;
                }
                if value.is_null() {
                    household.members = unknown_people(pack);
                }
            }
            "obligors" => household.obligors = people(pack, value, &empty, &at, MOST_OBLIGORS)?,
            _ => {
                let ix = fact(pack, id, &at, false)?;
                household.house[ix] = answer(pack, ix, value, &at)?;
            }
        }
    }
    one_applicant(pack, &household, place)?;
    Ok(household)
}

/// Nobody said who lives there: the applicant, of whom nothing was said either, and maybe others.
fn unknown_people(pack: &Pack) -> People {
    let nothing = |fact: &policy::Fact| match fact.known_by {
        policy::KnownBy::Resident => Answer::NotAsked,
        _ => Answer::Absent,
    };
    People { rows: vec![pack.facts.iter().map(nothing).collect()], open: true, asked: true }
}

fn people(pack: &Pack, json: &Json, empty: &Answer, place: &str, most: usize) -> Read<People> {
    if json.is_null() {
        return Ok(People { rows: Vec::new(), open: true, asked: true });
    }
    let list =
        json.as_array().ok_or_else(|| wrong(place, json, "名单（数组）[{…}, {…}]，每个人一个对象；不清楚的写 null"))?;
    if list.len() > most {
        return Err(Problem::new(place, format!("有{}个人", list.len())).hint(format!("最多{most}人")));
    }
    let one = |(ix, json): (usize, &Json)| -> Read<Vec<Answer>> {
        let at = format!("{place}[{ix}]");
        let mut person = vec![empty.clone(); pack.facts.len()];
        for (ix, (id, value)) in object(json, &at, "对象 {…}，里面是一个人的各个事实")?.iter().enumerate()
        {
            let at = format!("{at}.{}", named(id, ix));
            let ix = fact(pack, id, &at, true)?;
            person[ix] = answer(pack, ix, value, &at)?;
        }
        Ok(person)
    };
    let rows = list.iter().enumerate().map(one).collect::<Read<_>>()?;
    Ok(People { rows, open: false, asked: false })
}

/// Of some relations there is one at most.
fn one_applicant(pack: &Pack, household: &Household, place: &str) -> Read<()> {
    let Some(relation) = pack.fact("p_relation") else { return Ok(()) };
    for (id, hint) in [("self", "申请人只有一个"), ("spouse", "配偶最多一位")] {
        let option = pack.facts[relation].values.iter().position(|v| v.id == id);
        let is = |p: &&Vec<Answer>| option.is_some_and(|o| p[relation] == Answer::Given(Value::Choice(o)));
        let count = household.members.rows.iter().filter(is).count();
        if count > 1 {
            return Err(Problem::new(format!("{place}facts.members"), format!("有{count}个 {id}")).hint(hint));
        }
    }
    Ok(())
}

fn object<'j>(json: &'j Json, place: &str, expected: &str) -> Read<&'j Map<String, Json>> {
    json.as_object().ok_or_else(|| wrong(place, json, expected))
}

fn fact(pack: &Pack, id: &str, place: &str, person: bool) -> Read<usize> {
    let Some(ix) = pack.fact(id) else { return Err(unknown(pack, id, place, person)) };
    let fact = &pack.facts[ix];
    if fact.kind == Kind::Date && fact.known_by == policy::KnownBy::System {
        return Err(Problem::new(place, "日期不写在事实里").hint("用 --date"));
    }
    match ((fact.of == Of::Person), person) {
        (true, false) => Err(Problem::new(place, "这是每个人一份的事实").hint("写在 members 或 obligors 里")),
        (false, true) => Err(Problem::new(place, "这是全家一份的事实").hint("写在 facts 下面")),
        _ => Ok(ix),
    }
}

/// A fact that is in no pack, with the one that seems to be meant.
fn unknown(pack: &Pack, id: &str, place: &str, person: bool) -> Problem {
    let ids =
        |of_person: bool| pack.facts.iter().filter(move |f| (f.of == Of::Person) == of_person).map(|f| f.id.as_str());
    let hint = match (nearest(id, ids(person)), nearest(id, ids(!person)), person) {
        (Some(near), ..) => format!("是不是 {near}？"),
        (None, Some(near), false) => format!("是不是 {near}？它写在 members 或 obligors 里每个人的下面"),
        (None, Some(near), true) => format!("是不是 {near}？它写在 facts 下面，全家一份"),
        (None, None, _) => "编号见政策包的 facts 文件夹".into(),
    };
    Problem::new(place, "没有这个事实").hint(hint)
}

fn answer(pack: &Pack, ix: usize, json: &Json, place: &str) -> Read<Answer> {
    let fact = &pack.facts[ix];
    if json.is_null() {
        return Ok(Answer::Unknown);
    }
    Ok(Answer::Given(match fact.kind {
        Kind::Bool => Value::Bool(json.as_bool().ok_or_else(|| wrong(place, json, "true、false 或 null"))?),
        Kind::Choice => Value::Choice(option(fact, json, place)?),
        Kind::Number | Kind::Money => {
            let (lo, hi) = range(json, place, &whole)?;
            if lo < 0 && pack.never_negative(ix) {
                return Err(negative(place));
            }
            Value::Number(lo, hi)
        }
        Kind::Date => {
            let (lo, hi) = range(json, place, &day)?;
            Value::Number(lo, hi)
        }
        Kind::Flags => Value::Flags(flags(fact, json, place)?),
        Kind::Benefits => Value::Benefits(benefits(fact, json, place)?),
        Kind::Scoped => return scoped(fact, json, place),
        Kind::List => return Err(wrong(place, json, "名单")),
    }))
}

/// A key as a message shows it. What is no id may be a person's name or number: only its place is told.
fn named(key: &str, ix: usize) -> String {
    if is_id(key) { key.to_string() } else { format!("（第{}项）", ix + 1) }
}

/// The value itself is not repeated: it may be personal.
fn wrong(place: &str, json: &Json, expected: &str) -> Problem {
    let found = match json {
        Json::Null => " null",
        Json::Bool(_) => " true 或 false",
        Json::Number(_) => "数",
        Json::String(_) => "文字",
        Json::Array(_) => "数组",
        Json::Object(_) => "对象",
    };
    Problem::new(place.trim_end(), format!("写的是{found}")).hint(format!("应当是{expected}"))
}

fn option(fact: &Fact, json: &Json, place: &str) -> Read<usize> {
    let ids = || fact.values.iter().map(|v| v.id.as_str()).collect::<Vec<_>>().join("、");
    let id = json.as_str().ok_or_else(|| wrong(place, json, &format!("选项之一：{}", ids())))?;
    let found = fact.values.iter().position(|v| v.id == id);
    found.ok_or_else(|| Problem::new(place, "不认识的选项").hint(format!("可以是 {}", ids())))
}

fn whole(json: &Json, place: &str) -> Read<i64> {
    let form = "整数（钱以分为单位），或 {\"min\": …, \"max\": …}";
    let Json::Number(written) = json else { return Err(wrong(place, json, form)) };
    let digits = written.as_str().trim_start_matches('-');
    match json.as_i64() {
        Some(number) if number.unsigned_abs() <= MOST.unsigned_abs() => Ok(number),
        None if digits.contains(['.', 'e', 'E']) => Err(Problem::new(place, "不是整数").hint(format!("应当是{form}"))),
        _ => Err(Problem::new(place, "数太大").hint("请检查是不是多写了几位；钱以分为单位")),
    }
}

fn negative(place: &str) -> Problem {
    Problem::new(place, "是负数").hint("写 0 或正数；不清楚的写 null")
}

fn day(json: &Json, place: &str) -> Read<i64> {
    let text = json.as_str().ok_or_else(|| wrong(place, json, "日期 \"2026-11-23\"，或 {\"min\": …, \"max\": …}"))?;
    Date::parse(text)
        .map(Date::days)
        .map_err(|_| Problem::new(place, "没有这一天，或者写法不对").hint("写成 \"2026-11-23\""))
}

fn range(json: &Json, place: &str, read: &impl Fn(&Json, &str) -> Read<i64>) -> Read<(i64, i64)> {
    let Json::Object(map) = json else {
        let value = read(json, place)?;
        return Ok((value, value));
    };
    let (Some(min), Some(max), 2) = (map.get("min"), map.get("max"), map.len()) else {
        return Err(Problem::new(place, "范围写得不对").hint("要写也只写 min 和 max：{\"min\": 0, \"max\": 100}"));
    };
    let (lo, hi) = (read(min, &format!("{place}.min"))?, read(max, &format!("{place}.max"))?);
    if lo > hi {
        return Err(Problem::new(place, "min 大于 max").hint("两个换过来"));
    }
    Ok((lo, hi))
}

fn flags(fact: &Fact, json: &Json, place: &str) -> Read<Vec<usize>> {
    let list = json.as_array().ok_or_else(|| wrong(place, json, "选项数组"))?;
    let chosen = list.iter().map(|item| option(fact, item, place)).collect::<Read<Vec<usize>>>()?;
    distinct(fact, &chosen, place)?;
    Ok(chosen)
}

fn distinct(fact: &Fact, chosen: &[usize], place: &str) -> Read<()> {
    let repeated = chosen.iter().enumerate().any(|(ix, c)| chosen[..ix].contains(c));
    if repeated {
        return Err(Problem::new(place, "有写了两次的项").hint("每项写一次"));
    }
    if let (true, Some(alone)) = (chosen.len() > 1, chosen.iter().find(|c| fact.values[**c].exclusive)) {
        return Err(Problem::new(place, format!("{} 不能和别的并列", fact.values[*alone].id)).hint("只留一样"));
    }
    Ok(())
}

type Received = Vec<(usize, Option<(i64, i64)>)>;

fn benefits(fact: &Fact, json: &Json, place: &str) -> Read<Received> {
    let list = json.as_array().ok_or_else(|| wrong(place, json, "数组：[{\"kind\": …, \"month\": …}]"))?;
    let one = |(ix, item): (usize, &Json)| {
        let at = format!("{place}[{ix}]");
        let map = object(item, &at, "{\"kind\": …, \"month\": …}")?;
        if let Some((ix, other)) = map.keys().enumerate().find(|(_, k)| !["kind", "month"].contains(&k.as_str())) {
            return Err(Problem::new(format!("{at}.{}", named(other, ix)), "不认识这一项").hint("只有 kind 和 month"));
        }
        let kind = option(fact, map.get("kind").unwrap_or(&Json::Null), &format!("{at}.kind"))?;
        let month = match map.get("month") {
            None | Some(Json::Null) => None,
            Some(month) => match range(month, &format!("{at}.month"), &whole)? {
                (lo, _) if lo < 0 => return Err(negative(&format!("{at}.month"))),
                range => Some(range),
            },
        };
        Ok((kind, month))
    };
    let received = list.iter().enumerate().map(one).collect::<Read<Received>>()?;
    distinct(fact, &received.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), place)?;
    Ok(received)
}

fn scoped(fact: &Fact, json: &Json, place: &str) -> Read<Answer> {
    let one = |json: &Json, place: &str| match json {
        Json::Null => Ok(Answer::Unknown),
        _ => match json.as_str() {
            Some("yes") => Ok(Answer::Given(Value::Bool(true))),
            Some("no") => Ok(Answer::Given(Value::Bool(false))),
            Some("unknown") => Ok(Answer::Unknown),
            _ => Err(wrong(place, json, "\"yes\"、\"no\"、\"unknown\"，或按项分写的对象")),
        },
    };
    let Json::Object(map) = json else {
        let all = one(json, place)?;
        return Ok(Answer::Given(Value::Scoped(vec![all; fact.values.len()])));
    };
    let mut answers = vec![Answer::Unknown; fact.values.len()];
    for (ix, (scope, value)) in map.iter().enumerate() {
        let at = format!("{place}.{}", named(scope, ix));
        answers[option(fact, &Json::String(scope.clone()), &at)?] = one(value, &at)?;
    }
    Ok(Answer::Given(Value::Scoped(answers)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pack: &Pack, text: &str, expected: &str) {
        let json = serde_json::from_str(text).expect(text);
        let problem = read_household(pack, &json, Answer::NotAsked, "").expect_err(text);
        assert!(!problem.hint.is_empty(), "{text}: {problem}");
        assert!(problem.to_string().starts_with(expected), "{text}: {problem}");
    }

    fn pack() -> Pack {
        crate::packs::load(None).expect("the packs are checked by their own test")
    }

    #[test]
    fn names_the_field_and_what_is_expected() {
        let pack = pack();
        for (text, expected) in [
            ("3", "：写的是数（应当是一户"),
            ("{}", "facts：没有 facts"),
            ("{\"fact\":{}}", "fact：不认识这一项"),
            ("{\"facts\":[]}", "facts：写的是数组（应当是"),
            ("{\"facts\":{\"p_wage\":1}}", "facts.p_wage：没有这个事实（是不是 p_wage_month？它写在 members"),
            ("{\"facts\":{\"hukou\":1}}", "facts.hukou：没有这个事实（是不是 hukou_area？"),
            ("{\"facts\":{\"hukou_area\":[]}}", "facts.hukou_area：写的是数组（应当是选项之一："),
            ("{\"facts\":{\"hukou_area\":null,\"张三\":1}}", "facts.（第2项）：没有这个事实"),
            ("{\"facts\":{},\"500231199001010000\":1}", "（第2项）：不认识这一项"),
            ("{\"facts\":{\"xyz\":1}}", "facts.xyz：没有这个事实（编号见"),
            ("{\"facts\":{\"p_wage_month\":1}}", "facts.p_wage_month：这是每个人一份的事实"),
            ("{\"facts\":{\"as_of_date\":\"2026-11-23\"}}", "facts.as_of_date：日期不写在事实里"),
            ("{\"facts\":{\"hukou_area\":\"city\"}}", "facts.hukou_area：不认识的选项（可以是 "),
            ("{\"facts\":{\"hukou_dianjiang\":\"yes\"}}", "facts.hukou_dianjiang：写的是文字（应当是true"),
            ("{\"facts\":{\"hh_financial_assets\":-1}}", "facts.hh_financial_assets：是负数"),
            ("{\"facts\":{\"hh_financial_assets\":{\"min\":2,\"max\":1}}}", "facts.hh_financial_assets：min 大于"),
            ("{\"facts\":{\"hh_financial_assets\":{\"min\":2}}}", "facts.hh_financial_assets：范围写得不对"),
            ("{\"facts\":{\"members\":{}}}", "facts.members：写的是对象（应当是名单"),
            ("{\"facts\":{\"members\":[1]}}", "facts.members[0]：写的是数（应当是"),
        ] {
            check(&pack, text, expected);
        }
    }

    #[test]
    fn names_the_person_too() {
        let pack = pack();
        for (person, expected) in [
            ("\"p_wage\":1", ".p_wage：没有这个事实（是不是 p_wage_month？）"),
            ("\"hukou_area\":\"rural\"", ".hukou_area：这是全家一份的事实"),
            ("\"p_wage_month\":-5", ".p_wage_month：是负数"),
            ("\"p_wage_month\":{\"min\":-5,\"max\":5}", ".p_wage_month：是负数"),
            ("\"p_wage_month\":-9223372036854775808", ".p_wage_month：数太大"),
            ("\"p_wage_month\":99999999999999999999", ".p_wage_month：数太大"),
            ("\"p_wage_month\":1e400", ".p_wage_month：不是整数（应当是整数"),
            ("\"p_wage_month\":12.5", ".p_wage_month：不是整数（应当是整数"),
            ("\"p_wage_month\":\"many\"", ".p_wage_month：写的是文字（应当是整数"),
            ("\"p_birth_date\":\"2026-02-30\"", ".p_birth_date：没有这一天，或者写法不对"),
            ("\"p_birth_date\":20260201", ".p_birth_date：写的是数（应当是日期"),
            ("\"p_current_benefits\":[{\"kind\":\"dibao\",\"month\":-1}]", ".p_current_benefits[0].month：是负数"),
            ("\"p_current_benefits\":[{\"month\":1}]", ".p_current_benefits[0].kind：写的是 null（应当是选项之一："),
            ("\"p_current_benefits\":\"dibao\"", ".p_current_benefits：写的是文字（应当是数组"),
        ] {
            let text = format!("{{\"facts\":{{\"members\":[{{\"p_relation\":\"self\"}},{{{person}}}]}}}}");
            check(&pack, &text, &format!("facts.members[1]{expected}"));
        }
    }

    #[test]
    fn a_loss_may_be_negative() {
        let json = serde_json::json!({"facts": {"hh_business_net_month": -5_000}});
        assert!(read_household(&pack(), &json, Answer::NotAsked, "").is_ok());
    }
}
