namespace Azure.Data.Tables;

/// <summary>
/// A row of a table. A class that implements it has its public properties stored as columns;
/// <see cref="System.Runtime.Serialization.IgnoreDataMemberAttribute"/> leaves one out and
/// <see cref="System.Runtime.Serialization.DataMemberAttribute"/> gives one another name.
/// </summary>
public interface ITableEntity
{
    /// <summary>The partition: rows of one partition can change together, in one transaction.</summary>
    string PartitionKey { get; set; }

    /// <summary>The row's name within its partition.</summary>
    string RowKey { get; set; }

    /// <summary>When the service last changed the row (UTC). Set by the service only; never sent.</summary>
    DateTimeOffset? Timestamp { get; set; }

    /// <summary>The version that was read. Never sent by itself: an operation that depends on it takes it as an argument.</summary>
    ETag ETag { get; set; }
}
