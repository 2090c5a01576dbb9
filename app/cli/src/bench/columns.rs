//! The baselines' CSV files as columns.

use super::{Context, Engine, Path, Result};
use anyhow::{bail, ensure};
use rules::{Cell, Col, Columns, State, Table};

/// A CSV file of whole numbers with a header.
struct Numbers {
    path: String,
    names: Vec<String>,
    columns: Vec<Vec<i64>>,
}

impl Numbers {
    fn read(path: &Path) -> Result<Numbers> {
        let file = || format!("读不了 {}", path.display());
        let mut reader = csv::Reader::from_path(path).with_context(file)?;
        let names: Vec<String> = reader.headers().with_context(file)?.iter().map(str::to_owned).collect();
        let mut columns = vec![Vec::new(); names.len()];
        let mut row = csv::StringRecord::new();
        while reader.read_record(&mut row).with_context(file)? {
            for (column, cell) in columns.iter_mut().zip(&row) {
                let line = row.position().map_or(0, csv::Position::line);
                column.push(cell.parse().with_context(|| format!("{} 第{line}行要全是整数", path.display()))?);
            }
        }
        Ok(Numbers { path: path.display().to_string(), names, columns })
    }

    fn take(&mut self, name: &str) -> Result<Vec<i64>> {
        match self.names.iter().position(|n| n == name) {
            Some(ix) => Ok(std::mem::take(&mut self.columns[ix])),
            None => bail!("{} 里没有 {name} 这一列", self.path),
        }
    }
}

/// Household facts whose column has the fact's name.
const HOUSE: [&str; 9] = ["region", "hukou", "deposit", "car", "houses", "capital", "refuse", "res", "hard"];
/// The same for people.
const PERSON: [&str; 6] = ["wage", "pension", "business", "support", "disab", "student"];

/// Reads `hh_N.csv` and `pp_N.csv`.
pub fn read(engine: &Engine, data: &Path, n: usize) -> Result<Columns> {
    let mut houses = Numbers::read(&data.join(format!("hh_{n}.csv")))?;
    let mut people = Numbers::read(&data.join(format!("pp_{n}.csv")))?;
    let mut columns = Columns::new(&engine.layout, State::Absent);
    let sizes = houses.take("n")?;
    columns.n = sizes.len();
    ensure!(columns.n == n, "{} 里有{}户，不是{n}户", houses.path, columns.n);
    columns.members.start = starts(&sizes)?;
    columns.obligors = Table { start: vec![0; n + 1], cols: columns.obligors.cols, open: Vec::new() };
    fill(engine, &HOUSE, &mut houses, &mut columns.house)?;
    fill(engine, &PERSON, &mut people, &mut columns.members.cols)?;
    Ok(columns)
}

fn starts(sizes: &[i64]) -> Result<Vec<u32>> {
    let mut starts = vec![0];
    let mut end = 0;
    for size in sizes {
        end += size;
        starts.push(u32::try_from(end).context("人数太多")?);
    }
    Ok(starts)
}

fn fill(engine: &Engine, names: &[&str], from: &mut Numbers, to: &mut [Col]) -> Result<()> {
    for name in names {
        let fact = engine.pack.fact(name).with_context(|| format!("基准政策包里没有事实 {name}"))?;
        let values = from.take(name)?;
        let choice = engine.pack.facts[fact].kind == policy::Kind::Choice;
        let cell = |v: i64| Cell::given(if choice { 1 << v } else { v });
        to[engine.layout.column(fact, 0)] = Col::Full(values.into_iter().map(cell).collect());
    }
    Ok(())
}
