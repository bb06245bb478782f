using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.DeadLettering;

/// <summary>A correction of a dead letter that a second person has to agree to, or has agreed to and that is not sent yet.</summary>
internal sealed record Proposal
{
    private const string Property = "Proposal";

    /// <summary>The letter, as <see cref="DeadLetterId"/> writes it.</summary>
    public required string Letter { get; init; }

    /// <summary>The id that the message will have; it names the proposal too.</summary>
    public required string MessageId { get; init; }

    /// <summary>The case that the letter is about; null where it names none.</summary>
    public string? CaseId { get; init; }

    /// <summary>SHA-256 of the letter's body; another body is another letter.</summary>
    public required string OriginalHash { get; init; }

    /// <summary>The whole corrected body.</summary>
    public required string Corrected { get; init; }

    public required IReadOnlyList<string> ChangedPaths { get; init; }

    public required string Reason { get; init; }

    /// <summary>Account.</summary>
    public required string ProposedBy { get; init; }

    /// <summary>The role in which it was proposed.</summary>
    public required Role ProposedAs { get; init; }

    public required DateTimeOffset ProposedAt { get; init; }

    /// <summary>Account of the second person; null until one agrees.</summary>
    public string? AgreedBy { get; init; }

    public DateTimeOffset? AgreedAt { get; init; }

    /// <summary>What the fact will keep.</summary>
    [JsonIgnore]
    public Redriven Step => new()
    {
        By = ProposedBy,
        AgreedBy = AgreedBy,
        At = AgreedAt ?? ProposedAt,
        OriginalHash = OriginalHash,
        ChangedPaths = ChangedPaths,
    };

    /// <exception cref="TextTooLargeException">The correction does not fit in a row, even compressed.</exception>
    public TableEntity ToRow(string partition, string key)
    {
        var row = TableRows.New(partition, key);
        CompressedText.Write(row, Property, JsonSerializer.Serialize(this, DomainJson.Record));
        return row;
    }

    public static Proposal Read(TableEntity row) =>
        JsonSerializer.Deserialize<Proposal>(CompressedText.Read(row, Property) ?? "", DomainJson.Record)
        ?? throw new InvalidDataException($"Row {row.PartitionKey}/{row.RowKey} holds no proposal; it was altered outside the app.");
}
