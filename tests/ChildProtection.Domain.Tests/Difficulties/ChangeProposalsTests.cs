using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Difficulties;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Difficulties;

/// <summary>
/// E28: a proposal is answered at the next core group, within ten working days at the latest. The next core group is fixed for 15 April
/// 2026.
/// </summary>
public sealed class ChangeProposalsTests
{
    private static CaseDriver Plan => SampleCases.PlanActive();

    [Theory]
    [InlineData("2026-03-09", "2026-03-23")]
    [InlineData("2026-04-10", "2026-04-15")]
    [Obligation("S0-42")]
    public void Proposed_ByAnyoneInTheCoreGroup_IsAnsweredAtTheNextCoreGroupOrInTenWorkingDays(string on, string due)
    {
        Assert.Equal(Date(due), Plan.Raise(on, Around.Proposal(Around.Mother)).Owed("changeProposalAnswer").DueOn);
        Assert.Equal(
            Date(due), Plan.Raise(on, Around.Proposal(), actor: "agency/school", role: Role.Agency).Owed("changeProposalAnswer").DueOn);
    }

    [Fact]
    public void Proposed_WithoutAFixedDate_CountsTheDayByWhichTheCoreGroupIsDue()
    {
        var driver = SampleCases.OutlinePlan().Raise("2026-03-06", Sample.CoreGroup(1)).Raise("2026-04-10", Around.Proposal());
        Assert.Equal(Date("2026-04-17"), driver.Owed("changeProposalAnswer").DueOn);
        Assert.Contains("The next core group", driver.Owed("changeProposalAnswer").Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejected_NeedsAReason()
    {
        var driver = Plan.Raise("2026-03-09", Around.Proposal());
        Assert.Equal("/data/reason", driver.Refuse("2026-03-10", Around.Answer(accepted: false, reason: false)).Field);
        Assert.Equal("/occurredOn", driver.Refuse("2026-03-10", Around.Answer(accepted: true), "2026-03-08").Field);
        driver.Raise("2026-03-10", Around.Answer(accepted: false));
        Assert.Equal(DeadlineStatus.Met, driver.Get("changeProposalAnswer-1").Status);
        Assert.Equal(["school", "leadSocialWorker"], driver.ToldOf("changeDecided"));
        Assert.Equal(RejectionKind.NotAllowed, driver.Refuse("2026-03-11", Around.Answer(accepted: true)).Kind);
    }

    [Fact]
    public void Several_AreToldApartByTheirIds()
    {
        var driver = Plan.Raise("2026-03-09", Around.Proposal()).Raise("2026-03-10", Around.Proposal());
        Assert.Equal([Date("2026-03-23"), Date("2026-03-24")], driver.AllDue("changeProposalAnswer"));
        Assert.Equal("/data/proposalId", driver.Refuse("2026-03-11", Around.Answer(accepted: true)).Field);
        Assert.Equal("/data/proposalId", driver.Refuse("2026-03-11", Around.Answer(accepted: true, id: "proposal-3")).Field);
        Assert.Equal(
            "proposal-1",
            driver.Raise("2026-03-11", Around.Answer(accepted: true, reason: false, id: "proposal-2")).Owed("changeProposalAnswer").Subject
        );
    }

    [Fact]
    public void CoreGroup_AnswersProposals_AllOrNone()
    {
        var driver = Plan.Raise("2026-03-09", Around.Proposal()).Raise("2026-03-10", Around.Proposal());
        ProposalAnswer yes = new() { ProposalId = "proposal-1", Accepted = true },
            no = new() { ProposalId = "proposal-2", Accepted = false };
        Assert.Equal(
            "/data/changesDecided/1/reason", driver.Refuse("2026-03-20", Sample.CoreGroup() with { ChangesDecided = [yes, no] }).Field);
        driver.Raise("2026-03-20", Sample.CoreGroup() with { ChangesDecided = [yes, no with { Reason = Sample.Words }] });
        Assert.False(driver.State.Has("changeProposalAnswer"));
        // Everyone hears of both answers.
        var told = driver.Told.Where(one => one.Kind.Name == "changeDecided").ToArray();
        Assert.Equal(
            ["school proposal-1 True", "leadSocialWorker proposal-1 True", "school proposal-2 False", "leadSocialWorker proposal-2 False"],
            told.Select(one => $"{one.To.Code} {((ChangeDecidedNotice)one.Data).ProposalId} {((ChangeDecidedNotice)one.Data).Accepted}"));
        Assert.Equal(4, told.Select(one => one.IdIn("case", 1)).Distinct().Count());
    }

    [Fact]
    public void CoreGroup_ThatLeavesAProposalOpen_IsWarned()
    {
        var driver = Plan.Raise("2026-04-10", Around.Proposal()).Raise("2026-04-15", Sample.CoreGroup());
        Assert.Contains(driver.Warnings, warning => warning.StartsWith("proposal-1", StringComparison.Ordinal));
        Assert.Equal(DeadlineStatus.Overdue, driver.AdvanceTo("2026-04-16 00:00").Owed("changeProposalAnswer").Status);
    }

    [Fact]
    public void Many_AreRefusedUntilOneIsAnswered()
    {
        var driver = Plan;
        for (var number = 1; number <= 8; number++)
            driver.Raise("2026-03-09", Around.Proposal());
        Assert.Equal(RejectionKind.NotAllowed, driver.Refuse("2026-03-09", Around.Proposal()).Kind);
        driver.Raise("2026-03-10", Around.Answer(accepted: true, id: "proposal-4")).Raise("2026-03-10", Around.Proposal());
        Assert.Contains(driver.State.Deadlines, one => one.Subject == "proposal-9");
    }
}
