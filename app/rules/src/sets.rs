//! Small sets as sorted lists: a sort of each type would be 3 KB of code each in the browser.

/// Adds an item, unless it is there.
pub fn add<T: Ord>(set: &mut Vec<T>, item: T) {
    if let Err(at) = set.binary_search(&item) {
        set.insert(at, item);
    }
}

/// The set of these items.
pub fn set_of<T: Ord>(items: Vec<T>) -> Vec<T> {
    let mut set = Vec::with_capacity(items.len());
    items.into_iter().for_each(|item| add(&mut set, item));
    set
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_sorted_and_has_each_once() {
        assert_eq!(set_of(vec![3, 1, 2, 3, 1]), [1, 2, 3]);
    }
}
