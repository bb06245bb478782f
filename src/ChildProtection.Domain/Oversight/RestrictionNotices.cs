using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Profiles;
using static ChildProtection.Domain.Definitions.NotificationKind;

namespace ChildProtection.Domain.Oversight;

/// <summary>
/// The head of service hears of every restriction, so that no manager hides a case alone; who asked for one hears of the answer.
/// </summary>
public static class RestrictionNotices
{
    /// <summary>It goes to heads of service who may not know of the case as well.</summary>
    public static NotificationKind Kind { get; } =
        ForPeople<RestrictionChangedNotice>(
            "restrictionChanged",
            "Who may see a case was changed",
            "See who did this and why. If it waits for a second manager and you did not ask for it, agree or decline.")
            .AtOnceWhen<RestrictionChangedNotice>(told => told.AwaitsSecond || told.Step is RestrictionStep.Declined);

    internal static Notice Told { get; } = Notice.Of(Kind, Tell);

    private static IEnumerable<Message> Tell(Decided decided)
    {
        if (decided.Event is not { } happened || StepOf(happened) is not var (step, awaits, requestedBy))
            return [];
        var told = new RestrictionChangedNotice
        {
            Child = decided.Child,
            Step = step,
            By = ((EventSignal)decided.Signal).Actor.Subject,
            AwaitsSecond = awaits,
        };
        var team = decided.After.Team;
        return new[] { new Recipient(null, RoleCodes.HeadOfService, team, null) }
            .Concat(requestedBy is { } asked ? [new Recipient(null, RoleCodes.ServiceManager, team, asked)] : [])
            .Telling(told);
    }

    private static (RestrictionStep Step, bool Awaits, string? RequestedBy)? StepOf(CaseEvent happened) => happened switch
    {
        CaseRestricted one => (RestrictionStep.Restricted, one.AwaitsSecond == true, null),
        RestrictionReviewed one => (RestrictionStep.Reviewed, one.AwaitsSecond == true, null),
        RestrictionAgreed one => (RestrictionStep.Agreed, false, one.RequestedBy),
        RestrictionDeclined one => (RestrictionStep.Declined, false, one.RequestedBy),
        RestrictionLifted => (RestrictionStep.Lifted, false, null),
        _ => null,
    };
}

/// <summary>What happened to a restriction.</summary>
public enum RestrictionStep
{
    Restricted,
    Reviewed,

    /// <summary>By a second manager.</summary>
    Agreed,

    /// <summary>By a second manager.</summary>
    Declined,
    Lifted,
}

/// <summary>Who may see the case was changed.</summary>
public sealed record RestrictionChangedNotice : NotificationData
{
    public required RestrictionStep Step { get; init; }

    /// <summary>Account id of the manager who did it.</summary>
    public required string By { get; init; }

    /// <summary>Whether a second manager must agree.</summary>
    public required bool AwaitsSecond { get; init; }
}
