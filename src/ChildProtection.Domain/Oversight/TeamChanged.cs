using System.ComponentModel;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Oversight;

/// <summary>E63. Another team takes the case over.</summary>
public sealed record TeamChanged : CaseEvent, INamedEvent
{
    public static string WireName => "TeamChanged";

    [Description("Code of an open team (GET /teams), not the present one.")]
    public required string ToTeam { get; init; }

    public required FreeText Reason { get; init; }

    [Description("The day of the hand-over meeting.")]
    public required DateOnly HandoverOn { get; init; }

    [Description("Account id of the receiving team's worker who leads the case; left out while there is none.")]
    public string? WorkerId { get; init; }

    [Description("The family knows who will work with it.")]
    public required bool FamilyTold { get; init; }
}

/// <summary>Another team works with the child.</summary>
public sealed record TeamChangedNotice : NotificationData
{
    /// <summary>Code of the team.</summary>
    public required string FromTeam { get; init; }

    /// <summary>Code of the team.</summary>
    public required string ToTeam { get; init; }

    /// <summary>Account id of who leads from now on; null while nobody does.</summary>
    public string? LeadSocialWorker { get; init; }
}
