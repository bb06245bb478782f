namespace ChildProtection.Functions.Access;

/// <summary>The codes of the authority's partner agencies: a case is open to no other, however it is listed there.</summary>
/// <param name="Codes">As in the token's claim.</param>
public sealed record PartnerCodes(IReadOnlyList<string> Codes)
{
    internal bool Has(string? agency) => agency is not null && Codes.Contains(agency, StringComparer.Ordinal);
}
