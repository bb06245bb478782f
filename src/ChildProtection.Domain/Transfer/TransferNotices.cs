using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Definitions;

namespace ChildProtection.Domain.Transfer;

/// <summary>Notices of a move, to the core group and to those responsible for the case.</summary>
internal static class TransferNotices
{
    public static Notice Moved { get; } = Notice.Of<ChildMoved>(ChildStatusNotices.Kind, (decided, data) => ChildStatusNotices.Tell(
        decided,
        data.Kind is MoveKind.Missing or MoveKind.Unknown ? ChildStatusChange.WhereaboutsUnknown : ChildStatusChange.Moved,
        decided.OccurredOn));
}
