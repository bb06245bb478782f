using ChildProtection.Domain.Kernel.Tracks;

namespace ChildProtection.Domain.Kernel;

/// <summary>What people bring forward: who may speak for whom, and which open matter an answer means.</summary>
internal static class OpenMatterRules
{
    private const string Rule = "domain 3.3, who may raise what";

    /// <summary>Staff record for parents and children; an agency speaks for itself.</summary>
    public static Rejected? Validate(DecisionBuilder change, IBroughtForward data) =>
        data.OnBehalfOf is not null && change.Signal.Actor.Role == Role.Agency
            ? DecisionBuilder.Invalid(
                "/data/onBehalfOf",
                Rule,
                "must be left out by an agency: only the authority's staff record for parents, carers and children")
            : null;

    /// <summary>The open matter that is meant: the one of that id, or the only one.</summary>
    public static (string? Id, Rejected? Rejected) Meant(string? id, IReadOnlyList<string> open, string field)
    {
        if (id is null && open.Count == 1)
            return (open[0], null);
        if (id is not null && open.Contains(id))
            return (id, null);
        var known = string.Join(", ", open);
        return (
            null,
            DecisionBuilder.Invalid(
                field, "domain 3.2", id is null ? $"is required, as several are open: {known}" : $"must be one that is open: {known}"));
    }

    /// <inheritdoc cref="Meant(string?, IReadOnlyList{string}, string)"/>
    public static (string? Id, Rejected? Rejected) Meant(string? id, OpenMatters open, string field) =>
        Meant(id, [.. open.Waiting.Select(one => one.Id)], field);

    /// <summary>Bounds the state: only so many of a kind may wait at once.</summary>
    public static Rejected? ValidateRoomForAnother(int open, int most, string what, string answer) =>
        open < most
            ? null
            : DecisionBuilder.NotAllowed(
                "design 6, bounded state", $"{open} {what} are open, the highest number allowed; raise {answer} for one of them first.");
}
