//! What queries mean, and how those that mean nothing are explained.

use crate::query::Query;

#[test]
fn queries_mean_what_the_table_says() {
    for (query, meaning) in [
        ("lantern", "lantern"),
        ("harbour lights", "(run harbour lights)"),
        ("\"harbour lights\"", "\"harbour lights\""),
        ("\u{201c}harbour lights\u{201d}", "\"harbour lights\""),
        ("\u{ab}feux du port\u{bb}", "\"feux du port\""),
        ("\"harbour lights\"~3", "\"harbour lights\"~3"),
        ("light*", "light*"),
        ("light~", "light~1"),
        ("light~2", "light~2"),
        ("+harbour lights -mole", "(run +harbour lights -mole)"),
        ("-mole harbour", "(run -mole harbour)"),
        ("+harbour", "(run +harbour)"),
        ("a AND b", "(and a b)"),
        ("a AND b OR c", "(or (and a b) c)"),
        ("a OR b AND c", "(or a (and b c))"),
        ("(a OR b) AND c", "(and (or a b) c)"),
        ("a NOT b", "(and a (not b))"),
        ("a AND NOT b", "(and a (not b))"),
        ("NOT b AND a", "(and (not b) a)"),
        ("a NOT NOT b", "(and a b)"),
        ("harbour lights AND mole", "(and (run +harbour +lights) mole)"),
        ("harbour lights OR mole", "(or (run +harbour +lights) mole)"),
        ("mole OR harbour lights", "(or mole (run +harbour +lights))"),
        ("a NOT (harbour lights)", "(and a (not (run +harbour +lights)))"),
        ("(harbour lights)", "(run harbour lights)"),
        ("and or not", "(run and or not)"),
        ("text:light", "text:light"),
        ("heading:\"harbour lights\"", "heading:\"harbour lights\""),
        ("text:(a b)", "(run text:a text:b)"),
        ("title:(a OR exact:b)", "(or title:a exact:b)"),
        ("exact:Lights", "exact:Lights"),
        ("kind:treaty", "kind=treaty"),
        ("label:self-defence", "label=self-defence"),
        ("label:\"Self Defence\"", "label=self-defence"),
        ("id:harbour#art-2/para-1", "under=harbour#art-2/para-1"),
        ("layer:digest light", "(run layer=digest light)"),
        ("art. 2(4)", "(run art. 2(4))"),
        ("Article 2: lights", "(run Article 2: lights)"),
        ("at 10:30", "(run at 10:30)"),
        ("light - house -- mole", "(run light house mole)"),
        ("self-defence", "self-defence"),
        ("\\AND", "AND"),
        ("light\\*", "light*"),
        ("http\\://x", "http://x"),
        ("\\\"light", "\"light"),
        ("harbour?", "harbour?"),
        ("  harbour\t\nlights  ", "(run harbour lights)"),
    ] {
        let parsed = Query::parse(query).unwrap_or_else(|e| panic!("{query}\n{}", e.render()));
        assert_eq!(parsed.explain(), meaning, "{query}");
    }
}

#[test]
fn faults_are_shown_where_they_are() {
    for (query, shown) in [
        ("", "\n^ there is nothing to look for"),
        (" ?! ", " ?! \n^^^^ there is nothing to look for"),
        (
            "harbour (lights",
            "harbour (lights\n        ^ this bracket is never closed\nhint: close it, or write `\\(` for the sign itself",
        ),
        (
            "harbour) lights",
            "harbour) lights\n       ^ this bracket was never opened\nhint: write `\\)` for the sign itself",
        ),
        (
            "the \"harbour lights",
            "the \"harbour lights\n    ^ this quotation mark is never closed\n\
             hint: close the phrase, or write `\\\"` for the mark itself",
        ),
        (
            "NOT harbour",
            "NOT harbour\n^^^ NOT alone would find nearly everything\n\
             hint: say first what to find: `attack NOT armed`, or `attack -armed`",
        ),
        (
            "mole OR NOT harbour",
            "mole OR NOT harbour\n        ^^^ NOT alone would find nearly everything\n\
             hint: say first what to find: `attack NOT armed`, or `attack -armed`",
        ),
        (
            "-harbour",
            "-harbour\n^ what must not match is said, but not what to find\n\
             hint: say first what to find: `attack -armed`",
        ),
        (
            "harbour AND",
            "harbour AND\n        ^^^ `AND` needs something on both sides\n\
             hint: in small letters it is a word like any other",
        ),
        (
            "OR harbour",
            "OR harbour\n^^ `OR` needs something on both sides\n\
             hint: in small letters it is a word like any other",
        ),
        ("headng:x", "headng:x\n^^^^^^ there is no field `headng`\nhint: did you mean `heading:`?"),
        (
            "text: light",
            "text: light\n^^^^^ nothing is asked for after `text:`\n\
             hint: write `text:word`, without a space; `text\\:` looks for the word itself",
        ),
        ("layer:x", "layer:x\n      ^ `layer:` cannot be `x`\nhint: it is one of source, digest"),
        ("id:(a b)", "id:(a b)\n   ^ `id:` takes one value as it is written"),
        (
            "é li*ght",
            "é li*ght\n  ^^^^^^ `*` can only end a word, after two letters or more\n\
             hint: `attack*` finds attacks and attacker; `\\*` is the sign itself",
        ),
        (
            "light~3",
            "light~3\n^^^^^^^ `~` stands at the end of a word, alone or with 1 or 2\n\
             hint: `attack~1` finds words one letter away; `\\~` is the sign itself",
        ),
        (
            "\"harbour lights\"~",
            "\"harbour lights\"~\n                ^ after a phrase, `~` takes a number up to 100\n\
             hint: `\"armed attack\"~3` allows three words among those of the phrase",
        ),
    ] {
        let error = Query::parse(query).expect_err(query);
        assert_eq!(error.render(), shown, "{query}");
    }
}

#[test]
fn a_fault_in_a_long_query_is_shown_with_its_surroundings() {
    let query = format!("{} (harbour {}", "light ".repeat(40), "mole ".repeat(40));
    let shown = Query::parse(&query).unwrap_err().render();
    let mut lines = shown.lines();
    let (text, caret) = (lines.next().unwrap(), lines.next().unwrap());
    assert!(text.len() <= 72, "{text}");
    assert_eq!(text.as_bytes()[caret.find('^').unwrap()], b'(');
}

#[test]
fn what_is_too_much_is_refused() {
    let deep = |n: usize| format!("{}light{}", "(".repeat(n), ")".repeat(n));
    assert!(Query::parse(&deep(32)).is_ok());
    assert!(Query::parse(&deep(33)).unwrap_err().message().contains("nested"));
    assert!(Query::parse(&deep(4000)).is_err());
    assert!(Query::parse(&"a ".repeat(513)).unwrap_err().message().contains("512 parts"));
    assert!(Query::parse(&"a".repeat(10_001)).unwrap_err().message().contains("longer"));
    assert!(Query::parse(&format!("{}x", "text:".repeat(500))).is_ok());
}

#[test]
fn signs_mean_nothing_in_a_phrase_that_is_not_parsed() {
    assert_eq!(Query::phrase("a AND (b").unwrap().explain(), "\"a AND (b\"");
    assert!(Query::phrase("?!").is_none());
}
