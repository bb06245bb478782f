using ChildProtection.Domain.Cases.Events;
using ChildProtection.Domain.Cases.Regions;
using ChildProtection.Domain.Deadlines;

namespace ChildProtection.Domain.Cases.Stages;

/// <summary>Police protection and emergency protection orders: exact hours, and always a strategy discussion after them. A plan in force keeps running (E37).</summary>
internal static class Emergencies
{
    private const string Rule = "domain 2.3, epoMax";

    public static Decision Decide(CaseChange change, PoliceProtectionTaken data)
    {
        if (WhyNotThen(change, data.StartedAt, "/data/startedAt") is { } rejected)
            return rejected;
        change.Arm(new Duty(DeadlineKinds.PoliceProtection, change.On) { AnchorAt = data.StartedAt });
        Set(change, new EmergencyRegion { Status = EmergencyStatus.PoliceProtection, StartedAt = data.StartedAt, LastEndedOn = Region(change).LastEndedOn });
        StrategyDiscussion.Call(change);
        return change.Accept("Police protection taken");
    }

    public static Decision Decide(CaseChange change, EpoMade data)
    {
        if (data.MadeAt is { } madeAt && WhyNotThen(change, madeAt, "/data/madeAt") is { } rejected)
            return rejected;
        var running = Region(change).Status == EmergencyStatus.Epo;
        var extends = data.Extension ?? false;
        if (extends != running)
            return CaseChange.Invalid("/data/extension", Rule, running ? "an order is running: only its extension can be made" : "there is no order to extend");
        if (extends && Region(change).Extended)
            return CaseChange.NotAllowed(Rule, "An emergency protection order is extended once; record its end, or the order that follows it.");
        var orderMadeOn = extends ? Region(change).OrderMadeOn!.Value : change.On;
        if (WhyNotUntil(change, data, orderMadeOn, extends) is { } tooLong)
            return tooLong;
        return Protect(change, data, orderMadeOn, extends);
    }

    public static Decision Decide(CaseChange change, EmergencyEnded data)
    {
        if (WhyNotThen(change, data.EndedAt, "/data/endedAt") is { } rejected)
            return rejected;
        if (data.EndedAt < Region(change).StartedAt)
            return CaseChange.Invalid("/data/endedAt", "domain 3.2, E37", "must not be before the protection began");
        change.MeetAt(DeadlineKinds.PoliceProtection, data.EndedAt);
        change.MeetAt(DeadlineKinds.EmergencyProtectionOrder, data.EndedAt);
        Set(change, new EmergencyRegion { LastEndedOn = change.On });
        return change.Accept("Emergency protection ended");
    }

    private static Decision Protect(CaseChange change, EpoMade data, DateOnly orderMadeOn, bool extends)
    {
        // The court's order takes the place of the police's powers.
        if (data.MadeAt is { } madeAt)
            change.MeetAt(DeadlineKinds.PoliceProtection, madeAt);
        else
            change.Meet(DeadlineKinds.PoliceProtection);
        change.Supersede(DeadlineKinds.EmergencyProtectionOrder);
        change.Arm(new Duty(DeadlineKinds.EmergencyProtectionOrder, orderMadeOn) { EndsAt = data.EndsAt, Parameter = extends ? "epoExtendedMax" : null });
        Set(change, new EmergencyRegion
        {
            Status = EmergencyStatus.Epo,
            StartedAt = extends ? Region(change).StartedAt : data.MadeAt ?? change.Context.Profile.Zone.StartOfDay(change.On),
            OrderMadeOn = orderMadeOn,
            Extended = extends,
            LastEndedOn = Region(change).Status == EmergencyStatus.PoliceProtection ? change.On : Region(change).LastEndedOn,
        });
        if (!extends)
            StrategyDiscussion.Call(change);
        return change.Accept(extends ? "Emergency protection order extended" : "Emergency protection order made");
    }

    private static Rejected? WhyNotUntil(CaseChange change, EpoMade data, DateOnly orderMadeOn, bool extends)
    {
        if (data.EndsAt <= (data.MadeAt ?? change.Context.Profile.Zone.StartOfDay(change.On)))
            return CaseChange.Invalid("/data/endsAt", Rule, "must be after the order was made");
        var longest = change.Due(extends ? "epoExtendedMax" : "epoMax", orderMadeOn);
        return data.EndsAt > longest.DueAt
            ? CaseChange.Invalid("/data/endsAt", Rule, $"must not be after {Words.Date(longest.DueOn)}: {longest.Explanation}")
            : null;
    }

    private static Rejected? WhyNotThen(CaseChange change, DateTimeOffset at, string field)
    {
        if (at > change.Context.Now)
            return CaseChange.Invalid(field, "domain 3.2, late recording", "must not be in the future");
        return change.Context.Profile.Zone.DateOf(at) == change.On ? null : CaseChange.Invalid(field, "domain 5.1, R8", "must fall on the local day occurredOn");
    }

    private static EmergencyRegion Region(CaseChange change) => change.State.Regions.Emergency;

    private static void Set(CaseChange change, EmergencyRegion region) =>
        change.State = change.State with { Regions = change.State.Regions with { Emergency = region } };
}
