using System.Text.Json;
using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Access.Restrictions;

/// <summary>The change of a restriction: by whom, and when.</summary>
/// <param name="Actor">The manager.</param>
/// <param name="At">The moment (UTC).</param>
/// <param name="On">The local day.</param>
public sealed record RestrictionChange(StoredActor Actor, DateTimeOffset At, DateOnly On)
{
    private const string Counter = "RestrictionChanges";

    /// <summary>Counts the change on the snapshot, so that a late or unordered record of it shows which was the newest.</summary>
    internal static int Count(TableEntity snapshot)
    {
        var number = (snapshot.GetInt32(Counter) ?? 0) + 1;
        snapshot[Counter] = number;
        return number;
    }

    /// <summary>
    /// The event that records the change. It says neither why nor for whom, because the whole team reads it after the restriction is
    /// lifted.
    /// </summary>
    internal EventRequest Request(CaseEvent happened)
    {
        var data = JsonSerializer.SerializeToNode(happened, happened.GetType(), DomainJson.Record)!.AsObject();
        return new EventRequest
        {
            EventId = $"restriction-{Guid.NewGuid():N}",
            OccurredOn = On,
            Actor = Actor,
            Event = happened,
            Data = data,
            BodyHash = TableKeys.Sha256(data.ToJsonString()),
        };
    }
}
