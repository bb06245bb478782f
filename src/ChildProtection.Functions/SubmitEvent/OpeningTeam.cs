using System.Text.Json.Nodes;
using ChildProtection.Domain.Teams;

namespace ChildProtection.Functions.SubmitEvent;

/// <summary>The team of a new case: an open one, so that a slip hides no child from everybody (N-10).</summary>
/// <param name="List">The authority's teams.</param>
/// <param name="ByAgency">An agency need not know the teams: the default duty team takes what names none.</param>
internal sealed record OpeningTeam(TeamList List, bool ByAgency)
{
    private const string Field = "team";

    public const string Pointer = "/" + Field;

    /// <summary>Puts the default team where an agency names none; the fault of any other choice that is no open team.</summary>
    public string? Settle(JsonObject data, DateOnly today)
    {
        if (data[Field]?.GetValue<string>() is { } code)
            return List.Fault(code, today);
        if (!ByAgency)
            return $"is required; {List.Fault("", today)}";
        data[Field] = List.Default.Code;
        return null;
    }
}
