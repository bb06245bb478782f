using System.Net;
using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;

namespace ServiceBus.Tests;

public sealed class RestTests
{
    [Fact]
    public async Task Message_SentOverRest_ArrivesAtTheClientWithItsProperties()
    {
        await using var app = await BusApp.StartAsync();

        using var sent = await app.AskAsync(HttpMethod.Post, "work/messages", body: "hällo", headers: headers =>
        {
            headers.Add("BrokerProperties", """{ "MessageId": "m1", "CorrelationId": "c1", "Label": "about" }""");
            headers.Add("colour", "\"red\"");
            headers.Add("priority", "High");
            headers.Add("size", "12");
            headers.Add("urgent", "true");
        });
        var message = (await app.Client.CreateReceiver("work").ReceiveMessageAsync(Bus.AtOnce))!;

        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        Assert.Equal(("hällo", "m1", "c1", "about"), (message.Body.ToString(), message.MessageId, message.CorrelationId, message.Subject));
        Assert.Equal(
            [("colour", "red"), ("priority", "High"), ("size", 12L), ("urgent", true)],
            message.ApplicationProperties.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public async Task PeekLock_Message_IsGivenWithItsLock_AndCompletedByIt()
    {
        await using var app = await BusApp.StartAsync();
        var message = new ServiceBusMessage("""{ "a": 1 }""") { MessageId = "m1", ContentType = "application/json", Subject = "about" };
        message.ApplicationProperties["colour"] = "rot\r\nSet-Cookie: \"x\" — ü";
        message.ApplicationProperties["size"] = 12;
        await app.Client.CreateSender("work").SendMessageAsync(message);

        using var got = await app.AskAsync(HttpMethod.Post, "work/messages/head?timeout=5");
        var known = JsonNode.Parse(got.Headers.GetValues("BrokerProperties").Single())!;
        var place = got.Headers.Location!.AbsolutePath["/servicebus/".Length..];

        Assert.Equal((HttpStatusCode.Created, "application/json", """{ "a": 1 }"""), (got.StatusCode, got.Content.Headers.ContentType!.ToString(), await got.Content.ReadAsStringAsync()));
        Assert.Equal(("m1", "about", 1), ((string)known["MessageId"]!, (string)known["Label"]!, (int)known["DeliveryCount"]!));
        Assert.Equal($"work/messages/{known["SequenceNumber"]}/{known["LockToken"]}", place);
        Assert.Equal("rot\r\nSet-Cookie: \"x\" — ü", (string)JsonNode.Parse(got.Headers.GetValues("colour").Single())!);
        Assert.Equal("12", got.Headers.GetValues("size").Single());
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(app, HttpMethod.Post, "work/messages/head"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, HttpMethod.Post, place));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, HttpMethod.Delete, place));
        Assert.Equal(HttpStatusCode.Gone, await StatusAsync(app, HttpMethod.Delete, place));
        Assert.Equal(HttpStatusCode.Gone, await StatusAsync(app, HttpMethod.Put, place));
        Assert.Equal(HttpStatusCode.Gone, await StatusAsync(app, HttpMethod.Post, place));
        Assert.Equal(0, await app.Broker.CountAsync("work"));
    }

    [Fact]
    public async Task Unlock_UpToTheMaximum_MakesADeadLetterThatRestReads()
    {
        await using var app = await BusApp.StartAsync();
        await app.Client.CreateSender("news").SendMessageAsync(new ServiceBusMessage("poison"));
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            using var got = await app.AskAsync(HttpMethod.Post, "news/subscriptions/all/messages/head");
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, HttpMethod.Put, got.Headers.Location!.AbsolutePath["/servicebus/".Length..]));
        }

        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(app, HttpMethod.Delete, "news/subscriptions/all/messages/head"));
        using var dead = await app.AskAsync(HttpMethod.Delete, "news/subscriptions/all/$DeadLetterQueue/messages/head");
        Assert.Equal((HttpStatusCode.OK, "poison"), (dead.StatusCode, await dead.Content.ReadAsStringAsync()));
        Assert.Equal("\"MaxDeliveryCountExceeded\"", dead.Headers.GetValues("DeadLetterReason").Single());
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(app, HttpMethod.Delete, "news/subscriptions/all/$DeadLetterQueue/messages/head"));
    }

    [Theory]
    [InlineData("POST", "nowhere/messages", HttpStatusCode.NotFound)]
    [InlineData("POST", "news/messages/head", HttpStatusCode.NotFound)]
    [InlineData("POST", "news/subscriptions/all/messages", HttpStatusCode.NotFound)]
    [InlineData("GET", "work", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "work/messages/1/nolock", HttpStatusCode.NotFound)]
    [InlineData("GET", "work/messages", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "ordered/messages", HttpStatusCode.BadRequest)]
    [InlineData("POST", "ordered/messages/head", HttpStatusCode.BadRequest)]
    [InlineData("POST", "work/messages/head?timeout=soon", HttpStatusCode.BadRequest)]
    [InlineData("DELETE", "work/messages/1/6f9619ff-8b86-d011-b42d-00cf4fc964ff", HttpStatusCode.Gone)]
    public async Task Request_ThatCantBeDone_IsRefusedWithItsStatus(string method, string path, HttpStatusCode expected)
    {
        await using var app = await BusApp.StartAsync();

        using var answer = await app.AskAsync(new HttpMethod(method), path, body: method == "POST" ? "x" : null);

        Assert.Equal(expected, answer.StatusCode);
        Assert.NotEmpty(await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{ "MessageId": 1 }""")]
    [InlineData("""{ "MessageId": "" }""")]
    [InlineData("""{ "SessionId": "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789" }""")]
    public async Task Send_WithBrokerPropertiesThatCantBeUsed_Is400(string properties)
    {
        await using var app = await BusApp.StartAsync();

        using var answer = await app.AskAsync(HttpMethod.Post, "work/messages", body: "x", headers: headers => headers.Add("BrokerProperties", properties));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(0, await app.Broker.CountAsync("work"));
    }

    [Theory]
    [InlineData(256 * 1024 + 1)]
    [InlineData(10 * 1024 * 1024)]
    public async Task Send_TooLarge_Is413(int size)
    {
        await using var app = await BusApp.StartAsync();

        using var answer = await app.AskAsync(
            HttpMethod.Post, "work/messages", body: new string('x', size),
            // Asks before it sends, so that the refusal comes before the megabytes.
            headers: headers => headers.ExpectContinue = true);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal(0, await app.Broker.CountAsync("work"));
    }

    [Fact]
    public async Task Send_ToATopic_IsStampedAndDuplicatesAreTakenOnce()
    {
        await using var app = await BusApp.StartAsync();
        for (var time = 0; time < 3; time++)
        {
            using var sent = await app.AskAsync(
                HttpMethod.Post, "news/messages", body: "n", headers: headers => headers.Add("BrokerProperties", """{ "MessageId": "same" }"""));
            Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        }

        using var forged = await app.AskAsync(HttpMethod.Post, "from-red/messages", "red-send", "x", headers =>
        {
            headers.Add("BrokerProperties", """{ "SessionId": "case-1" }""");
            headers.Add("colour", "\"blue\"");
        });
        await using var session = await app.Client.AcceptNextSessionAsync("ordered");

        Assert.Equal(1, await app.Broker.CountAsync("news/subscriptions/all"));
        Assert.Equal("red", (await session.ReceiveMessageAsync(Bus.AtOnce))!.ApplicationProperties["colour"]);
    }

    private static async Task<HttpStatusCode> StatusAsync(BusApp app, HttpMethod method, string path)
    {
        using var answer = await app.AskAsync(method, path);
        return answer.StatusCode;
    }
}
