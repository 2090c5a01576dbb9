//! Addresses of the forms' pages. A draft's random id may stand in one, never anything a person wrote.

/// Where one is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Which forms are needed, and how far they are.
    Tasks,
    /// Filling in a form.
    Form(String),
    /// A form on paper.
    Print(String),
    /// From one device to another.
    Hand,
}

impl Place {
    /// Reads a path below the root, such as `papers/shenqing/`.
    pub fn parse(path: &str) -> Option<Place> {
        let path = path.strip_suffix("index.html").unwrap_or(path);
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match parts[..] {
            ["hand"] => Some(Place::Hand),
            ["papers"] => Some(Place::Tasks),
            ["papers", id] => Some(Place::Form(id.into())),
            ["papers", id, "print"] => Some(Place::Print(id.into())),
            _ => None,
        }
    }

    /// The folder of its page, below the root.
    pub fn folder(&self) -> String {
        match self {
            Place::Hand => "hand/".into(),
            Place::Tasks => "papers/".into(),
            Place::Form(id) => format!("papers/{id}/"),
            Place::Print(id) => format!("papers/{id}/print/"),
        }
    }

    /// Its address for a draft; an empty id is no draft yet.
    pub fn of(&self, draft: &str) -> String {
        match draft {
            "" => self.folder(),
            id => format!("{}?d={id}", self.folder()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use answers::draft_in;

    #[test]
    fn every_address_reads_back() {
        for place in [Place::Hand, Place::Tasks, Place::Form("shenqing".into()), Place::Print("shenqing".into())] {
            let address = place.of("k3f9");
            let (path, query) = address.split_once('?').unwrap();
            assert_eq!((Place::parse(path), draft_in(query)), (Some(place.clone()), Some("k3f9")));
            assert_eq!(place.of(""), place.folder());
        }
    }

    #[test]
    fn strange_addresses_name_nothing() {
        assert_eq!(Place::parse("papers/a/b/"), None);
        for query in ["", "?d=", "?d=../x", "?e=k3", "?d=<b>"] {
            assert_eq!(draft_in(query), None, "{query}");
        }
    }
}
