using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Functions.Access.Restrictions;
using ChildProtection.Functions.Api;
using ChildProtection.Functions.Approvals;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Procedures;

namespace ChildProtection.Functions.Tests.Examples;

public sealed class ExampleTests
{
    private const string ToPlan =
        "ReferralDecision NewConcern StrategyDiscussionHeld Section47Concluded ConferenceBooked ReportShared ConferenceHeld";
    private const string OnPlan = ToPlan + " CoreGroupHeld";

    /// <summary>The example of a conference, recorded by another chair.</summary>
    private const string Typed = Example.Typed;

    /// <summary>How cases come to each event: what opens them, then the examples in order.</summary>
    public static TheoryData<string, string> Stories =>
        new()
        {
            { "referral", "ReferralDecision AssessmentStarted AssessmentSubmitted AssessmentCounterSigned CinPlanReviewed CinPlanEnded" },
            { "referral", "ReferralDecision AssessmentStarted AssessmentSubmitted AssessmentReturned" },
            { "referral", "ReferralDecision LswNamed CaseClosed" },
            { "referral", "ReferralDecision ConferenceRequested" },
            {
                "referral",
                "ReferralDecision NewConcern StrategyDiscussionHeld Section47Concluded ConferenceBooked ConferenceRescheduled"
            + " ConferenceInquorate"
            },
            { "referral", ToPlan + " DecisionLetterSent PlanAccepted PlanDeclined ConferenceRecordIssued" },
            { "referral", ToPlan + " DutyWaived" },
            { "referral", ToPlan[..ToPlan.LastIndexOf(' ')] + " " + Typed + " ConferenceRecordConfirmed" },
            {
                "referral",
                OnPlan
                    + " VisitMade CoreGroupNotesCirculated PlanExplained AdultRecordCopied ActionCompleted ActionOverrun ActionVaried"
                    + " CoreGroupBooked CoreGroupRescheduled PlanVersionPublished"
            },
            {
                "referral",
                OnPlan
                    + " VisitFailed AccessDifficultyReported AccessActionPlanAgreed ImplementationDifficulty ChangeProposed ChangeDecided"
                    + " UnexpectedEvent UnexpectedEventDecided EscalatedToManager PlanNotWorking"
            },
            {
                "referral",
                OnPlan
                    + " EarlyReviewRequested EarlyReviewDecided DisputeRaised DisputeStageOutcome ComplaintReceived LswChanged"
            + " ProfileChanged"
                    + " ComplaintAnswered"
            },
            { "referral", OnPlan + " CalendarChanged WorkerAllocated WorkerReleased TeamChanged" },
            {
                "referral",
                OnPlan
                    + " LegalPlanningRequested LegalPlanningHeld PreProceedingsLetterSent PreProceedingsMeetingHeld PreProceedingsEnded"
                    + " ProceedingsIssued OrderMade PlacementChanged"
            },
            { "referral", OnPlan + " PoliceProtectionTaken EpoMade EmergencyEnded" },
            { "referral", OnPlan + " ChildMoved ReceivingConferenceHeld" },
            { "referral", OnPlan + " ChildDied EndNoticesSent" },
            { "referral", OnPlan + " LeftUkPermanently" },
            { "referral", OnPlan + " PlanEnded" },
            { "referral-guernsey", OnPlan + " ConvenorReferralMade ConvenorDecision CyctDecision JuvenileCourtDecision" },
            { "referral-unborn", "ReferralDecision ChildBorn" },
            { "referral-unborn", "ReferralDecision PregnancyEnded" },
            { "transfer-in", "TransferInNotified" },
        };

    public static TheoryData<string> Cases => [.. Example.Names("cases")];

    [Theory]
    [MemberData(nameof(Stories))]
    public void Story_EachExampleInOrder_IsAccepted(string opens, string events)
    {
        var driver = Example.Open(Example.Body("requests/" + opens));

        foreach (var name in events.Split(' '))
        {
            var (body, account) = Example.Event(name);
            driver.Raise(body, account: account);
        }

        Assert.True(driver.Facts.Count() > events.Count(sign => sign == ' '));
    }

    [Fact]
    public void Stories_Together_TellEveryEventThatCallersPost()
    {
        var told = Stories.SelectMany(story => ((string)story[1]).Split(' ')).Except([Typed]).Distinct();
        var posted = EventCatalogue.All.Where(type => !type.Indirect && type.Name != "ReferralReceived").Select(type => type.Name);

        Assert.Equal(posted.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
        Assert.Equal(posted.Order(StringComparer.Ordinal), Example.Names("events"));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Case_FromReferralToClosure_IsAcceptedStepByStep(string name)
    {
        var steps = Example.Body("cases/" + name).GetProperty("steps").EnumerateArray().ToArray();
        var driver = Example.Open(steps[0].GetProperty("body"));

        foreach (var step in steps.Skip(1))
            RaiseStep(driver, step);

        Assert.Equal("/api/referrals", steps[0].GetProperty("post").GetString());
        Assert.Equal(CaseStage.Closed, driver.Stage);
    }

    [Fact]
    public void Requests_OfOtherRoutes_AreValid()
    {
        Assert.Empty(Errors(ApprovalBody.Schema(), "approval-decision"));
        Assert.Empty(Errors(RestrictionBody.Schema(), "restriction"));
        Assert.Empty(Errors(DueDateBody.Schema(), "due-date"));
    }

    [Fact]
    public void OpenApi_BodiesWithExamples_ShowEveryFileAsItIs()
    {
        var shown = ApiRoutes.All.Select(RequestExamples.Of).OfType<JsonObject>().SelectMany(examples => examples)
            .ToDictionary(example => example.Key, example => example.Value!["value"]);

        var files = Example
            .Names("events")
            .Select(name => "events/" + name)
            .Concat(Example.Names("requests").Select(name => "requests/" + name));

        Assert.Equal(files.Count(), shown.Count);
        Assert.All(
            files,
            file => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Example.Body(file).GetRawText()), shown[Path.GetFileName(file)])));
    }

    private static void RaiseStep(CaseDriver driver, JsonElement step)
    {
        var by = step.GetProperty("by");
        driver.Raise(step.GetProperty("body"), Example.Local(step.GetProperty("at").GetDateTimeOffset()),
            Enum.Parse<Role>(by.GetProperty("role").GetString()!), by.GetProperty("subject").GetString());
    }

    private static string[] Errors(JsonObject schema, string name)
    {
        var errors = new ValidationErrors();
        new SchemaValidator(schema).Check(Example.Body("requests/" + name), "", errors);
        return [.. errors.ByPointer.Select(error => $"{error.Key}: {string.Join(", ", error.Value)}")];
    }
}
