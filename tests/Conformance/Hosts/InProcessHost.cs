using Microsoft.DurableTask.Testing;

namespace Conformance.Hosts;

/// <summary>
/// The official in-process test host: a second witness, with gaps. Each test has its own, as a gap harms all on the host.
/// </summary>
public sealed class InProcessHost : IEngine
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
        "ContinueAsNew_WithUnclaimedEventsOfOtherNames_KeepsThem",
        "ContinueAsNew_KeepsTheCustomStatus",
        // It comes to a stop among hundreds of activities at once.
        "CallActivity_FanOutOfHundreds_CollectsEveryResultInOrder",
        // Asked for an instance while it restarts, it may fail.
        "Restart_UnderANewId_RunsAgainWithTheSameInput",
        // It keeps the details of a failure, which the official engine does not.
        "Orchestrator_ThatThrows_TellsItInItsOutputAlone",
        // It does not retry the call of an activity that it does not know.
        "CallActivity_OfAnUnknownName_IsRetriedAndFails",
        // It refuses neither of these.
        "Purge_OfARunningInstance_IsRefused",
        "Suspend_OfASuspendedInstance_IsRefused",
        "CustomStatus_OfMoreThanSixteenKilobytes_FailsTheOrchestration",
    };

    public static async Task<EngineSession> OpenAsync()
    {
        var host = await StartAsync();
        return new(host.Client, host);
    }

    // It draws its port by lot, and another test may have drawn the same.
    private static async Task<DurableTaskTestHost> StartAsync()
    {
        for (var draw = 1; ; draw++)
        {
            try
            {
                return await DurableTaskTestHost.StartAsync(AppFunctions.Register);
            }
            catch (IOException) when (draw < 10)
            {
            }
        }
    }
}
