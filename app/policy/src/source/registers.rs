//! The register of articles: every article that gives a right or a duty lives somewhere, or says why not.

use super::layers::Sources;
use base::Problem;

/// What the register covers of one text.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// The text.
    pub text: String,
    /// Articles that live somewhere.
    pub lives: usize,
    /// Articles with a reason why they don't.
    pub none: usize,
}

/// Checks `coverage.toml`: each article of the texts it names exactly once, each place existing.
pub fn check_coverage(files: &[super::SourceFile]) -> Result<Vec<Coverage>, Vec<Problem>> {
    let mut faults = super::Faults::default();
    let sources = super::layers::read(files, &mut faults);
    let mut problems: Vec<Problem> =
        faults.0.iter().map(|f| Problem::new(files[f.file].path.clone(), f.what.clone())).collect();
    let covered = covered(&sources, files, &mut problems);
    if problems.is_empty() { Ok(covered) } else { Err(problems) }
}

fn covered(sources: &Sources, files: &[super::SourceFile], problems: &mut Vec<Problem>) -> Vec<Coverage> {
    let Some((_, register)) = &sources.coverage else {
        problems.push(Problem::new("coverage.toml", "没有这个文件"));
        return Vec::new();
    };
    let mut done: Vec<Coverage> = Vec::new();
    let mut names: Vec<&str> = register.article.iter().map(|a| a.text.get_ref().as_str()).collect();
    names.dedup();
    for name in names {
        let Some(text) = sources.texts.iter().find(|t| t.name.get_ref() == name) else {
            problems.push(Problem::new("coverage.toml", format!("没有登记《{name}》")));
            continue;
        };
        for number in 1..=text.count.unwrap_or(0) {
            let found = register.article.iter().filter(|a| a.text.get_ref() == name && a.article == number).count();
            if found != 1 {
                problems.push(
                    Problem::new(format!("《{name}》第{number}条"), format!("登记了{found}次"))
                        .hint("每条登记一次：在哪里，或为什么没有"),
                );
            }
        }
        let of_text = || register.article.iter().filter(|a| a.text.get_ref() == name);
        done.push(Coverage {
            text: name.to_string(),
            lives: of_text().filter(|a| !a.lives.is_empty()).count(),
            none: of_text().filter(|a| a.none.is_some()).count(),
        });
    }
    for article in &register.article {
        let place = format!("《{}》第{}条", article.text.get_ref(), article.article);
        if article.lives.is_empty() == article.none.is_none() {
            problems.push(Problem::new(place.clone(), "要么写在哪里（lives），要么写为什么没有（none）"));
        }
        if !article.lives.is_empty() && article.gives.trim().is_empty() {
            problems.push(Problem::new(place.clone(), "没有写它给人什么（gives）"));
        }
        for home in &article.lives {
            if !exists(home.get_ref(), sources, files) {
                problems.push(
                    Problem::new(place.clone(), format!("没有 {}", home.get_ref()))
                        .hint("写成 programs/dibao 或 guide/rights#编号"),
                );
            }
        }
    }
    done
}

/// `programs/dibao`, or `guide/rights#where`.
fn exists(home: &str, sources: &Sources, files: &[super::SourceFile]) -> bool {
    let (path, said) = home.split_once('#').unwrap_or((home, ""));
    let file = files.iter().position(|f| f.path.ends_with(&format!("/{path}.toml")));
    let Some(file) = file else { return false };
    let guide = sources.guide.iter().find(|(ix, _)| *ix == file).map(|(_, g)| g);
    said.is_empty()
        || guide.is_some_and(|g| [&g.right, &g.duty, &g.help, &g.urgent].into_iter().flatten().any(|s| s.id == said))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::mini::files;

    /// What is wrong with a register, by a part of its message.
    fn check(register: &str, expect: &[&str]) {
        let problems = check_coverage(&files(&[("coverage.toml", register)])).err().unwrap_or_default();
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        for expect in expect {
            assert!(told.iter().any(|t| t.contains(expect)), "{expect}: {told:?}");
        }
        assert_eq!(told.len(), expect.len(), "{told:?}");
    }

    #[test]
    fn every_article_once_and_somewhere() {
        let article = |n: u32, rest: &str| format!("[[article]]\ntext = \"新法\"\narticle = {n}\n{rest}\n");
        let other: String = (2..=9).map(|n| article(n, "none = \"总则\"")).collect();
        let lives = "gives = \"帮助\"\nlives = [\"programs/aid\"]";
        check(&format!("{}{other}", article(1, lives)), &[]);
        check(&other, &["《新法》第1条：登记了0次"]);
        check(&format!("{}{}{other}", article(1, lives), article(1, lives)), &["登记了2次"]);
        check(&format!("{}{other}", article(1, "")), &["要么写在哪里"]);
        check(&format!("{}{other}", article(1, "lives = [\"programs/aid\"]")), &["没有写它给人什么"]);
        check(
            &format!("{}{other}", article(1, "gives = \"帮助\"\nlives = [\"programs/gone\"]")),
            &["没有 programs/gone"],
        );
        check("[[article]]\ntext = \"别的法\"\narticle = 1\nnone = \"无\"\n", &["没有登记《别的法》"]);
    }
}
