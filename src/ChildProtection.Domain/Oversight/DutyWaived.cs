using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Oversight;

/// <summary>E65. A paper that is long overdue will never be given; a manager says why.</summary>
public sealed record DutyWaived : CaseEvent, INamedEvent
{
    public static string WireName => "DutyWaived";

    [Description("The deadline of a letter, a record, notes or an answer to the plan, 20 working days overdue or more.")]
    public required string DeadlineId { get; init; }

    public required FreeText Reason { get; init; }
}
