using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.RecordStore;

/// <summary>
/// A line of the chronology: the text of the fact, chained by hash to the one before it. The event's row keeps the words; the fact holds
/// their hash, so that an altered word breaks the chain as well.
/// </summary>
internal static class FactRow
{
    public const string NoHash = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <param name="caseId">The case.</param>
    /// <param name="fact">The decided fact.</param>
    /// <param name="signalKey">Row of the event, or the checkpoint's key.</param>
    /// <param name="inbox">The event's row; null for a checkpoint.</param>
    /// <param name="previousHash">Hash of the fact before.</param>
    /// <param name="left">What the decision left beside the fact.</param>
    public static TableEntity New(
        string caseId, Fact fact, string signalKey, TableEntity? inbox, string previousHash, FactWitness? left = null)
    {
        var text = new FactText
        {
            Sequence = fact.Sequence,
            Type = fact.Type,
            OccurredOn = fact.OccurredOn,
            RecordedAt = fact.RecordedAt,
            Actor = inbox is null ? StoredActor.System : EventRow.Actor(inbox),
            EventId = inbox?.Need("EventId"),
            Summary = fact.Summary,
            DataHash = inbox is null ? null : TableKeys.Sha256(EventRow.Data(inbox)),
            Redriven = inbox is null ? null : EventRow.Redriven(inbox),
            Left = left,
        };
        var row = TableRows.New(caseId, CaseKeys.Fact(fact.Sequence));
        var json = JsonSerializer.Serialize(text, DomainJson.Record);
        LongText.Write(row, "Fact", json);
        row["SignalKey"] = signalKey;
        row["PreviousHash"] = previousHash;
        row["Hash"] = HashOf(previousHash, json);
        return row;
    }

    public static StoredFact Read(TableEntity row, TableEntity? inbox)
    {
        var text = Text(row);
        var words = inbox is null ? null : EventRow.Data(inbox);
        return new StoredFact
        {
            Sequence = text.Sequence,
            Type = text.Type,
            OccurredOn = text.OccurredOn,
            RecordedAt = text.RecordedAt,
            Actor = text.Actor,
            EventId = text.EventId,
            Summary = text.Summary,
            Redriven = text.Redriven,
            Data = words is null ? null : JsonNode.Parse(words)!.AsObject(),
            Size = words?.Length ?? 0,
            PreviousHash = row.Need("PreviousHash"),
            Hash = row.Need("Hash"),
        };
    }

    /// <summary>
    /// Whether the row is the fact of that number, follows <paramref name="previousHash"/>, and neither it nor its event's words are
    /// altered.
    /// </summary>
    public static bool IsIntact(TableEntity row, TableEntity? inbox, long sequence, string previousHash)
    {
        var json = LongText.Read(row, "Fact");
        if (json is null || row.GetString("PreviousHash") != previousHash || row.GetString("Hash") != HashOf(previousHash, json))
            return false;
        var text = Text(row);
        return text.Sequence == sequence && text.DataHash == (inbox is null ? null : TableKeys.Sha256(EventRow.Data(inbox)));
    }

    public static DateOnly OccurredOn(TableEntity row) => Text(row).OccurredOn;

    /// <summary>What the decision left beside the fact; null in facts of releases that did not say so.</summary>
    public static FactWitness? Left(TableEntity row) => Text(row).Left;

    private static FactText Text(TableEntity row) =>
        JsonSerializer.Deserialize<FactText>(LongText.Read(row, "Fact") ?? "", DomainJson.Record)
        ?? throw new InvalidDataException($"Row {row.PartitionKey}/{row.RowKey} holds no fact; it was altered outside the app.");

    private static string HashOf(string previousHash, string json) => TableKeys.Sha256(previousHash + "\n" + json);

    private sealed record FactText
    {
        public required long Sequence { get; init; }

        public required string Type { get; init; }

        public required DateOnly OccurredOn { get; init; }

        public required DateTimeOffset RecordedAt { get; init; }

        public required StoredActor Actor { get; init; }

        public string? EventId { get; init; }

        public required string Summary { get; init; }

        public string? DataHash { get; init; }

        /// <summary>Absent, as in every fact of earlier releases, where nobody sent the event again.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<Redriven>? Redriven { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public FactWitness? Left { get; init; }
    }
}
