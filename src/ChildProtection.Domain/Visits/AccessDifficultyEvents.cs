using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Visits;

/// <summary>E24. It is difficult to see the child, even without a failed visit (S3-46).</summary>
public sealed record AccessDifficultyReported : CaseEvent, IBroughtForward, INamedEvent
{
    public static string WireName => "AccessDifficultyReported";

    public required FreeText Description { get; init; }

    public bool? Urgent { get; init; }

    public OnBehalfOf? OnBehalfOf { get; init; }
}

/// <summary>E25. What is done so that the child is seen, agreed between the core group and the police (S3-47).</summary>
public sealed record AccessActionPlanAgreed : CaseEvent, INamedEvent
{
    public static string WireName => "AccessActionPlanAgreed";

    [MinItems(1)]
    [Description("Codes of the agencies that agreed; the police must be among them.")]
    [AgencyCode]
    public required IReadOnlyList<string> AgreedWith { get; init; }

    [Description("Must be true: the core group agreed.")]
    public required bool CoreGroupAgreed { get; init; }

    [MinItems(1)]
    public required IReadOnlyList<FreeText> Actions { get; init; }

    [Description("What the actions come to, in codes.")]
    public IReadOnlyList<AccessStep>? Steps { get; init; }

    [Description("Whether the review conference should be brought forward; true counts as a request for an early review.")]
    public required bool ConferenceConsidered { get; init; }

    [Description("Why, or why not.")]
    public required FreeText ConferenceReason { get; init; }
}

public enum AccessStep
{
    StrategyDiscussion,
    PoliceEntry,
    EmergencyProtectionOrder,
    Section47Enquiry,
    EarlyReview,
    MissingChildProcedure,
    OtherAuthoritiesTold,
}
