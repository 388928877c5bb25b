//! The test package has no library; its runner is `src/main.rs`.
