//! The index as the rest of the program uses it, over a convention that nobody concluded.

#[cfg(test)]
mod corpus;
#[cfg(test)]
mod feedback;
#[cfg(test)]
mod finding;
#[cfg(test)]
mod folding;
#[cfg(test)]
mod fuzz;
#[cfg(test)]
mod showing;
#[cfg(test)]
mod widening;
#[cfg(test)]
mod writing;
