using System.Collections.Frozen;
using ChildProtection.Domain.Assessment;
using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Difficulties;
using ChildProtection.Domain.Emergency;
using ChildProtection.Domain.Enquiry;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Legal.England;
using ChildProtection.Domain.Legal.Guernsey;
using ChildProtection.Domain.Oversight;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Transfer;
using ChildProtection.Domain.Unborn;
using ChildProtection.Domain.Visits;

namespace ChildProtection.Domain.Lifecycle;

/// <summary>Every event that a case understands: what its stages declare.</summary>
public static class EventCatalogue
{
    /// <summary>In the order of the procedure.</summary>
    internal static IReadOnlyList<StageDefinition> Stages { get; } =
    [
        ReferralStage.Definition, AssessmentStage.Definition, EnquiryStage.Definition, ConferenceStage.Definition,
        CoreGroupStage.Definition, PlanStage.Definition, VisitStage.Definition, DifficultyStage.Definition,
        LegalStage.Definition, GuernseyStage.Definition, EmergencyStage.Definition, UnbornStage.Definition,
        TransferStage.Definition, ClosureStage.Definition, OversightStage.Definition,
    ];

    public static IReadOnlyList<EventDefinition> All { get; } = [.. Stages.SelectMany(stage => stage.Events)];

    private static readonly FrozenDictionary<string, EventDefinition> ByName =
        All.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>The type of that name, null when there is none. Names are case-sensitive.</summary>
    public static EventDefinition? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The type whose data is <typeparamref name="T"/>.</summary>
    public static EventDefinition Of<T>() where T : CaseEvent, INamedEvent => ByName[T.WireName];

    /// <summary>The type that <paramref name="data"/> belongs to.</summary>
    public static EventDefinition Of(CaseEvent data) => ByName[EventNames.Of(data)];

    /// <summary>The types that a case can take in its present state, from any role.</summary>
    public static IReadOnlyList<EventDefinition> AllowedIn(CaseState state) => [.. All.Where(type => type.Allowed.Holds(state))];
}
