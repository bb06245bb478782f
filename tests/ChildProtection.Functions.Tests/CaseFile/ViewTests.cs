using System.Text.Json.Nodes;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.CaseFile;
using ChildProtection.Functions.CaseFile.Plans;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Tests.Support;
using static ChildProtection.Functions.Tests.Platform.Http.ViewShape;

namespace ChildProtection.Functions.Tests.CaseFile;

/// <summary>The shapes of the contract, letter by letter.</summary>
public sealed class ViewTests
{
    private static readonly DateOnly Today = new(2026, 4, 23);

    private const string Deadline =
        """
        {"id":"icpc-1","kind":"icpc","subject":null,"title":"Initial child protection conference held","responsible":"leadSocialWorker",
        "anchor":{"event":"StrategyDiscussionHeld","on":"2026-03-26"},"dueOn":"2026-04-20","earliestOn":null,
        "scheduleBy":"2026-04-20","dueAt":"2026-04-20T22:59:59Z",
        "status":"overdue","metOn":null,"daysLate":3,
        "checkpoints":[{"kind":"due","tier":null,"at":"2026-04-20T23:00:00Z","to":["leadSocialWorker"],"firedAt":"2026-04-20T23:00:00.25Z"},
        {"kind":"escalation","tier":1,"at":"2026-04-21T08:00:00Z","to":["teamManager"],"firedAt":null}],
        "explanation":"15 working days","source":["census guide"]}
        """;

    private static readonly Caller Manager = new() { Subject = "mgr.1", Roles = [Role.TeamManager] };

    [Fact]
    public void Case_InForce_HasTheShapeOfTheContract() =>
        AssertShape(
            """
            {"caseId":"c1","reference":"CP-2026-1",
            "child":{"localId":"C-1","givenName":"Zoë","familyName":"O\u0027Child","dateOfBirth":"2019-05-14","expectedDateOfBirth":null},
            "profile":{"id":"EN-WT2023","version":"1.0"},"stateVersion":2,"state":"PlanActive",
            "regions":{"access":"Normal","assessment":"CounterSigned","birth":"NotApplicable","disputes":[],"emergency":"None",
            "legal":"None","placement":"AtHome","signOff":[],"transfer":"None"},"sequence":7,"team":"north",
            "leadSocialWorker":{"id":"sw.1","name":"Sam Worker"},"allocation":null,
            "plan":{"number":1,"version":2,"status":"agreed","startedOn":"2026-03-02","endedOn":null,
            "category":"MUL","initialCategory":"NEG","missing":[]},
            "openDeadlines":[DEADLINE],"approvals":[],"nextCheckpointAt":"2026-04-21T08:00:00Z",
            "closed":null,"previousPlans":1,"legalHold":null}
            """.Replace("DEADLINE", Deadline, StringComparison.Ordinal),
            CaseView.Of(StoredSamples.Case, Manager, Today));

    [Fact]
    public void Case_Closed_TellsHow()
    {
        var state = StoredSamples.Case.State with
        {
            Stage = CaseStage.Closed,
            Plan = null,
            LeadSocialWorker = null,
            Deadlines = [],
            Closure = new CaseClosure(new DateOnly(2026, 5, 1), CaseOutcome.StepDownEnded, "RC8"),
        };

        var view = CaseView.Of(StoredSamples.Case with { State = state }, Manager, Today);

        Assert.Equal(new ClosedView(new DateOnly(2026, 5, 1), CaseOutcome.StepDownEnded, "RC8"), view.Closed);
        Assert.Null(view.Plan);
        Assert.Null(view.LeadSocialWorker);
        Assert.Null(view.NextCheckpointAt);
        AssertShape("""{"on":"2026-05-01","outcome":"stepDownEnded","censusCode":"RC8"}""", view.Closed!);
    }

    [Fact]
    public void Case_WithSomethingWaiting_ShowsTheApproval()
    {
        var view = CaseView.Of(
            StoredSamples.Case with
            {
                State = StoredSamples.Case.State with { Approvals = [StoredSamples.Escalation] },
            },
            Manager,
            Today);

        AssertShape(
            """
            {"approvalId":"c1~approval-2","caseId":"c1","reference":"CP-2026-1","childName":"Zoë O\u0027Child",
            "kind":"escalation","requestedAt":"2026-04-21T08:00:00Z",
            "tier":1,"role":"TeamManager","team":"north",
            "about":{"deadlineId":"icpc-1","title":"Initial child protection conference held","dueOn":"2026-04-20","daysLate":3},
            "rule":"domain 3.5","restsOn":"15 working days","status":"open",
            "decisions":["approve","decline","return"],"whyNot":null,"decision":null}
            """,
            Assert.Single(view.Approvals));
    }

    [Theory]
    [InlineData("north", "TeamManager,ServiceManager", true)]
    [InlineData("north", "ServiceManager", false)]
    [InlineData("south", "TeamManager,ServiceManager", false)]
    [Obligation("N-16")]
    public void Approval_AboutTheManagersOwnDuty_IsNotTheManagersInAnotherRoleEither(string team, string roles, bool barred)
    {
        var caller = new Caller { Subject = "mgr.1", Team = team, Roles = [.. roles.Split(',').Select(Enum.Parse<Role>)] };
        var late = StoredSamples.Case.State.Deadlines[0] with { Responsible = "teamManager" };
        var about = StoredSamples.Case with { State = StoredSamples.Case.State with { Deadlines = [late] } };
        var stored = new StoredApproval { Id = new ApprovalId("c1", 2), Team = "north", Approval = StoredSamples.Escalation };

        var view = ApprovalView.Of(stored, about, caller, Today);

        Assert.Equal(barred, view.Decisions.Count == 0);
        Assert.Equal(barred, view.WhyNot == "You cannot decide, because this was a duty of the team's manager. "
            + "Another service manager or a head of service may decide.");
    }

    [Theory]
    [InlineData("sw.1", Role.HeadOfService, "You cannot decide, because you work or worked with this child. Another team manager")]
    [InlineData("sw.9", Role.SocialWorker, "The role SocialWorker cannot decide")]
    public void Approval_WhoMayNotDecide_IsToldWhy(string account, Role role, string why)
    {
        var caller = new Caller { Subject = account, Roles = [role] };
        var stored = new StoredApproval { Id = new ApprovalId("c1", 2), Team = "north", Approval = StoredSamples.Escalation };

        var view = ApprovalView.Of(stored, StoredSamples.Case, caller, Today);

        Assert.Empty(view.Decisions);
        Assert.StartsWith(why, view.WhyNot, StringComparison.Ordinal);
    }

    [Fact]
    public void Approval_Decided_CountsLatenessToTheDecision()
    {
        var decided = StoredSamples.Escalation with
        {
            Status = ApprovalStatus.Approved,
            EndedAt = new DateTimeOffset(2026, 4, 21, 23, 30, 0, TimeSpan.Zero),
            Decision = new ApprovalDecision("mgr.1", Role.TeamManager, ApprovalVerdict.Approve, new DateOnly(2026, 4, 30)),
        };

        AssertShape(
            """
            {"approvalId":"c1~approval-2","caseId":"c1","reference":"CP-2026-1","childName":"Zoë O\u0027Child",
            "kind":"escalation","requestedAt":"2026-04-21T08:00:00Z",
            "tier":1,"role":"TeamManager","team":"north",
            "about":{"deadlineId":"icpc-1","title":"Initial child protection conference held","dueOn":"2026-04-20","daysLate":2},
            "rule":"domain 3.5","restsOn":"15 working days","status":"approved","decisions":[],"whyNot":null,
            "decision":{"by":"mgr.1","at":"2026-04-21T23:30:00Z","decision":"approve","reason":"The chair was ill.",
            "recoverBy":"2026-04-30"}}
            """,
            ApprovalView.Of(
                new StoredApproval
                {
                    Id = new ApprovalId("c1", 2),
                    Team = "north",
                    Approval = decided,
                    Reason = "The chair was ill.",
                },
                StoredSamples.Case,
                Manager,
                Today.AddDays(30)));
    }

    [Theory]
    [InlineData(0, null, "outline")]
    [InlineData(1, null, "agreed")]
    [InlineData(3, "2026-06-01", "ended")]
    public void Plan_Status_FollowsVersionAndEnd(int version, string? endedOn, string status)
    {
        var plan = StoredSamples.Case.State.Plan! with
        {
            Version = version,
            EndedOn = endedOn is null ? null : DateOnly.Parse(endedOn, System.Globalization.CultureInfo.InvariantCulture),
        };

        Assert.Equal(status, Json(PlanSummaryView.Of(plan))["status"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(DeadlineStatus.Overdue, "2026-04-20", 0, 3)]
    [InlineData(DeadlineStatus.Overdue, "2026-04-30", 0, 0)]
    [InlineData(DeadlineStatus.Open, "2026-04-20", 0, 0)]
    [InlineData(DeadlineStatus.MetLate, "2026-04-20", 9, 9)]
    public void DaysLate_OfWhatIsOverdue_CountsToToday(DeadlineStatus status, string dueOn, int ended, int late) =>
        Assert.Equal(
            late, DeadlineView.DaysLateOf(status, DateOnly.Parse(dueOn, System.Globalization.CultureInfo.InvariantCulture), Today, ended));

    private static JsonNode Json(object view) => JsonNode.Parse(new JsonAnswer(view).Body.Span)!;
}
