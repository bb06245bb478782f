using Microsoft.DurableTask.Testing;

namespace Conformance.Hosts;

/// <summary>The official in-process test host: a second witness, with gaps of its own. Each test has its own: a gap that is met harms the others on the same host.</summary>
public sealed class InProcessEngine : IEngine
{
    public static IReadOnlySet<string> KnownGaps { get; } = new HashSet<string>
    {
        // It starts at once what is scheduled for later.
        "Schedule_ForLater_IsPendingUntilItsTime",
        // It starts a second instance of a running id.
        "Schedule_WithTheIdOfARunningInstance_IsRefused",
        // It gives up where an orchestrator without input asks for it as a value type.
        "Input_OfNull_IsTheTypesDefault",
        // It hands an untyped input on as JSON.
        "GetInput_OfARecord_IsReadAsThatType",
        // It forgets events that nobody has claimed, and the status, when a generation ends.
        "ContinueAsNew_WithUnclaimedEventsOfOtherNames_KeepsTheirOrder",
        "ContinueAsNew_KeepsTheCustomStatus",
        // It comes to a stop among hundreds of activities at once.
        "CallActivity_FanOutOfHundreds_CollectsEveryResultInOrder",
        // Asked for an instance while it restarts, it may fail.
        "Restart_UnderANewId_RunsAgainWithTheSameInput",
        // Its cancelled waiters take no event.
        "WaitForExternalEvent_AfterACancelledWaiter_LosesOneEventToIt",
    };

    public static async Task<EngineSession> OpenAsync()
    {
        var host = await DurableTaskTestHost.StartAsync(AppFunctions.Register);
        return new(host.Client, host);
    }
}
