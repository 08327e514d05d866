//! A progress bar on a terminal, and nothing in a pipe.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::run::Progress;

/// The bar of a build.
pub(super) struct Bar(ProgressBar);

impl Bar {
    /// A bar that shows itself where somebody looks.
    pub(super) fn new(is_quiet: bool) -> Self {
        let bar = ProgressBar::no_length();
        // On standard error; a pipe there hides it by itself.
        bar.set_draw_target(if is_quiet {
            ProgressDrawTarget::hidden()
        } else {
            ProgressDrawTarget::stderr()
        });
        if let Ok(style) = ProgressStyle::with_template("生成文书 {bar:40} {pos}/{len}") {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// Shows what happened.
    pub(super) fn show(&self, progress: Progress) {
        match progress {
            Progress::Total(total) => self.0.set_length(u64::try_from(total).unwrap_or(u64::MAX)),
            Progress::Made => self.0.inc(1),
        }
    }

    /// Takes the bar away.
    pub(super) fn clear(&self) {
        self.0.finish_and_clear();
    }
}
