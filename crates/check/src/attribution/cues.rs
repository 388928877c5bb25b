//! Words that tell whose words follow.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a verb says of the words after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Says {
    /// Nothing.
    Nothing,
    /// That the words follow: provides, states, reads.
    Words,
    /// What a source does, in words of its own: prohibits, defines, speaks of.
    Sense,
}

/// Verbs that lead up to the words of a source.
const WORDS: &str = "
    added adding adds affirmed affirming affirms announced asserted asserts begins cautioned clarified
    clarifies closes commanded commands concluded concludes concluding confirmed confirming confirms
    continued continues declared declares declaring directed directs emphasised emphasises emphasized
    emphasizes ends established establishes explained explaining explains expressed expresses follows found
    held holding holds insisted insists noted notes noting observed observes observing opens opined ordains
    proclaimed proclaims pronounced pronounces provide provided provides providing quoted quoting read
    reading reads reaffirmed reaffirms reasoned recalled recalls recited recites reiterated reiterates
    remarked remarks ruled rules runs said say saying says specified specifies specifying state stated
    states stating stipulate stipulated stipulates stipulating stressed stresses suggested suggests
    underlined underlines underscored underscores warned warns write writes writing wrote
";

/// Verbs for what only a person does: of an instrument none is said.
const PERSONAL: &str = "
    admits admitted answered answers argue argued argues believe believed believes boasted boasts claim
    claimed claims complained complains conceded concedes contend contended contends countered counters finds
    grumbled grumbles joked jokes lamented laments maintained maintains muses objected objects quips replied replies
    retorted retorts submits submitted think thinks thought told wonders
";

/// Verbs that say what a source does, and nouns for its words.
const SENSE: &str = "
    accords agree agreed agrees allow allowed allows applies asked asks assured assures attributes authorised authorises
    authorized authorizes ban banned bans barred bars bind binds bound called calls characterises
    characterizes charged charges codifies commit commits committed compels condemns confers confined
    confines contain contained contains covers criminalises criminalizes deems define defined defines
    defining definition demand demands describe described describes distinguish distinguishes employs
    empowered empowers enabled enables enjoined enjoins enshrined enshrines ensures entitled entitles
    entrusts envisaged envisages excludes exempted exempts expression extends forbade forbid forbidden
    forbids formula formulation gives grant granted grants guarantee guaranteed guarantees identifies imposes
    includes instructs invited invites invokes language leaves lets limited limits lists makes mandates
    mentions names needs obligated obligates obliged obliges outlaws permit permits permitted phrase phrases
    places pledge pledges precluded precludes prescribe prescribed prescribes preserves prohibit prohibited
    prohibiting prohibits promised promises protect protected protects punishes puts recognise recognised
    recognises recognize recognized recognizes refer reference referred referring refers regards releases
    relieves requested requests require required requires requiring reserves restricted restricts rests
    safeguards saves secures seeks separates sets spared spares speak speaking speaks spells spoke subjects
    tasked tasks tells term termed terms text treats turns undertake undertakes undertaking undertook urges
    use used uses using vests wants wording words
";

/// Words that may stand between a verb and the quotation it leads up to.
const TRAILING: &str = "
    a again alia also among an are as at clearly entirety explicitly expressly famously following follows
    for full further here in inter is it its material merely more moreover of on once only other para
    paragraph part pertinent plainly point relevant simply so solemnly terms that the then there these
    things this thus to unequivocally was which with words
";

/// What counts places in a work.
const PLACES: &str = "
    annex art article articles arts ch chapter clause guideline p page pages para paragraph paragraphs paras
    point pp preamble principle principles recital reg regulation rule rules s sec section sections ss
";

/// Those who speak but are no source that a citation names.
const SPEAKERS: &str = "
    administration advocate ambassador applicant applicants authorities captain colonel commentators counsel
    critic critics delegate delegates delegation general government governments journalists king lawyers
    minister ministers ministry newspaper official officials president press prosecutor representative
    representatives respondent scholars secretary senator spokesman spokesperson spokeswoman witness
    witnesses
";

/// Nouns for a source that was named before.
const SOURCES: &str = "
    agreement annex article articles assembly author authors case chamber chapter charter clause comment
    commentary commission committee convention council court covenant decision declaration definition
    document drafters instrument judgement judges judgment manual memo memorandum opinion panel paragraph
    passage piece preamble principle principles protocol provision provisions report resolution rule rules
    sentence statute study text treaty tribunal wording
";

/// The classes that a word is of, one bit each.
static CLASSES: LazyLock<BTreeMap<&str, u8>> = LazyLock::new(|| {
    let mut out = BTreeMap::new();
    for (bit, list) in [WORDS, SENSE, TRAILING, PLACES, SPEAKERS, SOURCES, PERSONAL].iter().enumerate() {
        for word in list.split_whitespace() {
            *out.entry(word).or_default() |= 1 << bit;
        }
    }
    out
});

/// Whether a word is of the class with this bit.
fn is(word: &str, bit: u8) -> bool {
    CLASSES.get(plain(word).as_str()).is_some_and(|classes| classes & (1 << bit) != 0)
}

/// A word as it is looked up: without signs around it, in small letters.
pub(crate) fn plain(word: &str) -> String {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let bare = bare.strip_suffix("’s").or_else(|| bare.strip_suffix("'s")).unwrap_or(bare);
    bare.to_lowercase()
}

/// What a verb, or a noun for words, says of the words after it. A name is none: "the States".
pub(crate) fn verb(word: &str) -> Says {
    let first = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    if first.starts_with(char::is_uppercase) {
        Says::Nothing
    } else if is(word, 0) || is(word, 6) {
        Says::Words
    } else if is(word, 1) {
        Says::Sense
    } else {
        Says::Nothing
    }
}

/// Whether the word after `before` is a noun though it looks like a verb: "all other states", "the rules".
pub(crate) fn is_noun(before: &str, word: &str) -> bool {
    let doubtful = matches!(
        plain(word).as_str(),
        "state"
            | "states"
            | "rules"
            | "holds"
            | "notes"
            | "reading"
            | "saying"
            | "ends"
            | "calls"
            | "limits"
            | "places"
            | "sets"
            | "uses"
            | "use"
            | "demands"
            | "demand"
    );
    let article = matches!(
        plain(before).as_str(),
        "the"
            | "a"
            | "all"
            | "other"
            | "those"
            | "these"
            | "member"
            | "coastal"
            | "flag"
            | "of"
            | "between"
            | "some"
            | "such"
            | "many"
            | "most"
            | "both"
            | "third"
            | "two"
            | "and"
            | "several"
            | "contracting"
            | "its"
            | "their"
            | "which"
            | "to"
            | "in"
    );
    doubtful && article
}

/// Whether the word may stand between a verb and the quotation that it leads up to.
pub(crate) fn trails(word: &str) -> bool {
    is(word, 2)
}

/// Whether the word counts places: art, para, ¶.
pub(crate) fn designates(word: &str) -> bool {
    word.starts_with(['¶', '§']) || is(word, 3)
}

/// Whether the word means one who speaks and is no source.
pub(crate) fn speaker(word: &str) -> bool {
    is(word, 4)
}

/// Whether the word means a source named before: "the article", "the Court".
pub(crate) fn source(word: &str) -> bool {
    is(word, 5)
}

/// Whether a word says what somebody calls a thing, and not what a source says: "a rule that she calls".
pub(crate) fn dubs(word: &str) -> bool {
    matches!(
        plain(word).as_str(),
        "called"
            | "calls"
            | "call"
            | "calling"
            | "considers"
            | "describe"
            | "described"
            | "describes"
            | "dub"
            | "dubbed"
            | "dubs"
            | "label"
            | "labelled"
            | "labels"
            | "termed"
            | "thinks"
    )
}

/// Whether the word stands for a person who may speak.
pub(crate) fn person(word: &str) -> bool {
    matches!(plain(word).as_str(), "he" | "she" | "i" | "we" | "they" | "who")
}

/// Whether the word points at the noun after it.
pub(crate) fn points(word: &str) -> bool {
    matches!(plain(word).as_str(), "the" | "a" | "an" | "this" | "that" | "these" | "those")
}

/// Whether the verb is one for what only a person does.
pub(crate) fn personal(word: &str) -> bool {
    is(word, 6)
}

/// The name of somebody who says what follows, and is no source: "Marsh writes that", "Okafor (2017, 88)".
pub(crate) fn teller<'w>(words: &[&'w str]) -> Option<&'w str> {
    let name = |w: &str| {
        let bare = w.trim_start_matches(|c: char| !c.is_alphanumeric());
        let capitals = bare.chars().filter(|c| c.is_uppercase()).count();
        let spelt = bare.chars().skip(1).any(char::is_lowercase);
        let pronoun = person(w) || points(w) || matches!(plain(w).as_str(), "it" | "as" | "which" | "there");
        bare.starts_with(char::is_uppercase)
            && (capitals == 1 || spelt)
            && plain(w).len() > 1
            && !pronoun
            && !source(w)
            && !designates(w)
    };
    let ends = |w: &str| w.ends_with([',', ';', ':', '.', ')', ']']);
    let told = |pair: &&[&str]| {
        name(pair[0]) && !ends(pair[0]) && (verb(pair[1]) == Says::Words || is_year(pair[1]))
    };
    words.windows(2).rev().find(told).map(|pair| pair[0])
}

/// Whether the word opens a bracket with a year: "(2017,".
fn is_year(word: &str) -> bool {
    let year = word.strip_prefix(['(', '[']).and_then(|w| w.get(..4));
    year.is_some_and(|y| y.starts_with(['1', '2']) && y.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether the word says whose the next one is, a person's.
pub(crate) fn owns(word: &str) -> bool {
    matches!(plain(word).as_str(), "his" | "her" | "my" | "our" | "their" | "whose")
}

/// Whether the word brings in something else.
pub(crate) fn joins(word: &str) -> bool {
    matches!(
        plain(word).as_str(),
        "and" | "or" | "but" | "while" | "whereas" | "nor" | "although" | "because" | "than"
    )
}

/// Whether a citation after this word is set against the source, and is not the source.
pub(crate) fn contrasts(word: &str) -> bool {
    matches!(
        plain(word).as_str(),
        "unlike"
            | "not"
            | "contrast"
            | "opposed"
            | "contra"
            | "cf"
            | "compare"
            | "beyond"
            | "despite"
            | "notwithstanding"
    )
}

/// Whether a parenthesis that begins with the word says what the work before it speaks of.
pub(crate) fn discusses(word: &str) -> bool {
    matches!(
        plain(word).as_str(),
        "analysing"
            | "analyzing"
            | "applying"
            | "arguing"
            | "commenting"
            | "comparing"
            | "considering"
            | "criticising"
            | "criticizing"
            | "describing"
            | "discussing"
            | "examining"
            | "explaining"
            | "interpreting"
            | "noting"
            | "reviewing"
            | "summarising"
            | "summarizing"
    )
}

/// Whether a citation after this word is what the words are about.
pub(crate) fn concerns(word: &str) -> bool {
    matches!(
        plain(word).as_str(),
        "about"
            | "regarding"
            | "concerning"
            | "breach"
            | "breaches"
            | "breaching"
            | "breached"
            | "violation"
            | "violations"
            | "violates"
            | "violated"
            | "violating"
            | "contravenes"
            | "contravention"
            | "infringes"
            | "contrary"
            | "against"
            | "implementing"
            | "ratified"
            | "ratifying"
    )
}

/// Words that may stand between a phrase and the citation that follows it: "within the meaning of", "as used in".
pub(crate) fn links(word: &str) -> bool {
    matches!(
        plain(word).as_str(),
        "" | "in"
            | "under"
            | "of"
            | "from"
            | "per"
            | "by"
            | "the"
            | "within"
            | "meaning"
            | "as"
            | "is"
            | "are"
            | "to"
            | "its"
            | "at"
            | "according"
            | "pursuant"
            | "for"
            | "purposes"
            | "sense"
            | "found"
            | "set"
            | "out"
            | "laid"
            | "down"
            | "so"
            | "thus"
            | "see"
            | "both"
            | "opening"
            | "first"
            | "second"
            | "sentence"
    ) || verb(word) != Says::Nothing
}

/// Prepositions that give what follows them as the source of the clause: "Under Article 3, …".
pub(crate) fn grounds(word: &str) -> bool {
    matches!(
        plain(word).as_str(),
        "in" | "under" | "per" | "to" | "by" | "from" | "of" | "with" | "for" | "the" | "see"
    )
}
