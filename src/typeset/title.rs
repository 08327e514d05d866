//! Breaks a title by sense and in balance: 词意完整, 排列对称, 长短适宜, as 梯形 or 菱形.
//!
//! In: the atoms of a title. Out: where its lines end. Every way to break a title of up to five lines is
//! weighed; a longer one is broken into even lines.
//!
//! **Source:** GB/T 9704-2012 §7.3.1.

use std::ops::Range;

use super::breaks::Grade;
use super::fit::{self, Measure};
use super::shape::Atom;
use crate::base::Length;

/// The most lines for which every way is weighed.
const MOST_LINES: usize = 5;
/// An extra line costs as much as a slightly bad shape.
const EXTRA_LINE: i64 = 8;
/// Breaking inside a word of official prose.
const INSIDE_WORD: i64 = 60;
/// Breaking inside 《…》: the names of documents should stay whole where a line can hold them.
const INSIDE_QUOTE: i64 = 25;

/// Words that titles of official documents are made of: a boundary inside any of them is bad.
const WORDS: &str = "\
    关于 印发 转发 批转 公布 发布 召开 开展 做好 加强 进一步 推进 实施 落实 \
    通知 通报 报告 请示 批复 意见 决定 公告 通告 纪要 方案 办法 规定 细则 \
    计划 规划 要点 总结 清单 台账 汇总 统计 情况 工作 会议 活动 任务 责任 \
    分解 示范 创建 法治 政府 人民 建设 依法 行政 治国 委员会 办公室 领导小组 \
    领导 小组 督导 督查 检查 考核 评估 验收 整改 问题 材料 报送 申报 指标 \
    体系 标准 管理 服务 改革 发展 安全 生产 经济 社会 文化 教育 全面 全区 \
    全县 全市 全省 年度 季度 第一 第二 第三 第四 单位 部门 机关 组织 机构 \
    人员 干部 培训 宣传 公开 信息 监督 执法 司法 应急 重点 专项 行动 有关 \
    事项 制度 机制 名单 目录 一览表 登记表 申请 审核 审批 自查 自评 模拟 \
    测评 法治政府 佐证 自纠 市县 审计 预算 决算 财政 环境 生态 保护 乡村 \
    振兴 防控 消防 食品 药品 市场 监管 营商 优化 项目 资金 补助 奖励 表彰 \
    先进 集体 个人 职务 调整 成立 设立 试行 修订 废止 征求 反馈 法律 法规 \
    规章 文件 审查 备案 复议 调解 普法 督察 部署 动员 县委 市委 省委 区委 依法治县 依法治市 \
    依法治区 依法治省 依法治国 全面依法 工作会议 示范创建 示范区 示范县 示范市 通知书";
/// Characters that must not begin a line.
const NEVER_FIRST: &str = "的等和及与了";
/// Characters that must not end a line.
const NEVER_LAST: &str = "和及与暨在对为以第将把";

/// The lines of a title: ranges of its atoms.
pub(super) fn lines(atoms: &[Atom], cell: Length, columns: i64) -> Vec<Range<usize>> {
    let least = least_lines(atoms, cell, columns);
    if least <= 1 {
        return std::iter::once(0..atoms.len()).collect();
    }
    if least > MOST_LINES {
        return even_lines(atoms, cell, columns, least);
    }
    let title = Weighed::new(atoms, cell, columns);
    let best = (least..=least + 1)
        .filter(|&count| count <= MOST_LINES)
        .filter_map(|count| title.best(count))
        .min_by_key(|(cost, _)| *cost);
    match best {
        Some((_, ends)) => ranges(&ends),
        None => even_lines(atoms, cell, columns, least),
    }
}

fn least_lines(atoms: &[Atom], cell: Length, columns: i64) -> usize {
    let total = total_width(atoms).to_emu();
    let widest = (cell * columns).to_emu().max(1);
    usize::try_from((total + widest - 1) / widest).unwrap_or(usize::MAX)
}

fn total_width(atoms: &[Atom]) -> Length {
    atoms.iter().map(|atom| atom.width + atom.gap).sum()
}

fn ranges(ends: &[usize]) -> Vec<Range<usize>> {
    let starts = std::iter::once(0).chain(ends.iter().copied());
    starts.zip(ends).map(|(start, &end)| start..end).collect()
}

fn even_lines(atoms: &[Atom], cell: Length, columns: i64, least: usize) -> Vec<Range<usize>> {
    let even = total_width(atoms) / i64::try_from(least).unwrap_or(1) + cell;
    let room = even.min(cell * columns);
    let measure = Measure { first: room, rest: room, cell, is_justified: false };
    fit::fit(atoms, &measure).into_iter().map(|line| line.atoms).collect()
}

/// A title with what it costs to break it at each place.
struct Weighed {
    /// Up to each boundary, in tenths of a cell.
    widths: Vec<i64>,
    /// The cost of ending a line at each boundary; none: never.
    costs: Vec<Option<i64>>,
    /// The widest line, in tenths of a cell.
    widest: i64,
}

impl Weighed {
    fn new(atoms: &[Atom], cell: Length, columns: i64) -> Self {
        let tenth = (cell / 10).to_emu().max(1);
        let mut x = Length::ZERO;
        let mut widths = vec![0];
        for atom in atoms {
            x += atom.width + atom.gap;
            widths.push(x.to_emu() / tenth);
        }
        Self { widths, costs: costs(atoms), widest: columns * 10 }
    }

    fn length(&self) -> usize {
        self.widths.len() - 1
    }

    /// The cheapest way to break into `count` lines.
    fn best(&self, count: usize) -> Option<(i64, Vec<usize>)> {
        let mut best = None;
        self.extend(&mut Vec::with_capacity(count), count, 0, &mut best);
        best.map(|(cost, ends)| (cost + EXTRA_LINE * i64::try_from(count).unwrap_or(0), ends))
    }

    /// Tries every end of the next line.
    fn extend(&self, ends: &mut Vec<usize>, count: usize, cost: i64, best: &mut Option<(i64, Vec<usize>)>) {
        let start = ends.last().copied().unwrap_or(0);
        if ends.len() + 1 == count {
            if self.width(start, self.length()) <= self.widest {
                ends.push(self.length());
                self.keep(ends, cost, best);
                ends.pop();
            }
            return;
        }
        let left = i64::try_from(count - ends.len() - 1).unwrap_or(0);
        for end in start + 1..self.length() {
            if self.width(start, end) > self.widest {
                break;
            }
            let is_hopeless = self.width(end, self.length()) > self.widest * left;
            if let Some(own) = self.costs[end - 1].filter(|_| !is_hopeless) {
                ends.push(end);
                self.extend(ends, count, cost + own, best);
                ends.pop();
            }
        }
    }

    fn keep(&self, ends: &[usize], cost: i64, best: &mut Option<(i64, Vec<usize>)>) {
        let lengths: Vec<i64> = ranges(ends).iter().map(|line| self.width(line.start, line.end)).collect();
        let cost = cost + shape_cost(&lengths);
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            *best = Some((cost, ends.to_vec()));
        }
    }

    fn width(&self, start: usize, end: usize) -> i64 {
        self.widths[end] - self.widths[start]
    }
}

/// What the shape of lines costs, their lengths in tenths of a cell: 梯形 (long above short before short above
/// long) and 菱形 are good, equal lengths poor, 沙漏形 bad, and no line should be much shorter than another.
fn shape_cost(lengths: &[i64]) -> i64 {
    let steps: Vec<i64> = lengths.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let grows = steps.iter().filter(|&&step| step > 10).count();
    let equal = steps.iter().filter(|&&step| step.abs() <= 10).count();
    let is_hourglass = steps.windows(2).any(|pair| pair[0] < -10 && pair[1] > 10);
    let longest = lengths.iter().copied().max().unwrap_or(0);
    let shortest = lengths.iter().copied().min().unwrap_or(0);
    let uneven = (longest - shortest - 60).max(0) / 4;
    let rising = if lengths.len() == 2 { 6 } else { 2 };
    let count = |n: usize| i64::try_from(n).unwrap_or(0);
    count(grows) * rising + count(equal) * 5 + if is_hourglass { 20 } else { 0 } + uneven
}

/// The cost of ending a line after each atom.
fn costs(atoms: &[Atom]) -> Vec<Option<i64>> {
    let characters: Vec<char> = atoms.iter().map(|atom| atom.character).collect();
    let mut costs: Vec<Option<i64>> = atoms.iter().map(|atom| grade_cost(atom.grade)).collect();
    for k in 1..characters.len() {
        let extra = edge_cost(characters[k - 1], characters[k]);
        costs[k - 1] = costs[k - 1].map(|cost| cost + extra);
    }
    charge_words(&characters, &mut costs);
    charge_quotes(&characters, &mut costs);
    costs
}

const fn grade_cost(grade: Grade) -> Option<i64> {
    match grade {
        Grade::Forbidden | Grade::Torn | Grade::Unit => None,
        Grade::Inner => Some(40),
        Grade::Free => Some(10),
    }
}

fn edge_cost(last: char, first: char) -> i64 {
    let opens = if matches!(first, '《' | '（' | '〔') { -6 } else { 0 };
    let closes = match last {
        ' ' | '\u{3000}' => -60,
        '》' | '）' | '、' | '，' | '的' | '年' => -5,
        _ => 0,
    };
    let never = NEVER_FIRST.contains(first) || NEVER_LAST.contains(last);
    opens + closes + if never { 40 } else { 0 }
}

fn charge_words(characters: &[char], costs: &mut [Option<i64>]) {
    for word in WORDS.split(' ') {
        let word: Vec<char> = word.chars().collect();
        for start in (0..characters.len()).filter(|&start| characters[start..].starts_with(&word)) {
            charge(&mut costs[start..start + word.len() - 1], INSIDE_WORD);
        }
    }
}

fn charge_quotes(characters: &[char], costs: &mut [Option<i64>]) {
    let mut open = None;
    for (k, character) in characters.iter().enumerate() {
        match (character, open) {
            ('《' | '“' | '（', None) => open = Some(k),
            ('》' | '”' | '）', Some(start)) => {
                charge(&mut costs[start..k], INSIDE_QUOTE);
                open = None;
            }
            _ => {}
        }
    }
}

fn charge(costs: &mut [Option<i64>], extra: i64) {
    for cost in costs.iter_mut().flatten() {
        *cost += extra;
    }
}
