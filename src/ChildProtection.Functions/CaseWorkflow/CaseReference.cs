using System.Globalization;

namespace ChildProtection.Functions.CaseWorkflow;

/// <summary>The reference that people quote: year of referral and eight characters of the case id.</summary>
public static class CaseReference
{
    public static string Of(string caseId, DateOnly receivedOn) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"CP-{receivedOn.Year}-{caseId.Replace("-", "", StringComparison.Ordinal)[..8].ToUpperInvariant()}");
}
