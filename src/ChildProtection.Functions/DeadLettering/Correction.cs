using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.DeadLettering;

/// <summary>
/// What a correction may change. Who sent what kind of event about whom, and under which id, stays as the sender wrote it; a letter that
/// does not say that cannot be corrected.
/// </summary>
internal static class Correction
{
    /// <summary>More than that is another message.</summary>
    private const int MostChanges = 50;

    private static readonly string[] Fixed = ["type", "subject", "id"];

    /// <returns>Pointers to what it changes.</returns>
    /// <exception cref="ProblemException">The letter cannot be corrected, or not like this.</exception>
    public static IReadOnlyList<string> Changes(DeadLetter letter, JsonElement corrected)
    {
        var text = letter.Text;
        if (text.Envelope is not { } sent || Fixed.Any(name => text.Attribute(name) is null))
            throw Wrong(
                "/body",
                "must be absent, because the message has no readable type, subject and id. Discard it and ask the sender to send it again");
        if (letter.IsNotification)
            CheckNotification(sent, corrected, KindOf(letter));
        else
            CheckEvent(letter, corrected);
        var changed = LetterParts.Changed(sent, corrected, text.Names);
        return changed.Count switch
        {
            0 => throw Wrong("/body", "must differ from the message. Leave it out to send the message unchanged"),
            > MostChanges => throw Wrong(
                "/body", $"must change at most {MostChanges} places. Discard the message and ask the sender to send it again"),
            _ => changed,
        };
    }

    /// <exception cref="ProblemException">It is no notification of the app.</exception>
    public static NotificationKind KindOf(DeadLetter letter) =>
        letter.Text.Attribute("type") is { } type && NotificationKinds.All.FirstOrDefault(one => one.MessageType == type) is { } kind
            ? kind
            : throw Wrong("/action", "must be discard, because this is no notification of the app");

    private static void CheckEvent(DeadLetter letter, JsonElement corrected)
    {
        var errors = new ValidationErrors();
        foreach (var name in Fixed)
        {
            if (JsonBody.Text(corrected, name) != letter.Text.Attribute(name))
                errors.Add($"/body/{name}", "must stay as the sender wrote it. Ask the sender for another message instead");
        }

        // Where the sender did not name itself, the bus knows who it is.
        var source = letter.Text.Attribute("source") ?? (letter.Agency is { } agency ? AgencyAccounts.Of(agency) : null);
        if (JsonBody.Text(corrected, "source") != source)
            errors.Add("/body/source", "must be the sender. Ask the sender for another message instead");
        errors.ThrowIfAny();
    }

    /// <summary>In a notification only the data may be corrected: the case decided on case, child and kind.</summary>
    private static void CheckNotification(JsonElement sent, JsonElement corrected, NotificationKind kind)
    {
        var errors = new ValidationErrors();
        if (!corrected.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object)
            throw Wrong("/body/data", "is required");
        new SchemaValidator(SchemaOf.Written(kind.Data)).Check(data, "/body/data", errors);
        if (!sent.TryGetProperty("data", out var before) || JsonBody.Text(data, "child") != JsonBody.Text(before, "child"))
            errors.Add("/body/data/child", "must stay unchanged");
        if (!JsonNode.DeepEquals(WithoutData(sent), WithoutData(corrected)))
            errors.Add("/body", "must stay unchanged except for data");
        errors.ThrowIfAny();
    }

    private static JsonObject WithoutData(JsonElement envelope)
    {
        var rest = JsonObject.Create(envelope)!;
        rest.Remove("data");
        return rest;
    }

    private static ProblemException Wrong(string place, string message) => new(Problems.Validation(place, message));
}
