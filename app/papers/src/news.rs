//! What changed in the policy, day by day: worked out from the packs while the site is built, read where two results are
//! compared.

use base::{Date, Problem};
use policy::{Named, Pack, Program, Row, Used};
use serde::{Deserialize, Serialize};

/// Every day on which something changed, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct News(pub Vec<Day>);

/// What is different from one day on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Day {
    /// The first day on which it is so, in days since 1970-01-01.
    pub on: i64,
    /// What it is about, and what is different.
    pub about: Vec<(String, Vec<String>)>,
}

impl News {
    /// Their bytes.
    pub fn encode(&self) -> Result<Vec<u8>, Problem> {
        postcard::to_allocvec(self).map_err(|_| Problem::new("政策变化", "写不出来"))
    }

    /// Reads their bytes.
    pub fn decode(bytes: &[u8]) -> Result<News, Problem> {
        postcard::from_bytes(bytes).map_err(|_| Problem::new("政策变化", "内容坏了，读不出来"))
    }

    /// What changed about a programme after `from`, until `to`: its conditions, and the amounts that it reads.
    pub fn about(&self, pack: &Pack, program: &Program, from: Date, to: Date) -> Vec<(Date, String)> {
        let names = names(pack, program);
        // An amount stands there with its key: 最低生活保障标准（农村）.
        let is = |told: &str| names.iter().any(|name| told.split('（').next() == Some(name));
        let days = self.0.iter().filter(|day| from.days() < day.on && day.on <= to.days());
        let line = |day: &Day| {
            let told = day.about.iter().filter(|(name, _)| is(name));
            let lines = told.flat_map(|(name, says)| says.iter().map(move |line| format!("{name}：{line}")));
            lines.map(|line| (Date::from_days(day.on), line)).collect::<Vec<_>>()
        };
        days.flat_map(line).collect()
    }
}

/// The programme's name, and those of the amounts and quantities that it reads.
fn names<'p>(pack: &'p Pack, program: &'p Program) -> Vec<&'p str> {
    let mut names = vec![program.name.as_str()];
    let mut name = |used: &Used| match used.name {
        Named::Amount(ix) => names.extend(pack.amounts.get(usize::from(ix)).map(|amount| amount.name.as_str())),
        Named::Quantity(ix) => names.extend(pack.quantities.get(usize::from(ix)).map(|one| one.label.as_str())),
        _ => {}
    };
    program.benefit.iter().chain(&program.extras).flat_map(|paid| &paid.used).for_each(&mut name);
    let excluded = program.excluded.iter().map(|(row, _)| row);
    program.rows.iter().chain(excluded).for_each(|row| used(row, &mut name));
    names
}

fn used<'p>(row: &'p Row, name: &mut impl FnMut(&'p Used)) {
    row.used.iter().for_each(&mut *name);
    row.rows.iter().for_each(|row| used(row, name));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comes_back_as_it_was() {
        let news = News(vec![Day { on: 20_000, about: vec![("低保".into(), vec!["多了一条".into()])] }]);
        assert_eq!(News::decode(&news.encode().unwrap()), Ok(news));
        assert!(News::decode(&[9]).is_err());
    }
}
