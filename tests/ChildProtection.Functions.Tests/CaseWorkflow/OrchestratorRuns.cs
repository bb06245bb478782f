using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Profiles;
using ChildProtection.Functions.CaseWorkflow;
using ChildProtection.Functions.Tests.RecordStore;

namespace ChildProtection.Functions.Tests.CaseWorkflow;

/// <summary>Runs of the orchestrator on a mocked engine, with the signals and decisions they meet.</summary>
internal static class OrchestratorRuns
{
    public static Task RunAsync(MockedContext engine) => new CaseOrchestrator(ProcedureCatalogue.Shipped).RunAsync(engine.Context);

    public static string Event(string id, CaseEvent data) =>
        StoredStory.Signal(StoredStory.Request(id, new DateOnly(2026, 2, 2), data)).ToJson();

    public static Accepted Decided(CaseState? state, string signalJson)
    {
        var signal = CaseSignal.FromJson(signalJson);
        return (Accepted)
            CaseLifecycle.Decide(state, signal, CaseContexts.For(state, signal, ProcedureCatalogue.Shipped, StoredStory.ReceivedAt));
    }
}
