using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Tests.Support;

namespace ChildProtection.Domain.Tests.PlanDocument;

/// <summary>
/// The outline is in force whatever it leaves out; the detail is agreed complete, or with a reason; some things no plan may leave open.
/// </summary>
public sealed class OutlineAndReasonsTests
{
    private static readonly ConferenceHeld Conference = Sample.Plan("2026-03-06", "2026-05-20");

    [Fact]
    [Obligation("S3-27"), Obligation("S1-08"), Obligation("S0-24"), Obligation("S0-16")]
    public void Outline_WithoutItsFields_IsInForceAndSaysWhatIsMissing()
    {
        var driver = SampleCases
            .Booked()
            .Raise("2026-02-24", Conference with { OutlinePlan = new PlanContent { Concerns = Sample.Words } });
        Assert.True(driver.State.PlanInForce);
        var version = driver.Accepted[^1].PlanVersion!;
        Assert.Equal((0, PlanVersionStatus.Outline), (version.Version, version.Status));
        Assert.Contains("risks", version.Missing!);
        Assert.DoesNotContain("concerns", version.Missing!);
        Assert.Contains(
            driver.Warnings,
            warning =>
                warning.Contains("howProgressIsJudged", StringComparison.Ordinal)
                && !warning.Contains("interventions", StringComparison.Ordinal));
        Assert.Equal(version.Missing, driver.State.Plan!.Missing);
    }

    [Fact]
    public void Outline_Complete_SaysNothing()
    {
        var driver = SampleCases.Booked().Raise("2026-02-24", Conference with { OutlinePlan = SamplePlan.Full });
        Assert.DoesNotContain(driver.Warnings, warning => warning.StartsWith("The outline plan leaves out", StringComparison.Ordinal));
        // What the outline says already is agreed without being written again.
        driver.Raise("2026-03-06", Sample.CoreGroup(1, "2026-04-15") with { Plan = null, ReasonsForMissing = null });
        Assert.True(driver.Accepted[^1].PlanVersion!.TextUnchanged);
    }

    [Fact]
    public void Outline_RecordedWithTheRestOfTheOutcome_IsJudgedThen()
    {
        var driver = SampleCases.Booked().Raise("2026-02-24", Conference with { ReviewOn = null });
        Assert.Contains("concerns", driver.State.Plan!.Missing!);
        driver.Raise("2026-02-25", Conference with { OutlinePlan = SamplePlan.Full }, occurredOn: "2026-02-24");
        Assert.Empty(driver.State.Plan!.Missing!);
    }

    [Fact]
    public void DetailedPlan_WithAReasonForWhatItLeavesOut_IsAgreedAndRemembersIt()
    {
        var driver = CompletenessTests.AtFirstCoreGroup(knowsManager: true);
        var group = Sample.CoreGroup(1) with { Plan = SamplePlan.Full with { TherapeuticServices = null, NeedsOfParents = null } };
        Assert.Contains(
            "needsOfParents",
            driver.Refuse("2026-03-06", group with { ReasonsForMissing = [Reason("therapeuticServices")] }).Reason,
            StringComparison.Ordinal);
        driver.Raise("2026-03-06 13:00", group with { ReasonsForMissing = [Reason("therapeuticServices"), Reason("needsOfParents")] });
        var version = driver.Accepted[^1].PlanVersion!;
        Assert.Equal(["needsOfParents", "therapeuticServices"], version.LeftOut);
        Assert.Equal(["needsOfParents", "therapeuticServices"], version.Missing!.Order(StringComparer.Ordinal));
        // The reasons stand for as long as the text does.
        driver.Raise("2026-04-15", Sample.CoreGroup(2) with { Plan = null, ReasonsForMissing = null });
        Assert.Equal(version.LeftOut, driver.Accepted[^1].PlanVersion!.LeftOut);
        Assert.Contains(
            "needsOfParents",
            driver.Refuse("2026-04-16", new PlanVersionPublished { Plan = group.Plan! }).Reason,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("concerns")]
    [InlineData("complaintsInformation")]
    [InlineData("specialistAssessments")]
    [InlineData("childVersion")]
    [InlineData("noSuchField")]
    public void Reason_ForAFieldThatNoPlanMayLeaveOut_IsRefused(string field)
    {
        var refused = CompletenessTests
            .AtFirstCoreGroup(knowsManager: true)
            .Refuse("2026-03-06", Sample.CoreGroup(1) with { ReasonsForMissing = [Reason(field)] });
        Assert.Equal("/data/reasonsForMissing", refused.Field);
        Assert.Contains(field, refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    [Obligation("S3-23")]
    public void Preference_NotFollowedWithoutAReason_IsRefusedInOutlineAndDetail()
    {
        var plan = SamplePlan.Full with
        {
            ParentsPreferences = [new() { Text = Sample.Words, Accepted = true }, new() { Text = Sample.Words, Accepted = false }],
        };
        Assert.Equal(
            "/data/outlinePlan/parentsPreferences/1/reasonIfNotFollowed",
            SampleCases.Booked().Refuse("2026-02-24", Conference with { OutlinePlan = plan }).Field);
        var refused = CompletenessTests.AtFirstCoreGroup(knowsManager: true).Refuse("2026-03-06", Sample.CoreGroup(1) with { Plan = plan });
        Assert.Equal(("/data/plan/parentsPreferences/1/reasonIfNotFollowed", "S3-23"), (refused.Field, refused.Rule));
    }

    [Fact]
    [Obligation("S4-12")]
    public void Separation_RecommendedWithoutTheOptionsExplored_IsRefused()
    {
        var plan = SamplePlan.Full with { SeparationRecommended = true };
        var driver = CompletenessTests.AtFirstCoreGroup(knowsManager: true);
        Assert.Equal("S4-12", driver.Refuse("2026-03-06", Sample.CoreGroup(1) with { Plan = plan }).Rule);
        driver.Raise("2026-03-06 13:00", Sample.CoreGroup(1) with { Plan = plan with { OptionsExploredBeforeSeparation = Sample.Words } });
    }

    [Fact]
    public void Ids_ThatNameTwoOrNothing_AreRefused()
    {
        var driver = CompletenessTests.AtFirstCoreGroup(knowsManager: true);
        var action = SamplePlan.Full.Actions![0];
        Assert.Equal("/data/plan/actions/1/actionId", Refused(SamplePlan.Full with { Actions = [action, action] }));
        Assert.Equal("/data/plan/actions/0/outcomeId", Refused(SamplePlan.Full with { Actions = [action with { OutcomeId = "other" }] }));
        Assert.Equal(
            "/data/plan/actions",
            Refused(
                SamplePlan.Full with
                {
                    Actions = [.. Enumerable.Range(0, 61).Select(number => action with { ActionId = $"action-{number}" })],
                }));

        string? Refused(PlanContent plan) => driver.Refuse("2026-03-06", Sample.CoreGroup(1) with { Plan = plan }).Field;
    }

    [Fact]
    public void DetailedPlan_OfACaseWhoseOutlineWasNeverJudged_NeedsItsText()
    {
        var state = CompletenessTests.AtFirstCoreGroup(knowsManager: true).State;
        var driver = CaseDriver.From(state with { Plan = state.Plan! with { Missing = null } });
        Assert.Equal("/data/plan", driver.Refuse("2026-03-06", Sample.CoreGroup(1) with { Plan = null }).Field);
    }

    [Fact]
    [Obligation("S0-33")]
    public void CoreGroup_ChangedInThePlan_IsTheCoreGroupFromThen()
    {
        PlanMember member = new()
        {
            Person = Sample.Words,
            Role = Sample.Words,
            Agency = "health",
            Kind = CoreGroupMemberKind.Professional,
        };
        var left = member with { Agency = "school", LeftOn = new DateOnly(2026, 3, 1) };
        var driver = CompletenessTests
            .AtFirstCoreGroup(knowsManager: true)
            .Raise("2026-03-06", Sample.CoreGroup(1) with { Plan = SamplePlan.Full with { CoreGroup = [member, left] } });
        Assert.Equal(["health"], driver.State.Plan!.CoreGroupAgencies);
    }

    private static MissingReason Reason(string field) => new() { Field = field, Reason = Sample.Words };
}
