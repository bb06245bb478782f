using System.Text.Json;
using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.RecordStore;

/// <summary>
/// The <c>restriction</c> row of a restricted case. Who knows of the case stands on the snapshot and on the rows of lists as well, so that
/// nothing has to be looked up to hide it.
/// </summary>
internal static class RestrictionRow
{
    public const string Key = "restriction";

    public const string AllowedProperty = "RestrictedTo";

    public static TableEntity New(string caseId, Restriction restriction)
    {
        var row = TableRows.New(caseId, Key);
        row["Category"] = restriction.Category.ToString();
        row["Reason"] = restriction.Reason;
        row["Approver"] = restriction.Approver;
        row["ApprovedAt"] = restriction.ApprovedAt;
        row["ReviewOn"] = restriction.ReviewOn.Iso();
        Mark(row, restriction.Allowed);
        return row;
    }

    public static Restriction Read(TableEntity row) => new()
    {
        Category = row.NeedEnum<RestrictionCategory>("Category"),
        Reason = row.Need("Reason"),
        Approver = row.Need("Approver"),
        ApprovedAt = row.NeedInstant("ApprovedAt"),
        ReviewOn = row.NeedDate("ReviewOn"),
        Allowed = row.Texts(AllowedProperty) ?? [],
    };

    /// <summary>Writes who knows of the case; null removes it when the row is replaced.</summary>
    public static void Mark(TableEntity row, IReadOnlyList<string>? allowed)
    {
        if (allowed is null)
            row.Remove(AllowedProperty);
        else
            row[AllowedProperty] = JsonSerializer.Serialize(allowed, DomainJson.Record);
    }

    public static bool IsKnownTo(TableEntity row, string subject) =>
        row.Texts(AllowedProperty) is not { } allowed || allowed.Contains(subject, StringComparer.Ordinal);
}
