using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Definitions;

/// <summary>One message that a decision may cause: its kind, and who is told what.</summary>
public sealed class Notice
{
    private readonly Func<Decided, IEnumerable<Message>> _tell;

    private Notice(NotificationKind kind, Func<Decided, IEnumerable<Message>> tell) => (Kind, _tell) = (kind, tell);

    public NotificationKind Kind { get; }

    /// <summary>The kinds of deadline whose opening it tells of; empty for every other.</summary>
    public IReadOnlyList<string> Opened { get; private init; } = [];

    /// <summary>A notice that follows from how the case changed, whatever changed it.</summary>
    internal static Notice Of(NotificationKind kind, Func<Decided, IEnumerable<Message>> tell) => new(kind, tell);

    /// <summary>A notice that follows from what one event says.</summary>
    internal static Notice Of<T>(NotificationKind kind, Func<Decided, T, IEnumerable<Message>> tell) where T : CaseEvent =>
        new(kind, decided => decided.Event is T data ? tell(decided, data) : []);

    /// <summary>A notice that follows from a deadline that opened, whatever opened it.</summary>
    internal static Notice OfOpened(
        NotificationKind kind, IReadOnlyList<string> deadlines, Func<Decided, Deadline, IEnumerable<Message>> tell) =>
        new(kind, decided => OpenedIn(decided, deadlines).SelectMany(deadline => tell(decided, deadline))) { Opened = deadlines };

    internal IEnumerable<Notification> After(Decided decided) =>
        _tell(decided).Select(message => new Notification(Kind, message.To, message.Data) { About = message.About });

    private static IEnumerable<Deadline> OpenedIn(Decided decided, IReadOnlyList<string> kinds) => decided.Decision.Deadlines
        .Where(one => one.Change == DeadlineChangeKind.Opened && kinds.Contains(one.Deadline.Kind)).Select(one => one.Deadline);
}
