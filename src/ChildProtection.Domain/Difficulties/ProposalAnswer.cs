using System.ComponentModel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Difficulties;

/// <summary>How a core group answered a proposed change.</summary>
public sealed record ProposalAnswer
{
    [Description("Required when several proposals wait: proposal-2.")]
    public string? ProposalId { get; init; }

    public required bool Accepted { get; init; }

    [Description("Required when it is rejected.")]
    public FreeText? Reason { get; init; }
}
