using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Cases;
using ChildProtection.Domain.Cases.Events;
using ChildProtection.Domain.Procedures;
using ChildProtection.Domain.Text;
using ChildProtection.Functions.Activities;
using ChildProtection.Functions.Orchestrations;
using ChildProtection.Functions.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace DurableTask.Tests.RealCase;

/// <summary>The app's own orchestrator and rules on the bare engine. Its activities keep in memory what the record store would, so that only the engine is durable.</summary>
internal sealed class CaseOnEngine
{
    public const string CaseId = "3b1c6f5e-0000-5000-8000-000000000001";

    private static readonly CaseTimeZone London = new("Europe/London");
    private readonly List<Decision> _decisions = [];

    /// <summary>What was committed, in order. Complete while the engine is at rest.</summary>
    public IReadOnlyList<Decision> Decisions => _decisions;

    public CaseState State => _decisions.OfType<Accepted>().Last().State;

    /// <summary>Whether a commit publishes as well, or an activity of its own has to.</summary>
    public bool Publishes { get; set; } = true;

    /// <summary>Runs before an activity does its work; it may hold it or let it fail.</summary>
    public Func<string, Task> Before { get; set; } = static _ => Task.CompletedTask;

    public void Code(DurableTaskRegistry tasks) => tasks
        .AddOrchestratorFunc(nameof(CaseOrchestrator), static context => new CaseOrchestrator(ProcedureCatalogue.Shipped).RunAsync(context))
        .AddActivityFunc<CommitInput, CommitResult>(nameof(CaseActivities.CommitCase), async (_, input) =>
        {
            await Before(nameof(CaseActivities.CommitCase));
            lock (_decisions)
                _decisions.Add(Decision.FromJson(input.Decision));
            return new CommitResult(CommitStatus.Written) { Published = Publishes };
        })
        .AddActivityFunc<PublishInput>(nameof(CaseActivities.PublishCase), (_, _) => Before(nameof(CaseActivities.PublishCase)));

    public static Task OpenAsync(DurableTaskClient client, DateTimeOffset at, ReferralReceived referral) => client.ScheduleNewOrchestrationInstanceAsync(
        nameof(CaseOrchestrator),
        new CaseGeneration
        {
            Signal = new OpeningSignal { CaseId = CaseId, PreviousPlans = 0, Referral = Signal("referral", at, referral, Role.BusinessSupport) }.ToJson(),
        },
        new StartOrchestrationOptions(CaseId));

    public static Task RaiseAsync(DurableTaskClient client, string id, DateTimeOffset at, CaseEvent happened)
        => client.RaiseEventAsync(CaseId, CaseOrchestrator.CaseEvent, new CaseEventEnvelope(Signal(id, at, happened, Role.SocialWorker).ToJson()));

    // Words are withheld before a signal travels.
    private static EventSignal Signal(string id, DateTimeOffset at, CaseEvent happened, Role role) => new()
    {
        EventId = id,
        OccurredOn = London.DateOf(at),
        ReceivedAt = at,
        Actor = new Actor { Subject = "sw.1", Role = role },
        Event = System.Text.Json.JsonSerializer.Deserialize<CaseEvent>(System.Text.Json.JsonSerializer.Serialize(happened, DomainJson.Signal), DomainJson.Signal)!,
    };
}
