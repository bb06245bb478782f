using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Plan;

/// <summary>E61. A worker was given a part in the case.</summary>
public sealed record WorkerAllocated : CaseEvent, INamedEvent
{
    public static string WireName => "WorkerAllocated";

    public required WorkerToAllocate Worker { get; init; }

    public required AllocationRole Role { get; init; }

    [Description("The day from which the worker has this part.")]
    public required DateOnly From { get; init; }

    [Description("Required when another lead takes over.")]
    public FreeText? Reason { get; init; }
}

public sealed record WorkerToAllocate
{
    [Description("Account id.")]
    public required string Id { get; init; }

    [Description("A qualified social worker.")]
    public required bool Qualified { get; init; }
}

/// <summary>E62. A worker has no part in the case any more.</summary>
public sealed record WorkerReleased : CaseEvent, INamedEvent
{
    public static string WireName => "WorkerReleased";

    [Description("Account id of the lead or of another allocated worker.")]
    public required string WorkerId { get; init; }

    public required FreeText Reason { get; init; }
}
