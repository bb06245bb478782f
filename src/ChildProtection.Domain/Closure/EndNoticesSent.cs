using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Closure;

/// <summary>E54. Every agency that was invited to the first conference was told that the plan has ended.</summary>
public sealed record EndNoticesSent : CaseEvent, INamedEvent
{
    public static string WireName => "EndNoticesSent";

    public IReadOnlyList<FreeText>? Recipients { get; init; }
}
