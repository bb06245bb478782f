using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.Telemetry;

namespace ChildProtection.Functions.RecordStore;

/// <summary>The inbox row of an event: the request, its signal and its outcome.</summary>
internal static class EventRow
{
    public static TableEntity New(string caseId, EventRequest request, CaseSignal signal, DateTimeOffset receivedAt, string pendingMinute)
    {
        var row = TableRows.New(caseId, CaseKeys.Event(request.Actor.Subject, request.EventId));
        row["EventId"] = request.EventId;
        row["Type"] = EventCatalogue.Of(request.Event).Name;
        row["OccurredOn"] = request.OccurredOn.Iso();
        row["ReceivedAt"] = receivedAt;
        row["Subject"] = request.Actor.Subject;
        row["ActorName"] = request.Actor.Name;
        row["Role"] = request.Actor.Role?.ToString();
        row["Agency"] = request.Actor.Agency;
        row["BodyHash"] = request.BodyHash;
        row["Status"] = nameof(EventStatus.Pending);
        row["PendingMinute"] = pendingMinute;
        CaseTraces.WriteTo(row);
        WriteSent(row, request, signal);
        return row;
    }

    /// <summary>Checks that an event can be recorded, before anything is announced or reserved for it.</summary>
    /// <exception cref="TextTooLargeException">It does not fit in a row.</exception>
    public static void RequireFits(EventRequest request, CaseSignal signal) => WriteSent([], request, signal);

    private static void WriteSent(TableEntity row, EventRequest request, CaseSignal signal)
    {
        var decidedOn = signal.ToJson();
        if (decidedOn.Length > LongText.MaximumInRow)
            throw new TextTooLargeException(
                $"The ids, dates and lists of the request take {decidedOn.Length} characters; at most {LongText.MaximumInRow} "
                + "can be recorded. Send less in one request.");
        LongText.Write(row, "Signal", decidedOn);
        var redriven = request.Redriven is null ? "" : JsonSerializer.Serialize(request.Redriven, DomainJson.Record);
        if (redriven.Length > 0)
            LongText.Write(row, "Redriven", redriven);
        var left = CompressedText.Maximum - ((decidedOn.Length + redriven.Length) * sizeof(char));
        CompressedText.Write(row, "Data", request.Data.ToJsonString(DomainJson.Record), left);
    }

    public static bool IsPending(TableEntity row) => row.Need("Status") == nameof(EventStatus.Pending);

    public static string Data(TableEntity row) => CompressedText.Read(row, "Data") ?? "{}";

    public static string SignalJson(TableEntity row) =>
        LongText.Read(row, "Signal")
        ?? throw new InvalidDataException($"Row {row.PartitionKey}/{row.RowKey} has no Signal; it was altered outside the app.");

    /// <summary>How staff sent it again; null for an event as its caller sent it.</summary>
    public static IReadOnlyList<Redriven>? Redriven(TableEntity row) =>
        Parse<Redriven>(row, "Redriven") is { Count: > 0 } steps ? steps : null;

    public static StoredActor Actor(TableEntity row) =>
        new(
            row.Need("Subject"),
            row.GetString("ActorName"),
            row.GetString("Role") is { } role ? Enum.Parse<Role>(role) : null,
            row.GetString("Agency"));

    public static StoredEvent Read(TableEntity row) => new()
    {
        CaseId = row.PartitionKey,
        EventId = row.Need("EventId"),
        Type = row.Need("Type"),
        OccurredOn = row.NeedDate("OccurredOn"),
        ReceivedAt = row.NeedInstant("ReceivedAt"),
        BodyHash = row.Need("BodyHash"),
        Status = row.NeedEnum<EventStatus>("Status"),
        Sequence = row.GetInt64("Sequence"),
        State = row.GetString("Stage") is { } stage ? Enum.Parse<CaseStage>(stage) : null,
        Deadlines = Parse<DeadlineOutcome>(row, "Deadlines"),
        Warnings = Parse<string>(row, "Warnings"),
        Reason = row.GetString("Reason"),
        Rule = row.GetString("Rule"),
        Field = row.GetString("Field"),
        Faults = Parse<FieldFault>(row, "Faults") is { Count: > 0 } faults ? faults : null,
    };

    /// <summary>The change that records an acceptance; merged into the row.</summary>
    public static TableEntity Accepted(TableEntity row, Accepted decision)
    {
        var change = Change(row, EventStatus.Accepted);
        change["Sequence"] = decision.State.Sequence;
        change["Stage"] = decision.State.Stage.ToString();
        LongText.Write(change, "Deadlines", JsonSerializer.Serialize(decision.Deadlines.Select(Outcome), DomainJson.Record));
        LongText.Write(change, "Warnings", JsonSerializer.Serialize(decision.Warnings, DomainJson.Record));
        return change;
    }

    /// <summary>The change that records a refusal by the case; merged into the row.</summary>
    public static TableEntity Rejected(TableEntity row, Rejected decision, CaseStage? stage)
    {
        var change = Change(row, EventStatus.Rejected);
        change["Stage"] = stage?.ToString();
        change["Reason"] = decision.Reason;
        change["Rule"] = decision.Rule;
        change["Field"] = decision.Field;
        if (decision.Faults is { } faults)
            LongText.Write(change, "Faults", JsonSerializer.Serialize(faults, DomainJson.Record));
        return change;
    }

    /// <summary>The change that parks an event after repeated failures; merged into the row.</summary>
    public static TableEntity Failed(TableEntity row, int attempts, string reason)
    {
        var change = Change(row, EventStatus.Failed);
        change["Attempts"] = attempts;
        change["Reason"] = reason;
        return change;
    }

    public static JsonObject DataObject(TableEntity row) => JsonNode.Parse(Data(row))!.AsObject();

    private static TableEntity Change(TableEntity row, EventStatus status) =>
        new(row.PartitionKey, row.RowKey) { ["Status"] = status.ToString() };

    private static DeadlineOutcome Outcome(DeadlineChange change) => new()
    {
        Id = change.Deadline.Id,
        Kind = change.Deadline.Kind,
        Change = change.Change,
        DueOn = change.Deadline.DueOn,
        MetOn = change.Deadline.MetOn,
        DaysLate = change.Deadline.MetOn is null ? null : change.Deadline.DaysLate,
    };

    private static IReadOnlyList<T> Parse<T>(TableEntity row, string property) =>
        LongText.Read(row, property) is { } json ? JsonSerializer.Deserialize<IReadOnlyList<T>>(json, DomainJson.Record) ?? [] : [];
}
