//! Money in whole fen (0.01 yuan).

use serde::{Deserialize, Serialize};
use std::fmt;

/// An amount of money in fen. Never a float.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Fen(pub i64);

impl fmt::Display for Fen {
    /// Yuan, with fen only where there are any: `630元`, `1211.21元`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (yuan, fen) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        match fen {
            0 => write!(f, "{sign}{yuan}元"),
            _ => write!(f, "{sign}{yuan}.{fen:02}元"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_yuan_and_fen() {
        for (fen, text) in [(0, "0元"), (63_000, "630元"), (121_121, "1211.21元"), (5, "0.05元"), (-150, "-1.50元")]
        {
            assert_eq!(Fen(fen).to_string(), text);
        }
    }
}
