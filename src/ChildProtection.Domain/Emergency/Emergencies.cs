using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Enquiry;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;

namespace ChildProtection.Domain.Emergency;

/// <summary>
/// Police protection and emergency protection orders: exact hours, and always a strategy discussion after them. A plan in force keeps
/// running (E37).
/// </summary>
internal static class Emergencies
{
    private const string Rule = "domain 2.3, epoMax";

    public static Decision Decide(DecisionBuilder change, PoliceProtectionTaken data)
    {
        if (ValidateThen(change, data.StartedAt, "/data/startedAt") is { } rejected)
            return rejected;
        change.OpenDeadline(new DeadlineTerms(DeadlineKinds.PoliceProtection, change.OccurredOn) { AnchorAt = data.StartedAt });
        Set(
            change,
            new EmergencyTrack
            {
                Status = EmergencyStatus.PoliceProtection,
                StartedAt = data.StartedAt,
                LastEndedOn = Region(change).LastEndedOn,
            });
        StrategyDiscussion.Call(change);
        return change.Accept("Police protection taken");
    }

    public static Decision Decide(DecisionBuilder change, EmergencyProtectionOrderMade data)
    {
        if (data.MadeAt is { } madeAt && ValidateThen(change, madeAt, "/data/madeAt") is { } rejected)
            return rejected;
        var running = Region(change).Status == EmergencyStatus.Epo;
        var extends = data.Extension ?? false;
        if (extends != running)
            return DecisionBuilder.Invalid(
                "/data/extension",
                Rule,
                running
                    ? "must be true: an order is running and can only be extended"
                    : "must be false or left out: there is no order to extend");
        if (extends && Region(change).Extended)
            return DecisionBuilder.NotAllowed(
                Rule, "An emergency protection order is extended only once; record its end, or the order that follows it.");
        var orderMadeOn = extends ? Region(change).OrderMadeOn!.Value : change.OccurredOn;
        if (ValidateUntil(change, data, orderMadeOn, extends) is { } tooLong)
            return tooLong;
        return Protect(change, data, orderMadeOn, extends);
    }

    public static Decision Decide(DecisionBuilder change, EmergencyEnded data)
    {
        if (ValidateThen(change, data.EndedAt, "/data/endedAt") is { } rejected)
            return rejected;
        if (data.EndedAt < Region(change).StartedAt)
            return DecisionBuilder.Invalid("/data/endedAt", "domain 3.2, E37", "must not be before the protection began");
        change.MeetAt(DeadlineKinds.PoliceProtection, data.EndedAt);
        change.MeetAt(DeadlineKinds.EmergencyProtectionOrder, data.EndedAt);
        Set(change, new EmergencyTrack { LastEndedOn = change.OccurredOn });
        return change.Accept("Emergency protection ended");
    }

    private static Decision Protect(DecisionBuilder change, EmergencyProtectionOrderMade data, DateOnly orderMadeOn, bool extends)
    {
        // The court's order replaces the powers of the police.
        if (data.MadeAt is { } madeAt)
            change.MeetAt(DeadlineKinds.PoliceProtection, madeAt);
        else
            change.Meet(DeadlineKinds.PoliceProtection);
        change.Supersede(DeadlineKinds.EmergencyProtectionOrder);
        change.OpenDeadline(
            new DeadlineTerms(DeadlineKinds.EmergencyProtectionOrder, orderMadeOn)
            {
                EndsAt = data.EndsAt,
                Parameter = extends ? "epoExtendedMax" : null,
            });
        Set(
            change,
            new EmergencyTrack
            {
                Status = EmergencyStatus.Epo,
                StartedAt = extends ? Region(change).StartedAt : data.MadeAt ?? change.Context.Profile.Zone.StartOfDay(change.OccurredOn),
                OrderMadeOn = orderMadeOn,
                Extended = extends,
                LastEndedOn = Region(change).Status == EmergencyStatus.PoliceProtection ? change.OccurredOn : Region(change).LastEndedOn,
            });
        if (!extends)
            StrategyDiscussion.Call(change);
        return change.Accept(extends ? "Emergency protection order extended" : "Emergency protection order made");
    }

    private static Rejected? ValidateUntil(DecisionBuilder change, EmergencyProtectionOrderMade data, DateOnly orderMadeOn, bool extends)
    {
        if (data.EndsAt <= (data.MadeAt ?? change.Context.Profile.Zone.StartOfDay(change.OccurredOn)))
            return DecisionBuilder.Invalid("/data/endsAt", Rule, "must be after the order was made");
        var longest = change.Due(extends ? "epoExtendedMax" : "epoMax", orderMadeOn);
        return data.EndsAt > longest.DueAt
            ? DecisionBuilder.Invalid("/data/endsAt", Rule, $"must not be after {DateText.Date(longest.DueOn)}: {longest.Explanation}")
            : null;
    }

    private static Rejected? ValidateThen(DecisionBuilder change, DateTimeOffset at, string field)
    {
        if (at > change.Context.Now)
            return DecisionBuilder.Invalid(field, "domain 3.2, late recording", "must not be in the future");
        return change.Context.Profile.Zone.DateOf(at) == change.OccurredOn
            ? null
            : DecisionBuilder.Invalid(field, "domain 5.1, R8", "must fall on the local day occurredOn");
    }

    private static EmergencyTrack Region(DecisionBuilder change) => change.State.Regions.Emergency;

    private static void Set(DecisionBuilder change, EmergencyTrack region) =>
        change.State = change.State with { Regions = change.State.Regions with { Emergency = region } };
}
