using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ChildProtection.Domain.Profiles;

namespace ChildProtection.Domain.Definitions;

/// <summary>The recipient: a partner agency, or a role of the authority's own people.</summary>
/// <param name="Agency">The agency's code; null for people.</param>
/// <param name="Role">One of <see cref="RoleCodes"/>; null for an agency.</param>
/// <param name="Team">The case's team, for people.</param>
/// <param name="Account">The account that holds the role on this case, where the case knows it.</param>
public sealed record Recipient(string? Agency, string? Role, string? Team, string? Account)
{
    public static Recipient OfAgency(string code) => new(code, null, null, null);

    /// <summary>The agency's code or the role's.</summary>
    public string Code => Agency ?? Role ?? throw new InvalidOperationException("A recipient is an agency or a role.");
}

/// <summary>One message to one recipient.</summary>
public sealed record Notification(NotificationKind Kind, Recipient To, NotificationData Data)
{
    /// <summary>
    /// What it is about, where one decision may tell the same recipient several things of one kind; null where it cannot.
    /// </summary>
    public string? About { get; init; }

    /// <summary>Longest message id that a bus takes, in characters.</summary>
    public const int MaxIdLength = 128;

    /// <summary>
    /// The message's id. One message of one decision has the same id each time it is sent, so that duplicate detection drops the repeats.
    /// </summary>
    /// <param name="caseId">The case.</param>
    /// <param name="sequence">The number of the fact that caused it.</param>
    public string IdIn(string caseId, long sequence)
    {
        var id = string.Create(
            CultureInfo.InvariantCulture, $"{caseId}:{sequence}:{Kind.Name}:{To.Code}{(About is null ? "" : ":" + About)}");
        return id.Length <= MaxIdLength ? id : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
    }
}
