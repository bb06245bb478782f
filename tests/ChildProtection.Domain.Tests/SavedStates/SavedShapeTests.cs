using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Difficulties;
using ChildProtection.Domain.Emergency;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Legal.England;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Domain.Transfer;
using ChildProtection.Tests.Support;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.SavedStates;

/// <summary>
/// The newest set of saved states has the shape of today's: when a field comes or goes, a new set is saved beside the old ones, which stay
/// and must still load.
/// </summary>
public sealed class SavedShapeTests
{
    /// <summary>
    /// Folder of the newest set. When the shape changes, name a new one here and run <c>./test --update --only SavedShapeTests</c>.
    /// </summary>
    private const string Newest = "v2-attendance";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly string Folder = Path.Combine(GeneratedPage.Root(), "tests/ChildProtection.Domain.Tests/SavedStates");

    [Fact]
    public void Shape_TodaysStates_IsThatOfTheNewestSet()
    {
        var today = Enum.GetValues<CaseStage>()
            .ToDictionary(stage => stage, stage => stage == CaseStage.TransferredOutPending ? Busy().State : SampleCases.In(stage).State);
        var folder = Path.Combine(Folder, Newest);
        if (Environment.GetEnvironmentVariable(GeneratedPage.UpdateVariable) == "1" && !Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            foreach (var (stage, state) in today)
                File.WriteAllText(
                    Path.Combine(folder, $"{stage}.json"), JsonNode.Parse(CaseStateJson.Serialize(state))!.ToJsonString(Indented) + "\n");
        }

        var kept = Directory.GetFiles(folder, "*.json").SelectMany(file => Paths(JsonNode.Parse(File.ReadAllText(file)), "")).ToHashSet();
        var made = today.Values.SelectMany(state => Paths(JsonNode.Parse(CaseStateJson.Serialize(state)), "")).ToHashSet();
        Assert.True(
            kept.SetEquals(made),
            $"The shape of a state has changed; save a new set (see {nameof(Newest)}). New: "
            + $"{string.Join(", ", made.Except(kept))}. Gone: {string.Join(", ", kept.Except(made))}.");
    }

    [Fact]
    public void Load_StateOfTheNewestSet_IsWrittenBackAsItWas() =>
        Assert.All(
            Directory.GetFiles(Path.Combine(Folder, Newest), "*.json"),
            file =>
            {
                var saved = File.ReadAllText(file);

                var written = CaseStateJson.Serialize(CaseStateJson.Load(saved));

                Assert.Equal(JsonNode.Parse(saved)!.ToJsonString(), JsonNode.Parse(written)!.ToJsonString());
            });

    [Fact]
    public void Busy_Case_HoldsSomethingInEveryRegion()
    {
        var regions = JsonNode.Parse(CaseStateJson.Serialize(Busy().State))!["regions"]!.AsObject();
        string[] otherwise = ["birth"];
        Assert.Empty(
            regions
                .Where(region =>
                    region.Value!.ToJsonString()
                    == JsonNode.Parse(CaseStateJson.Serialize(SampleCases.Referred().State))!["regions"]![region.Key]?.ToJsonString())
                .Select(region => region.Key)
                .Except(otherwise));
    }

    /// <summary>A case on its way to another authority, with something in every region.</summary>
    private static CaseDriver Busy() =>
        SampleCases
            .PlanAgreed()
            .Raise("2026-03-09", Sample.Visit() with { Announced = false, SeenAlone = true, WishesAndFeelings = Sample.Words })
            .Raise("2026-03-10", Around.Failed())
            .Raise("2026-03-11", Around.Failed())
            .Raise("2026-03-11", Around.Difficult())
            .Raise("2026-03-12", Around.Difficulty())
            .Raise("2026-03-12", Around.Proposal())
            .Raise("2026-03-12", new UnexpectedEvent { Description = Sample.Words })
            .Raise("2026-03-12", new ComplaintReceived { Subject = Sample.Words })
            .Raise("2026-03-12", Around.Dispute())
            .Raise("2026-03-13", Sample.Concern())
            .Raise("2026-03-16", Sample.Discussion(), actor: "mgr.1", role: Role.TeamManager)
            .Raise("2026-03-17", new EscalatedToManager { Reason = Sample.Words, DecisionNeededBy = Date("2026-03-20") })
            .Raise("2026-03-17", new LegalPlanningRequested())
            .Raise("2026-03-18", new OrderMade { OrderType = OrderType.InterimCare }, actor: "mgr.1", role: Role.TeamManager)
            .Raise(
                "2026-03-18",
                new PoliceProtectionTaken { StartedAt = CaseDriver.Local("2026-03-18 09:30") },
                actor: "mgr.1",
                role: Role.TeamManager)
            .Raise(
                "2026-03-19",
                new EmergencyProtectionOrderMade
                {
                    MadeAt = CaseDriver.Local("2026-03-19 10:00"),
                    EndsAt = CaseDriver.Local("2026-03-25 10:00"),
                },
                actor: "mgr.1",
                role: Role.TeamManager)
            .Raise("2026-03-19", new PlacementChanged { Placement = PlacementKind.FosterCare, TherapeuticWorkContinues = true })
            .Raise("2026-03-20", Around.EarlyReview())
            .Raise(
                "2026-03-20",
                Sample.Booked("2026-04-15") with
                {
                    ExcludedParents = Sample.Words,
                },
                actor: "office.1",
                role: Role.BusinessSupport)
            .Raise(
                "2026-03-20",
                new ChildMoved
                {
                    Kind = MoveKind.Permanent,
                    NewAuthority = "authority-dorset",
                    NotifiedOn = Date("2026-03-20"),
                    NoticeInWriting = true,
                })
            .AdvanceTo("2026-04-02 12:00");

    /// <summary>Where something stands, whatever it is: items of a list are one.</summary>
    private static IEnumerable<string> Paths(JsonNode? node, string path) => node switch
    {
        // Kinds of deadline are names, not fields.
        JsonObject when path.EndsWith("/deadlineNumbers", StringComparison.Ordinal) => [path],
        JsonObject fields => fields.SelectMany(field => Paths(field.Value, $"{path}/{field.Key}")),
        JsonArray { Count: > 0 } items => items.SelectMany(item => Paths(item, path + "/*")),
        _ => [path],
    };
}
