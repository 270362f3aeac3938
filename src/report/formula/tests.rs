//! Formulas and conditions worked out.

use super::*;
use crate::report::figures::tests::Given;

fn value(source: &str, given: &Given) -> Outcome<Ratio> {
    Formula::new(source).value(given)
}

fn holds(source: &str, given: &Given) -> Outcome<bool> {
    let condition = Condition::new(source);
    assert!(
        condition.meaning().is_ok(),
        "{source}: {}",
        condition.meaning().as_ref().unwrap_err()
    );
    condition.holds(given)
}

#[test]
fn products_bind_tighter_than_sums() {
    let given = Given::numbers(&[("甲", "3"), ("乙", "4")]);
    assert_eq!(
        value("{甲} + {乙} * 2 - 1", &given),
        Outcome::Known(Ratio::from(10))
    );
    assert_eq!(
        value("({甲}+{乙})*2-(1)", &given),
        Outcome::Known(Ratio::from(13))
    );
    assert_eq!(
        value("-{甲} - -{乙}", &given),
        Outcome::Known(Ratio::from(1))
    );
}

#[test]
fn division_is_exact_until_it_is_rounded() {
    let given = Given::numbers(&[]);
    assert_eq!(value("2/3*3/4", &given), Outcome::Known(Ratio::new(1, 2)));
    assert_eq!(holds("1/3+1/3+1/3 = 1", &given), Outcome::Known(true));
}

#[test]
fn a_blank_operand_makes_it_blank_and_zero_below_makes_it_undefined() {
    let given = Given::numbers(&[("甲", "3"), ("零", "0")]);
    assert_eq!(value("{甲} + {乙}", &given), Outcome::Blank);
    assert_eq!(
        value("{甲} / {零}", &given),
        Outcome::Undefined(Undefined::DivisionByZero)
    );
    let nines = "9".repeat(28);
    let given = Given::numbers(&[("大", &nines)]);
    assert_eq!(
        value("{大} * {大}", &given),
        Outcome::Undefined(Undefined::Overflow)
    );
    assert_eq!(
        value("{大} + {大}", &given),
        Outcome::Undefined(Undefined::Overflow)
    );
}

#[test]
fn a_lone_slot_rounds_the_other_side_to_its_places() {
    let given = Given::numbers(&[("率", "62.1"), ("人", "59"), ("共", "95")]);
    assert_eq!(
        holds("{率} = {人} / {共} * 100", &given),
        Outcome::Known(true)
    );
    assert_eq!(
        holds("{人} / {共} * 100 != {率}", &given),
        Outcome::Known(false)
    );
    assert_eq!(
        holds("{率} >= {人} / {共} * 100", &given),
        Outcome::Known(false)
    );
    let two = Given::numbers(&[("甲", "3"), ("乙", "2.6")]);
    assert_eq!(holds("{甲} = {乙}", &two), Outcome::Known(false));
}

#[test]
fn texts_are_compared_in_either_kind_of_quotes() {
    let mut given = Given::numbers(&[]);
    given.text("类", "街道");
    assert_eq!(holds("{类} = “街道”", &given), Outcome::Known(true));
    assert_eq!(holds("{类} != \"街道\"", &given), Outcome::Known(false));
    assert_eq!(
        holds("{类} > “镇”", &given),
        Outcome::Undefined(Undefined::Unlike)
    );
}

#[test]
fn misreadings_name_the_place() {
    for (source, column) in [
        ("{甲} + ", 7),
        ("{甲} × 2", 5),
        ("(1 + 2", 7),
        ("1 2", 3),
        ("{甲", 3),
        ("", 1),
        ("1 + {a}%", 8),
    ] {
        let misread = Formula::new(source).meaning().clone().unwrap_err();
        assert_eq!(misread.column, column, "{source}: {misread}");
    }
    assert!(Condition::new("{甲} + 1").meaning().is_err());
    assert!(Condition::new("{甲} = {乙} = {丙}").meaning().is_err());
    assert!(Formula::new(&"(".repeat(5_000)).meaning().is_err());
}
