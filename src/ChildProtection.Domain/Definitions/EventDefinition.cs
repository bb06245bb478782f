using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Definitions;

/// <summary>All that the product knows of one type of event; its stage declares it, and nothing else lists it.</summary>
public abstract class EventDefinition
{
    private protected EventDefinition()
    {
    }

    /// <summary>As in the <c>type</c> field, PascalCase; see <see cref="INamedEvent.WireName"/>.</summary>
    public abstract string Name { get; }

    /// <summary>The record that holds its fields.</summary>
    public abstract Type Data { get; }

    /// <summary>For people.</summary>
    public required string Title { get; init; }

    /// <summary>The account roles that raise it.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }

    /// <summary>The kinds of agency that raise it; empty when any agency does that has the role.</summary>
    public IReadOnlyList<string> AgencyKinds { get; init; } = [];

    /// <summary>It follows from something else, such as a decision on an approval; nobody raises it as an event.</summary>
    public bool Indirect { get; init; }

    /// <summary>It can be raised about several children at once.</summary>
    public bool ForSeveralChildren { get; init; }

    /// <summary>It may have happened before the referral, as a birth or a death may.</summary>
    public bool MayPrecedeReferral { get; init; }

    /// <summary>When the case can take it.</summary>
    public required Precondition Allowed { get; init; }

    /// <summary>The notices it causes, beside those of opened deadlines and approvals.</summary>
    public required IReadOnlyList<Notice> Notices { get; init; }

    /// <summary>The plan prints what it says.</summary>
    public required bool OnPlan { get; init; }

    /// <summary>It opens a case, by a route of its own.</summary>
    public bool Opens => Data.IsAssignableTo(typeof(IOpensCase));

    /// <summary>Whether that role raises it, for an agency with that code.</summary>
    public bool IsRaisedBy(Role role, string? agency) =>
        Roles.Contains(role)
        && (role != Role.Agency || AgencyKinds.Count == 0 || (agency is not null && AgencyKinds.Contains(AgencyCodes.KindOf(agency))));

    /// <summary>Why the state cannot take it, or null when it can.</summary>
    internal Rejected? Validate(CaseState state) => Allowed.Holds(state)
        ? null
        : DecisionBuilder.NotAllowed(Allowed.Rule, $"This cannot be recorded now. {Allowed.Sentence} {StageText.Of(state.Stage)}");

    internal abstract Decision Decide(DecisionBuilder change, CaseEvent data);
}

/// <typeparam name="T">The record that holds the event's fields.</typeparam>
/// <inheritdoc cref="EventDefinition"/>
internal sealed class EventDefinition<T> : EventDefinition
    where T : CaseEvent, INamedEvent
{
    public override string Name => T.WireName;

    public override Type Data => typeof(T);

    /// <summary>Decides what it does to a case that can take it.</summary>
    public required Func<DecisionBuilder, T, Decision> Handler { get; init; }

    internal override Decision Decide(DecisionBuilder change, CaseEvent data) => Handler(change, (T)data);
}
