using System.Text.Json;
using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.RecordStore;

/// <summary>
/// The <c>restriction</c> row of a restricted case. The snapshot and the list rows repeat the allow-list, so that hiding the case needs no
/// look-up.
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
        row["Change"] = restriction.Change;
        row["AwaitsSecond"] = restriction.AwaitsSecond;
        row["AgreedBy"] = restriction.AgreedBy;
        row["AgreedAt"] = restriction.AgreedAt;
        row["Former"] = restriction.Former is { } former ? JsonSerializer.Serialize(former, DomainJson.Record) : null;
        Mark(row, restriction.KnownTo());
        return row;
    }

    public static Restriction Read(TableEntity row) => new()
    {
        Category = row.NeedEnum<RestrictionCategory>("Category"),
        Reason = row.Need("Reason"),
        Approver = row.Need("Approver"),
        ApprovedAt = row.NeedInstant("ApprovedAt"),
        ReviewOn = row.NeedDate("ReviewOn"),
        Allowed = [.. (row.Texts(AllowedProperty) ?? []).Where(account => account != CaseReaderAccount.HeadsOfService)],
        Change = row.GetInt32("Change") ?? 0,
        AwaitsSecond = row.GetBoolean("AwaitsSecond") ?? false,
        AgreedBy = row.GetString("AgreedBy"),
        AgreedAt = row.GetDateTimeOffset("AgreedAt"),
        Former = row.GetString("Former") is { } former ? JsonSerializer.Deserialize<Restriction>(former, DomainJson.Record) : null,
    };

    /// <summary>Writes the allow-list; null removes it when the row is replaced.</summary>
    public static void Mark(TableEntity row, IReadOnlyList<string>? allowed)
    {
        if (allowed is null)
            row.Remove(AllowedProperty);
        else
            row[AllowedProperty] = JsonSerializer.Serialize(allowed, DomainJson.Record);
    }

    public static bool IsKnownTo(TableEntity row, CaseReaderAccount reader) => reader.MayKnow(row.Texts(AllowedProperty));
}
