//! What somebody who wrote an id that doesn't exist seems to have meant.

/// Shorter ids are parts of too many others.
const SHORTEST: usize = 3;

/// The nearest id: one that begins with it, else one that contains it (or is contained), else one with few letters
/// different. None rather than a far-fetched one.
pub fn nearest<'i>(id: &str, ids: impl IntoIterator<Item = &'i str>) -> Option<&'i str> {
    let id = id.trim().to_lowercase();
    if id.len() < SHORTEST {
        return None;
    }
    let far = |other: &&str| {
        let other = other.to_lowercase();
        let letters = strsim::damerau_levenshtein(&id, &other);
        let kind = match () {
            () if other.starts_with(&id) => 0,
            () if other.contains(&id) => 1,
            () if letters <= id.chars().count() / 3 => 2,
            () if other.len() >= SHORTEST && id.contains(&other) => 3,
            () => return None,
        };
        Some((kind, letters))
    };
    ids.into_iter().filter_map(|other| Some((far(&other)?, other))).min().map(|(_, other)| other)
}

/// “是不是 …？”, or what else to do.
pub fn hint<'i>(id: &str, ids: impl IntoIterator<Item = &'i str>, or: &str) -> String {
    nearest(id, ids).map_or(or.to_string(), |near| format!("是不是 {near}？"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(id: &str, expected: Option<&str>) {
        let ids = ["hukou_area", "p_wage_month", "p_pension_month", "p_birth_date", "em_urgent", "members"];
        assert_eq!(nearest(id, ids), expected, "{id}");
    }

    #[test]
    fn begins_with_it_then_contains_it_then_few_letters() {
        check("p_wage", Some("p_wage_month"));
        check("wage", Some("p_wage_month"));
        check("P_Wage_Month", Some("p_wage_month"));
        check("p_wage_mnoth", Some("p_wage_month"));
        check("hukuo_area", Some("hukou_area"));
        check("p_birthday", Some("p_birth_date"));
        check("member", Some("members"));
        check("members_list", Some("members"));
        check("p", None);
        check("", None);
        check("income_total", None);
        check("工资", None);
    }
}
