using ChildProtection.Domain.Kernel;

namespace ChildProtection.Functions.Access;

/// <summary>The codes of the authority's partner agencies: a case is open to no other, however it is listed there.</summary>
/// <param name="Codes">As in the token's claim.</param>
/// <param name="AreConfigured">
/// Whether the authority named them. Where it has not yet, those of the declaration may read, and any other code may still be written.
/// </param>
public sealed record PartnerCodes(IReadOnlyList<string> Codes, bool AreConfigured = false)
{
    internal bool Has(string? agency) => agency is not null && Codes.Contains(agency, StringComparer.Ordinal);

    /// <summary>Whether an agency's own account or message is refused, since the authority has configured others.</summary>
    internal bool Refuses(string? agency) => agency is not null && AreConfigured && !Has(agency);

    /// <summary>Why a code may not be written into a case; null where it may.</summary>
    internal string? Fault(string code) =>
        !AreConfigured || Has(code) || code == AgencyCodes.Own
            ? null
            : $"is no agency that the authority has configured; the nearest is '{Nearest(code)}'. "
                + "Correct it, or ask an administrator to configure the agency";

    /// <summary>One that begins so, or by the fewest letters: of <c>health</c> it is <c>health-north</c>, of <c>shcool</c> it is
    /// <c>school</c>.</summary>
    private string Nearest(string code) => Codes.MinBy(
        known => known.StartsWith(code, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(known, code.ToLowerInvariant()))!;

    /// <summary>How many letters must be put in, taken out or changed to get from one to the other.</summary>
    private static int Distance(string from, string to)
    {
        var before = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var row = 1; row <= from.Length; row++)
        {
            var current = new int[to.Length + 1];
            current[0] = row;
            for (var column = 1; column <= to.Length; column++)
            {
                var changed = before[column - 1] + (from[row - 1] == to[column - 1] ? 0 : 1);
                current[column] = Math.Min(changed, Math.Min(before[column], current[column - 1]) + 1);
            }

            before = current;
        }

        return before[to.Length];
    }
}
