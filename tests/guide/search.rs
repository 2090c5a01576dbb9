//! What people type and the page they want.

use crate::{BOOK, PACK, data, none, strings};
use guide::search::Index;
use guide::source::index;
use std::sync::LazyLock;
use std::time::Instant;

static INDEX: LazyLock<Index> = LazyLock::new(|| index(&BOOK, &PACK));

/// The queries and the first hit of each, as `queries.toml` has them.
fn queries() -> Vec<(String, String)> {
    let all = data("queries.toml");
    let groups = all.iter().flat_map(|(path, typed)| strings(typed).into_iter().map(move |t| (t, path.clone())));
    groups.collect()
}

#[test]
fn finds_what_people_type() {
    let mut wrong = Vec::new();
    let queries = queries();
    assert!(queries.len() >= 60, "{} queries are too few", queries.len());
    for (typed, path) in &queries {
        let hits = INDEX.search(typed);
        let first = hits.first().map_or("nothing", |hit| hit.path.as_str());
        if first != path {
            let others: Vec<&str> = hits.iter().skip(1).take(4).map(|hit| hit.path.as_str()).collect();
            wrong.push(format!("“{typed}” finds {first}, not {path}; then {}", others.join(", ")));
        }
    }
    none(&wrong);
}

#[test]
fn shows_where_it_was_found_and_says_the_same_each_time() {
    for (typed, _) in queries() {
        let hits = INDEX.search(&typed);
        assert_eq!(hits, INDEX.search(&typed), "{typed}");
        for hit in hits {
            assert!(!hit.title.is_empty() && !hit.snippet.is_empty(), "{typed}: {hit:?}");
            if let Some((first, end)) = hit.found {
                assert!(first < end && end <= hit.snippet.chars().count(), "{typed}: {hit:?}");
            }
        }
    }
}

#[test]
fn a_browser_reads_the_index() {
    let bytes = INDEX.encode().unwrap();
    assert_eq!(Index::decode(&bytes).unwrap(), *INDEX);
    println!("the index: {} entries, {} bytes", INDEX.entries.len(), bytes.len());
}

/// Told with `-- --nocapture`, never asserted: machines differ.
#[test]
#[expect(clippy::disallowed_methods, reason = "a native test may look at a clock")]
fn how_long_a_query_takes_is_told() {
    let mut slowest = (0.0, String::new());
    let queries = queries();
    let mut sum = 0.0;
    for (typed, _) in &queries {
        // Others use the machine, too: the best of a few runs is the query's own time.
        let run = |_| {
            let one = Instant::now();
            INDEX.search(typed);
            one.elapsed().as_secs_f64() * 1e3
        };
        let took = (0..5).map(run).fold(f64::MAX, f64::min);
        sum += took;
        if took > slowest.0 {
            slowest = (took, typed.clone());
        }
    }
    let mean = sum / queries.len() as f64;
    println!("a query takes {mean:.2} ms, the slowest “{}” {:.2} ms", slowest.1, slowest.0);
}
