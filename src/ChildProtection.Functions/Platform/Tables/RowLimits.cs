using System.Buffers;
using Azure.Data.Tables;

namespace ChildProtection.Functions.Platform.Tables;

/// <summary>
/// A row or a transaction exceeds a limit of table storage; nothing was sent. Azurite accepts much of what Azure refuses.
/// </summary>
public sealed class TableLimitException(string message) : Exception(message);

/// <summary>The service's limits of one row. Sizes follow its published formula.</summary>
internal static class RowLimits
{
    private const int MaxKeyBytes = 1024;
    private const int MaxOwnProperties = 252;
    private const int MaxNameLength = 255;
    private const int MaxValueBytes = 64 * 1024;
    private const int MaxRowBytes = 1024 * 1024;
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("/\\#?");
    private static readonly DateTimeOffset Earliest = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <exception cref="TableLimitException">The row breaks a limit; the message names property and limit, never a value.</exception>
    public static void Check(TableEntity row)
    {
        CheckKey(row.PartitionKey, nameof(row.PartitionKey));
        CheckKey(row.RowKey, nameof(row.RowKey));
        var own = row.Where(property => property.Value is not null && !IsOfTheService(property.Key)).ToArray();
        if (own.Length > MaxOwnProperties)
            throw new TableLimitException(
                $"The row has {own.Length} properties of its own; at most {MaxOwnProperties} are allowed. Split it over rows.");
        long bytes = 4 + ((row.PartitionKey.Length + row.RowKey.Length) * sizeof(char));
        foreach (var (name, value) in own)
        {
            CheckName(name);
            CheckValue(name, value);
            bytes += 8 + (name.Length * sizeof(char)) + SizeOf(value);
        }

        if (bytes > MaxRowBytes)
            throw new TableLimitException($"The row has {bytes} bytes; at most {MaxRowBytes} (1 MiB) are allowed. Split it over rows.");
    }

    /// <exception cref="TableLimitException">The key is over 1 KiB of UTF-16, or holds a character that a key cannot have.</exception>
    public static void CheckKey(string? key, string name)
    {
        ArgumentNullException.ThrowIfNull(key, name);
        if (key.Length * sizeof(char) > MaxKeyBytes)
            throw new TableLimitException(
                $"The {name} has {key.Length} characters; at most {MaxKeyBytes / sizeof(char)} are allowed. Hash a part of it.");
        var forbidden = key.AsSpan().IndexOfAny(Forbidden);
        for (var index = 0; index < key.Length && forbidden < 0; index++)
            forbidden = char.IsControl(key[index]) ? index : -1;
        if (forbidden >= 0)
            throw new TableLimitException(
                $"The {name} has the character U+{(int)key[forbidden]:X4}, which no key may have. Make it safe with {nameof(TableKeys)}.");
    }

    private static void CheckName(string name)
    {
        if (name.Length is 0 or > MaxNameLength)
            throw new TableLimitException($"A property's name has {name.Length} characters; 1 to {MaxNameLength} are allowed.");
        if (!(char.IsLetter(name[0]) || name[0] == '_') || !name.All(character => char.IsLetterOrDigit(character) || character == '_'))
            throw new TableLimitException($"The property's name '{name}' is no identifier; use letters, digits and underscores.");
    }

    private static void CheckValue(string name, object value)
    {
        var size = value switch { string text => text.Length * sizeof(char), byte[] binary => binary.Length, _ => 0 };
        if (size > MaxValueBytes)
            throw new TableLimitException(
                $"The property '{name}' has {size} bytes; at most {MaxValueBytes} (64 KiB) are allowed. Split it over properties.");
        if (value is DateTimeOffset moment && moment < Earliest || value is DateTime time && time < Earliest.UtcDateTime)
            throw new TableLimitException($"The property '{name}' holds a time before 1601, which a table cannot store.");
    }

    private static bool IsOfTheService(string name) => name is "PartitionKey" or "RowKey" or "Timestamp" or "odata.etag";

    private static int SizeOf(object value) => value switch
    {
        string text => 4 + (text.Length * sizeof(char)),
        byte[] binary => 4 + binary.Length,
        bool => 1,
        int => 4,
        Guid => 16,
        _ => 8,
    };
}
