using System.Text.Json;
using ChildProtection.Domain.Assessment;
using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Enquiry;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Text;
using ChildProtection.Domain.Visits;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Support;

/// <summary>Plausible events; a test changes what it is about.</summary>
internal static class Sample
{
    public static FreeText Words { get; } = Text("some words");

    public static FreeText Text(string words) => JsonSerializer.Deserialize<FreeText>(JsonSerializer.Serialize(words), DomainJson.Record)!;

    public static ReferralReceived Referral() => new()
    {
        ReferralSource = "2A",
        Concern = Words,
        PrimaryNeed = "N1",
        Team = "north",
        Child = new() { LocalId = "C-1001", GivenName = Words, FamilyName = Words, DateOfBirth = Date("2019-05-14"), Sex = "F" },
        Parents = [new() { Name = Words, Relation = Words }],
    };

    public static ReferralDecision Decision(ReferralOutcome outcome) => new() { Outcome = outcome, Reason = Words };

    public static NewConcern Concern(bool significantHarm = true) => new() { SignificantHarm = significantHarm, Concern = Words };

    public static StrategyDiscussionHeld Discussion(bool s47 = true) =>
        new() { Attendees = ["csc", "police", "health"], S47Initiated = s47 };

    public static CaseClosed CaseClosed(string code = "RC7") => new() { ClosureCode = code, Reason = Words };

    public static Section47Concluded ConferenceNeeded() => new() { Outcome = EnquiryOutcome.ConferenceNeeded };

    public static Section47Concluded NoConference(EnquiryNext next) =>
        new() { Outcome = EnquiryOutcome.NotSubstantiated, Next = next, Reason = Words };

    public static AssessmentSubmitted Assessment(AssessmentConclusion conclusion, params string[] factors) =>
        new() { Conclusion = conclusion, Factors = factors.Length == 0 ? null : factors, Reason = Words };

    public static ConferenceBooked Booked(string on, string? id = null) => new() { ScheduledOn = Date(on), ConferenceId = id };

    public static ReportShared ReportToParents() => new() { SharedWith = [ReportReader.Parents] };

    public static ConferenceHeld Initial(ConferenceDecision decision) => new()
    {
        ConferenceType = ConferenceType.Initial,
        Chair = new() { Id = "chair.1", Independent = true },
        Quorate = true,
        Attendance = Present("csc", "police", "school"),
        Decision = decision,
    };

    /// <summary>An initial conference that makes a plan and leaves nothing out.</summary>
    public static ConferenceHeld Plan(string firstCoreGroupOn, string reviewOn, params string[] categories) =>
        Initial(ConferenceDecision.Plan) with
        {
            Categories = categories.Length == 0 ? ["NEG"] : categories,
            LeadSocialWorker = new()
            {
                Id = "sw.1",
                Qualified = true,
                IdentifiedBy = "mgr.1",
            },
            CoreGroup =
            [
                new()
                {
                    Person = Words,
                    Role = Words,
                    Kind = CoreGroupMemberKind.Parent,
                },
                new()
                {
                    Person = Words,
                    Role = Words,
                    Agency = "school",
                    Kind = CoreGroupMemberKind.Professional,
                },
            ],
            FirstCoreGroupOn = Date(firstCoreGroupOn),
            CoreGroupFrequency = Period.Weeks(6),
            VisitInterval = Period.WorkingDays(10),
            ReviewOn = Date(reviewOn),
        };

    public static ConferenceHeld Review(ConferenceDecision? decision, NextPlan? next = null) => new()
    {
        ConferenceType = ConferenceType.Review,
        Chair = new() { Id = "chair.1", Independent = true },
        Attendance = Present("csc", "police", "school"),
        Decision = decision,
        NextPlan = next,
        ProgressReviewed = true,
        ChangesConsidered = true,
    };

    /// <summary>
    /// A core group; one that agrees a version agrees a complete plan whose actions are left for later, so that none of them falls due.
    /// </summary>
    public static CoreGroupHeld CoreGroup(int? versionAgreed = null, params string[] futureDates) => new()
    {
        ProgressReviewed = true,
        ChangesConsidered = true,
        PlanVersionAgreed = versionAgreed,
        Plan = versionAgreed is null ? null : SamplePlan.Full with { Actions = null },
        ReasonsForMissing = versionAgreed is null ? null : [new() { Field = "actions", Reason = Words }],
        FutureDates = [.. futureDates.Select(Date)],
    };

    /// <param name="party">An agency's code, or the reference of a parent.</param>
    public static PlanAccepted Acceptance(string party)
    {
        var parent = party.StartsWith("parent-", StringComparison.Ordinal);
        return new()
        {
            Party = parent ? PlanPartyKind.Parent : PlanPartyKind.Agency,
            Agency = parent ? null : party,
            ParentId = parent ? party : null,
            Method = AcceptanceMethod.Email,
            Evidence = Evidence("2020-01-06"),
        };
    }

    public static Evidence Evidence(string on) => new() { Uri = Words, Sha256 = new string('a', 64), DatedOn = Date(on) };

    public static PlanExplained ChildVersion(string language = "en") => new()
    {
        To = ExplainedTo.Child,
        Understood = Understanding.Yes,
        ChildVersion = new() { Text = Words, ReadingLevel = Words, Language = language },
    };

    public static VisitMade Visit(bool seen = true, VisitPlace place = VisitPlace.Home) =>
        new()
        {
            Place = place,
            ChildSeen = seen,
            Announced = false,
        };

    public static Attendance[] Present(params string[] agencies) =>
        [.. agencies.Select(agency => new Attendance { Agency = agency, Present = true })];
}
