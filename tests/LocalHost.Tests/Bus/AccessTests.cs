using System.Security.Cryptography;
using System.Text;
using Azure.Messaging.ServiceBus;
using LocalHost.Bus.Access;

namespace LocalHost.Tests.Bus;

/// <summary>F24: who sends or reads without the right key is refused, and nothing is stored.</summary>
public sealed class AccessTests
{
    [Fact]
    public async Task Token_MadeByHand_AsTheServiceDescribesIt_IsTaken()
    {
        await using var bus = await TestBus.StartAsync();
        var resource = Uri.EscapeDataString("sb://localhost/work");
        var expiry = TimeProvider.System.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds();
        var signature = Convert.ToBase64String(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(KeyOf(bus, "work-send")), Encoding.UTF8.GetBytes($"{resource}\n{expiry}")));
        await using var client = WithToken(
            bus, $"SharedAccessSignature sr={resource}&sig={Uri.EscapeDataString(signature)}&se={expiry}&skn=work-send");

        await client.CreateSender("work").SendMessageAsync(new ServiceBusMessage("x"));

        Assert.Equal(1, bus.Host.Count("work"));
    }

    [Fact]
    public async Task Key_OfTheEntityOrAboveIt_IsTaken()
    {
        await using var bus = await TestBus.StartAsync();
        await using var sends = bus.ClientWith("work-send");
        await using var listens = bus.ClientWith("work-listen");

        await sends.CreateSender("work").SendMessageAsync(new ServiceBusMessage("1"));
        await bus.SendAsync("work", new ServiceBusMessage("2"));

        Assert.NotNull(await listens.CreateReceiver("work").ReceiveMessageAsync(TestBus.Limit));
    }

    [Fact]
    public async Task Token_ThatDoesNotGiveTheRight_IsRefusedAndStoresNothing()
    {
        await using var bus = await TestBus.StartAsync();
        var good = Token(bus, "work", "work-send");
        string[] bad =
        [
            good.Replace("sig=", "sig=A", StringComparison.Ordinal),
            good.Replace("se=", "se=9", StringComparison.Ordinal),
            good.Replace("skn=work-send", "skn=RootManageSharedAccessKey", StringComparison.Ordinal),
            good.Replace("skn=work-send", "skn=nobody", StringComparison.Ordinal),
            Token(bus, "work", "work-send", expires: TimeProvider.System.GetUtcNow().AddSeconds(-1)),
            Token(bus, "wor", "work-send"),
            Token(bus, "works", "work-send"),
            Token(bus, "once", "work-send"),
            Token(bus, "work", "work-listen"),
            Token(bus, "work", "red"),
            Token(bus, "work", "work-send", key: Convert.ToBase64String(new byte[32])),
            Token(bus, "work", "RootManageSharedAccessKey", key: KeyOf(bus, "work-send")),
        ];

        foreach (var token in bad)
            await AssertRefusedAsync(bus, token);

        Assert.Equal(0, bus.Host.Count("work"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer abc")]
    [InlineData("SharedAccessSignature")]
    [InlineData("SharedAccessSignature sr=&sig=&se=&skn=")]
    [InlineData("SharedAccessSignature sr=a&sig=b&se=99999999999999999999&skn=work-send")]
    [InlineData("SharedAccessSignature sr=sb%3a%2f%2flocalhost%2fwork&sig=b&se=9999999999&skn=work-send&se=1")]
    [InlineData(12)]
    public async Task Token_ThatIsNone_IsRefusedInWordsThatTellNothing(object? token)
    {
        await using var bus = await TestBus.StartAsync();
        await using var client = await RawClient.ConnectAsync(bus.Host.Port);

        var (status, description) = await client.PutTokenAsync(token);

        Assert.Equal(401, status);
        Assert.DoesNotContain("work-send", description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_WithoutAToken_IsRefused()
    {
        await using var bus = await TestBus.StartAsync();
        await using var client = await RawClient.ConnectAsync(bus.Host.Port);

        Assert.Equal("amqp:unauthorized-access", await client.RefusalOfSenderAsync("work"));
        Assert.Equal("amqp:unauthorized-access", await client.RefusalOfReceiverAsync("work"));
    }

    [Fact]
    public async Task Key_OfOneAgency_ReachesItsOwnTopicAndSubscriptionAlone()
    {
        await using var bus = await TestBus.StartAsync();
        await using var red = bus.ClientWith("red");
        var letter = new ServiceBusMessage("for red") { ApplicationProperties = { ["colour"] = "red" } };
        await bus.SendAsync("news", letter);

        await red.CreateSender("from-red").SendMessageAsync(new ServiceBusMessage("mine") { SessionId = "s" });
        var own = red.CreateReceiver("news", "red");
        await own.DeadLetterMessageAsync(await own.ReceiveMessageAsync(TestBus.Limit));
        var dead = red.CreateReceiver("news", "red", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });

        Assert.Equal("for red", (await dead.ReceiveMessageAsync(TestBus.Limit)).Body.ToString());
        foreach (var entity in (string[])["from-blue", "ordered", "news", "nowhere", "work"])
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => SendAsync(red, entity));
        foreach (var entity in (string[])["from-red/subscriptions/on", "news/subscriptions/blue", "work", "nowhere"])
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => red.CreateReceiver(entity).ReceiveMessageAsync(TestBus.Limit));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => red.CreateReceiver("work").PeekMessageAsync());
        Assert.Equal((1, 0), (bus.Host.Count("ordered"), bus.Host.Count("work")));
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("news/subscriptions/all")]
    [InlineData("work/$DeadLetterQueue")]
    public async Task Entity_ThatNobodyCanSendTo_IsNotFound(string entity)
    {
        await using var bus = await TestBus.StartAsync();

        var fault = await Assert.ThrowsAsync<ServiceBusException>(() => SendAsync(bus.Client, entity));

        Assert.Equal(ServiceBusFailureReason.MessagingEntityNotFound, fault.Reason);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("news")]
    public async Task Entity_ThatNobodyCanReceiveFrom_IsNotFound(string entity)
    {
        await using var bus = await TestBus.StartAsync();

        var fault = await Assert.ThrowsAsync<ServiceBusException>(
            () => bus.Client.CreateReceiver(entity).ReceiveMessageAsync(TestBus.Limit));

        Assert.Equal(ServiceBusFailureReason.MessagingEntityNotFound, fault.Reason);
    }

    [Fact]
    public async Task Keys_OfTheInstallation_AreOneAnAgencyAndOneForTheApp()
    {
        await using var bus = await TestBus.StartAsync();

        var keys = bus.Host.ConnectionStrings();

        Assert.Equal(["RootManageSharedAccessKey", "work-send", "work-listen", "red", "blue"], keys.Select(key => key.Name));
        Assert.Equal(
            [("news/subscriptions/red", "Listen"), ("from-red", "Send")],
            keys.Single(key => key.Name == "red").Grants.Select(grant => (grant.Entity, grant.Rights.Single())));
        Assert.Equal(bus.Host.ConnectionString, keys[0].ConnectionString);
        Assert.Equal(
            $"Endpoint=sb://localhost:{bus.Host.Port};SharedAccessKeyName=red;"
                + $"SharedAccessKey={KeyOf(bus, "red")};UseDevelopmentEmulator=true",
            keys.Single(key => key.Name == "red").ConnectionString);
    }

    [Fact]
    public async Task Keys_AfterARestart_AreTheSameAndTheirOwnersAlone()
    {
        await using var bus = await TestBus.StartAsync();
        var before = KeyOf(bus, "red");

        await bus.RestartAsync();

        Assert.Equal(before, KeyOf(bus, "red"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(bus.Folder, "bus-keys.json")));
    }

    private static string KeyOf(TestBus bus, string name) => ServiceBusConnectionStringProperties
        .Parse(bus.Host.ConnectionStrings().Single(key => key.Name == name).ConnectionString).SharedAccessKey;

    private static string Token(TestBus bus, string entity, string keyName, DateTimeOffset? expires = null, string? key = null) =>
        SasToken.Create(
            $"amqps://localhost/{entity}", keyName, key ?? KeyOf(bus, keyName), expires ?? TimeProvider.System.GetUtcNow().AddHours(1));

    private static ServiceBusClient WithToken(TestBus bus, string token) =>
        TestBus.ClientOf($"Endpoint=sb://localhost:{bus.Host.Port};SharedAccessSignature={token};UseDevelopmentEmulator=true");

    private static async Task AssertRefusedAsync(TestBus bus, string token)
    {
        await using var client = WithToken(bus, token);
        var refused = await Record.ExceptionAsync(() => SendAsync(client, "work"));
        Assert.True(refused is UnauthorizedAccessException, $"{token} gave {refused?.GetType().Name ?? "no refusal"}: {refused?.Message}");
    }

    private static async Task SendAsync(ServiceBusClient client, string entity) =>
        await client.CreateSender(entity).SendMessageAsync(new ServiceBusMessage("x") { SessionId = "s" });
}
