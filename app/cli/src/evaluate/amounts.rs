//! `--amounts`: a JSON object of ids; nested objects are dotted ids; `null` says that there is no value.

use base::Problem;
use policy::{Amount, AmountValue, Amounts, Pack};
use serde_json::Value as Json;

/// No amount is larger: a billion yuan in fen.
const MOST: i64 = 100_000_000_000;

/// Reads the object; every value replaces every date and is taken as exact.
pub fn read_amounts(pack: &Pack, text: &str) -> Result<Amounts, Problem> {
    let json = super::json::parse("--amounts", text)?;
    let Json::Object(map) = &json else {
        return Err(Problem::new("--amounts", "应当是一个对象").hint("写成 {\"dibao_std.rural\": 61000}"));
    };
    let mut amounts = Amounts::default();
    for (id, value) in map {
        put(pack, id, value, &mut amounts)?;
    }
    Ok(amounts)
}

fn put(pack: &Pack, id: &str, json: &Json, amounts: &mut Amounts) -> Result<(), Problem> {
    if let Json::Object(map) = json {
        if map.is_empty() {
            return Err(wrong(id, "里面什么也没有写").hint("写一个数；没有数的写 null"));
        }
        return map.iter().try_for_each(|(key, value)| put(pack, &format!("{id}.{key}"), value, amounts));
    }
    let keys = pack.amount_keys(id).map_err(|problem| unknown(pack, id, problem))?;
    let text = match json {
        Json::Null => None,
        Json::Number(number) => Some(number.to_string()),
        Json::String(text) => Some(text.clone()),
        Json::Bool(_) => return Err(wrong(id, "写的是 true 或 false").hint("应当是数，没有数的写 null")),
        _ => return Err(wrong(id, "写的是数组").hint("应当是数，没有数的写 null")),
    };
    for (amount, key) in &keys {
        let (amount, key, meta) = (*amount, *key, &pack.amounts[usize::from(*amount)]);
        // Limits of several things, of which one is money: each has a number of its own, and all are whole.
        let limits = meta.unit == "1" && meta.keys.iter().any(|key| key.ends_with("_fen"));
        if limits && text.is_some() && keys.len() > 1 {
            return Err(wrong(id, "只写了一个数").hint(format!("写成对象，三项各写一个数：{}", meta.keys.join("、"))));
        }
        if limits && text.as_deref().is_some_and(|text| text.contains(['.', 'e', 'E'])) {
            return Err(wrong(id, "不是整数").hint("几辆、几处写整数，钱以分为单位写整数"));
        }
        if amounts.has(amount, key) {
            return Err(wrong(id, "写了两次").hint("只留一个"));
        }
        let value = text.as_deref().map(|text| exact(id, meta, text)).transpose()?;
        amounts.push(AmountValue { amount, key, value, from: None, until: None, source: "--amounts".into() });
    }
    Ok(())
}

fn wrong(id: &str, what: &str) -> Problem {
    Problem::new(format!("--amounts {id}"), what)
}

/// An id that is in no pack, with the one that seems to be meant.
fn unknown(pack: &Pack, id: &str, problem: Problem) -> Problem {
    if !super::json::is_id(id) {
        return Problem::new("--amounts", "有一个名字不是编号").hint(problem.hint);
    }
    let full = |amount: &Amount| -> Vec<String> {
        let keys = amount.keys.iter().filter(|key| !key.is_empty()).map(|key| format!("{}.{key}", amount.id));
        std::iter::once(amount.id.clone()).chain(keys).collect()
    };
    let ids: Vec<String> = pack.amounts.iter().flat_map(full).collect();
    let hint = crate::suggest::hint(id, ids.iter().map(String::as_str), &problem.hint);
    wrong(id, &problem.what).hint(hint)
}

/// The number exactly, in the pack's unit.
fn exact(id: &str, amount: &Amount, text: &str) -> Result<(i64, i64), Problem> {
    let fen = amount.unit.starts_with("fen");
    let form = match amount.unit.as_str() {
        _ if fen => "钱以分为单位写整数，如 61000",
        policy::SHARE => "写成不大于1的小数，最多6位，如 0.7",
        _ => "写成小数，最多6位，如 1.5",
    };
    let (number, scale) =
        policy::exact_value(text, &amount.unit).ok_or_else(|| wrong(id, "不是能算准的数").hint(form))?;
    if number < 0 {
        return Err(wrong(id, "是负数").hint("金额、倍数和比例都不小于 0；没有数的写 null"));
    }
    if number / scale > MOST {
        return Err(wrong(id, "数太大").hint(form));
    }
    Ok((number, scale))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack() -> Pack {
        crate::packs::load(None).expect("the packs are checked by their own test")
    }

    fn check(pack: &Pack, text: &str, expected: &str) {
        let found = read_amounts(pack, text).expect_err(text).to_string();
        assert!(found.contains(expected), "{text}: {found}");
    }

    #[test]
    fn names_the_id_and_what_to_do() {
        let pack = pack();
        check(&pack, "[1]", "--amounts：应当是一个对象");
        check(&pack, "{\"dibao_std\" 1}", "--amounts 第1行第14列：不是正确的 JSON：少了冒号");
        check(&pack, "{\"dibao_std.rural\":-1}", "--amounts dibao_std.rural：是负数");
        check(&pack, "{\"dibao_std\":{\"rural\":\"-0.5\"}}", "--amounts dibao_std.rural：不是能算准的数（钱以分");
        check(&pack, "{\"bianyuan_ratio\":-1.5}", "--amounts bianyuan_ratio：是负数");
        check(&pack, "{\"bianyuan_ratio\":\"-0.5\"}", "--amounts bianyuan_ratio：是负数");
        check(&pack, "{\"yiliao_ratio.dibao\":70}", "--amounts yiliao_ratio.dibao：不是能算准的数（写成不大于1的小数");
        check(&pack, "{\"dibao_std\":true}", "--amounts dibao_std：写的是 true 或 false（应当是数");
        check(&pack, "{\"dibao_std\":[1]}", "--amounts dibao_std：写的是数组");
        check(&pack, "{\"dibao_std\":{}}", "--amounts dibao_std：里面什么也没有写");
        check(&pack, "{\"dibao_std\":\"很多\"}", "--amounts dibao_std：不是能算准的数（钱以分");
        check(&pack, "{\"dibao_std\":610.5}", "--amounts dibao_std：不是能算准的数（钱以分");
        check(&pack, "{\"dibao_std\":1e400}", "--amounts dibao_std：不是能算准的数");
        check(&pack, "{\"dibao_std\":999999999999}", "--amounts dibao_std：数太大");
        check(
            &pack,
            "{\"dibao_std.rurall\":1}",
            "--amounts dibao_std.rurall：没有这个编号（是不是 dibao_std.rural？）",
        );
        check(&pack, "{\"diabo_std\":1}", "（是不是 dibao_std？）");
        check(&pack, "{\"低保\":1}", "--amounts：有一个名字不是编号（编号见");
        check(&pack, "{\"xyz\":1}", "（编号见政策包 amounts 文件夹）");
        check(&pack, "{\"dibao_property_rule\":5}", "--amounts dibao_property_rule：只写了一个数（写成对象");
        check(&pack, "{\"dibao_property_rule\":{\"vehicles_max\":1.5}}", "dibao_property_rule.vehicles_max：不是整数");
        check(&pack, "{\"dibao_std\":{\"rural\":1},\"dibao_std.rural\":2}", "--amounts dibao_std.rural：写了两次");
        check(&pack, "{\"dibao_std\":1,\"dibao_std\":2}", "“dibao_std”在同一个对象里写了两次");
    }

    #[test]
    fn a_number_may_be_text() {
        let pack = pack();
        let read = |text: &str| read_amounts(&pack, text).expect(text);
        assert_eq!(read("{\"dibao_std.rural\":61000}"), read("{\"dibao_std\":{\"rural\":\"61000\"}}"));
        assert_eq!(read("{\"bianyuan_ratio\":1.50}"), read("{\"bianyuan_ratio\":\"1.5\"}"));
    }
}
