using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.CoreGroup;

public sealed record CoreGroupMember
{
    public required FreeText Person { get; init; }

    public required FreeText Role { get; init; }

    [AgencyCode]
    public string? Agency { get; init; }

    public required CoreGroupMemberKind Kind { get; init; }
}
