using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Difficulties;

/// <summary>E49. A parent or the child complains. The plan stays in force.</summary>
public sealed record ComplaintReceived : CaseEvent, IBroughtForward, INamedEvent
{
    public static string WireName => "ComplaintReceived";

    public required FreeText Subject { get; init; }

    public OnBehalfOf? OnBehalfOf { get; init; }
}

/// <summary>E49. A complaint was answered.</summary>
public sealed record ComplaintAnswered : CaseEvent, INamedEvent
{
    public static string WireName => "ComplaintAnswered";

    [Description("Required when several complaints are open: complaint-2.")]
    public string? ComplaintId { get; init; }

    public FreeText? Answer { get; init; }
}
