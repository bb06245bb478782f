using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Cases;
using ChildProtection.Domain.Cases.Events;
using ChildProtection.Domain.Text;
using ChildProtection.Functions.Http.Answers;
using ChildProtection.Functions.Http.Validation;

namespace ChildProtection.Functions.Http.Bodies;

/// <summary>A raised event, read and valid in itself.</summary>
internal sealed record EventBody(EventType Type, DateOnly OccurredOn, CaseEvent Event, JsonObject Data, string? Note, string? OnBehalfOf, string? CorrelationId)
{
    /// <param name="body">As it was sent.</param>
    /// <param name="today">The local day; nothing can have happened after it.</param>
    /// <exception cref="ProblemException">Something is wrong with it: all of that at once.</exception>
    public static EventBody Read(JsonElement body, DateOnly today)
    {
        var errors = new ValidationErrors();
        RequestSchemas.EventBody(Text(body, "type")).Check(body, "", errors);
        if (Text(body, "occurredOn") is { } text && TextFormats.TryDate(text, out var occurredOn) && occurredOn > today)
            errors.Add("/occurredOn", "must not be in the future");
        errors.ThrowIfAny();

        var type = EventCatalogue.Find(Text(body, "type")!)!;
        var data = body.TryGetProperty("data", out var given) ? JsonObject.Create(given)! : [];
        return new EventBody(
            type, body.GetProperty("occurredOn").Deserialize<DateOnly>(), EventData.Read(data, type.Data, "/data"), data,
            Text(body, "note"), Text(body, "onBehalfOf"), Text(body, "correlationId"));
    }

    private static string? Text(JsonElement body, string field) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>Turns valid data into the record of its event type.</summary>
internal static class EventData
{
    /// <exception cref="ProblemException">The record does not take what its schema let through.</exception>
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
        path is null ? "" : path.TrimStart('$').Replace('.', '/').Replace("[", "/", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
}
