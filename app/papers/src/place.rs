//! Addresses of the forms' and the drafts' pages. A draft's random id may stand in one, never anything a person wrote.

/// No form has this id.
const ATTACH: &str = "attach";

/// Where one is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Which forms are needed, and how far they are.
    Tasks,
    /// Photos and documents that go with the forms.
    Attach,
    /// Filling in a form.
    Form(String),
    /// A form on paper.
    Print(String),
    /// The drafts on this device.
    Drafts,
    /// Earlier states of a draft.
    History,
    /// What a draft came to, and what it comes to now.
    Changes,
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
            ["papers", ATTACH] => Some(Place::Attach),
            ["papers", id] => Some(Place::Form(id.into())),
            ["papers", id, "print"] => Some(Place::Print(id.into())),
            ["drafts"] => Some(Place::Drafts),
            ["drafts", "history"] => Some(Place::History),
            ["drafts", "changes"] => Some(Place::Changes),
            _ => None,
        }
    }

    /// The folder of its page, below the root.
    pub fn folder(&self) -> String {
        match self {
            Place::Hand => "hand/".into(),
            Place::Tasks => "papers/".into(),
            Place::Attach => format!("papers/{ATTACH}/"),
            Place::Form(id) => format!("papers/{id}/"),
            Place::Print(id) => format!("papers/{id}/print/"),
            Place::Drafts => "drafts/".into(),
            Place::History => "drafts/history/".into(),
            Place::Changes => "drafts/changes/".into(),
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
        let forms = [Place::Form("shenqing".into()), Place::Print("shenqing".into())];
        let drafts = [Place::Hand, Place::Attach, Place::Drafts, Place::History, Place::Changes];
        for place in [Place::Tasks].into_iter().chain(forms).chain(drafts) {
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
