//! Version 2 of a row: version 1, and behind it what was filled in into the official forms. Never edited after a
//! release: a change is a new version and a migration.

use super::v1;
use crate::Draft;

pub(super) fn encode(draft: &Draft, never: &[String]) -> postcard::Result<Vec<u8>> {
    let mut bytes = postcard::to_allocvec(&v1::Row::of(draft, never))?;
    bytes.extend(&draft.forms);
    Ok(bytes)
}

/// Reads version 1 as well: nothing stands behind it.
pub(super) fn decode(body: &[u8]) -> postcard::Result<Draft> {
    let (row, forms) = postcard::take_from_bytes::<v1::Row>(body)?;
    Ok(Draft { forms: forms.to_vec(), ..row.draft() })
}
