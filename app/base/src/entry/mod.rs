//! What people type into a field, read exactly and forgivingly: dates, money, ID numbers, phones, accounts;
//! and how such a value is shown without showing all of it.
//!
//! A problem says which part is wrong and what to write instead. It never repeats what was typed.

/// What a kind of number that is read here has in common: it is stored as its text, and never printed whole.
macro_rules! stored_as_text {
    ($number:ty) => {
        impl TryFrom<String> for $number {
            type Error = crate::Problem;
            fn try_from(text: String) -> Result<Self, crate::Problem> {
                <$number>::read(&text)
            }
        }

        impl From<$number> for String {
            fn from(number: $number) -> String {
                number.full().into()
            }
        }

        impl std::fmt::Debug for $number {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.masked())
            }
        }
    };
}

mod account;
mod count;
mod date;
mod digits;
mod id_number;
pub mod mask;
mod money;
mod phone;

pub use account::Account;
pub use count::read_count;
pub use date::{read_date, read_span, say_date};
pub use digits::tidy;
pub use id_number::IdNumber;
pub use money::{MOST_FEN, plain_money, read_money, words};
pub use phone::Phone;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read_all(typed: &str) {
        let _ = (read_date(typed), read_span(typed), read_money(typed), read_count(typed), tidy(typed));
        let _ = (IdNumber::read(typed), Phone::read(typed), Account::read(typed), mask::name(typed));
    }

    proptest! {
        #[test]
        fn nothing_typed_is_a_panic(typed in "\\PC{0,40}") {
            read_all(&typed);
        }

        #[test]
        fn nothing_typed_with_the_words_we_know_is_a_panic(
            typed in "[0-9０-９〇零一二两三四五六七八九十百千万亿廿卅元块角毛分年月日号初Xx.．,，\\-/ 　+]{0,30}",
        ) {
            read_all(&typed);
        }
    }
}
