//! Words so common that, searched for loosely, they tell nothing.

/// English function words. They are indexed, and count inside phrases; loose in a query beside other words, they
/// are passed over.
const STOP_WORDS: [&str; 73] = [
    "a", "about", "after", "against", "all", "an", "and", "any", "are", "as", "at", "be", "been", "before",
    "being", "between", "but", "by", "can", "could", "did", "do", "does", "for", "from", "had", "has",
    "have", "how", "if", "in", "into", "is", "it", "its", "may", "might", "must", "no", "nor", "not", "of",
    "on", "or", "our", "shall", "should", "such", "than", "that", "the", "their", "them", "then", "there",
    "these", "they", "this", "those", "to", "was", "were", "what", "when", "where", "which", "who", "will",
    "with", "would", "your", "we", "i",
];

/// Whether `word` (lower case) is a stop word.
pub(crate) fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.contains(&word)
}
