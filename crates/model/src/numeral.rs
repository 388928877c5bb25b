//! Roman numerals, as instruments number their chapters and parts.

/// The value of a well-formed Roman numeral in either case (`"VII"` is 7), `None` for anything else.
/// Only the ordinary subtractive forms count: `IIII` and `IC` are refused.
pub fn roman_value(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 15 {
        return None;
    }
    let digit = |b: u8| match b.to_ascii_uppercase() {
        b'I' => Some(1),
        b'V' => Some(5),
        b'X' => Some(10),
        b'L' => Some(50),
        b'C' => Some(100),
        b'D' => Some(500),
        b'M' => Some(1000),
        _ => None,
    };
    let digits: Vec<u32> = text.bytes().map(digit).collect::<Option<_>>()?;
    let mut value = 0;
    for (i, &d) in digits.iter().enumerate() {
        if digits.get(i + 1).is_some_and(|&next| next > d) {
            value -= d as i64;
        } else {
            value += d as i64;
        }
    }
    let value = u32::try_from(value).ok()?;
    (roman(value).eq_ignore_ascii_case(text)).then_some(value)
}

/// `value` written as a Roman numeral in capitals.
fn roman(mut value: u32) -> String {
    const STEPS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut out = String::new();
    for (step, text) in STEPS {
        while value >= step {
            out.push_str(text);
            value -= step;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_round_trip() {
        for value in 1..400 {
            assert_eq!(roman_value(&roman(value)), Some(value));
            assert_eq!(roman_value(&roman(value).to_lowercase()), Some(value));
        }
    }

    #[test]
    fn malformed_numerals_are_refused() {
        for bad in ["", "IIII", "IC", "VX", "a", "11"] {
            assert_eq!(roman_value(bad), None, "{bad}");
        }
    }
}
