using System.Net;
using Azure.Messaging.ServiceBus;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;
using Xunit.Abstractions;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>
/// The app is killed between every two steps from an agency's message to the notification of it: before each write that tables and bus make
/// on the way, the worker alone or host and worker (F01). Whatever was under way ends as if nothing had happened.
/// </summary>
public sealed class AgencyStepTests(ITestOutputHelper output) : InstallationTest(output)
{
    private const string Concern =
        """{ "occurredOn": "2026-02-02", "data": { "significantHarm": false, "concern": "Came without a coat." } }""";
    private readonly ITestOutputHelper _output = output;

    /// <summary>
    /// Messages are taken again only when a schedule has run in the next worker, so that killing the worker alone takes longest.
    /// </summary>
    public static TheoryData<string> Victims { get; } = LongRuns.Asked ? [KilledEvents.Host, KilledEvents.Worker] : [KilledEvents.Host];

    [Theory]
    [MemberData(nameof(Victims))]
    public async Task Message_WithTheAppKilledBeforeEveryWrite_IsDecidedOnceAndToldOnce(string victim)
    {
        var app = await InstallAsync(SharedInstallation.Now, KilledEvents.NoMail);
        var story = await Assessing.CaseAsync(() => app.Api, "1001", School);
        var messages = new KilledEvents(app, story, victim, id => EndsAsync(app, story, id), () => KilledEvents.TakesMessagesAsync(app));

        await messages.AtEveryWriteAsync();

        _output.WriteLine(string.Join(Environment.NewLine, messages.Kills));
        await messages.HoldsAsync(busWrites: 2);
    }

    /// <returns>False when the app died on the way.</returns>
    private static async Task<bool> EndsAsync(Installation app, Story story, string id)
    {
        try
        {
            await new BusPlayer(app.Api, "school").SendAsync(story.CaseId, "NewConcern", Concern, id);
            // Moving the clock waits until no message and no orchestration has anything left to do.
            return (await app.Api.PostAsync("/admin/clock", by: null, """{ "advanceBy": "PT1S" }""")).Status == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or ServiceBusException)
        {
            return false;
        }
    }
}
