using System.Text.Json;
using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Referral;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Tests.Support;

namespace ChildProtection.Functions.Tests.CaseWorkflow;

/// <summary>The app's own orchestrator and rules on the simulator. Its activities keep in memory what the record store would.</summary>
internal sealed class CaseOnSimulator
{
    public const string CaseId = "3b1c6f5e-0000-5000-8000-000000000001";

    private static readonly CaseTimeZone London = new("Europe/London");
    private readonly List<Decision> _decisions = [];

    /// <summary>What was committed, in order. Complete while the simulator is at rest.</summary>
    public IReadOnlyList<Decision> Decisions => _decisions;

    public CaseState State => _decisions.OfType<Accepted>().Last().State;

    /// <summary>Whether a commit publishes as well, or an activity of its own has to.</summary>
    public bool Publishes { get; set; } = true;

    /// <summary>Accounts of the team's managers; null where nobody knows them.</summary>
    public IReadOnlyList<string>? Managers { get; set; }

    /// <summary>Runs before an activity does its work; it may hold it or let it fail.</summary>
    public Func<string, Task> Before { get; set; } = static _ => Task.CompletedTask;

    public InProcessFunctions Functions() => new InProcessFunctions()
        .Orchestrator<CaseWorkflowInput, object?>(nameof(CaseOrchestrator), static async (context, _) =>
        {
            await new CaseOrchestrator(ProcedureCatalogue.Shipped).RunAsync(context);
            return null;
        })
        .Activity<CommitInput>(nameof(CaseActivities.CommitCase), async input =>
        {
            await Before(nameof(CaseActivities.CommitCase));
            lock (_decisions)
                _decisions.Add(Decision.FromJson(input.Decision));
            return new CommitResult(CommitStatus.Written) { Published = Publishes };
        })
        .Activity<LookUpInput>(nameof(OutsideLookUp.LookUpOutside), async _ =>
        {
            await Before(nameof(OutsideLookUp.LookUpOutside));
            return new OutsideAnswer { Managers = Managers };
        })
        .Activity<PublishInput>(nameof(CaseActivities.PublishCase), async _ =>
        {
            await Before(nameof(CaseActivities.PublishCase));
            return null;
        });

    public static Task OpenAsync(Simulation simulation, ReferralReceived referral)
    {
        var signal = Signal("referral", simulation.Clock.GetUtcNow(), referral, Role.BusinessSupport);
        var opening = new OpeningSignal { CaseId = CaseId, PreviousPlans = 0, Referral = signal };
        return simulation.StartAsync(nameof(CaseOrchestrator), new CaseWorkflowInput { Signal = opening.ToJson() }, CaseId);
    }

    public static Task RaiseAsync(Simulation simulation, string id, CaseEvent happened)
    {
        var signal = Signal(id, simulation.Clock.GetUtcNow(), happened, Role.SocialWorker);
        return simulation.Client.RaiseEventAsync(CaseId, CaseOrchestrator.CaseEvent, new CaseEventEnvelope(signal.ToJson()));
    }

    // Words are withheld before a signal travels.
    private static EventSignal Signal(string id, DateTimeOffset at, CaseEvent happened, Role role) => new()
    {
        EventId = id,
        OccurredOn = London.DateOf(at),
        ReceivedAt = at,
        Rules = EventSignal.CurrentRules,
        Actor = new Actor { Subject = (happened as ConferenceHeld)?.Chair.Id ?? "sw.1", Role = role },
        Event = JsonSerializer.Deserialize<CaseEvent>(JsonSerializer.Serialize(happened, DomainJson.Signal), DomainJson.Signal)!,
    };
}
