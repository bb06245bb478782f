using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;

namespace DataTables.Tests;

public sealed record Visit : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string? Place { get; init; }

    public int Minutes { get; init; }

    public bool? Seen { get; init; }
}

public enum Tone
{
    Calm,
    Urgent,
}

public sealed record AllTypes : ITableEntity
{
    public required string PartitionKey { get; set; }

    public required string RowKey { get; set; }

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string? Text { get; init; }

    public int Whole { get; init; }

    public long Big { get; init; }

    public double Real { get; init; }

    public double WholeReal { get; init; }

    public bool Truth { get; init; }

    public DateTime Time { get; init; }

    public DateTimeOffset Moment { get; init; }

    public Guid Id { get; init; }

    public byte[]? Bytes { get; init; }

    public BinaryData? Data { get; init; }

    public Tone Tone { get; init; }

    public int? Nothing { get; init; }

    [DataMember(Name = "Renamed")]
    public string? Other { get; init; }

    [IgnoreDataMember]
    public string? Secret { get; init; }
}

public abstract class Base : ITableEntity
{
    public string PartitionKey { get; set; } = "p";

    public string RowKey { get; set; } = "r";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public object? Hidden { get; set; }
}

public sealed class Derived : Base
{
    public new string? Hidden { get; set; }

    public Tone Tone { get; set; }

    public int Computed => Hidden?.Length ?? 0;
}
