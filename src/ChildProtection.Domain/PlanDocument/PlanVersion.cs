namespace ChildProtection.Domain.PlanDocument;

/// <summary>
/// One published version of a case's plan. The words are joined to it in the record store, from the event that published it.
/// </summary>
public sealed record PlanVersion
{
    /// <summary>Which plan of the case.</summary>
    public required int PlanNumber { get; init; }

    /// <summary>0 outline, 1 detailed, then variations.</summary>
    public required int Version { get; init; }

    public required PlanVersionStatus Status { get; init; }

    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>True when this version says what the one before it says: the event that agreed it carried no new text.</summary>
    public required bool TextUnchanged { get; init; }

    /// <summary>
    /// Names of the fields that it leaves out although the outline or the detailed plan needs them; null when that was not yet judged.
    /// </summary>
    public IReadOnlyList<string>? Missing { get; init; }

    /// <summary>Those of them for which the core group recorded a reason.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];
}

public enum PlanVersionStatus
{
    Outline,
    Agreed,
}
