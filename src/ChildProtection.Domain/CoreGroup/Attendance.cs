using System.ComponentModel;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.CoreGroup;

public sealed record Attendance
{
    [Description("Agency code, such as csc, police, health, school.")]
    [AgencyCode]
    public string? Agency { get; init; }

    public FreeText? Person { get; init; }

    [Description("Who it is, such as parent or professional.")]
    public CoreGroupMemberKind? Kind { get; init; }

    public required bool Present { get; init; }

    public bool? Excluded { get; init; }

    public bool? Report { get; init; }
}
