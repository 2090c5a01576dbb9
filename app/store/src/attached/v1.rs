//! Version 1 of the list of attachments. Never edited after a release: a change is a new version and a migration.

use crate::{Attached, Attachment, Form};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub(super) struct List {
    revision: u32,
    list: Vec<Row>,
}

#[derive(Serialize, Deserialize)]
struct Row {
    id: String,
    paper: String,
    says: String,
    pdf: bool,
    file: String,
    bytes: u32,
}

impl List {
    pub(super) fn of(attached: &Attached) -> List {
        let row = |one: &Attachment| {
            let Attachment { id, paper, says, form, file, bytes } = one.clone();
            Row { id, paper, says, pdf: form == Form::Pdf, file, bytes }
        };
        List { revision: attached.revision, list: attached.list.iter().map(row).collect() }
    }

    pub(super) fn attached(self) -> Attached {
        let one = |row: Row| {
            let Row { id, paper, says, pdf, file, bytes } = row;
            Attachment { id, paper, says, form: if pdf { Form::Pdf } else { Form::Picture }, file, bytes }
        };
        Attached { revision: self.revision, list: self.list.into_iter().map(one).collect() }
    }
}
