using LocalHost.Bus.Content;
using LocalHost.Bus.Entities;
using LocalHost.Bus.Store;

namespace LocalHost.Bus.Broker;

/// <summary>Why a message is not delivered any more, in application properties that clients know.</summary>
internal static class DeadLetters
{
    public const string Reason = "DeadLetterReason";
    public const string Description = "DeadLetterErrorDescription";
    public const string TooManyAttempts = "MaxDeliveryCountExceeded";
    public const string TimeOver = "TTLExpiredException";
    public const string TransferFailed = "TransferFailed";

    public static Dictionary<string, object?> Properties(
        string? reason, string? description, IReadOnlyDictionary<string, object?>? more = null)
    {
        var properties = new Dictionary<string, object?>(more ?? new Dictionary<string, object?>());
        if (reason is not null)
            properties[Reason] = reason;
        if (description is not null)
            properties[Description] = description;
        return properties;
    }

    /// <summary>Moves a message into the dead-letter queue of its own.</summary>
    public static void Bury(BusTables tables, string path, MessageRow row, IReadOnlyDictionary<string, object?> properties)
    {
        if (properties.Count > 0)
            tables.Messages.Replace(path, row, PropertyEditor.Set(row.Bare, properties));
        tables.Messages.Move(path, row.Sequence, EntityPath.DeadLetterOf(path), path);
    }
}
