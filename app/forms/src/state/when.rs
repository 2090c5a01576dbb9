//! Whether a field is there: conditions on other fields.

use super::{At, FormState, Input};
use crate::{Form, People, Test, When};
use base::Date;
use base::entry::read_date;

impl FormState {
    /// Whether all conditions hold, in the row of a person if there is one.
    pub fn holds(&self, form: &Form, when: &[When], row: Option<u32>, today: Date) -> bool {
        when.iter().all(|condition| self.one_holds(form, condition, row, today))
    }

    fn one_holds(&self, form: &Form, condition: &When, row: Option<u32>, today: Date) -> bool {
        let in_list = form.field(&condition.field).is_some_and(|(section, _)| section.of.is_some());
        let at = At { field: condition.field.clone(), row: row.filter(|_| in_list) };
        let chosen = |ids: &[String]| match self.input(&at) {
            Some(Input::Chosen(found)) => found.iter().any(|id| ids.contains(id)),
            _ => false,
        };
        match &condition.test {
            Test::Is(ids) => chosen(ids),
            Test::Not(ids) => !chosen(ids),
            Test::AgeFrom(years) => self.age(&at, today).is_none_or(|age| age >= i64::from(*years)),
            Test::AgeBelow(years) => self.age(&at, today).is_some_and(|age| age < i64::from(*years)),
        }
    }

    /// Full years since the day in a field. One without a known age counts as grown up: a signature line too many
    /// does no harm.
    fn age(&self, at: &At, today: Date) -> Option<i64> {
        match self.input(at)? {
            Input::Text(text) => read_date(text).ok().map(|birth| birth.full_years_until(today)),
            _ => None,
        }
    }

    /// The keys of a list's people, or one place without a key for what stands in no list.
    pub(crate) fn keys(&self, of: Option<People>) -> Vec<Option<u32>> {
        match of {
            Some(people) => self.rows(people).iter().map(|row| Some(row.key)).collect(),
            None => vec![None],
        }
    }
}
