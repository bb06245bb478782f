namespace ChildProtection.Domain.Definitions;

/// <summary>One kind of notification.</summary>
/// <param name="Name">As in the message's property <c>kind</c>, camelCase. It never changes: stored messages have it.</param>
/// <param name="Title">For people.</param>
/// <param name="Data">The record that holds its fields.</param>
/// <param name="ToAgencies">Whether partner agencies may get it.</param>
/// <param name="ToPeople">Whether the authority's own people may get it.</param>
public sealed record NotificationKind(string Name, string Title, Type Data, bool ToAgencies, bool ToPeople)
{
    /// <summary>The CloudEvents <c>type</c> of its messages.</summary>
    public string MessageType => $"uk.childprotection.notification.{char.ToUpperInvariant(Name[0])}{Name[1..]}.v1";

    internal static NotificationKind ForPeople<T>(string name, string title) where T : NotificationData =>
        new(name, title, typeof(T), ToAgencies: false, ToPeople: true);

    internal static NotificationKind ForAgencies<T>(string name, string title) where T : NotificationData =>
        new(name, title, typeof(T), ToAgencies: true, ToPeople: false);

    internal static NotificationKind ForBoth<T>(string name, string title) where T : NotificationData =>
        new(name, title, typeof(T), ToAgencies: true, ToPeople: true);
}
