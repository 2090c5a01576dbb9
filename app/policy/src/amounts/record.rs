//! A county's own amounts: `amounts.json` beside the site, a list of records.

use super::{AmountValue, Amounts, SHARE, decimal, may_be};
use crate::model::Pack;
use base::{Date, Problem};

/// One entry of the register of amounts, as typed: all ten fields, checked by [`Amounts::from_records`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AmountRecord {
    /// Amount with its key: `dibao_std.rural`.
    pub id: String,
    /// A decimal number.
    pub value: String,
    /// As in the register: `元/人·月`, or the packs' `fen/person/month`.
    pub unit: String,
    /// First day.
    pub effective_from: String,
    /// Last day; empty while it lasts.
    pub effective_to: String,
    /// Title of the document.
    pub doc_title: String,
    /// Its number.
    pub doc_no: String,
    /// Where it can be read, or the hash of a scan.
    pub url_or_scan_hash: String,
    /// Who entered it.
    pub entered_by: String,
    /// Who checked it: somebody else.
    pub checked_by: String,
}

impl AmountRecord {
    /// The names of the fields, as in the file.
    pub const FIELDS: [&'static str; 10] = [
        "id",
        "value",
        "unit",
        "effective_from",
        "effective_to",
        "doc_title",
        "doc_no",
        "url_or_scan_hash",
        "entered_by",
        "checked_by",
    ];

    /// The field of that name.
    pub fn field_mut(&mut self, name: &str) -> Option<&mut String> {
        Some(match name {
            "id" => &mut self.id,
            "value" => &mut self.value,
            "unit" => &mut self.unit,
            "effective_from" => &mut self.effective_from,
            "effective_to" => &mut self.effective_to,
            "doc_title" => &mut self.doc_title,
            "doc_no" => &mut self.doc_no,
            "url_or_scan_hash" => &mut self.url_or_scan_hash,
            "entered_by" => &mut self.entered_by,
            "checked_by" => &mut self.checked_by,
            _ => return None,
        })
    }
}

impl Amounts {
    /// Checks a county's records. All problems are told at once; with any, none is used.
    pub fn from_records(pack: &Pack, records: &[AmountRecord]) -> Result<Amounts, Vec<Problem>> {
        let (mut amounts, mut problems) = (Amounts::default(), Vec::new());
        for (row, record) in records.iter().enumerate() {
            let place = format!("amounts.json 第{}条 {}", row + 1, record.id);
            match read(pack, record) {
                Ok(values) => amounts.values.extend(values),
                Err(found) => {
                    problems.extend(found.into_iter().map(|(what, hint)| Problem::new(place.clone(), what).hint(hint)))
                }
            }
        }
        problems.extend(overlaps(pack, &amounts));
        if problems.is_empty() { Ok(amounts) } else { Err(problems) }
    }
}

/// A county's amount that is so many times the known one has a wrong unit.
const MOST_TIMES: i64 = 10;

type Found = Vec<(String, String)>;

fn read(pack: &Pack, record: &AmountRecord) -> Result<Vec<AmountValue>, Found> {
    let mut found: Found = Vec::new();
    let mut wrong = |what: String, hint: &str| found.push((what, hint.to_string()));
    let keys = pack.amount_keys(&record.id).unwrap_or_default();
    if keys.is_empty() {
        wrong(format!("没有编号为“{}”的金额", record.id), "编号见政策包 amounts 文件夹，比如 dibao_std.rural");
    }
    let filled =
        [("doc_title", &record.doc_title), ("doc_no", &record.doc_no), ("url_or_scan_hash", &record.url_or_scan_hash)];
    for (name, text) in
        filled.into_iter().chain([("entered_by", &record.entered_by), ("checked_by", &record.checked_by)])
    {
        if text.trim().is_empty() {
            wrong(format!("{name} 没有填"), "十个字段都要有，只有 effective_to 可以空着");
        }
    }
    if record.entered_by.trim() == record.checked_by.trim() {
        wrong("录入人和核对人是同一个人".into(), "要两个人：一人录入，另一人核对");
    }
    let from = Date::parse(&record.effective_from);
    let until = if record.effective_to.is_empty() { Ok(None) } else { Date::parse(&record.effective_to).map(Some) };
    for (name, bad) in [("effective_from", from.is_err()), ("effective_to", until.is_err())] {
        if bad {
            wrong(format!("{name} 不是日期"), "写成 2026-11-23 这样");
        }
    }
    if let (Ok(from), Ok(Some(until))) = (&from, &until)
        && from > until
    {
        wrong("起始日在截止日之后".into(), "检查 effective_from 和 effective_to");
    }
    let unit = keys
        .first()
        .and_then(|(amount, _)| pack.amounts.get(usize::from(*amount)))
        .map(|a| a.unit.clone())
        .unwrap_or_default();
    let value = scaled(&record.value, &record.unit, &unit);
    if let Err(what) = &value {
        wrong(what.clone(), "数额写成数字；单位写成登记表上的，比如 元/人·月");
    }
    if let (Ok((new, scale)), Ok(from), Some((amount, key))) = (&value, &from, keys.first())
        && let Some((_, known, by)) = Amounts::default().at(pack, *amount, *key, *from).value
        && i128::from(*new) * i128::from(by) > i128::from(MOST_TIMES) * i128::from(known) * i128::from(*scale)
    {
        wrong(format!("比已知的数大了{MOST_TIMES}倍还多"), "看看是不是把分当成了元");
    }
    match (from, until, value) {
        (Ok(from), Ok(until), Ok(value)) if found.is_empty() => {
            let source = format!("{}（{}）", record.doc_title, record.doc_no);
            let entry = |(amount, key)| AmountValue {
                amount,
                key,
                value: Some(value),
                from: Some(from),
                until,
                source: source.clone(),
            };
            Ok(keys.into_iter().map(entry).collect())
        }
        _ => Err(found),
    }
}

/// The number in the pack's unit: yuan become fen, hundredths become shares.
fn scaled(value: &str, unit: &str, expected: &str) -> Result<(i64, i64), String> {
    let (number, scale) = decimal(value.trim()).filter(|(n, _)| *n >= 0).ok_or_else(|| format!("“{value}”不是数额"))?;
    let names = unit_names(expected);
    let read = if unit == expected || names.contains(&unit) {
        let each = if unit != expected && expected.starts_with("fen") { 100 } else { 1 };
        whole_fen(number.checked_mul(each).ok_or("数额太大")?, scale, expected)?
    } else if unit == "%" && matches!(expected, "1" | SHARE) {
        (number, scale.checked_mul(100).ok_or("小数位太多")?)
    } else {
        return Err(format!("单位“{unit}”不对，应当是“{}”", names.first().unwrap_or(&expected)));
    };
    if !may_be(read.0, read.1, expected) {
        return Err(format!("比例“{value}”大于1：七成写成0.7，或者数额写70、单位写%"));
    }
    Ok(read)
}

fn whole_fen(number: i64, scale: i64, unit: &str) -> Result<(i64, i64), String> {
    match unit.starts_with("fen") {
        true if number % scale != 0 => Err("数额比一分钱还细".into()),
        true => Ok((number / scale, 1)),
        false => Ok((number, scale)),
    }
}

/// What people call a pack's unit; amounts of money in yuan.
fn unit_names(unit: &str) -> &'static [&'static str] {
    match unit {
        "fen" => &["元"],
        "fen/month" => &["元/月"],
        "fen/year" => &["元/年"],
        "fen/person/month" => &["元/人·月"],
        "fen/person/year" => &["元/人·年"],
        "1" => &["倍", "小数"],
        SHARE => &["比例", "小数", "倍", "1"],
        "month" => &["月"],
        "year" => &["岁"],
        _ => &[],
    }
}

fn overlaps(pack: &Pack, amounts: &Amounts) -> Vec<Problem> {
    let (far_past, far_future) = (Date::from_days(i64::MIN), Date::from_days(i64::MAX));
    let span = |v: &AmountValue| (v.from.unwrap_or(far_past), v.until.unwrap_or(far_future));
    let mut problems = Vec::new();
    for (i, a) in amounts.values.iter().enumerate() {
        for b in &amounts.values[..i] {
            let ((a_from, a_until), (b_from, b_until)) = (span(a), span(b));
            if (a.amount, a.key) == (b.amount, b.key) && a_from <= b_until && b_from <= a_until {
                let id = pack.amounts.get(usize::from(a.amount)).map_or("", |x| x.id.as_str());
                problems
                    .push(Problem::new(format!("amounts.json {id}"), "同一天有两个数").hint("前一条填上 effective_to"));
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_taken_in_the_unit_that_people_write() {
        for (value, unit, expected, read) in [
            ("770", "元/人·月", "fen/person/month", Some((77_000, 1))),
            ("770.55", "元/人·月", "fen/person/month", Some((77_055, 1))),
            ("77000", "fen/person/month", "fen/person/month", Some((77_000, 1))),
            ("770.555", "元/人·月", "fen/person/month", None),
            ("770", "元/月", "fen/person/month", None),
            ("1.5", "倍", "1", Some((15, 10))),
            ("0.6", "小数", "1", Some((6, 10))),
            ("150", "%", "1", Some((150, 100))),
            ("6", "月", "month", Some((6, 1))),
            ("18", "岁", "year", Some((18, 1))),
            ("0.7", "比例", SHARE, Some((7, 10))),
            ("70", "%", SHARE, Some((70, 100))),
            ("1", "1", SHARE, Some((1, 1))),
            ("1.01", "比例", SHARE, None),
            ("70", "比例", SHARE, None),
            ("101", "%", SHARE, None),
            ("70", "%", "month", None),
            ("-1", "倍", "1", None),
            ("七成", "比例", SHARE, None),
        ] {
            assert_eq!(scaled(value, unit, expected).ok(), read, "{value} {unit} as {expected}");
        }
    }
}
