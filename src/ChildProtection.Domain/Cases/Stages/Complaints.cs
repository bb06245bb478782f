using ChildProtection.Domain.Cases.Events;

namespace ChildProtection.Domain.Cases.Stages;

/// <summary>A parent or the child complains (E49). Nothing of the plan waits for the answer.</summary>
internal static class Complaints
{
    /// <summary>So many wait at once.</summary>
    internal const int Most = 20;

    public static Decision Decide(CaseChange change, ComplaintReceived data)
    {
        var open = change.State.Regions.Complaints;
        if ((BroughtForward.WhyNot(change, data) ?? BroughtForward.WhyNotAnother(open.Waiting.Count, Most, "complaints", ComplaintAnswered.WireName)) is { } rejected)
            return rejected;
        var more = open.With("complaint", change.On);
        change.State = change.State with { Regions = change.State.Regions with { Complaints = more } };
        return change.Accept($"Complaint received ({more.Waiting[^1].Id}); nothing waits for its answer");
    }

    public static Decision Decide(CaseChange change, ComplaintAnswered data)
    {
        var open = change.State.Regions.Complaints;
        var (id, unknown) = BroughtForward.Meant(data.ComplaintId, open, "/data/complaintId");
        if (unknown is not null)
            return unknown;
        if (open.Waiting.First(one => one.Id == id).On is var received && change.On < received)
            return CaseChange.Invalid("/occurredOn", "S3-24", $"must not be before the complaint of {Words.Date(received)}");
        change.State = change.State with { Regions = change.State.Regions with { Complaints = open.Without(id!) } };
        return change.Accept($"{id} answered");
    }
}
