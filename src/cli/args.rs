//! What can be typed: subcommands and options, all help in Chinese.
#![expect(clippy::doc_markdown, reason = "these comments are the help, where a clerk sees no markup")]

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::base::{Date, FromText};
use crate::run::layout_names;

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "juanzong",
    version,
    about = "卷宗：把计划（YAML）和各单位报送的表格（Excel）做成成套的公文（Markdown 和 PDF）",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    help_template = HELP,
    override_usage = "juanzong <命令> [选项]",
    subcommand_help_heading = "命令",
    subcommand_value_name = "命令"
)]
pub(super) struct Line {
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Command,
    #[command(flatten)]
    pub(super) common: Common,
}

const HELP: &str = "{about}\n\n用法：{usage}\n\n{all-args}";

/// Options that every command takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct Common {
    /// 工作区；不写就从当前文件夹往上找 inputs/plan/campaign.yaml
    #[arg(long, global = true, value_name = "文件夹")]
    pub(super) workspace: Option<PathBuf>,
    /// 以哪一天判断逾期；不写就用 campaign.yaml 的 as_of，再没有就用今天
    #[arg(long, global = true, value_name = "日期", value_parser = date)]
    pub(super) as_of: Option<Date>,
    /// 字体所在的文件夹；不写就找工作区的 fonts，再找程序旁边的 fonts
    #[arg(long, global = true, value_name = "文件夹")]
    pub(super) fonts: Option<PathBuf>,
    /// 发现的问题怎样打印：text 给人看（不写就是它），json 给程序用
    #[arg(
        long,
        global = true,
        value_name = "格式",
        value_enum,
        default_value_t = Format::Text,
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub(super) format: Format,
    /// 不显示进度和小结
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// 显示帮助
    #[arg(short, long, global = true, action = clap::ArgAction::Help)]
    help: Option<bool>,
    /// 显示版本
    #[arg(short = 'V', long, action = clap::ArgAction::Version)]
    version: Option<bool>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 新建一个工作区：带说明的计划文件、文件夹和字体，马上就能检查和生成
    #[command(help_template = HELP, override_usage = "juanzong init <文件夹> [选项]")]
    Init {
        /// 工作区放在哪里；还没有的或空的文件夹
        #[arg(value_name = "文件夹", help_heading = "参数")]
        folder: PathBuf,
    },
    /// 检查计划和报送的表格，打印发现的问题，不写任何文件
    #[command(help_template = HELP, override_usage = "juanzong check [选项]")]
    Check {
        /// 把全部问题写进这个文件；名称以 .xlsx 结尾的写成表格
        #[arg(short, long, value_name = "文件", help_heading = "选项")]
        output: Option<PathBuf>,
        /// 缺字、换字体、用代替的字体都算错误
        #[arg(long, help_heading = "选项")]
        strict_fonts: bool,
    },
    /// 生成文书：全部，或挑选其中一些
    #[command(help_template = HELP, override_usage = "juanzong build [挑选]… [选项]")]
    Build {
        /// 名称的一部分、单位、种类，或会议、轮次、指标、阶段的编号；不写就是全部
        #[arg(value_name = "挑选", help_heading = "参数")]
        select: Vec<String>,
        /// 生成哪些格式：md、pdf，用逗号隔开；不写就都生成
        #[arg(
            long,
            value_name = "格式",
            value_enum,
            value_delimiter = ',',
            default_values_t = [Output::Md, Output::Pdf],
            hide_possible_values = true,
            hide_default_value = true,
            help_heading = "选项"
        )]
        to: Vec<Output>,
        /// 同时做几份；不写就用全部处理器
        #[arg(long, value_name = "数目", value_parser = jobs, help_heading = "选项")]
        jobs: Option<usize>,
        /// 用新文本盖掉手工修改过的 Markdown
        #[arg(long, help_heading = "选项")]
        force: bool,
        /// 生成的每个 PDF 都按公文格式的条款量一遍
        #[arg(long, help_heading = "选项")]
        proof: bool,
        /// 缺字、换字体、用代替的字体都算错误
        #[arg(long, help_heading = "选项")]
        strict_fonts: bool,
        /// 不写任何文件，只说哪些文书会变，为什么
        #[arg(long, help_heading = "选项")]
        dry_run: bool,
    },
    /// 给每个单位做一份填报表（Excel），填好本单位的指标和没有整改的问题
    #[command(help_template = HELP, override_usage = "juanzong forms [单位]… [选项]")]
    Forms {
        /// 单位的名称、别名、统称，或名称的一部分；不写就是所有要报送的单位
        #[arg(value_name = "单位", help_heading = "参数")]
        select: Vec<String>,
    },
    /// 有错误的报送表加上标注（颜色、批注、更正说明），好退回单位更正
    #[command(help_template = HELP, override_usage = "juanzong returns [单位]… [选项]")]
    Returns {
        /// 单位的名称、别名、统称，或名称的一部分；不写就是所有单位
        #[arg(value_name = "单位", help_heading = "参数")]
        select: Vec<String>,
    },
    /// 列出各单位报送了没有、报得全不全、什么逾期了
    #[command(help_template = HELP, override_usage = "juanzong status [选项]")]
    Status,
    /// 列出一份文书里的每个数据出自哪些单元格或计划的哪一行
    #[command(help_template = HELP, override_usage = "juanzong trace <文书> [文字] [选项]")]
    Trace {
        /// 文书的名称，或名称的一部分
        #[arg(value_name = "文书", help_heading = "参数")]
        document: String,
        /// 只列出含有这段文字的
        #[arg(value_name = "文字", help_heading = "参数")]
        text: Option<String>,
    },
    /// 把任意 Markdown 排成 PDF
    #[command(help_template = HELP, override_usage = "juanzong typeset <文件>… [选项]")]
    Typeset {
        /// Markdown 文件；多个文件按先后排成一本
        #[arg(required = true, value_name = "文件", help_heading = "参数")]
        files: Vec<PathBuf>,
        /// PDF 文件；不写就放在第一个文件旁边
        #[arg(short, long, value_name = "文件", help_heading = "选项")]
        output: Option<PathBuf>,
        /// 缺字、换字体、用代替的字体都算错误
        #[arg(long, help_heading = "选项")]
        strict_fonts: bool,
    },
    /// 按 GB/T 9704 逐条量一个 PDF：符合，或哪一页差多少毫米
    #[command(help_template = HELP, override_usage = "juanzong proof <文件> [选项]")]
    Proof {
        /// PDF 文件，不限于本程序所做
        #[arg(value_name = "文件", help_heading = "参数")]
        file: PathBuf,
        /// 版式：official、letter、order、minutes、report、table、cover；不写就用文件里写明的
        #[arg(
            long,
            value_name = "版式",
            value_parser = clap::builder::PossibleValuesParser::new(layout_names()),
            hide_possible_values = true,
            help_heading = "选项"
        )]
        layout: Option<String>,
    },
    /// 在另一个进程里读标准输入的工作簿
    #[command(hide = true)]
    Cells,
    /// 计划文件的格式（JSON Schema）：编辑器用它提示和检查
    #[command(help_template = HELP, override_usage = "juanzong schema [文件] [选项]")]
    Schema {
        /// 哪个计划文件，如 units.yaml；不写就列出全部名称
        #[arg(value_name = "文件", help_heading = "参数")]
        file: Option<String>,
        /// 把全部格式写进这个文件夹
        #[arg(short, long, value_name = "文件夹", conflicts_with = "file", help_heading = "选项")]
        output: Option<PathBuf>,
    },
    /// 在另一个进程里量一个 PDF
    #[command(hide = true)]
    Measure {
        file: PathBuf,
        #[arg(long)]
        layout: Option<String>,
    },
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
}

/// What a document is made as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Output {
    Md,
    Pdf,
}

fn date(text: &str) -> Result<Date, String> {
    Date::from_text(text).map(|(date, _)| date)
}

/// More threads than any machine of an office has use for.
const MOST_JOBS: usize = 256;

fn jobs(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|number| (1..=MOST_JOBS).contains(number));
    number.ok_or_else(|| format!("“{text}”应为 1 到 {MOST_JOBS} 的整数"))
}
