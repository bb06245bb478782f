using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ServiceBus.Tests;

/// <summary>F24: who sends where without the right key is refused, and nothing is stored.</summary>
public sealed class AccessTests
{
    [Fact]
    public async Task Token_MadeByHand_AsTheServiceDescribesIt_IsTaken()
    {
        await using var app = await BusApp.StartAsync();
        var resource = Uri.EscapeDataString($"{app.Http.BaseAddress}servicebus/work".Replace("http:", "sb:", StringComparison.Ordinal).ToLowerInvariant());
        var expiry = TimeProvider.System.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds();
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(app.KeyOf("work-send")), Encoding.UTF8.GetBytes($"{resource}\n{expiry}")));

        Assert.Equal(HttpStatusCode.Created, await SendAsync(
            app, "work", $"SharedAccessSignature sr={resource}&sig={Uri.EscapeDataString(signature)}&se={expiry}&skn=work-send"));
    }

    [Fact]
    public async Task Token_OfTheEntityOrAboveIt_IsTaken()
    {
        await using var app = await BusApp.StartAsync();

        Assert.Equal(HttpStatusCode.Created, await SendAsync(app, "work", app.Token("work", "work-send")));
        Assert.Equal(HttpStatusCode.Created, await SendAsync(app, "work", app.Token("", "RootManageSharedAccessKey")));
        using var received = await app.AskAsync(HttpMethod.Delete, "work/messages/head", "work-listen");
        Assert.Equal(HttpStatusCode.OK, received.StatusCode);
    }

    [Fact]
    public async Task Token_ThatDoesNotGiveTheRight_Is401AndStoresNothing()
    {
        await using var app = await BusApp.StartAsync();
        var good = app.Token("work", "work-send");
        var hour = TimeProvider.System.GetUtcNow();
        string?[] bad =
        [
            null,
            "",
            "Bearer abc",
            "SharedAccessSignature",
            "SharedAccessSignature sr=&sig=&se=&skn=",
            good.Replace("sig=", "sig=A", StringComparison.Ordinal),
            good.Replace("se=", "se=9", StringComparison.Ordinal),
            good.Replace("skn=work-send", "skn=RootManageSharedAccessKey", StringComparison.Ordinal),
            good.Replace("skn=work-send", "skn=nobody", StringComparison.Ordinal),
            good + "&se=99999999999",
            app.Token("work", "work-send", hour.AddSeconds(-1)),
            app.Token("wor", "work-send"),
            app.Token("works", "work-send"),
            app.Token("once", "work-send"),
            app.Token("work", "work-listen"),
            app.Token("work", "red-send"),
            app.Token("work", "work-send", key: Convert.ToBase64String(new byte[32])),
            app.Token("work", "RootManageSharedAccessKey", key: app.KeyOf("work-send")),
            good.Replace("localhost", "elsewhere", StringComparison.Ordinal).Replace("127.0.0.1", "127.0.0.2", StringComparison.Ordinal),
        ];

        foreach (var token in bad)
            Assert.True(await SendAsync(app, "work", token) == HttpStatusCode.Unauthorized, $"Not refused: {token}");

        Assert.Equal(0, await app.Broker.CountAsync("work"));
    }

    [Fact]
    public async Task Token_OfOneSender_ReachesNoOtherTopicAndReadsNothing()
    {
        await using var app = await BusApp.StartAsync();

        Assert.Equal(HttpStatusCode.Created, await SendAsync(app, "from-red", app.Token("from-red", "red-send")));
        foreach (var entity in (string[])["from-blue", "ordered", "news", "nowhere"])
            Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(app, entity, app.Token(entity, "red-send")));
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(app, "from-red/more", app.Token("from-red", "red-send")));
        Assert.Equal(1, await app.Broker.CountAsync("ordered"));
        using var read = await app.AskAsync(HttpMethod.Delete, "from-red/subscriptions/on/messages/head", "red-send");
        Assert.Equal(HttpStatusCode.Unauthorized, read.StatusCode);
    }

    [Fact]
    public async Task Keys_OfTheInstallation_AreListedForDevelopers()
    {
        await using var app = await BusApp.StartAsync();

        var keys = JsonNode.Parse(await app.Http.GetStringAsync("/admin/servicebus/keys"))!.AsArray();

        var red = keys.Single(key => (string)key!["name"]! == "red-send")!;
        Assert.Equal(("from-red", "Send"), ((string)red["entity"]!, (string)red["rights"]!.AsArray().Single()!));
        Assert.EndsWith($"/servicebus/;SharedAccessKeyName=red-send;SharedAccessKey={app.KeyOf("red-send")};UseDevelopmentEmulator=true;EntityPath=from-red", (string)red["connectionString"]!, StringComparison.Ordinal);
        Assert.Equal(keys.Count, keys.Select(key => (string)key!["connectionString"]!).Distinct().Count());
    }

    [Fact]
    public async Task Keys_AfterARestart_AreTheSame()
    {
        await using var bus = await Bus.OpenAsync();
        var before = bus.Broker.ConnectionStrings(7071).Select(key => key.ConnectionString).ToList();

        await bus.RestartAsync();

        Assert.Equal(before, bus.Broker.ConnectionStrings(7071).Select(key => key.ConnectionString));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(bus.Folder, "bus-keys.json")));
    }

    private static async Task<HttpStatusCode> SendAsync(BusApp app, string entity, string? token)
    {
        using var answer = await app.AskAsync(HttpMethod.Post, entity + "/messages", null, "x", headers =>
        {
            headers.Add("BrokerProperties", """{ "SessionId": "s" }""");
            if (token is not null)
                headers.TryAddWithoutValidation("Authorization", token);
        });
        return answer.StatusCode;
    }
}
