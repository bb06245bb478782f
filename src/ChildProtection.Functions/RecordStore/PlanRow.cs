using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.RecordStore;

/// <summary>A version of a plan. Append-only; its text stays in the row of the event that published it.</summary>
internal static class PlanRow
{
    /// <summary>The fields in which events carry a plan's text.</summary>
    private static readonly string[] TextFields = ["outlinePlan", "plan"];

    public static TableEntity New(string caseId, PlanVersion version, string eventRow, DateTimeOffset publishedAt)
    {
        var row = TableRows.New(caseId, CaseKeys.Plan(version.PlanNumber, version.Version));
        row["Version"] = JsonSerializer.Serialize(version, DomainJson.Record);
        row["EventRow"] = eventRow;
        row["PublishedAt"] = publishedAt;
        return row;
    }

    public static PlanVersion Version(TableEntity row) =>
        JsonSerializer.Deserialize<PlanVersion>(row.Need("Version"), DomainJson.Record)
        ?? throw new InvalidDataException($"Row {row.PartitionKey}/{row.RowKey} holds no plan version; it was altered outside the app.");

    /// <summary>The text within what the publishing event carried.</summary>
    public static JsonObject Text(JsonObject eventData)
    {
        foreach (var field in TextFields)
            if (eventData[field] is JsonObject text)
                return text.DeepClone().AsObject();
        return [];
    }
}
