//! What was typed, made even.

/// A query.
pub struct Query {
    /// Its characters: lower case, half width, no spaces or marks.
    pub chars: Vec<char>,
    /// The same without words that say nothing, if that leaves something else.
    pub subject: Option<Vec<char>>,
    /// Only letters: pinyin or initials.
    pub letters: bool,
    /// The letters with sounds that many don't tell apart made one.
    pub folded: Vec<u8>,
}

/// Longer than any page's name: the rest is not looked at.
const MOST_CHARS: usize = 40;

impl Query {
    /// Reads what was typed.
    pub fn new(typed: &str, fillers: &[String]) -> Query {
        let chars: Vec<char> = typed.chars().map(half_width).filter(|c| c.is_alphanumeric()).take(MOST_CHARS).collect();
        let letters = !chars.is_empty() && chars.iter().all(char::is_ascii_lowercase);
        let text: String = chars.iter().collect();
        let bare = fillers.iter().fold(text.clone(), |text, filler| text.replace(filler.as_str(), ""));
        let subject = (bare != text && !bare.is_empty()).then(|| bare.chars().collect());
        let folded = if letters { super::slip::fold(&text) } else { Vec::new() };
        Query { chars, subject, letters, folded }
    }

    /// Whether nothing was asked.
    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }
}

/// A character as typed on a plain keyboard.
fn half_width(c: char) -> char {
    const SHIFT: u32 = 0xfee0;
    let plain = match u32::from(c) {
        full @ 0xff01..=0xff5e => char::from_u32(full - SHIFT).unwrap_or(c),
        _ => c,
    };
    plain.to_ascii_lowercase()
}
