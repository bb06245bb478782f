using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.SubmitEvent;

/// <summary>A raised event, read and valid in itself.</summary>
/// <param name="Type">Its type.</param>
/// <param name="OccurredOn">The local day.</param>
/// <param name="Event">What the case decides on.</param>
/// <param name="Data">What the record keeps: the data as it was sent, and what the envelope says beside it.</param>
internal sealed record EventBody(EventDefinition Type, DateOnly OccurredOn, CaseEvent Event, JsonObject Data)
{
    /// <summary>
    /// Fields of the envelope that no decision reads but the chronology shows. An event may say for whom it is raised in its data instead,
    /// not in both.
    /// </summary>
    internal static IReadOnlyList<string> Remarks { get; } = ["note", "onBehalfOf", "correlationId"];

    /// <param name="body">As it was sent.</param>
    /// <param name="today">The local day; nothing can have happened after it.</param>
    /// <exception cref="ProblemException">Something is wrong with it: all of that at once.</exception>
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
                throw new ProblemException(Problems.Validation($"/{remark}", $"is said in /data/{remark} already; give it in one place"));
            data[remark] = words;
        }

        return new EventBody(type, body.GetProperty("occurredOn").Deserialize<DateOnly>(), happened, data);
    }

    /// <summary>
    /// The type a body names, before anything else of it is looked at: who may not raise it is not told what else is wrong.
    /// </summary>
    public static EventDefinition? TypeOf(JsonElement body) => JsonBody.Text(body, "type") is { } name ? EventCatalogue.Find(name) : null;
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
        path is null
            ? ""
            : path.TrimStart('$').Replace('.', '/').Replace("[", "/", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
}
