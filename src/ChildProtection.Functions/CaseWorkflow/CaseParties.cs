using System.Text.Json.Nodes;
using Azure.Data.Tables;
using ChildProtection.Domain.Conference;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.CaseWorkflow;

/// <summary>
/// Notes on the snapshot who chairs the case's conferences, and who records them for the chair. Permissions depend on it and decisions do
/// not, so it is no part of the state.
/// </summary>
internal static class CaseParties
{
    private static readonly string[] Conferences = [ConferenceBooked.WireName, ConferenceHeld.WireName];

    public static void Note(TableEntity snapshot, TableEntity inbox)
    {
        var type = inbox.GetString("Type");
        if (!Conferences.Contains(type)
            || EventRow.DataObject(inbox)["chair"] is not JsonObject chair
            || chair["id"]?.GetValue<string>() is not { } id)
            return;
        snapshot["Chair"] = id;
        // Whoever records for the chair keeps the conference in sight, else its papers could not be sent.
        if (type == ConferenceHeld.WireName)
            snapshot["Recorder"] = inbox.GetString("Subject") is { } recorder && recorder != id ? recorder : null;
    }
}
