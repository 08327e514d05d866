//! Rules over the plan itself: what an attentive reader of it would ask about.

pub(super) mod annexes;
pub(super) mod bodies;
pub(super) mod counts;
pub(super) mod coverage;
pub(super) mod likeness;
pub(super) mod names;
pub(super) mod organization;
pub(super) mod people;
pub(super) mod schedule;
pub(super) mod wording;
