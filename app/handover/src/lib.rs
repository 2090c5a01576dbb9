//! What goes from one device to another without a server: some bytes in a container that says what it is, which version, and
//! whether it is whole. As one file, or cut into the texts of codes that another device's camera reads in any order.
//!
//! Knows nothing of what it carries, and no clock, file, camera or picture. What comes in is strange until it is checked: nothing is
//! allocated by a number that a stranger wrote.

mod bundle;
mod frames;

pub use bundle::{Bundle, CHOOSE, FARTHEST, MOST, pack, unpack};
pub use frames::{Gathered, Gathering, MOST_FRAMES, cut};

use crc::{CRC_32_ISO_HDLC, Crc, NoTable};

/// Guards against damage, not against intent. Without its table, which would weigh more than all else here.
const CHECK: Crc<u32, NoTable> = Crc::<u32, NoTable>::new(&CRC_32_ISO_HDLC);

fn checksum(bytes: &[u8]) -> [u8; 4] {
    CHECK.checksum(bytes).to_le_bytes()
}
