using System.Globalization;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.Access;

/// <summary>One reader's emergency accesses to a case on one day, and what a manager says of them.</summary>
/// <param name="Id">Within the case.</param>
/// <param name="CaseId">The case.</param>
/// <param name="Reader">Account id.</param>
/// <param name="ReaderRole">The role in which the case was read.</param>
/// <param name="On">The local day.</param>
/// <param name="FirstAt">The first access of the day (UTC).</param>
/// <param name="Reason">The reader's, of the first access.</param>
public sealed record EmergencyAccess(
    string Id, string CaseId, string Reader, Role ReaderRole, DateOnly On, DateTimeOffset FirstAt, string Reason)
{
    public EmergencyReview? Review { get; init; }

    /// <summary>Whether that is the id of an access of the account, on whatever day.</summary>
    internal static bool IsOf(string id, string reader) => id.EndsWith($"-{Digest(reader)}", StringComparison.Ordinal);

    /// <summary>A text that is no id names no access and must not reach the store as a key.</summary>
    internal static bool IsId(string text) => text.Length == 41 && text.All(one => char.IsAsciiHexDigitLower(one) || one == '-');

    internal static string IdOf(DateOnly on, string reader) =>
        string.Create(CultureInfo.InvariantCulture, $"{on:yyyyMMdd}-{Digest(reader)}");

    internal static string Digest(string reader) => TableKeys.Sha256(reader)[..32];
}

/// <param name="By">Account id of the manager.</param>
/// <param name="At">UTC.</param>
/// <param name="Justified">Whether there was an emergency.</param>
/// <param name="Remark">What follows.</param>
public sealed record EmergencyReview(string By, DateTimeOffset At, bool Justified, string? Remark);
