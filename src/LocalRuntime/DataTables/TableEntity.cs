using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Azure.Data.Tables;

/// <summary>
/// A row as a dictionary, for rows whose columns are not known at compile time. Values are string, int, long, double, bool,
/// DateTime and DateTimeOffset (read back as DateTimeOffset, UTC), Guid, byte[] and BinaryData (read back as byte[]).
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "The name is that of the official package.")]
public sealed class TableEntity : ITableEntity, IDictionary<string, object?>
{
    private const string ETagName = "odata.etag";
    private readonly Dictionary<string, object?> values = new(StringComparer.Ordinal);

    /// <summary>An empty row without keys.</summary>
    public TableEntity()
    {
    }

    /// <summary>An empty row.</summary>
    public TableEntity(string partitionKey, string rowKey)
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    /// <summary>A row with these values; the keys may be among them.</summary>
    public TableEntity(IDictionary<string, object?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var (name, value) in values)
            this.values[name] = value;
    }

    /// <inheritdoc/>
    [AllowNull]
    public string PartitionKey
    {
        get => GetString(nameof(PartitionKey))!;
        set => values[nameof(PartitionKey)] = value;
    }

    /// <inheritdoc/>
    [AllowNull]
    public string RowKey
    {
        get => GetString(nameof(RowKey))!;
        set => values[nameof(RowKey)] = value;
    }

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(nameof(Timestamp));
        set => values[nameof(Timestamp)] = value;
    }

    /// <inheritdoc/>
    public ETag ETag
    {
        get => GetString(ETagName) is { } text ? new ETag(text) : default;
        set => values[ETagName] = value.ToString();
    }

    /// <summary>How many values there are, keys included.</summary>
    public int Count => values.Count;

    /// <summary>The names of the values.</summary>
    public ICollection<string> Keys => values.Keys;

    ICollection<object?> IDictionary<string, object?>.Values => values.Values;

    bool ICollection<KeyValuePair<string, object?>>.IsReadOnly => false;

    /// <summary>A value by its name; null when it is not there.</summary>
    /// <exception cref="InvalidOperationException">A value of another type is there already: a column keeps its type.</exception>
    public object? this[string key]
    {
        get => values.GetValueOrDefault(key);
        set
        {
            if (value is not null && values.GetValueOrDefault(key) is { } present && present.GetType() != value.GetType())
                throw Mismatch(key, present.GetType(), value.GetType());
            values[key] = value;
        }
    }

    /// <summary>A string; null when it is not there.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public string? GetString(string key) => Get<string>(key);

    /// <summary>Bytes; null when they are not there.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public byte[]? GetBinary(string key) => this[key] is BinaryData data ? data.ToArray() : Get<byte[]>(key);

    /// <summary>Bytes; null when they are not there.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public BinaryData? GetBinaryData(string key) => this[key] is byte[] bytes ? BinaryData.FromBytes(bytes) : Get<BinaryData>(key);

    /// <summary>A truth value; null when it is not there.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public bool? GetBoolean(string key) => GetValue<bool>(key);

    /// <summary>A moment in UTC; null when it is not there.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public DateTime? GetDateTime(string key) => this[key] is DateTimeOffset offset ? offset.UtcDateTime : GetValue<DateTime>(key);

    /// <summary>A moment in UTC; null when it is not there.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public DateTimeOffset? GetDateTimeOffset(string key) => this[key] is DateTime time ? new DateTimeOffset(time) : GetValue<DateTimeOffset>(key);

    /// <summary>A floating-point number; null when it is not there.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public double? GetDouble(string key) => GetValue<double>(key);

    /// <summary>A Guid; null when it is not there.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public Guid? GetGuid(string key) => GetValue<Guid>(key);

    /// <summary>A whole number of 32 bits; null when it is not there.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public int? GetInt32(string key) => GetValue<int>(key);

    /// <summary>A whole number of 64 bits; null when it is not there.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public long? GetInt64(string key) => GetValue<long>(key);

    /// <summary>Adds a value.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Add(string key, object? value) => values.Add(key, value);

    /// <summary>Removes every value, keys included.</summary>
    public void Clear() => values.Clear();

    /// <summary>Whether there is a value of this name.</summary>
    public bool ContainsKey(string key) => values.ContainsKey(key);

    /// <summary>Removes a value; false when it was not there.</summary>
    public bool Remove(string key) => values.Remove(key);

    /// <summary>A value by its name; false when it is not there.</summary>
    public bool TryGetValue(string key, out object? value) => values.TryGetValue(key, out value);

    void ICollection<KeyValuePair<string, object?>>.Add(KeyValuePair<string, object?> item) => values.Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, object?>>.Contains(KeyValuePair<string, object?> item) => values.Contains(item);

    void ICollection<KeyValuePair<string, object?>>.CopyTo(KeyValuePair<string, object?>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, object?>>)values).CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<string, object?>>.Remove(KeyValuePair<string, object?> item) =>
        ((ICollection<KeyValuePair<string, object?>>)values).Remove(item);

    IEnumerator<KeyValuePair<string, object?>> IEnumerable<KeyValuePair<string, object?>>.GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => values.GetEnumerator();

    // What is stored as columns: all but the keys and what the service alone sets.
    internal IEnumerable<KeyValuePair<string, object?>> OwnProperties() =>
        values.Where(item => item.Key is not (nameof(PartitionKey) or nameof(RowKey) or nameof(Timestamp) or ETagName));

    private T? Get<T>(string key)
        where T : class =>
        this[key] is not { } value ? null : value as T ?? throw Mismatch(key, value.GetType(), typeof(T));

    private T? GetValue<T>(string key)
        where T : struct =>
        this[key] is not { } value ? null : value as T? ?? throw Mismatch(key, value.GetType(), typeof(T));

    private static InvalidOperationException Mismatch(string key, Type present, Type wanted) =>
        new($"The property '{key}' of the entity is a {present.Name}, not a {wanted.Name}. Use the accessor of its own type, or remove it first.");
}
