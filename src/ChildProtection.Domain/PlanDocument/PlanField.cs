namespace ChildProtection.Domain.PlanDocument;

/// <summary>When a field of the plan must be filled (domain 4.6).</summary>
public enum PlanFieldNeed
{
    /// <summary>M: the outline needs it already. Without it the plan is in force and shows it as missing.</summary>
    Mandatory,

    /// <summary>D: the detailed plan needs it, or a recorded reason why it is left out.</summary>
    Detailed,

    /// <summary>C: needed under a condition, which its rule names.</summary>
    Conditional,

    /// <summary>O: useful, and never shown as missing.</summary>
    Optional,
}

/// <summary>Where a field's content comes from.</summary>
public enum PlanFieldSource
{
    /// <summary>The authors write it.</summary>
    Plan,

    /// <summary>The case knows it: it is joined, never typed again.</summary>
    Case,

    /// <summary>Events after the agreement fill it; each has a deadline of its own, so it does not hold up the agreement.</summary>
    Afterwards,
}

/// <summary>One field of the plan document.</summary>
/// <param name="Name">As in the JSON; a part of a list's items follows a dot.</param>
/// <param name="Need">When it must be filled.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Seeds">Ids of the obligations that ask for it.</param>
public sealed record PlanField(string Name, PlanFieldNeed Need, PlanFieldSource Source, IReadOnlyList<string> Seeds)
{
    /// <summary>Whether a plan fills it; only for fields that the authors write.</summary>
    internal Func<PlanContent, PlanKnowledge, bool>? Filled { get; init; }
}

/// <summary>What the case knows that stands in for words of the plan.</summary>
/// <param name="Parents">The referral named the parents.</param>
/// <param name="Manager">The conference recorded which manager identified the lead social worker.</param>
internal sealed record PlanKnowledge(bool Parents, bool Manager);
