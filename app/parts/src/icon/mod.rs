//! Line icons on a 24 grid. They stand beside words, never instead of them.

use crate::node::{Tag, tag};

/// What an icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// A house.
    Home,
    /// A form with a tick.
    Check,
    /// An open book.
    Book,
    /// A sheet of paper.
    Draft,
    /// A printer.
    Print,
    /// An arrow to the left.
    Back,
    /// A chevron.
    Chev,
    /// Plus.
    Plus,
    /// A person.
    Person,
    /// A coin.
    Coin,
    /// A bowl of food.
    Bowl,
    /// A damaged house.
    House,
    /// A heart with a cross.
    Ill,
    /// A square cap.
    School,
    /// A house in water.
    Flood,
    /// A briefcase.
    Job,
    /// A child.
    Child,
    /// A candle.
    Candle,
    /// A clock.
    Clock,
    /// A place on a map.
    Pin,
    /// A telephone.
    Phone,
    /// A warning triangle.
    Alert,
    /// An i in a circle.
    Info,
    /// A large and a small letter.
    Text,
    /// A padlock.
    Lock,
    /// Scales.
    Scale,
    /// A list.
    List,
    /// A tick.
    Tick,
    /// A cross.
    Cross,
    /// A loudspeaker.
    Speak,
}

impl Picture {
    /// The path that draws it.
    fn shape(self) -> &'static str {
        match self {
            Picture::Home => "M4 11.5 12 5l8 6.5M6 10v9h12v-9M10 19v-5h4v5",
            Picture::Check => {
                "M7 5h10a2 2 0 0 1 2 2v12a2 2 0 0 1 -2 2h-10a2 2 0 0 1 -2 -2v-12a2 2 0 0 1 2 -2zM9 5V3.5h6V5M8.5 13.2l2.4 2.4 4.6-4.8"
            }
            Picture::Book => {
                "M12 6.5C10 5 7 4.6 4 5v13.5c3-.4 6 0 8 1.5 2-1.5 5-1.9 8-1.5V5c-3-.4-6 0-8 1.5ZM12 6.5V20"
            }
            Picture::Draft => "M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 15.5h4",
            Picture::Print => "M7 9V4h10v5M7 17H4v-7h16v7h-3M7 14h10v6H7z",
            Picture::Back => "M19 12H5M11 6l-6 6 6 6",
            Picture::Chev => "m9 5.5 6.5 6.5L9 18.5",
            Picture::Plus => "M12 5v14M5 12h14",
            Picture::Person => "M8.4 8a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0 -7.2 0zM4.8 20c.6-4 3.5-6 7.2-6s6.6 2 7.2 6",
            Picture::Coin => {
                "M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0 -17 0zM8.5 7.5l3.5 4.5 3.5-4.500M12 12v5M8.8 12h6.400M8.8 14.500h6.4"
            }
            Picture::Bowl => {
                "M3.5 11h17c0 4.5-3 7-6 8h-5c-3-1-6-3.5-6-8ZM8 7.500c0-1.5 1.5-1.5 1.5-3M12 7.500c0-1.5 1.5-1.5 1.5-3M16 7.500c0-1.5 1.5-1.5 1.5-3"
            }
            Picture::House => "M4 11.5 12 5l8 6.500M6 10v9.500h12V10M13 10l-2.2 3 2.7 2-2 4.5",
            Picture::Ill => {
                "M12 20C6 16 3.5 12.7 3.5 9.200A4.4 4.4 0 0 1 12 7.500a4.4 4.4 0 0 1 8.5 1.700C20.5 12.7 18 16 12 20ZM12 9.500v5M9.5 12h5"
            }
            Picture::School => {
                "m2.5 9.5 9.5-4.5 9.5 4.5-9.5 4.500zM6.5 11.500V16c2.5 2.3 8.5 2.3 11 0v-4.500M21.5 9.500V15"
            }
            Picture::Flood => {
                "M7 12V8.500L12 4.500l5 4V12M3 15.500c1.5-1.3 3-1.3 4.5 0s3 1.3 4.5 0 3-1.3 4.5 0 3 1.3 4.5 0M3 19.500c1.5-1.3 3-1.3 4.5 0s3 1.3 4.5 0 3-1.3 4.5 0 3 1.3 4.5 0"
            }
            Picture::Job => {
                "M5 8h14a1.5 1.5 0 0 1 1.5 1.5v8.5a1.5 1.5 0 0 1 -1.5 1.5h-14a1.5 1.5 0 0 1 -1.5 -1.5v-8.5a1.5 1.5 0 0 1 1.5 -1.5zM9 8V5h6v3M3.5 13h17M12 12v2.5"
            }
            Picture::Child => {
                "M8 8.5a4 4 0 1 0 8 0a4 4 0 1 0 -8 0zM10.5 8.300v.2M13.5 8.300v.2M10.6 10.200c.9.7 1.9.7 2.8 0M7 20.500c.3-3.6 2-5.5 5-5.500s4.7 1.9 5 5.500M11 4.700c0-1 .6-1.7 1.7-1.9"
            }
            Picture::Candle => {
                "M9 11h6v9.500H9zM12 11V8.700M12 8.500c-1.7-.6-2-2.6 0-5 2 2.4 1.7 4.4 0 5ZM5.5 20.500h13"
            }
            Picture::Clock => "M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0 -17 0zM12 7v5.200l3.5 2",
            Picture::Pin => {
                "M12 21c-4.5-4.5-6.5-7.7-6.5-11a6.5 6.5 0 0 1 13 0c0 3.3-2 6.5-6.5 11ZM9.7 10a2.3 2.3 0 1 0 4.6 0a2.3 2.3 0 1 0 -4.6 0z"
            }
            Picture::Phone => {
                "M7.5 3.5 10 8.3 8 10.200c1 2.3 2.5 3.9 5 5.200l2-2 4.8 2.300c0 2.9-1.7 4.8-4.3 4.800C9.2 20.5 3.5 14.8 3.5 8.300c0-2.7 1.5-4.5 4-4.800Z"
            }
            Picture::Alert => "M12 4 2.8 19.500h18.400zM12 10v4.500M12 17v.2",
            Picture::Info => "M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0 -17 0zM12 11v5.500M12 7.800V8",
            Picture::Text => "M3 19 8.5 5 14 19M5 14h7M15 19l3-8 3 8M16.2 16h3.6",
            Picture::Lock => {
                "M6.5 10.5h11a1.5 1.5 0 0 1 1.5 1.5v7a1.5 1.5 0 0 1 -1.5 1.5h-11a1.5 1.5 0 0 1 -1.5 -1.5v-7a1.5 1.5 0 0 1 1.5 -1.5zM8 10.500V8a4 4 0 0 1 8 0v2.500M12 14.500v2"
            }
            Picture::Scale => "M12 4v16M8 20h8M5 7h14M5 7l-2.5 6.500a3 3 0 0 0 5 0zM19 7l-2.5 6.500a3 3 0 0 0 5 0z",
            Picture::List => "M8.5 6.500H20M8.5 12H20M8.5 17.500H20M4.5 6.500v.1M4.5 12v.1M4.5 17.500v.1",
            Picture::Tick => "m5 12.5 4.5 4.500L19 7",
            Picture::Cross => "m6.5 6.5 11 11M17.5 6.500l-11 11",
            Picture::Speak => "M4 9.5v5h3.5L12 18V6L7.5 9.5zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11",
        }
    }
}

/// An icon. Screen readers pass over it.
pub fn icon(picture: Picture) -> Tag {
    let class = if picture == Picture::Chev { "icon chev" } else { "icon" };
    tag("svg").class(class).attr("viewBox", "0 0 24 24").attr("aria-hidden", "true").shape("", picture.shape())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn is_hidden_from_screen_readers() {
        check(icon(Picture::Plus), &[r#"aria-hidden="true""#, r#"<path d="M12 5v14M5 12h14"></path>"#]);
    }
}
