using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;
using Xunit.Abstractions;
using static EndToEnd.Harness.People;

namespace EndToEnd.RealTime;

/// <summary>
/// In real time on the official engine: one event, raised by a person or sent by an agency, and the app killed before each write that
/// tables and bus make on the way, the worker alone or host and worker (F01).
/// </summary>
public sealed class KilledStepTests(ITestOutputHelper output) : InstallationTest(output)
{
    private const string Person = "person";
    private const string Agency = "agency";

    /// <summary>A killed host's activity is hidden in its queue for so long.</summary>
    private const string Visibility =
        "AzureFunctionsJobHost__extensions__durableTask__storageProvider__workItemQueueVisibilityTimeout=00:00:05";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly ITestOutputHelper _output = output;
    private string _today = "";

    /// <summary>
    /// A host takes longer to come back than its worker, and messages are taken again only when a schedule has run: the long runs wait for
    /// that.
    /// </summary>
    public static TheoryData<string, string> Kills { get; } =
        LongRuns.Asked
            ? new()
            {
                { KilledEvents.Worker, Person },
                { KilledEvents.Host, Person },
                { KilledEvents.Worker, Agency },
                { KilledEvents.Host, Agency },
            }
            : new() { { KilledEvents.Worker, Person } };

    [Theory]
    [MemberData(nameof(Kills))]
    public async Task Event_WithTheAppKilledBeforeEveryWrite_IsDecidedOnceAndToldOnce(string victim, string by)
    {
        var app = await InstallAsync(new InstallationPlan { OwnAzurite = true, Settings = [KilledEvents.NoMail, Visibility] });
        (var story, _today) = await ReferredCase.OpenAsync(app, "steps", School);
        using var tables = new RawTables(app.Tables.Port);
        var events = new KilledEvents(
            app,
            story,
            victim,
            id => EndsAsync(app, tables, story, by, id),
            () => by == Agency ? KilledEvents.TakesMessagesAsync(app) : Task.CompletedTask);

        await events.AtEveryWriteAsync();

        _output.WriteLine(string.Join(Environment.NewLine, events.Kills));
        await events.HoldsAsync(busWrites: by == Agency ? 2 : 1);
    }

    /// <returns>False when the app died on the way.</returns>
    private async Task<bool> EndsAsync(Installation app, RawTables tables, Story story, string by, string id)
    {
        try
        {
            var starts = await KilledEvents.StartsAsync(app);
            if (by == Person)
                await app.Api.RaiseAsync(story.CaseId, SocialWorker, "NewConcern", _today, Data.Concern, id);
            else
                await new BusPlayer(app.Api, "school").SendAsync(
                    story.CaseId, "NewConcern", $$"""{ "occurredOn": "{{_today}}", "data": {{Data.Concern}} }""", id);
            await Until.TrueAsync(
                $"{id} is done with, or the app died",
                async () =>
                    await KilledEvents.StartsAsync(app) != starts
                    || (by == Person && app.Proxy.Stopped is not null)
                    || await IsDoneAsync(app, tables, id),
                Patience);
            return await IsDoneAsync(app, tables, id) && await KilledEvents.StartsAsync(app) == starts;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or ServiceBusException)
        {
            return false;
        }
    }

    /// <summary>Asks the stores themselves: the app would write that it was asked.</summary>
    private static async Task<bool> IsDoneAsync(Installation app, RawTables tables, string id) =>
        (await tables.RowsAsync("Cases")).Any(row => Is(row, "EventId", id) && Is(row, "Status", "Accepted"))
        && (await tables.RowsAsync("Pending")).Count == 0
        && await new BusPlayer(app.Api, "school", "RootManageSharedAccessKey").IsEmptyAsync("agency-events");

    private static bool Is(JsonObject row, string column, string value) => row[column]?.ToString() == value;
}
