//! What a measured file is found to be: clause by clause, met or not, with page and millimetres.

use std::fmt;

use super::Layout;

/// The result for one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// How many pages the file has.
    pub pages: usize,
    /// Pages of another size or an unknown layout, from 1: counted, not measured.
    pub foreign: Vec<usize>,
    /// What the file says was set otherwise on purpose, in the words of clerks.
    pub settings: Vec<&'static str>,
    /// One section for each layout, in order of appearance.
    pub sections: Vec<Section>,
}

/// The clauses of one layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The layout.
    pub layout: Layout,
    /// How many pages were measured by it.
    pub pages: usize,
    /// Its clauses, in the order of the standard.
    pub clauses: Vec<Clause>,
}

/// A clause and what was found of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Which rule it is: the English name that tests and scripts quote.
    pub name: &'static str,
    /// Where it stands: `§7.2.4`, or the name of another source.
    pub number: &'static str,
    /// What it asks, in a few Chinese words.
    pub text: &'static str,
    /// How well the clause itself is known.
    pub source: Source,
    /// Whether it is met.
    pub verdict: Verdict,
    /// What is not met, or what the eye has to judge.
    pub remarks: Vec<Remark>,
}

/// How well a clause is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Read in copies of the standard that agree.
    Standard,
    /// Known from a digest only.
    SecondHand,
    /// No clause of GB/T 9704: good practice that this program holds itself to.
    Practice,
}

/// What was found of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Everything that was measured meets it.
    Met,
    /// Something does not.
    NotMet,
    /// Something does not, and the file says that its office has set it so.
    AsSet,
    /// The file has nothing that it speaks of.
    Absent,
    /// Somebody has to look.
    Eye,
    /// The printer has to see to it.
    Printer,
}

/// One thing that was measured, and what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The page, from 1.
    pub page: usize,
    /// What was measured.
    pub what: String,
    /// What was found.
    pub found: String,
    /// What the clause wants.
    pub wanted: String,
}

impl Report {
    /// The clauses that are not met.
    pub fn unmet(&self) -> impl Iterator<Item = &Clause> {
        let clauses = self.sections.iter().flat_map(|section| &section.clauses);
        clauses.filter(|clause| clause.verdict == Verdict::NotMet)
    }
}

impl Source {
    /// What is said behind a clause that is not from the standard's own words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Standard => "",
            Self::SecondHand => "（据转述）",
            Self::Practice => "（国标未规定）",
        }
    }
}

impl Verdict {
    /// The word that clerks see, four characters wide.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Met => "符合　",
            Self::NotMet => "不符合",
            Self::AsSet => "按设置",
            Self::Absent => "无此项",
            Self::Eye => "请目测",
            Self::Printer => "印制时",
        }
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "第{}页：{}{}，应为{}", self.page, self.what, self.found, self.wanted)
    }
}
