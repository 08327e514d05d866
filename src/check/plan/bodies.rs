//! Rules over the bodies that texts speak of: set up and in no list, called by a name of nobody, or missing for
//! a strand of work.

use std::collections::BTreeSet;

use crate::base::{Code, Finding, Words};
use crate::plan::{FOLDER, Plan};

use super::super::Subject;
use super::likeness::is_abbreviation;
use super::names::untitled;
use super::organization::groups;

/// What ends a part of a sentence.
const STOPS: [char; 15] =
    ['，', '。', '；', '：', '！', '？', '（', '）', '《', '“', '”', ',', ';', '(', ' '];
/// The word for the leading group in its name.
const LEADING: &str = "领导小组";

/// A text has a team or a group set up that the plan does not have.
pub(in super::super) fn body_not_set_up(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let plan = subject.plan;
    let teams = plan.inspections.rounds.iter().flat_map(|round| &round.teams).map(|team| &team.name);
    let groups = groups(subject).flat_map(|group| group.aliases.iter().chain([&group.name]));
    let known: Vec<&str> = groups
        .chain(teams)
        .chain([&plan.organization.leading_group.name, &plan.campaign.issuer.office])
        .map(Words::as_str)
        .collect();
    let is_known = |name: &str| {
        let mut known = known.iter();
        known.any(|it| name.ends_with(it) || it.ends_with(name) || is_abbreviation(name, it))
    };
    let words = words(plan);
    // What `body_unknown` looks at.
    let is_leading = |name: &str| {
        let own = name.strip_suffix(LEADING).filter(|own| !own.is_empty());
        own.is_some_and(|own| own.chars().all(|c| words.contains(c)))
    };
    let mut seen = BTreeSet::new();
    for text in plan.texts() {
        for name in set_up(&untitled(text.as_str()), plan) {
            if is_known(name) || is_leading(name) || is_general(name, plan) || !seen.insert(name.to_owned()) {
                continue;
            }
            let message = format!("要成立“{name}”，计划里没有它的组成人员和职责");
            let finding = Finding::new(Code::BodyNotSetUp, text.place_or(FOLDER), message);
            findings.push(finding.help("写进 work_groups；是已有的组，就在它的 aliases 里写上这个叫法"));
        }
    }
}

/// Whether a name means groups that the plan has, all or some of them, or says no name at all.
fn is_general(name: &str, plan: &Plan) -> bool {
    const NO_NAME: [&str; 6] = ["各", "个", "若干", "有关", "相关", "相应"];
    let has_teams = plan.inspections.rounds.iter().any(|round| !round.teams.is_empty());
    let inspects = ["检查", "督查", "督导"].iter().any(|word| name.contains(word));
    let has_groups = !plan.organization.work_groups.is_empty();
    NO_NAME.iter().any(|word| name.contains(word))
        || (has_groups && ["工作组", "工作小组"].contains(&name))
        || (has_teams && inspects)
}

/// The teams and groups that a text has set up for the campaign.
fn set_up<'a>(text: &'a str, plan: &Plan) -> Vec<&'a str> {
    let verbs = ["成立", "组建", "设立"].into_iter().flat_map(|verb| text.match_indices(verb));
    let mut names = Vec::new();
    for (at, verb) in verbs {
        let object = &text[at + verb.len()..];
        // There is no 组建 in 小组建立, and no 成立 in 建成立体.
        if object.starts_with(['立', '体']) || is_own(&text[..at], plan) {
            continue;
        }
        let part = object.split(STOPS).next().unwrap_or(object);
        for (k, item) in part.split('、').enumerate() {
            let Some((name, behind)) = split_body(item) else { break };
            if k == 0 || behind.is_empty() || behind.starts_with('等') {
                names.push(name.rsplit_once('的').map_or(name, |(_, name)| name));
            }
        }
    }
    names
}

/// Whether the sentence that a text ends with speaks of what units have of their own.
fn is_own(text: &str, plan: &Plan) -> bool {
    const OWN: [&str; 4] = ["本单位", "本部门", "本系统", "本地"];
    const OWNERS: [&str; 12] =
        ["单位", "部门", "机关", "公司", "企业", "学校", "医院", "社区", "委会", "村", "镇", "街道"];
    let sentence = text.rsplit(['。', '；', '！', '？']).next().unwrap_or(text);
    let each = sentence.match_indices('各').any(|(at, each)| {
        let behind = &sentence[at + each.len()..];
        !sentence[..at].ends_with('从') && !behind.starts_with(['方', '项', '类', '种'])
    });
    let subject = sentence.trim_end_matches(['要', '应', '须', '可']);
    let names_unit = || plan.names.places.keys().any(|name| sentence.contains(name));
    each || OWN.iter().any(|own| sentence.contains(own))
        || OWNERS.iter().any(|owner| subject.ends_with(owner))
        || (names_unit() && !sentence.contains("牵头"))
}

/// `评估专班` and what follows; none where an item names no team or group.
fn split_body(item: &str) -> Option<(&str, &str)> {
    let groups = item.match_indices('组').filter(|(at, group)| {
        !item[at + group.len()..].starts_with(['织', '成', '建', '长', '员', '合', '别'])
    });
    let teams = item.match_indices("专班");
    let end = groups.chain(teams).map(|(at, word)| at + word.len()).min()?;
    let (name, behind) = item.split_at(end);
    (!behind.starts_with("办公室")).then_some((name, behind))
}

/// A text calls the leading group or its office by words of the campaign's name that are no name of theirs.
pub(in super::super) fn body_unknown(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let plan = subject.plan;
    let (leading, office) = (&plan.organization.leading_group, &plan.organization.office);
    let words = words(plan);
    let offices: Vec<&str> = office
        .aliases
        .iter()
        .chain([&office.name, &plan.campaign.issuer.office])
        .map(Words::as_str)
        .collect();
    let whose = offices.iter().map(|office| office.trim_end_matches("办公室"));
    let leaders: Vec<&str> = whose.chain([leading.name.as_str()]).collect();
    let units = plan.names.units.keys().map(String::as_str);
    let offices: Vec<&str> = offices.iter().copied().chain(units).collect();
    let mut seen = BTreeSet::new();
    for text in plan.texts() {
        let said = untitled(text.as_str());
        let leaders = called(&said, LEADING, &words).filter(|it| !is_name(it.name, &leaders));
        let offices = called(&said, "办", &words).filter(|it| {
            it.is_office() && !is_name(it.name, &offices) && !is_name(&format!("{}公室", it.name), &offices)
        });
        let region = plan.campaign.region.as_str();
        for called in leaders.chain(offices).filter(|called| !called.is_elsewhere(region)) {
            let ending = if called.behind.starts_with("办公室") { "办公室" } else { "" };
            let name = format!("{}{ending}", called.name);
            let (whose, help) = if name.ends_with(LEADING) {
                (&leading.name, "改成领导小组的名称")
            } else {
                (&office.name, "改成办公室的名称，或在 office 的 aliases 里写上这个叫法")
            };
            if seen.insert(name.clone()) {
                let message = format!("“{name}”不是“{}”或它的办公室的名称，也不是写明的别名", leading.name);
                let finding = Finding::new(Code::BodyUnknown, text.place_or(FOLDER), message);
                findings.push(finding.related(whose.place_or(FOLDER), "计划里的名称").help(help));
            }
        }
    }
}

/// Words that names of the campaign's own bodies are made of.
fn words(plan: &Plan) -> String {
    format!("{}{}", plan.campaign.name, plan.organization.leading_group.name)
}

/// A name that a text calls a body by.
struct Called<'a> {
    before: &'a str,
    name: &'a str,
    behind: &'a str,
}

/// Names in a text that end so and begin with words of the campaign; one character is by chance.
fn called<'a>(text: &'a str, ending: &'a str, words: &'a str) -> impl Iterator<Item = Called<'a>> {
    text.match_indices(ending).filter_map(move |(at, _)| {
        let (head, behind) = text.split_at(at + ending.len());
        let before = text[..at].trim_end_matches(|c| words.contains(c));
        let is_name = text[before.len()..at].chars().count() > 1;
        is_name.then_some(Called { before, name: &head[before.len()..], behind })
    })
}

impl Called<'_> {
    /// Whether 办 at the end means an office: `由创建办`, `创建办统一`.
    fn is_office(&self) -> bool {
        const DOING: &str = "公理法事好结学成案件实完到证税班";
        let is_doer = ["统一", "牵头", "负责"].iter().any(|verb| self.behind.starts_with(verb));
        let is_named = self.before.ends_with(['由', '在']) && !self.behind.starts_with(|c| DOING.contains(c));
        is_doer || is_named
    }

    /// Whether it is a body of another region, or of a unit.
    fn is_elsewhere(&self, region: &str) -> bool {
        const OTHERS: [&str; 12] =
            ["中央", "国家", "省", "市", "州", "区", "县", "镇", "乡", "街道", "单位", "部门"];
        let mut others = OTHERS.iter().filter(|sign| !region.ends_with(**sign));
        others.any(|sign| self.before.ends_with(sign) || self.name.starts_with(sign))
    }
}

/// Whether one of the known names ends with a name, but for one character that stands before it by chance.
fn is_name(name: &str, known: &[&str]) -> bool {
    let (first, _) = name.char_indices().nth(1).unwrap_or((0, ' '));
    known.iter().any(|known| known.ends_with(&name[first..]))
}

/// A duty lists strands of work, most of which are those of a work group each, and one is nobody's.
pub(in super::super) fn strand_without_group(subject: Subject<'_>, findings: &mut Vec<Finding>) {
    let organization = &subject.plan.organization;
    let names = organization.work_groups.iter().flat_map(|group| group.aliases.iter().chain([&group.name]));
    let strands: Vec<&str> = names.filter_map(|name| strand(name.as_str())).collect();
    let own = organization.leading_group.duties.iter();
    for duty in own.chain(groups(subject).flat_map(|group| &group.duties)) {
        let nobodys = duty.as_str().split(STOPS).flat_map(|part| nobodys(part, &strands));
        for strand in nobodys {
            let message = format!("“{strand}”和各工作组的工作列在一起，却没有做它的工作组");
            let finding = Finding::new(Code::StrandWithoutGroup, duty.place_or(FOLDER), message);
            findings.push(
                finding.help(format!("写进 work_groups；由已有的组做，就在它的 aliases 里写上“{strand}组”")),
            );
        }
    }
}

/// `舆论宣传` of `舆论宣传组`.
fn strand(name: &str) -> Option<&str> {
    let strand = ["工作专班", "专班", "工作组", "组"].iter().find_map(|ending| name.strip_suffix(ending))?;
    (strand.chars().count() > 1).then_some(strand)
}

/// The items of a list of work that are no group's, where two are.
fn nobodys<'a>(part: &'a str, strands: &[&str]) -> Vec<&'a str> {
    let is_own = |item: &&str| strands.contains(item);
    let items = listed(part).split('、').enumerate().flat_map(|(k, item)| {
        // The first has a verb before it; the last may be joined to the one before it.
        let item = strands
            .iter()
            .find(|it| k == 0 && item.ends_with(**it))
            .map_or(item, |own| &item[item.len() - own.len()..]);
        if is_own(&item) { vec![item] } else { item.split('和').collect() }
    });
    let (own, others): (Vec<&str>, Vec<&str>) = items.partition(is_own);
    if own.len() < 2 {
        return Vec::new();
    }
    others.into_iter().map(without_verbs).filter(|item| !item.is_empty()).collect()
}

/// The list in `做好甲、乙、丙等工作`; what is listed otherwise are means and places as well.
fn listed(part: &str) -> &str {
    let is_work = |(_, behind): &(&str, &str)| behind.contains("工作") || behind.contains("任务");
    let whole = part.split_once('等').filter(is_work).map(|(list, _)| list);
    whole.or_else(|| part.strip_suffix("各项工作")).or_else(|| part.strip_suffix("工作")).unwrap_or_default()
}

/// An item without what is done to it; nothing where that is all it says: `统筹协调`.
fn without_verbs(mut item: &str) -> &str {
    const VERBS: [&str; 12] =
        ["推动", "推进", "开展", "做好", "抓好", "负责", "统筹", "协调", "组织", "指导", "督促", "加强"];
    while let Some(behind) = VERBS.iter().find_map(|verb| item.strip_prefix(verb)) {
        item = behind;
    }
    item
}

#[cfg(test)]
mod tests {
    use super::{nobodys, split_body};

    #[test]
    fn a_team_or_group_is_cut_off_where_its_name_ends() {
        assert_eq!(split_body("评估专班负责统筹"), Some(("评估专班", "负责统筹")));
        assert_eq!(split_body("以县长为组长的领导小组"), Some(("以县长为组长的领导小组", "")));
        for item in ["组织机构", "领导小组办公室", "志愿服务队"] {
            assert_eq!(split_body(item), None, "{item}");
        }
    }

    #[test]
    fn strands_of_nobody_are_those_beside_strands_of_groups() {
        let of = |part| nobodys(part, &["宣传", "督导检查"]);
        assert_eq!(of("推动开展资料整理、宣传、督导检查等工作"), ["资料整理"]);
        assert_eq!(of("着力抓实督导检查、宣传和资料整理工作"), ["资料整理"]);
        assert_eq!(of("统筹协调、宣传、督导检查工作"), [""; 0]);
        for part in ["宣传、资料整理工作", "采取宣传、督导检查、讲座等方式", "宣传、督导检查、现场会"]
        {
            assert_eq!(of(part), [""; 0], "{part}");
        }
    }
}
