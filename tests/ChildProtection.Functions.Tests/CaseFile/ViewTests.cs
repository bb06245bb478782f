using System.Text;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Functions.CaseFile;
using ChildProtection.Functions.CaseFile.Chronology;
using ChildProtection.Functions.CaseFile.Plans;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.RecordStore.Lists;
using ChildProtection.Functions.SubmitEvent;
using ChildProtection.Functions.Worklists;

namespace ChildProtection.Functions.Tests.CaseFile;

/// <summary>The shapes of the contract, letter by letter.</summary>
public sealed class ViewTests
{
    private static readonly DateOnly Today = new(2026, 4, 23);

    private const string Deadline =
        """
        {"id":"icpc-1","kind":"icpc","subject":null,"title":"Initial child protection conference held","responsible":"leadSocialWorker",
        "anchor":{"event":"StrategyDiscussionHeld","on":"2026-03-26"},"dueOn":"2026-04-20","earliestOn":null,"scheduleBy":"2026-04-20","dueAt":"2026-04-20T22:59:59Z",
        "status":"overdue","metOn":null,"daysLate":3,
        "checkpoints":[{"kind":"due","tier":null,"at":"2026-04-20T23:00:00Z","to":["leadSocialWorker"],"firedAt":"2026-04-20T23:00:00.25Z"},
        {"kind":"escalation","tier":1,"at":"2026-04-21T08:00:00Z","to":["teamManager"],"firedAt":null}],
        "explanation":"15 working days","source":["census guide"]}
        """;

    [Fact]
    public void Case_InForce_HasTheShapeOfTheContract() =>
        AssertShape(
            """
            {"caseId":"c1","reference":"CP-2026-1",
            "child":{"localId":"C-1","givenName":"Zoë","familyName":"O\u0027Child","dateOfBirth":"2019-05-14","expectedDateOfBirth":null},
            "profile":{"id":"EN-WT2023","version":"1.0"},"stateVersion":1,"state":"PlanActive","regions":{"access":"Normal","assessment":"CounterSigned","birth":"NotApplicable","disputes":[],"emergency":"None","legal":"None","placement":"AtHome","signOff":[],"transfer":"None"},"sequence":7,"team":"north",
            "leadSocialWorker":{"id":"sw.1","name":"Sam Worker"},
            "plan":{"number":1,"version":2,"status":"agreed","startedOn":"2026-03-02","endedOn":null,"category":"MUL","initialCategory":"NEG","missing":[]},
            "openDeadlines":[DEADLINE],"approvals":[],"nextCheckpointAt":"2026-04-21T08:00:00Z","closed":null,"previousPlans":1,"legalHold":null}
            """.Replace("DEADLINE", Deadline, StringComparison.Ordinal),
            CaseView.Of(StoredSamples.Case, Today));

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

        var view = CaseView.Of(StoredSamples.Case with { State = state }, Today);

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
            Today);

        AssertShape(
            """
            {"approvalId":"c1~approval-2","caseId":"c1","kind":"escalation","requestedAt":"2026-04-21T08:00:00Z","tier":1,"role":"TeamManager","team":"north",
            "about":{"deadlineId":"icpc-1","title":"Initial child protection conference held","dueOn":"2026-04-20","daysLate":3},
            "rule":"15 working days","status":"open","decision":null}
            """,
            Assert.Single(view.Approvals));
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
            {"approvalId":"c1~approval-2","caseId":"c1","kind":"escalation","requestedAt":"2026-04-21T08:00:00Z","tier":1,"role":"TeamManager","team":"north",
            "about":{"deadlineId":"icpc-1","title":"Initial child protection conference held","dueOn":"2026-04-20","daysLate":2},
            "rule":"15 working days","status":"approved",
            "decision":{"by":"mgr.1","at":"2026-04-21T23:30:00Z","decision":"approve","reason":"The chair was ill.","recoverBy":"2026-04-30"}}
            """,
            ApprovalView.Of(
                new StoredApproval
                {
                    Id = new ApprovalId("c1", 2),
                    Team = "north",
                    Approval = decided,
                    Reason = "The chair was ill.",
                },
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

    [Fact]
    public void EventOutcome_Changes_TellWhatEachMeans()
    {
        var decided = Event(EventStatus.Accepted) with
        {
            Sequence = 7,
            State = CaseStage.Section47,
            Deadlines =
            [
                new DeadlineOutcome
                {
                    Id = "icpc-1",
                    Kind = "icpc",
                    Change = DeadlineChangeKind.Opened,
                    DueOn = new DateOnly(2026, 2, 26),
                },
                new DeadlineOutcome
                {
                    Id = "icpc-1",
                    Kind = "icpc",
                    Change = DeadlineChangeKind.Reminded,
                    DueOn = new DateOnly(2026, 2, 26),
                },
                new DeadlineOutcome
                {
                    Id = "s-1",
                    Kind = "strategyDiscussion",
                    Change = DeadlineChangeKind.Met,
                    DueOn = new DateOnly(2026, 2, 5),
                    MetOn = new DateOnly(2026, 2, 5),
                    DaysLate = 0,
                },
            ],
            Warnings = ["w"],
        };

        AssertShape(
            """
            {"eventId":"e1","status":"accepted","sequence":7,"state":"Section47",
            "deadlines":[{"id":"icpc-1","kind":"icpc","change":"opened","dueOn":"2026-02-26"},
            {"id":"s-1","kind":"strategyDiscussion","change":"met","metOn":"2026-02-05","daysLate":0}],"warnings":["w"]}
            """,
            EventOutcomeView.Of(decided));
    }

    [Fact]
    public void Event_Pending_ShowsWhatIsNotKnownAsNull() =>
        AssertShape(
            """{"eventId":"e1","type":"VisitMade","occurredOn":"2026-02-05","receivedAt":"2026-02-05T09:00:00Z","status":"pending","sequence":null,"reason":null,"rule":null}""",
            EventView.Of(Event(EventStatus.Pending)));

    [Fact]
    public void Fact_Checkpoint_HasNeitherEventNorData() =>
        AssertShape(
            """
            {"sequence":3,"occurredOn":"2026-02-05","recordedAt":"2026-02-05T09:00:00Z","type":"Reminder","actor":{"subject":"system","name":null,"role":null,"agency":null},
            "eventId":null,"summary":"s","data":null,"previousHash":"p","hash":"h"}
            """,
            FactView.Of(
                new StoredFact
                {
                    Sequence = 3,
                    OccurredOn = new DateOnly(2026, 2, 5),
                    RecordedAt = new DateTimeOffset(2026, 2, 5, 9, 0, 0, TimeSpan.Zero),
                    Type = "Reminder",
                    Actor = StoredActor.System,
                    Summary = "s",
                    PreviousHash = "p",
                    Hash = "h",
                }));

    [Theory]
    [InlineData(null, """{"intact":true,"facts":42}""")]
    [InlineData(5L, """{"intact":false,"facts":42,"firstBadSequence":5}""")]
    public void Verification_Broken_NamesTheFirstBadSequence(long? bad, string json) =>
        AssertShape(json, new VerificationView(bad is null, 42, bad));

    [Fact]
    public void WorklistItem_HasTheShapeOfTheContract() =>
        AssertShape(
            """
            {"caseId":"c1","reference":"r","childName":"n","team":"north","worker":null,"deadlineId":"icpc-1","kind":"icpc","title":"t","dueOn":"2026-04-20","scheduleBy":"2026-04-20",
            "status":"overdue","daysLate":3,"tier":2}
            """,
            WorklistItemView.Of(
                new WorklistItem
                {
                    CaseId = "c1",
                    Reference = "r",
                    ChildName = "n",
                    Team = "north",
                    DeadlineId = "icpc-1",
                    Kind = "icpc",
                    Title = "t",
                    DueOn = new DateOnly(2026, 4, 20),
                    ScheduleBy = new DateOnly(2026, 4, 20),
                    Status = DeadlineStatus.Overdue,
                    Tier = 2,
                },
                Today));

    private static StoredEvent Event(EventStatus status) => new()
    {
        CaseId = "c1",
        EventId = "e1",
        Type = "VisitMade",
        OccurredOn = new DateOnly(2026, 2, 5),
        ReceivedAt = new DateTimeOffset(2026, 2, 5, 9, 0, 0, TimeSpan.Zero),
        BodyHash = "b",
        Status = status,
    };

    private static JsonNode Json(object view) => JsonNode.Parse(new JsonAnswer(view).Body.Span)!;

    private static void AssertShape(string expected, object view) =>
        Assert.Equal(expected.ReplaceLineEndings(""), Encoding.UTF8.GetString(new JsonAnswer(view).Body.Span));
}
