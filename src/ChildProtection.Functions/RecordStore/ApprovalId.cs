using System.Globalization;
using System.Text.Json.Serialization;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Functions.RecordStore;

/// <summary>
/// An approval's id outside its case: <c>{caseId}~approval-3</c>, so that a decision finds its case. Every character may stand in a URL.
/// </summary>
/// <param name="CaseId">The case.</param>
/// <param name="Number">Of the approval within the case.</param>
public sealed record ApprovalId(string CaseId, int Number)
{
    private const char Separator = '~';

    /// <summary>The id within the case: <c>approval-3</c>.</summary>
    [JsonIgnore]
    public string InCase => Approval.IdOf(Number);

    /// <summary>Reads an id; null for an invalid one, which must not reach the store as a key.</summary>
    public static ApprovalId? Parse(string text)
    {
        var at = text.IndexOf(Separator, StringComparison.Ordinal);
        if (at < 0 || !Guid.TryParseExact(text[..at], "D", out var caseId))
            return null;
        var own = text[(at + 1)..];
        var prefix = CaseKeys.ApprovalPrefix;
        return own.StartsWith(prefix, StringComparison.Ordinal)
            && int.TryParse(own.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && Approval.IdOf(number) == own
                ? new ApprovalId(caseId.ToString("D"), number)
                : null;
    }

    public override string ToString() => CaseId + Separator + InCase;
}
