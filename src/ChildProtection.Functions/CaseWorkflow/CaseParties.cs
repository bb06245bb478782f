using System.Text.Json.Nodes;
using Azure.Data.Tables;
using ChildProtection.Domain.Conference;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.CaseWorkflow;

/// <summary>
/// Notes on the snapshot who chairs the case's conferences. Permissions depend on it and decisions do not, so it is no part of the state.
/// </summary>
internal static class CaseParties
{
    private static readonly string[] Conferences = [ConferenceBooked.WireName, ConferenceHeld.WireName];

    public static void Note(TableEntity snapshot, TableEntity inbox)
    {
        if (Conferences.Contains(inbox.GetString("Type"))
            && EventRow.DataObject(inbox)["chair"] is JsonObject chair && chair["id"]?.GetValue<string>() is { } id)
            snapshot["Chair"] = id;
    }
}
