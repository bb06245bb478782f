using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Tests.Access.Hosted;
using ChildProtection.Functions.Tests.Agencies;

namespace ChildProtection.Functions.Tests.DeadLettering.Hosted;

/// <summary>Administrators look after everything that did not get where it was to go: over HTTP, on the host's own broker.</summary>
public sealed class DeadLetterTests(CaseApi api) : IClassFixture<CaseApi>
{
    private const string Account = "admin.1";

    /// <summary>For what is there already.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly string Administrator = CaseApi.Token(Account, null, null, "Administrator");

    /// <summary>May read what letters say that are about no case.</summary>
    private static readonly string Head = CaseApi.Token("head.1", null, null, "HeadOfService");

    [Fact]
    public async Task Unforwarded_WithoutASession_IsListedReadAndSentAgainUnderItsSenderWithItsSubjectAsSession()
    {
        var subject = $"child/{Guid.NewGuid():N}";
        var forged = new ServiceBusMessage(SampleMessage.Event(subject).ToJsonString()) { MessageId = "m-1" };
        forged.ApplicationProperties["agency"] = "police";
        await api.Bus.CreateSender("agency-school").SendMessageAsync(forged);

        var letter = await OnlyAsync(body => body.Contains(subject, StringComparison.Ordinal));
        Assert.Equal(("agency-school/subscriptions/agency-events", "school"), (Text(letter, "entity"), Text(letter, "agency")));
        await SettleAsync(letter, HttpStatusCode.OK, """{ "action": "redrive", "reason": "The sender forgot the session." }""");

        await using var session = await api.Bus.AcceptSessionAsync(BusNames.AgencyEvents, subject);
        var again = (await session.ReceiveMessageAsync(Patience))!;
        Assert.Equal(("school", subject), (again.ApplicationProperties["agency"], again.SessionId));
        Assert.StartsWith("redrive-", again.MessageId, StringComparison.Ordinal);
        await session.CompleteMessageAsync(again);
        await SettleAsync(letter, HttpStatusCode.NotFound, """{ "action": "discard", "reason": "Again." }""");
        Assert.Contains(
            (await api.LogOfSubjectAsync(Account)).Items,
            entry => entry.Reason == $"redrive {Text(letter, "id")}: The sender forgot the session.");
        Assert.Contains(
            (await api.LogOfSubjectAsync("head.1")).Items, entry => entry.Reason == $"content of {Text(letter, "id")}");
    }

    [Fact]
    public async Task Unforwarded_WithoutReadableAttributes_CanOnlyBeDiscarded()
    {
        var mark = Guid.NewGuid().ToString("N");
        await api.Bus.CreateSender("agency-police").SendMessageAsync(new ServiceBusMessage("{ broken " + mark));
        var letter = await OnlyAsync(body => body.Contains(mark, StringComparison.Ordinal));

        await SettleAsync(letter, HttpStatusCode.UnprocessableEntity, """{ "action": "redrive", "reason": "x" }""");
        var corrected = new JsonObject
        {
            ["action"] = "redrive",
            ["reason"] = "x",
            ["body"] = SampleMessage.Event($"child/{mark}", agency: "police"),
        };
        await SettleAsync(letter, HttpStatusCode.UnprocessableEntity, corrected.ToJsonString());
        await SettleAsync(letter, HttpStatusCode.OK, """{ "action": "discard", "reason": "x" }""");
    }

    [Theory]
    [InlineData("school", "police", false)]
    [InlineData("police", "health", true)]
    [InlineData("people", "school", false)]
    public async Task Notification_ThatItsRecipientBuried_ReachesThatRecipientAloneUnderANewId(
        string recipient, string other, bool corrects)
    {
        var sent = await BuryAsync(recipient);
        var letter = await OnlyAsync(body => body.Contains(sent.CaseId, StringComparison.Ordinal));
        Assert.Equal(
            ($"case-notifications/subscriptions/{recipient}", recipient, sent.CaseId, 1),
            (Text(letter, "entity"), Text(letter, "agency"), Text(letter, "subject"), (int)letter["deliveries"]!));
        // A recipient writes there what it likes.
        Assert.Null(letter["reason"]);

        var wanted = new JsonObject { ["action"] = "redrive", ["reason"] = "Their system was down." };
        if (corrects)
        {
            var body = JsonNode.Parse(NotificationSender.Message(sent).Body)!.AsObject();
            body["data"]!["reviewDueOn"] = "2026-06-01";
            wanted["body"] = body;
        }

        await SettleAsync(letter, corrects ? HttpStatusCode.Accepted : HttpStatusCode.OK, wanted.ToJsonString());
        if (corrects)
            await AgreeAsync(letter);

        var again = await TakeAsync(recipient, sent.CaseId);
        Assert.NotEqual(sent.Id, again!.MessageId);
        Assert.Equal((recipient, "planMade"), (again.ApplicationProperties["agency"], again.ApplicationProperties["kind"]));
        Assert.Equal(corrects, again.Body.ToString().Contains("2026-06-01", StringComparison.Ordinal));
        Assert.Equal(recipient == "people" ? "leadSocialWorker" : null, again.ApplicationProperties.GetValueOrDefault("to"));
        Assert.Null(await TakeAsync(other, sent.CaseId));
        Assert.Null(await TakeAsync(recipient, sent.CaseId));
    }

    [Theory]
    [InlineData("subject", "other-case")]
    [InlineData("id", "other")]
    [InlineData("data", null)]
    [InlineData("data/child", "C-2")]
    [InlineData("data/planNumber", "two")]
    [InlineData("data/note", "words")]
    public async Task Notification_CorrectedBeyondItsData_IsRefusedAndStays(string place, string? value)
    {
        var sent = await BuryAsync("health");
        var letter = await OnlyAsync(body => body.Contains(sent.CaseId, StringComparison.Ordinal));
        var body = JsonNode.Parse(NotificationSender.Message(sent).Body)!.AsObject();
        if (place.Split('/') is [var parent, var field])
            body[parent]![field] = value;
        else
            body[place] = value;

        await SettleAsync(
            letter,
            HttpStatusCode.UnprocessableEntity,
            new JsonObject
            {
                ["action"] = "redrive",
                ["reason"] = "x",
                ["body"] = body,
            }.ToJsonString());

        Assert.Null(await TakeAsync("health", sent.CaseId));
        await SettleAsync(letter, HttpStatusCode.OK, """{ "action": "discard", "reason": "x" }""");
        Assert.Empty(await FindAsync(text => text.Contains(sent.CaseId, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task List_OverSeveralPlaces_PagesWithoutLossOrRepetition()
    {
        var mark = Guid.NewGuid().ToString("N");
        foreach (var agency in (string[])["health", "school", "police", "school"])
            await api.Bus.CreateSender($"agency-{agency}").SendMessageAsync(new ServiceBusMessage("page " + mark));
        await BuryAsync("school");

        var all = await ListAsync("?limit=500");
        List<string> paged = [];
        for (var cursor = ""; ;)
        {
            var page = await api.ReadAsync($"/api/dead-letters?limit=2{cursor}", Administrator);
            paged.AddRange(page["items"]!.AsArray().Select(item => Text(item!, "id")));
            if (page["nextCursor"] is not { } next)
                break;
            cursor = $"&cursor={next}";
        }

        Assert.Equal(all.Select(item => Text(item, "id")), paged);
        Assert.True(paged.Count >= 5);
    }

    [Theory]
    [InlineData("nowhere.1")]
    [InlineData("events.x")]
    [InlineData("events.99999")]
    [InlineData("to.school.-1")]
    [InlineData("..%2F..%2Fevents.1")]
    [InlineData("17")]
    public async Task Letter_ThatIsNone_IsUnknown(string id)
    {
        using var response = await api.GetAsync($"/api/dead-letters/{id}", Administrator);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Cursor_OfNoPlace_IsRefused()
    {
        var cursor = Convert.ToBase64String(Encoding.UTF8.GetBytes("after:nowhere.1")).TrimEnd('=');
        using var response = await api.GetAsync($"/api/dead-letters?cursor={cursor}", Administrator);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
    }

    /// <summary>A notification that its recipient dead-letters, in an attempt to have it sent to another.</summary>
    private async Task<StoredNotification> BuryAsync(string recipient)
    {
        var caseId = Guid.NewGuid().ToString("D");
        var sent = new StoredNotification
        {
            Id = $"{caseId}:7:planMade:{recipient}",
            CaseId = caseId,
            At = new DateTimeOffset(2026, 2, 24, 15, 0, 0, TimeSpan.Zero),
            Kind = "planMade",
            Agency = recipient == "people" ? null : recipient,
            Role = recipient == "people" ? "leadSocialWorker" : null,
            Data = new JsonObject { ["child"] = "C-1", ["planNumber"] = 1, ["startedOn"] = "2026-02-24", ["category"] = "NEG" },
        };
        await api.Bus.CreateSender(BusNames.CaseNotifications).SendMessageAsync(NotificationSender.Message(sent));
        var receiver = api.Bus.CreateReceiver(BusNames.CaseNotifications, recipient);
        var message = (await receiver.ReceiveMessageAsync(Patience))!;
        await receiver.DeadLetterMessageAsync(
            message, new Dictionary<string, object> { ["agency"] = "health-2", ["kind"] = "glassBroken" }, "no-use", "We cannot read it.");
        return sent;
    }

    private async Task<ServiceBusReceivedMessage?> TakeAsync(string subscription, string caseId)
    {
        var receiver = api.Bus.CreateReceiver(BusNames.CaseNotifications, subscription);
        // What is there can be looked at; waiting for nothing would take its time.
        if (await receiver.PeekMessageAsync() is null)
            return null;
        var taken = (await receiver.ReceiveMessageAsync(Patience))!;
        await receiver.CompleteMessageAsync(taken);
        Assert.True(taken.CorrelationId == caseId, $"A message of {taken.CorrelationId} lay in {subscription}.");
        return taken;
    }

    private async Task<JsonNode> OnlyAsync(Func<string, bool> body) => Assert.Single(await FindAsync(body));

    private async Task<IReadOnlyList<JsonNode>> FindAsync(Func<string, bool> body)
    {
        List<JsonNode> found = [];
        foreach (var letter in await ListAsync("?limit=500"))
        {
            if (body(Text(await api.ReadAsync($"/api/dead-letters/{Text(letter, "id")}/content", Head), "body")))
                found.Add(letter);
        }

        return found;
    }

    private async Task<IReadOnlyList<JsonNode>> ListAsync(string query) =>
        [.. (await api.ReadAsync("/api/dead-letters" + query, Administrator))["items"]!.AsArray().OfType<JsonNode>()];

    private async Task SettleAsync(JsonNode letter, HttpStatusCode status, string json)
    {
        using var response = await api.SendAsync(HttpMethod.Post, $"/api/dead-letters/{Text(letter, "id")}", Administrator, json);
        Assert.True(response.StatusCode == status, $"{response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
    }

    private async Task AgreeAsync(JsonNode letter)
    {
        var path = $"/api/dead-letters/{Text(letter, "id")}";
        var proposal = (await api.ReadAsync(path, Head))["correction"]!["proposal"]!;
        var body = new JsonObject { ["action"] = "agree", ["reason"] = "x", ["proposal"] = proposal.DeepClone() };
        using var response = await api.SendAsync(HttpMethod.Post, path, Head, body.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static string Text(JsonNode node, string field) => node[field]!.GetValue<string>();
}
