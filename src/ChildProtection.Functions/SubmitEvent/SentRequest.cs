using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.RecordStore;
using Microsoft.AspNetCore.Http;

namespace ChildProtection.Functions.SubmitEvent;

/// <summary>A request with an event: the caller's key and the body.</summary>
/// <param name="Key">The event's id.</param>
/// <param name="Body">Read, not validated.</param>
internal sealed record SentRequest(string Key, JsonElement Body)
{
    /// <exception cref="ProblemException">The key or the JSON is invalid.</exception>
    public static async Task<SentRequest> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var key = IdempotencyKey.Of(request);
        return new SentRequest(key, await JsonBody.ReadAsync(request, cancellation));
    }

    /// <summary>The stored form of the request; the body's hash detects the same key with another body.</summary>
    public EventRequest Raise(DateOnly occurredOn, StoredActor actor, CaseEvent happened, JsonObject data) => new()
    {
        EventId = Key,
        OccurredOn = occurredOn,
        Actor = actor,
        Event = happened,
        Data = data,
        BodyHash = CanonicalJson.Hash(Body),
    };
}
