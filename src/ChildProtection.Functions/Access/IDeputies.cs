namespace ChildProtection.Functions.Access;

/// <summary>The teams whose manager an account stands in for.</summary>
public interface IDeputies
{
    /// <param name="subject">Account id.</param>
    /// <returns>Codes of teams; usually none.</returns>
    IReadOnlyList<string> TeamsOf(string subject);
}
