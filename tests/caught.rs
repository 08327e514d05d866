//! Promise: a panic that becomes a finding prints nothing, and every other one does.
#![allow(clippy::panic, reason = "it is about panics")]

use std::panic::{catch_unwind, set_hook};
use std::sync::atomic::{AtomicU32, Ordering};

use juanzong::base::{caught, silence_caught};

#[test]
fn only_panics_that_nobody_expects_are_heard() {
    static HEARD: AtomicU32 = AtomicU32::new(0);
    set_hook(Box::new(|_| {
        HEARD.fetch_add(1, Ordering::Relaxed);
    }));
    silence_caught();

    assert_eq!(caught(|| 1), Some(1));
    assert_eq!(caught(|| panic!("expected")), None::<u32>);
    assert_eq!(HEARD.load(Ordering::Relaxed), 0);

    assert!(catch_unwind(|| panic!("not expected")).is_err());
    assert_eq!(HEARD.load(Ordering::Relaxed), 1);
}
