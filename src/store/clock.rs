//! The clock on the wall of whoever works here.

use std::fs;

use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

/// Where a Unix keeps the rules of its time zone.
const LOCAL: &str = "/etc/localtime";

/// The date and the time of day here. The machine's own zone is taken from its one file: looking up the zone's name among
/// the hundreds that a system knows would take longer than opening a draft.
pub fn now() -> ZonedDateTime {
    match zone() {
        Some(zone) => Timestamp::now().to_zoned_datetime(zone),
        None => ZonedDateTime::now(),
    }
}

/// The machine's zone; `None` where the user has chosen another, or the file tells none.
fn zone() -> Option<TimeZone> {
    if std::env::var_os("TZ").is_some() {
        return None;
    }
    let rules = fs::read(LOCAL).ok()?;
    TimeZone::tzif("", &rules).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_machine_s_zone_is_that_of_its_file() {
        let Some(zone) = zone() else { return };
        let now = Timestamp::now();
        assert_eq!(
            zone.to_offset(now),
            TimeZone::try_system().unwrap().to_offset(now)
        );
    }
}
