//! A value shown without showing all of it. These never fail: what is half typed is masked too.

/// 512***********1234: three in front, four behind.
pub fn id_number(text: &str) -> String {
    middle(text, 3, 4)
}

/// 138****5678, 023-****2345: what stands between the digits stays.
pub fn phone(text: &str) -> String {
    let digits: String = text.chars().filter(|c| *c != '-').collect();
    let mut shown = middle(&digits, 3, 4).chars().collect::<Vec<_>>().into_iter();
    text.chars().filter_map(|c| if c == '-' { Some(c) } else { shown.next() }).collect()
}

/// ****1234: the last four only.
pub fn account(text: &str) -> String {
    let kept = text.chars().count().saturating_sub(4).min(text.chars().count());
    if kept < 4 {
        return "*".repeat(text.chars().count());
    }
    format!("****{}", text.chars().skip(kept).collect::<String>())
}

/// The first character of a name: 张*, 欧**.
pub fn name(text: &str) -> String {
    let rest = text.chars().count().saturating_sub(1);
    text.chars().take(1).chain("*".repeat(rest).chars()).collect()
}

/// Keeps some in front and behind, if at least as many are hidden as are shown behind.
fn middle(text: &str, front: usize, behind: usize) -> String {
    let length = text.chars().count();
    let (front, behind) = if length < front + 2 * behind { (0, 0) } else { (front, behind) };
    let shown = |(at, c): (usize, char)| if at < front || at + behind >= length { c } else { '*' };
    text.chars().enumerate().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn shows_only_the_ends() {
        assert_eq!(id_number("512322195803051234"), "512***********1234");
        assert_eq!(phone("13812345678"), "138****5678");
        assert_eq!(phone("74512345"), "********");
        assert_eq!(phone("023-74512345"), "023-****2345");
        assert_eq!(account("6222000000000001234"), "****1234");
        assert_eq!(account("1234567"), "*******");
        assert_eq!((name("张三").as_str(), name("欧阳修").as_str(), name("")), ("张*", "欧**", String::new()));
    }

    proptest! {
        #[test]
        fn something_is_always_hidden(text in "[^-\\p{C}]{1,30}") {
            prop_assert!(id_number(&text).contains('*') && phone(&text).contains('*') && account(&text).contains('*'));
        }
    }
}
