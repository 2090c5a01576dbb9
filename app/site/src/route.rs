//! Addresses inside the site. A draft's random id may stand in one, never anything a person said.

/// Where one is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// Help now, what this is, all programmes.
    Home,
    /// Help now, all of it.
    Urgent,
    /// Signs of harm to a child.
    Harm,
    /// The self-check.
    Check(Check),
    /// The result of a draft.
    Result(String),
    /// All drafts: those in memory, where many people use the machine. Elsewhere that page is not one of this app.
    Drafts,
    /// All programmes.
    Guide,
    /// One programme.
    Program(String),
    /// The texts that are cited.
    Law,
    /// Nothing is there.
    Lost,
}

/// Where one is in the self-check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Check {
    /// What to expect, and which programmes.
    Start,
    /// Wherever the draft stands.
    Resume(String),
    /// The `n`th question of a draft, from 1.
    Question {
        /// The draft.
        draft: String,
        /// Which question.
        n: usize,
        /// Whether to go back to the overview afterwards.
        review: bool,
    },
    /// A person of the list that the `n`th question asks for.
    Person {
        /// The draft.
        draft: String,
        /// Which question.
        n: usize,
        /// The person's key; none for a new one.
        key: Option<u32>,
    },
    /// Check your answers.
    Review(String),
}

impl Route {
    /// Whether its screen shows the packs' long texts.
    pub fn needs_texts(&self) -> bool {
        self.stands() || matches!(self, Route::Result(_))
    }

    /// Whether its page says all without the app, unless the county's own amounts came after it was written.
    pub fn stands(&self) -> bool {
        matches!(self, Route::Guide | Route::Program(_) | Route::Law)
    }

    /// Reads a path below the root, such as `check/`, and a query, with or without `?`.
    pub fn parse(path: &str, query: &str) -> Route {
        let path = path.strip_suffix("index.html").unwrap_or(path);
        let query = Query(query.trim_start_matches('?'));
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match parts[..] {
            [] => Route::Home,
            ["urgent"] => Route::Urgent,
            ["harm"] => Route::Harm,
            ["check"] => Route::Check(Check::parse(&query)),
            ["result"] => Route::Result(query.id().unwrap_or_default()),
            ["drafts"] => Route::Drafts,
            ["guide"] => Route::Guide,
            ["guide", id] => Route::Program(id.to_string()),
            ["law"] => Route::Law,
            _ => Route::Lost,
        }
    }

    /// The address below the root.
    pub fn path(&self) -> String {
        match self {
            Route::Home | Route::Lost => String::new(),
            Route::Urgent => "urgent/".into(),
            Route::Harm => "harm/".into(),
            Route::Check(check) => check.path(),
            Route::Result(draft) => format!("result/?d={draft}"),
            Route::Drafts => "drafts/".into(),
            Route::Guide => "guide/".into(),
            Route::Program(id) => format!("guide/{id}/"),
            Route::Law => "law/".into(),
        }
    }
}

impl Check {
    fn parse(query: &Query) -> Check {
        let Some(draft) = query.id() else { return Check::Start };
        let n = query.number("n").filter(|n| *n > 0);
        match (n, query.get("p")) {
            (Some(n), Some("new")) => Check::Person { draft, n, key: None },
            (Some(n), Some(key)) if key.parse::<u32>().is_ok() => Check::Person { draft, n, key: key.parse().ok() },
            (Some(n), _) => Check::Question { draft, n, review: query.get("r").is_some() },
            (None, _) if query.get("v").is_some() => Check::Review(draft),
            _ => Check::Resume(draft),
        }
    }

    fn path(&self) -> String {
        match self {
            Check::Start => "check/".into(),
            Check::Resume(draft) => format!("check/?d={draft}"),
            Check::Question { draft, n, review: false } => format!("check/?d={draft}&n={n}"),
            Check::Question { draft, n, review: true } => format!("check/?d={draft}&n={n}&r=1"),
            Check::Person { draft, n, key: None } => format!("check/?d={draft}&n={n}&p=new"),
            Check::Person { draft, n, key: Some(key) } => format!("check/?d={draft}&n={n}&p={key}"),
            Check::Review(draft) => format!("check/?d={draft}&v=1"),
        }
    }

    /// The draft it is about.
    pub fn draft(&self) -> Option<&str> {
        match self {
            Check::Start => None,
            Check::Resume(draft) | Check::Review(draft) => Some(draft),
            Check::Question { draft, .. } | Check::Person { draft, .. } => Some(draft),
        }
    }
}

/// A query such as `d=k3&n=2`.
struct Query<'a>(&'a str);

impl Query<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        answers::asked(self.0, name)
    }

    fn number(&self, name: &str) -> Option<usize> {
        self.get(name)?.parse().ok()
    }

    /// The id of a draft.
    fn id(&self) -> Option<String> {
        answers::draft_in(self.0).map(String::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_reads_back() {
        let draft = || "k3f9".to_string();
        for route in [
            Route::Home,
            Route::Urgent,
            Route::Harm,
            Route::Drafts,
            Route::Guide,
            Route::Law,
            Route::Program("linshi".into()),
            Route::Result(draft()),
            Route::Check(Check::Start),
            Route::Check(Check::Resume(draft())),
            Route::Check(Check::Question { draft: draft(), n: 3, review: false }),
            Route::Check(Check::Question { draft: draft(), n: 3, review: true }),
            Route::Check(Check::Person { draft: draft(), n: 2, key: None }),
            Route::Check(Check::Person { draft: draft(), n: 2, key: Some(7) }),
            Route::Check(Check::Review(draft())),
        ] {
            let address = route.path();
            let (path, query) = address.split_once('?').unwrap_or((&address, ""));
            assert_eq!(Route::parse(path, query), route, "{address}");
        }
    }

    #[test]
    fn strange_addresses_lead_somewhere() {
        for (path, query, route) in [
            ("index.html", "", Route::Home),
            ("check/", "d=../x", Route::Check(Check::Start)),
            ("check/", "d=k&n=0", Route::Check(Check::Resume("k".into()))),
            ("check/", "d=k&n=2&p=x", Route::Check(Check::Question { draft: "k".into(), n: 2, review: false })),
            ("result/", "", Route::Result(String::new())),
            ("nothing/here/", "", Route::Lost),
        ] {
            assert_eq!(Route::parse(path, query), route, "{path}?{query}");
        }
    }
}
