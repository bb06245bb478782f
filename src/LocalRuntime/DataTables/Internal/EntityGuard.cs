using Azure;
using Azure.Data.Tables;

namespace ChildProtection.LocalRuntime.DataTables;

/// <summary>The service's limits for one entity, counted while it is written. Sizes follow the service's published formula.</summary>
internal sealed class EntityGuard(ITableEntity entity)
{
    private const int MaximumOwnProperties = 252;
    private const int MaximumNameLength = 255;
    private const int MaximumValueBytes = 64 * 1024;
    private const int MaximumEntityBytes = 1024 * 1024;
    private static readonly DateTime Earliest = new(1601, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private int properties;
    private long bytes = 4 + ((entity.PartitionKey.Length + entity.RowKey.Length) * sizeof(char));

    /// <exception cref="RequestFailedException">400: with this property the entity breaks a limit.</exception>
    public void Count(string name, object value)
    {
        if (++properties > MaximumOwnProperties)
        {
            throw Refusal.BadRequest(
                "TooManyProperties", $"The entity has more than {MaximumOwnProperties} properties of its own. Split it over rows, or put several values into one property.");
        }

        CheckName(name);
        CheckValue(name, value);
        bytes += 8 + (name.Length * sizeof(char)) + SizeOf(value);
        if (bytes > MaximumEntityBytes)
            throw Refusal.BadRequest("EntityTooLarge", $"The entity is over 1 MiB with its property '{name}'. Split it over rows.");
    }

    private static void CheckName(string name)
    {
        if (name.Length > MaximumNameLength)
            throw Refusal.BadRequest("PropertyNameTooLong", $"A property name has {name.Length} characters; at most {MaximumNameLength} are allowed. Shorten it.");
        if (name.Length == 0 || !(char.IsLetter(name[0]) || name[0] == '_') || !name.All(character => char.IsLetterOrDigit(character) || character == '_'))
            throw Refusal.BadRequest("PropertyNameInvalid", $"The property name '{name}' is not a C# identifier. Use letters, digits and underscores.");
    }

    private static void CheckValue(string name, object value)
    {
        var size = value switch { string text => text.Length * sizeof(char), byte[] binary => binary.Length, _ => 0 };
        if (size > MaximumValueBytes)
        {
            throw Refusal.BadRequest(
                "PropertyValueTooLarge", $"The property '{name}' has {size} bytes; a string holds at most 32,768 UTF-16 characters and a binary value 65,536 bytes. Split it over properties.");
        }

        if (value is DateTime time && time < Earliest)
            throw Refusal.BadRequest("OutOfRangeInput", $"The property '{name}' holds a time before 1601-01-01, which a table cannot store.");
    }

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
