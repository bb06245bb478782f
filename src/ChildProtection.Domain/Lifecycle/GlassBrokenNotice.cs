using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Lifecycle;

/// <summary>A person of another team read the case in an emergency; the manager checks the access log.</summary>
public sealed record GlassBrokenNotice : NotificationData
{
    /// <summary>Account id of the reader.</summary>
    public required string Reader { get; init; }

    public required Role ReaderRole { get; init; }

    /// <summary>The local day; one reader is reported once a day.</summary>
    public required DateOnly On { get; init; }

    /// <summary>When the case was first read on that day (UTC).</summary>
    public required DateTimeOffset FirstReadAt { get; init; }
}
