//! A plan → the texts that it prints, and the annexes that they may speak of.

use crate::base::Words;

use super::{Plan, WorkGroup};

impl Plan {
    /// Every text that is longer than a name, in the order of the files.
    pub fn texts(&self) -> Vec<&Words> {
        let (campaign, organization) = (&self.campaign, &self.organization);
        let mut texts: Vec<&Words> = vec![&campaign.name];
        texts.extend(campaign.basis.iter().map(|basis| &basis.title));
        texts.extend(self.lists().into_iter().flatten());
        texts.extend(
            campaign.requirements.iter().flat_map(|requirement| [&requirement.name, &requirement.content]),
        );
        texts.extend(organization.deliverables.iter().map(|deliverable| &deliverable.name));
        texts.extend(self.third_level().map(|(_, _, indicator)| &indicator.name));
        texts.extend(self.documents.iter().flat_map(|document| [&document.number, &document.note]).flatten());
        texts
    }

    /// Names and titles as they are printed.
    pub fn labels(&self) -> Vec<&Words> {
        let organization = &self.organization;
        let groups = || std::iter::once(&organization.office).chain(&organization.work_groups);
        let posts = organization.leading_group.posts.iter().chain(groups().flat_map(|group| &group.posts));
        let people = posts.flat_map(|post| &post.people).chain(groups().map(|group| &group.liaison));
        let mut labels: Vec<&Words> = self.units.iter().map(|unit| &unit.name).collect();
        labels.extend(groups().map(|group| &group.name).chain(people.map(|person| &person.title)));
        labels.extend(self.inspections.rounds.iter().map(|round| &round.name));
        labels.extend(self.meetings.iter().map(|meeting| &meeting.name));
        labels.extend(
            self.documents.iter().flat_map(|document| document.addressees.iter().chain(&document.cc)),
        );
        labels
    }

    /// The annexes of the 印发工作方案的通知, under the titles that the document gives them: the leading group, and
    /// the slogans where there are any.
    pub fn annexes(&self) -> Vec<Words> {
        let name = &self.organization.leading_group.name;
        let title = format!("关于成立{name}的通知");
        let slogans = self.campaign.slogans.first();
        let slogans = slogans.map(|first| first.with("宣传标语".to_owned(), "宣传标语"));
        std::iter::once(name.with(title.clone(), title)).chain(slogans).collect()
    }

    /// Lists of sentences, each in the order in which it is printed.
    pub fn lists(&self) -> Vec<&[Words]> {
        let (campaign, organization) = (&self.campaign, &self.organization);
        let mut lists: Vec<&[Words]> =
            vec![&campaign.goal, &campaign.slogans, &organization.leading_group.duties];
        lists.extend(campaign.stages.iter().map(|stage| &*stage.tasks));
        lists.extend(std::iter::once(&organization.office).chain(&organization.work_groups).map(duties));
        lists.extend(self.inspections.rounds.iter().flat_map(|round| [&*round.methods, &*round.subjects]));
        lists.extend(
            self.meetings.iter().flat_map(|meeting| [&*meeting.agenda, &*meeting.papers, &*meeting.requests]),
        );
        lists
    }
}

fn duties(group: &WorkGroup) -> &[Words] {
    &group.duties
}
