//! `--amounts`: a JSON object of ids; nested objects are dotted ids; `null` says that there is no value.

use base::Problem;
use policy::{AmountValue, Amounts, Pack};
use serde_json::Value as Json;

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
        return map.iter().try_for_each(|(key, value)| put(pack, &format!("{id}.{key}"), value, amounts));
    }
    let keys = pack.amount_keys(id)?;
    let value = match json {
        Json::Null => None,
        Json::Number(number) => Some(number.to_string()),
        Json::String(text) => Some(text.clone()),
        _ => return Err(Problem::new(format!("金额 {id}"), "应当是数或 null")),
    };
    for (amount, key) in keys {
        let unit = &pack.amounts[usize::from(amount)].unit;
        let value = match &value {
            None => None,
            Some(text) => Some(policy::exact_value(text, unit).ok_or_else(|| {
                Problem::new(format!("金额 {id}"), "不是能算准的数").hint("钱以分为单位写整数，比例写小数，最多6位")
            })?),
        };
        amounts.push(AmountValue { amount, key, value, from: None, until: None, source: "--amounts".into() });
    }
    Ok(())
}
