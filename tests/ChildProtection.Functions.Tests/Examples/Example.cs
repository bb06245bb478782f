using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Teams;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.SubmitEvent;
using ChildProtection.Tests.Support;

namespace ChildProtection.Functions.Tests.Examples;

/// <summary>The bodies of docs/examples, read as the interface reads them and decided by the domain.</summary>
internal static class Example
{
    private static readonly string Folder = Path.Combine(GeneratedPage.Root(), "docs", "examples");

    public static IEnumerable<string> Names(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(Folder, folder), "*.json")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal);

    /// <param name="name">Such as <c>events/VisitMade</c>.</param>
    public static JsonElement Body(string name) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json"))).RootElement;

    /// <summary>An event that somebody else than the chair records, in the list of a story.</summary>
    public const string Typed = "ConferenceHeld+recordedFor";

    /// <summary>An event of a story by its name there, and the account that raises it where that is not its role's own.</summary>
    public static (JsonElement Body, string? Account) Event(string name)
    {
        if (name != Typed)
            return (Body("events/" + name), null);
        var body = JsonNode.Parse(Body("events/ConferenceHeld").GetRawText())!;
        body["data"]!["recordedFor"] = new JsonObject { ["reason"] = "typedForChair" };
        return (JsonSerializer.SerializeToElement(body), "chair.2");
    }

    /// <summary>A case that a request opened.</summary>
    public static CaseDriver Open(JsonElement body)
    {
        var transfer = body.TryGetProperty("notifiedAt", out var at);
        var receivedAt = (transfer ? at : body.GetProperty("receivedAt")).GetDateTimeOffset();
        var days = new LocalDays(new StandingClock(receivedAt));
        var team = new OpeningTeam(TeamList.Shipped, ByAgency: false);
        var opening = transfer ? ReferralBody.ReadTransfer(body, days, team) : ReferralBody.Read(body, days, team);
        Assert.Null(opening.TeamFault);
        return CaseDriver.Open(Local(receivedAt), referral: opening.Opening);
    }

    /// <summary>Raises an event on the day that it says, by the first of its roles who is no agency, or by the one given.</summary>
    public static void Raise(this CaseDriver driver, JsonElement body, string? at = null, Role? by = null, string? account = null)
    {
        var decision = driver.Try(EventBody.Read(body, DateOnly.MaxValue), at, by, account);
        Assert.True(decision is Accepted, $"{body} was refused: {decision}");
    }

    /// <summary>Raises an event, whatever comes of it.</summary>
    public static Decision Try(this CaseDriver driver, EventBody read, string? at = null, Role? by = null, string? account = null)
    {
        var role = by ?? RaiserOf(read.Type);
        Assert.True(read.Type.IsRaisedBy(role, null), $"{read.Type.Name} is not raised by {role}.");
        return driver.Try(at ?? Text(read.OccurredOn), read.Event, Text(read.OccurredOn), account ?? Account(role), role);
    }

    public static Role RaiserOf(EventDefinition type) => type.Roles.First(one => one != Role.Agency);

    /// <summary>A moment in London, as the driver writes it.</summary>
    public static string Local(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById("Europe/London")).ToString("yyyy-MM-dd HH:mm", null);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", null);

    public static string Account(Role role) => role switch
    {
        Role.TeamManager => "mgr.1",
        Role.ConferenceChair => "chair.1",
        Role.ServiceManager => "svc.1",
        _ => "sw.1",
    };
}
