//! What a step comes from.

/// A set of facts and readings, as bits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources(Vec<u64>);

impl Sources {
    /// Adds a fact, or a reading behind the facts.
    pub fn add(&mut self, source: usize) {
        if self.0.len() <= source / 64 {
            self.0.resize(source / 64 + 1, 0);
        }
        self.0[source / 64] |= 1 << (source % 64);
    }

    /// Adds those of an input.
    pub fn join(&mut self, other: &Sources) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a |= b);
    }

    /// Whether they have something in common.
    pub fn meets(&self, other: &Sources) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_of_different_length_meet() {
        let (mut a, mut b, mut c) = (Sources::default(), Sources::default(), Sources::default());
        a.add(3);
        b.add(130);
        assert!(!a.meets(&b) && !b.meets(&a));
        c.join(&b);
        c.join(&a);
        assert!(c.meets(&a) && b.meets(&c));
    }
}
