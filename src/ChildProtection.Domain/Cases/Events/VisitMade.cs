using System.ComponentModel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Cases.Events;

/// <summary>E22. Somebody visited. Only a visit at which the child was seen counts.</summary>
public sealed record VisitMade : CaseEvent
{
    public required VisitPlace Place { get; init; }

    public bool? Announced { get; init; }

    public required bool ChildSeen { get; init; }

    public bool? SeenAlone { get; init; }

    [Description("For a baby: was it awake?")]
    public bool? Awake { get; init; }

    public bool? BedroomSeen { get; init; }

    public FreeText? HomeConditions { get; init; }

    public FreeText? WishesAndFeelings { get; init; }

    public DateOnly? RecordedOn { get; init; }
}

public enum VisitPlace
{
    Home,
    School,
    Other,
}
