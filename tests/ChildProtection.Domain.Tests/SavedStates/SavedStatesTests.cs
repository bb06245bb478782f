using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Domain.Transfer;

namespace ChildProtection.Domain.Tests.SavedStates;

/// <summary>
/// States as released versions wrote them load in today's code and their cases go on. The files never change; a new schema version adds a
/// folder.
/// </summary>
public sealed class SavedStatesTests
{
    /// <summary>What happens next to the saved case of each stage, and where that leads.</summary>
    private static readonly Dictionary<CaseStage, (string When, CaseEvent Data, CaseStage Leads)> Next = new()
    {
        [CaseStage.Referred] = ("2026-02-03", Sample.Decision(ReferralOutcome.Assess), CaseStage.Assessing),
        [CaseStage.Assessing] = ("2026-02-04", Sample.Concern(), CaseStage.StrategyPending),
        [CaseStage.StrategyPending] = ("2026-02-05", Sample.Discussion(), CaseStage.Section47),
        [CaseStage.Section47] = ("2026-02-11", Sample.ConferenceNeeded(), CaseStage.ConferencePending),
        [CaseStage.ConferencePending] = ("2026-02-24", Sample.Plan("2026-03-06", "2026-05-20"), CaseStage.OutlinePlan),
        [CaseStage.OutlinePlan] = (
            "2026-03-06",
            Sample.CoreGroup(1, "2026-04-15") with
            {
                Plan = SamplePlan.WithParents,
                ReasonsForMissing = null,
            },
            CaseStage.PlanActive),
        [CaseStage.PlanActive] = ("2026-05-20", Sample.Review(null), CaseStage.ReviewInSession),
        [CaseStage.ReviewInSession] = ("2026-05-21", Sample.Review(ConferenceDecision.Continue), CaseStage.PlanActive),
        [CaseStage.TransferredOutPending] = (
            "2026-05-11",
            new ReceivingConferenceHeld { PlanMade = true, ResponsibilityAcceptedInWritingOn = new DateOnly(2026, 5, 11) },
            CaseStage.Closed),
        [CaseStage.StepDownCin] = ("2026-06-16", new CinPlanEnded { Reason = Sample.Words }, CaseStage.Closed),
        [CaseStage.LookedAfter] = ("2026-06-16", Sample.CaseClosed(), CaseStage.Closed),
    };

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file))];

    /// <summary>A chair records the conference.</summary>
    private static string By(CaseEvent data) => data is ConferenceHeld held ? held.Chair.Id : "mgr.1";

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "SavedStates");

    [Fact]
    public void Files_Together_CoverEveryStage() =>
        Assert.Equal(
            Enum.GetNames<CaseStage>().Order(StringComparer.Ordinal),
            Directory
                .GetFiles(Folder, "*.json", SearchOption.AllDirectories)
                .Select(Path.GetFileNameWithoutExtension)
                .Distinct()
                .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void Load_SavedState_GoesOn(string file)
    {
        var state = CaseStateJson.Load(File.ReadAllText(Path.Combine(Folder, file)));
        Assert.Equal(Path.GetFileNameWithoutExtension(file), state.Stage.ToString());
        var driver = CaseDriver.From(state);
        if (!Next.TryGetValue(state.Stage, out var next))
        {
            Assert.True(driver.State.Finished);
            return;
        }

        Assert.Equal(next.Leads, driver.Raise(next.When, next.Data, actor: By(next.Data)).Stage);
        Assert.True(driver.State.Sequence > state.Sequence);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Load_SavedState_GoesOnToItsEndWithItsDeadlines(string file)
    {
        var saved = CaseStateJson.Load(File.ReadAllText(Path.Combine(Folder, file)));
        var driver = CaseDriver.From(saved);
        while (driver.Stage != CaseStage.Closed)
        {
            // The plan of a saved case is reviewed once more, and then ended.
            if (driver.State is { Stage: CaseStage.PlanActive, Plan.ReviewsHeld: > 0 })
                driver.Raise("2026-11-17", Sample.Review(ConferenceDecision.End, NextPlan.None));
            else
                driver.Raise(Next[driver.Stage].When, Next[driver.Stage].Data, actor: By(Next[driver.Stage].Data));
        }

        Papers.Give(driver, "2026-11-18");
        Assert.True(driver.State.Finished);
        // Every deadline of the saved state ended once, on the due date that it was saved with.
        Assert.All(
            saved.Deadlines, deadline => Assert.Equal(deadline.DueOn, Assert.Single(driver.Ended, ended => ended.Id == deadline.Id).DueOn));
    }

    [Theory]
    [InlineData("v1/ReviewInSession.json", "cgNotes coreGroup-1, decisionLetter conference-2, conferenceRecord conference-2")]
    [InlineData("v1/OutlinePlan.json", "decisionLetter conference-1, conferenceRecord conference-1")]
    public void Load_VersionOne_GivesPapersTheirLatestMeeting(string file, string expected)
    {
        var state = CaseStateJson.Load(File.ReadAllText(Path.Combine(Folder, file)));

        Assert.Equal(2, state.SchemaVersion);
        Assert.Equal(
            expected,
            string.Join(", ", state.Deadlines
                .Where(one => one.Kind is "decisionLetter" or "conferenceRecord" or "cgNotes").Select(one => $"{one.Kind} {one.Subject}")));
    }

    [Fact]
    public void Load_NewerVersion_IsRefusedWithWhatToDo()
    {
        var newer = JsonNode.Parse(CaseStateJson.Serialize(SampleCases.Referred().State))!;
        newer["schemaVersion"] = CaseState.CurrentSchemaVersion + 1;
        Assert.Contains(
            "Deploy the version that wrote it",
            Assert.Throws<JsonException>(() => CaseStateJson.Load(newer.ToJsonString())).Message,
            StringComparison.Ordinal);
        Assert.Throws<JsonException>(() => CaseStateJson.Load("null"));
    }
}
