namespace ChildProtection.Domain.Definitions;

/// <summary>One kind of notification.</summary>
/// <param name="Name">As in the message's property <c>kind</c>, camelCase. It never changes: stored messages have it.</param>
/// <param name="Title">For people.</param>
/// <param name="Data">The record that holds its fields.</param>
/// <param name="ToAgencies">Whether partner agencies may get it.</param>
/// <param name="ToPeople">Whether the authority's own people may get it.</param>
public sealed record NotificationKind(string Name, string Title, Type Data, bool ToAgencies, bool ToPeople)
{
    /// <summary>What the authority's own people do about it, as a sentence; null where only agencies get it.</summary>
    public string? ToDo { get; private init; }

    /// <summary>The CloudEvents <c>type</c> of its messages.</summary>
    public string MessageType => $"uk.childprotection.notification.{char.ToUpperInvariant(Name[0])}{Name[1..]}.v1";

    /// <summary>How soon the authority's own people must read it.</summary>
    public Urgency UrgencyOf(NotificationData data) => CannotWait(data) ? Urgency.AtOnce : Urgency.Daily;

    /// <summary>Whether the case asks later if an agency has taken it.</summary>
    public bool MustBeTaken(NotificationData data) => IsAskedFor(data);

    private Predicate<NotificationData> IsAskedFor { get; init; } = _ => false;

    private Predicate<NotificationData> CannotWait { get; init; } = _ => false;

    internal static NotificationKind ForPeople<T>(string name, string title, string toDo) where T : NotificationData =>
        new(name, title, typeof(T), ToAgencies: false, ToPeople: true) { ToDo = toDo };

    internal static NotificationKind ForAgencies<T>(string name, string title) where T : NotificationData =>
        new(name, title, typeof(T), ToAgencies: true, ToPeople: false);

    internal static NotificationKind ForBoth<T>(string name, string title, string toDo) where T : NotificationData =>
        new(name, title, typeof(T), ToAgencies: true, ToPeople: true) { ToDo = toDo };

    /// <summary>People must read every one of this kind on the day itself.</summary>
    internal NotificationKind AtOnce() => this with { CannotWait = _ => true };

    /// <summary>People must read on the day itself those of which <paramref name="cannotWait"/> holds.</summary>
    internal NotificationKind AtOnceWhen<T>(Predicate<T> cannotWait) where T : NotificationData =>
        this with { CannotWait = data => cannotWait((T)data) };

    /// <summary>The case asks later whether agencies have taken those of which <paramref name="isAskedFor"/> holds.</summary>
    internal NotificationKind ToBeTakenWhen<T>(Predicate<T> isAskedFor) where T : NotificationData =>
        this with { IsAskedFor = data => isAskedFor((T)data) };
}
