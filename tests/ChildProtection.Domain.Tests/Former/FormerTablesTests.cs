using System.Text.Json;
using ChildProtection.Domain.Cases;
using ChildProtection.Domain.Notifications;

namespace ChildProtection.Domain.Tests.Former;

/// <summary>What the stages declare is what the four tables said that they replace. It goes with the tables.</summary>
public sealed class FormerTablesTests
{
    /// <summary>What a plan was joined from.</summary>
    private static readonly string[] Joined =
    [
        "ReferralReceived", "ConferenceHeld", "CoreGroupHeld", "CoreGroupNotesCirculated", "PlanVersionPublished", "PlanAccepted", "PlanDeclined", "PlanExplained",
        "AdultRecordCopied", "ActionCompleted", "ActionOverrun", "ActionVaried", "AssessmentStarted", "AssessmentSubmitted", "AssessmentCounterSigned", "VisitMade",
        "TransferInNotified", "LswNamed", "LswChanged", "ChildBorn", "ChangeProposed", "ChangeDecided", "PlacementChanged",
    ];

    private static readonly JsonElement Tables =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Former", "tables.json"))).RootElement;

    [Fact]
    public void Definitions_OfEvents_SayWhatTheTablesSaid() => Assert.Equal(Former("events"), Sorted(EventCatalogue.All.Select(type =>
        $"{type.Name} | {type.Title} | {string.Join(' ', type.Roles)} | {string.Join(' ', type.AgencyKinds)} | {type.Indirect} | {type.Opens} | {type.Allowed.Needs} | {type.Allowed.Rule}")));

    [Fact]
    public void Definitions_OfWhatThePlanPrints_SayWhatTheListSaid() => Assert.Equal(Sorted(Joined), Sorted(EventCatalogue.All.Where(type => type.OnPlan).Select(type => type.Name)));

    [Fact]
    public void Kinds_OfNotices_SayWhatTheListSaid() => Assert.Equal(Former("kinds"), Sorted(NotificationKinds.All.Select(kind =>
        $"{kind.Name} | {kind.Title} | {kind.Data.Name} | {kind.ToAgencies} | {kind.ToPeople}")));

    private static IEnumerable<string> Former(string table) => Sorted(Tables.GetProperty(table).EnumerateArray().Select(line => line.GetString()!));

    private static IEnumerable<string> Sorted(IEnumerable<string> lines) => lines.Order(StringComparer.Ordinal);
}
