//! What the packs promise: the ids of the law's conditions, facts and amounts, the registers, and the checker's faults.

#[path = "packs/faults.rs"]
mod faults;
