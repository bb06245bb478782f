using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.SubmitEvent;

/// <summary>A raised event, read and validated without its case.</summary>
/// <param name="Type">Its type.</param>
/// <param name="OccurredOn">The local day.</param>
/// <param name="Event">The event for the case.</param>
/// <param name="Data">The words for the record: the data as sent, and the envelope's other fields.</param>
internal sealed record EventBody(EventDefinition Type, DateOnly OccurredOn, CaseEvent Event, JsonObject Data)
{
    /// <summary>
    /// Fields of the envelope that the chronology shows and no decision reads. An event may name the person in its data instead, not in
    /// both.
    /// </summary>
    internal static IReadOnlyList<string> Remarks { get; } = ["note", "onBehalfOf", "correlationId"];

    /// <param name="body">The request body.</param>
    /// <param name="today">The local day; nothing can have happened after it.</param>
    /// <exception cref="ProblemException">The body is invalid; the problem names every fault.</exception>
    public static EventBody Read(JsonElement body, DateOnly today)
    {
        var errors = new ValidationErrors();
        EventSchemas.EventBody(JsonBody.Text(body, "type")).Check(body, "", errors);
        if (JsonBody.Text(body, "occurredOn") is { } text && TextFormats.TryDate(text, out var occurredOn) && occurredOn > today)
            errors.Add("/occurredOn", "must not be in the future");
        errors.ThrowIfAny();

        var type = EventCatalogue.Find(JsonBody.Text(body, "type")!)!;
        var data = body.TryGetProperty("data", out var given) ? JsonObject.Create(given)! : [];
        var happened = EventData.Read(data, type.Data, "/data");
        foreach (var remark in Remarks)
        {
            if (JsonBody.Text(body, remark) is not { } words)
                continue;
            if (data.ContainsKey(remark))
                throw new ProblemException(Problems.Validation($"/{remark}", $"is already in /data/{remark}; give it in one place"));
            data[remark] = words;
        }

        return new EventBody(type, body.GetProperty("occurredOn").Deserialize<DateOnly>(), happened, data);
    }

    /// <summary>Reads only the type: a caller who may not raise it must not learn more about the body.</summary>
    public static EventDefinition? TypeOf(JsonElement body) => JsonBody.Text(body, "type") is { } name ? EventCatalogue.Find(name) : null;
}

/// <summary>Turns valid data into the record of its event type.</summary>
internal static class EventData
{
    /// <exception cref="ProblemException">The record refuses data that its schema accepts.</exception>
    public static CaseEvent Read(JsonObject data, Type type, string pointer)
    {
        try
        {
            return (CaseEvent)data.Deserialize(type, DomainJson.Record)!;
        }
        catch (JsonException fault)
        {
            throw new ProblemException(Problems.Validation(pointer + Pointer(fault.Path), "cannot be read"));
        }
    }

    // "$.child.parents[0]" as "/child/parents/0".
    private static string Pointer(string? path) =>
        path is null
            ? ""
            : path.TrimStart('$').Replace('.', '/').Replace("[", "/", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
}
