using ChildProtection.Domain.Profiles;

namespace ChildProtection.Domain.Kernel;

/// <summary>
/// Codes of agencies, such as <c>police</c>, <c>health</c>, <c>school-12</c>. A partner's code is part of the names of its entities on the
/// bus.
/// </summary>
public static class AgencyCodes
{
    /// <summary>The authority's own children's social care, which is no partner.</summary>
    public const string Own = "csc";

    /// <summary>Stands in an agency's place on messages to the authority's own people.</summary>
    public const string People = "people";

    /// <summary>In characters.</summary>
    public const int MaxLength = 40;

    /// <summary>
    /// The kind of agency that a code names: the part before its first dash. <c>school-12</c> is a school, <c>authority-dorset</c> another
    /// authority; beside them the procedure knows <c>police</c>, <c>health</c>, <c>legal</c>, <c>court</c>, <c>convenor</c> and
    /// <c>tribunal</c> (domain 3.3).
    /// </summary>
    public static string KindOf(string code) => code.Split('-', 2)[0];

    /// <summary>Whether a partner agency can have the code: ASCII letters, digits and dashes, and not the code of a role.</summary>
    public static bool IsPartner(string? code) =>
        code is { Length: > 0 and <= MaxLength }
        && code is not (Own or People)
        && code.All(character => char.IsAsciiLetterOrDigit(character) || character == '-')
        && char.IsAsciiLetterOrDigit(code[0])
        && !RoleCodes.All.Contains(code);

    /// <summary>Whether it is the code of a police force: <c>police</c>, or <c>police-</c> and which one.</summary>
    public static bool IsPolice(string? code) =>
        IsPartner(code) && (code == "police" || code!.StartsWith("police-", StringComparison.Ordinal));
}
