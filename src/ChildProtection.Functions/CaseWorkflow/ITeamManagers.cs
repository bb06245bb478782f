namespace ChildProtection.Functions.CaseWorkflow;

/// <summary>Who manages a team.</summary>
public interface ITeamManagers
{
    /// <param name="team">The team's code.</param>
    /// <returns>Accounts of the managers and their deputies; null where the authority keeps no list of them.</returns>
    IReadOnlyList<string>? Of(string team);
}
