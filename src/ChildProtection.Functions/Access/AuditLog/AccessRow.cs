using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.Access.AuditLog;

/// <summary>An entry of the access log, stored once by case and once by subject. The rows of a month are in order of time.</summary>
internal static class AccessRow
{
    private const int LongestInKey = 200;
    private const string Time = "yyyyMMddTHHmmssfffffff";

    /// <summary>So much of a row's key says when it was written.</summary>
    public static int TimeLength => Time.Length;

    public static string OfCase(string caseId) => $"case-{caseId}";

    public static string OfSubject(string subject) =>
        "subject-" + (TableKeys.Safe(subject) is { Length: <= LongestInKey } safe ? safe : TableKeys.Sha256(subject));

    public static string Partition(string who, DateTimeOffset at) =>
        $"{who}-{at.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture)}";

    /// <summary>A key that sorts before every entry of that moment (UTC), and after all earlier ones.</summary>
    public static string From(DateTimeOffset at) => at.UtcDateTime.ToString(Time, CultureInfo.InvariantCulture);

    /// <summary>The first moment (UTC) of the month that it is in.</summary>
    public static DateTimeOffset MonthOf(DateTimeOffset at) => new(at.UtcDateTime.Year, at.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The month of a cursor's key.</summary>
    public static bool TryMonth(string key, out DateTime month) =>
        DateTime.TryParseExact(key.Length < 6 ? "" : key[..6], "yyyyMM", CultureInfo.InvariantCulture, DateTimeStyles.None, out month);

    public static IEnumerable<TableEntity> Of(AccessEntry entry, int number)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{From(entry.At)}-{entry.InvocationId}-{number}");
        if (entry.CaseId is { } caseId)
            yield return Write(Partition(OfCase(caseId), entry.At), key, entry);
        yield return Write(Partition(OfSubject(entry.Subject), entry.At), key, entry);
    }

    public static AccessEntry Read(TableEntity row) => new()
    {
        At = row.NeedInstant("At"),
        Subject = row.Need("Subject"),
        Name = row.GetString("Name"),
        Role = row.Need("Role"),
        Agency = row.GetString("Agency"),
        CaseId = row.GetString("CaseId"),
        Team = row.GetString("Team"),
        Section = row.Need("Section"),
        Event = row.GetString("Event"),
        Kind = row.NeedEnum<AccessKind>("Kind"),
        Reason = row.GetString("Reason"),
        OwnAllocation = row.GetBoolean("OwnAllocation"),
        InvocationId = row.Need("InvocationId"),
        Result = row.GetInt32("Result"),
        Source = row.GetString("Source"),
        Session = row.GetString("Session"),
        Asked = row.Texts("Asked") ?? [],
        Returned = row.GetString("Returned")?.Split(' ') ?? [],
    };

    private static TableEntity Write(string partition, string key, AccessEntry entry)
    {
        var row = TableRows.New(partition, key);
        row["At"] = entry.At;
        row["Subject"] = entry.Subject;
        row["Name"] = entry.Name;
        row["Role"] = entry.Role;
        row["Agency"] = entry.Agency;
        row["CaseId"] = entry.CaseId;
        row["Team"] = entry.Team;
        row["Section"] = entry.Section;
        row["Event"] = entry.Event;
        row["Kind"] = entry.Kind.ToString();
        row["Reason"] = entry.Reason;
        row["OwnAllocation"] = entry.OwnAllocation;
        row["InvocationId"] = entry.InvocationId;
        row["Result"] = entry.Result;
        row["Source"] = entry.Source;
        row["Session"] = entry.Session;
        row["Asked"] = entry.Asked.Count == 0 ? null : JsonSerializer.Serialize(entry.Asked, DomainJson.Record);
        row["Returned"] = entry.Returned.Count == 0 ? null : string.Join(' ', entry.Returned);
        return row;
    }
}
