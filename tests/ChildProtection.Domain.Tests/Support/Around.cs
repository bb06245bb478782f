using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Difficulties;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Visits;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Support;

/// <summary>Plausible events around a plan in force.</summary>
internal static class Around
{
    public static OnBehalfOf Mother { get; } = new() { Party = Party.Parent, Person = Sample.Words };

    public static VisitFailed Failed(VisitFailure reason = VisitFailure.NoReply) => new() { Reason = reason };

    public static AccessDifficultyReported Difficult() => new() { Description = Sample.Words };

    public static AccessActionPlanAgreed ActionPlan(bool conference = false, params string[] agencies) => new()
    {
        AgreedWith = agencies.Length == 0 ? ["police", "school"] : agencies,
        CoreGroupAgreed = true,
        Actions = [Sample.Words],
        ConferenceConsidered = conference,
        ConferenceReason = Sample.Words,
    };

    public static ImplementationDifficulty Difficulty(bool risk = false) =>
        new()
        {
            Description = Sample.Words,
            Kind = DifficultyKind.Obstacle,
            ImmediateRisk = risk,
        };

    public static ChangeProposed Proposal(OnBehalfOf? by = null) => new() { Text = Sample.Words, OnBehalfOf = by };

    public static ChangeDecided Answer(bool accepted, bool reason = true, string? id = null) =>
        new()
        {
            ProposalId = id,
            Accepted = accepted,
            Reason = reason ? Sample.Words : null,
        };

    public static EarlyReviewRequested EarlyReview(OnBehalfOf? by = null) => new() { Reason = Sample.Words, OnBehalfOf = by };

    public static EarlyReviewDecided Granted(string? newOn = null) => new() { Granted = true, NewOn = newOn is null ? null : Date(newOn) };

    public static EarlyReviewDecided Refused(bool reason = true) => new() { Granted = false, Reason = reason ? Sample.Words : null };

    public static DisputeRaised Dispute(params string[] agencies) =>
        new() { Kind = DisputeKind.NonDelivery, Agencies = agencies.Length == 0 ? ["school", "health"] : agencies };

    public static DisputeStageOutcome Outcome(bool resolved, string? id = null) =>
        new()
        {
            DisputeId = id,
            Resolved = resolved,
            Summary = Sample.Words,
        };

    public static LeadSocialWorker Worker(string id, bool qualified = true) =>
        new()
        {
            Id = id,
            Qualified = qualified,
            IdentifiedBy = "mgr.1",
        };

    public static CaseDriver AsManager(this CaseDriver driver, string when, CaseEvent data, string? occurredOn = null) =>
        driver.Raise(when, data, occurredOn, "mgr.1", Role.TeamManager);

    public static CaseDriver AsChair(this CaseDriver driver, string when, CaseEvent data, string? occurredOn = null) =>
        driver.Raise(when, data, occurredOn, "chair.1", Role.ConferenceChair);

    /// <summary>A case of the first scenario under another profile, its detailed plan agreed on 6 March 2026.</summary>
    public static CaseDriver PlanActive(string profile) =>
        CaseDriver
            .Open("2026-02-02 10:15", referral: Sample.Referral() with { Profile = profile })
            .Raise("2026-02-03 08:30", Sample.Decision(ReferralOutcome.Assess))
            .Raise("2026-02-04", Sample.Concern())
            .Raise("2026-02-05", Sample.Discussion())
            .Raise("2026-02-11", Sample.ConferenceNeeded())
            .Raise("2026-02-12", Sample.Booked("2026-02-24"))
            .Raise("2026-02-24", Sample.Plan("2026-03-06", "2026-05-20"))
            .Raise("2026-03-06", Sample.CoreGroup(1, "2026-04-15"));

    /// <summary>Due dates of the open deadlines of a kind, in the order in which they opened.</summary>
    public static IReadOnlyList<DateOnly> AllDue(this CaseDriver driver, string kind) =>
        [.. driver.State.Deadlines.Where(one => one.Kind == kind).Select(one => one.DueOn)];

    /// <summary>What an open or ended deadline says in one line: status and day.</summary>
    public static (DeadlineStatus Status, DateOnly DueOn) Stands(this CaseDriver driver, string id) =>
        (driver.Get(id).Status, driver.Get(id).DueOn);

    /// <summary>Who was told of the latest decision under that kind.</summary>
    public static IEnumerable<string> ToldOf(this CaseDriver driver, string kind) =>
        driver.Told.Where(one => one.Kind.Name == kind).Select(one => one.To.Code);
}
