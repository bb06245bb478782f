using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Azure.Data.Tables;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.Notifications;

/// <summary>A notification that waits to be sent.</summary>
public sealed record StoredNotification
{
    /// <summary>The message's id, the same at every attempt.</summary>
    public required string Id { get; init; }

    public required string CaseId { get; init; }

    /// <summary>When it was decided (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    public required string Kind { get; init; }

    /// <summary>The receiving agency; null for staff.</summary>
    public string? Agency { get; init; }

    /// <summary>The receiving role; null for an agency.</summary>
    public string? Role { get; init; }

    public string? Team { get; init; }

    public string? Account { get; init; }

    public required JsonObject Data { get; init; }

    /// <summary>The case asks later whether the agency has taken it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool MustBeTaken { get; init; }
}

/// <summary>The notifications of a decision, stored with it in its outbox row.</summary>
internal static class NotificationOutbox
{
    private const string Property = "Notifications";

    public static void Write(TableEntity outbox, Accepted decision, IReadOnlyList<Notification> told)
    {
        if (told.Count > 0)
            Write(outbox, [.. told.Select(one => Stored(one, decision))]);
    }

    public static void Write(TableEntity outbox, IReadOnlyList<StoredNotification> told) =>
        LongText.Write(outbox, Property, JsonSerializer.Serialize(told, DomainJson.Record));

    /// <summary>None in rows from before notifications existed.</summary>
    public static IReadOnlyList<StoredNotification> Read(TableEntity outbox) =>
        LongText.Read(outbox, Property) is { } json
            ? JsonSerializer.Deserialize<IReadOnlyList<StoredNotification>>(json, DomainJson.Record) ?? []
            : [];

    private static StoredNotification Stored(Notification one, Accepted decision) => new()
    {
        Id = one.IdIn(decision.State.CaseId, decision.State.Sequence),
        CaseId = decision.State.CaseId,
        At = decision.Fact.RecordedAt,
        Kind = one.Kind.Name,
        Agency = one.To.Agency,
        Role = one.To.Role,
        Team = one.To.Team,
        Account = one.To.Account,
        MustBeTaken = one.To.Agency is not null && one.Kind.MustBeTaken(one.Data),
        Data = JsonSerializer.SerializeToNode(one.Data, one.Kind.Data, DomainJson.Record)!.AsObject(),
    };
}
