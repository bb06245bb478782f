using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Difficulties;

/// <summary>A parent or the child complains (E49). The plan does not wait for the answer.</summary>
internal static class Complaints
{
    /// <summary>The highest number that may wait at once.</summary>
    internal const int Most = 20;

    public static Decision Decide(DecisionBuilder change, ComplaintReceived data)
    {
        var open = change.State.Regions.Complaints;
        if (
            (
                OpenMatterRules.Validate(change, data)
                ?? OpenMatterRules.ValidateRoomForAnother(open.Waiting.Count, Most, "complaints", ComplaintAnswered.WireName)) is
            { } rejected)
            return rejected;
        var more = open.With("complaint", change.OccurredOn);
        change.State = change.State with { Regions = change.State.Regions with { Complaints = more } };
        return change.Accept($"Complaint received ({more.Waiting[^1].Id}); nothing waits for its answer");
    }

    public static Decision Decide(DecisionBuilder change, ComplaintAnswered data)
    {
        var open = change.State.Regions.Complaints;
        var (id, unknown) = OpenMatterRules.Meant(data.ComplaintId, open, "/data/complaintId");
        if (unknown is not null)
            return unknown;
        if (open.Waiting.First(one => one.Id == id).On is var received && change.OccurredOn < received)
            return DecisionBuilder.Invalid("/occurredOn", "S3-24", $"must not be before the complaint of {DateText.Date(received)}");
        change.State = change.State with { Regions = change.State.Regions with { Complaints = open.Without(id!) } };
        return change.Accept($"{id} answered");
    }
}
