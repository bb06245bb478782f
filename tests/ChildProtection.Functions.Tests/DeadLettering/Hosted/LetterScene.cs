using System.Net;
using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Tests.Access.Hosted;
using ChildProtection.Functions.Tests.Agencies;
using ChildProtection.Functions.Tests.CaseWorkflow;
using ChildProtection.Functions.Tests.RecordStore;
using ChildProtection.Tests.Support;
using Microsoft.DurableTask.Client;

namespace ChildProtection.Functions.Tests.DeadLettering.Hosted;

/// <summary>A concern of the school about a case that became a dead letter, on the host's own broker.</summary>
internal sealed class LetterScene(CaseApi api, StoredStory story, string id)
{
    /// <summary>When the app takes messages here.</summary>
    public static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public StoredStory Story => story;

    public string Id => id;

    public string Path => $"/api/dead-letters/{id}";

    public static JsonObject Concern(string subject, string words) => SampleMessage.Event(
        subject,
        "NewConcern",
        $$"""{ "occurredOn": "2026-03-09", "data": { "significantHarm": false, "concern": "{{words}}" } }""");

    public static async Task<LetterScene> BuryAsync(CaseApi api, StoredStory story, string words)
    {
        await SendAsync(api, story.CaseId, Concern(story.CaseId, words));
        return new LetterScene(api, story, await BuryNextAsync(api, story.CaseId));
    }

    /// <returns>The path of a letter about something that is no case.</returns>
    public static async Task<string> BuryAboutAsync(CaseApi api, string subject, string words)
    {
        await SendAsync(api, subject, Concern(subject, words));
        return $"/api/dead-letters/{await BuryNextAsync(api, subject)}";
    }

    /// <summary>The next message about the case is one that the app cannot use.</summary>
    public static async Task<string> BuryNextAsync(CaseApi api, string subject)
    {
        await using (var session = await api.Bus.AcceptSessionAsync(BusNames.AgencyEvents, subject))
        {
            var message = (await session.ReceiveMessageAsync(Patience))!;
            await session.DeadLetterMessageAsync(message, "validation", "/data/concern: is too plain");
        }

        var letters = (await api.ReadAsync("/api/dead-letters?limit=500", Administrator("admin.0")))["items"]!.AsArray();
        return (string)letters.Last(letter => (string?)letter!["subject"] == subject)!["id"]!;
    }

    public static string Administrator(string account) => CaseApi.Token(account, null, null, "Administrator");

    public static string Manager(string account, string team = "north") => CaseApi.Token(account, team, null, "TeamManager");

    public async Task<HttpStatusCode> PostAsync(string token, string action, JsonObject? body = null, string? proposal = null)
    {
        var wanted = new JsonObject { ["action"] = action, ["reason"] = $"to {action}" };
        if (body is not null)
            wanted["body"] = body.DeepClone();
        if (proposal is not null)
            wanted["proposal"] = proposal;
        using var response = await api.SendAsync(HttpMethod.Post, Path, token, wanted.ToJsonString());
        return response.StatusCode;
    }

    public async Task<string> ProposalAsync() =>
        (string)(await api.ReadAsync(Path, Administrator("admin.0")))["correction"]!["proposal"]!;

    /// <summary>The one message about the case that is on its way.</summary>
    public async Task<ServiceBusReceivedMessage> TakeAsync()
    {
        await using var session = await api.Bus.AcceptSessionAsync(BusNames.AgencyEvents, story.CaseId);
        var message = (await session.ReceiveMessageAsync(Patience))!;
        Assert.Null(await session.PeekMessageAsync(message.SequenceNumber + 1));
        await session.CompleteMessageAsync(message);
        return message;
    }

    /// <summary>The app takes the message, and the case decides.</summary>
    public async Task<string> RecordAsync(ServiceBusReceivedMessage message)
    {
        var (engine, settled) = (new MockedEngine(), new SettlementRecorder());
        engine.Instances[story.CaseId] = OrchestrationRuntimeStatus.Running;
        var handling = AgencyScene.HandlerOn(api.Tables, Now, Patience).HandleAsync(message, settled, () => engine.Client, default);
        await Until.TrueAsync("the message is refused or its event raised", () => handling.IsCompleted || !engine.Raised.IsEmpty);
        if (!engine.Raised.IsEmpty)
            await story.DecideAsync(CaseSignal.FromJson(engine.Raised.First().Event!.Signal), Now);
        await handling;
        return Assert.Single(settled.Calls);
    }

    /// <summary>The last line of the chronology, as a manager reads it.</summary>
    public async Task<JsonNode> LastFactAsync() =>
        (await api.ReadAsync($"/api/cases/{story.CaseId}/chronology", Manager("mgr.9")))["items"]!.AsArray()[^1]!;

    private static Task SendAsync(CaseApi api, string session, JsonObject body)
    {
        var message = new ServiceBusMessage(body.ToJsonString()) { SessionId = session, MessageId = "m-1" };
        message.ApplicationProperties[BusNames.AgencyProperty] = "school";
        return api.Bus.CreateSender(BusNames.AgencyEvents).SendMessageAsync(message);
    }
}
