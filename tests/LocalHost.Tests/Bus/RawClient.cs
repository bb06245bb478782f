using Azure.Messaging.ServiceBus;
using LocalHost.Bus.Access;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;

namespace LocalHost.Tests.Bus;

/// <summary>A client that speaks AMQP without the manners of the official one.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    private readonly AmqpConnection _connection;

    private RawClient(AmqpConnection connection) => _connection = connection;

    public static async Task<RawClient> ConnectAsync(int port) =>
        new(await new AmqpConnectionFactory().OpenConnectionAsync(new Uri($"amqp://127.0.0.1:{port}"), TestBus.Limit));

    /// <summary>Shows a token for the whole bus.</summary>
    public async Task ShowKeyAsync(string connectionString)
    {
        var key = ServiceBusConnectionStringProperties.Parse(connectionString);
        var expires = TimeProvider.System.GetUtcNow().AddHours(1);
        var (status, _) = await PutTokenAsync(SasToken.Create("sb://localhost/", key.SharedAccessKeyName, key.SharedAccessKey, expires));
        Assert.Equal(202, status);
    }

    public async Task<(int Status, string Description)> PutTokenAsync(object? token)
    {
        var request = AmqpMessage.Create(new AmqpValue { Value = token });
        request.ApplicationProperties.Map["operation"] = "put-token";
        request.ApplicationProperties.Map["type"] = "servicebus.windows.net:sastoken";
        request.ApplicationProperties.Map["name"] = "amqp://localhost/work";
        var answer = await RequestAsync("$cbs", request);
        return ((int)answer.ApplicationProperties.Map["status-code"], (string)answer.ApplicationProperties.Map["status-description"]);
    }

    public async Task<AmqpMessage> RequestAsync(string node, AmqpMessage request)
    {
        var link = new RequestResponseAmqpLink("test", await SessionAsync(), node, new Fields());
        await link.OpenAsync(TestBus.Limit);
        return await link.RequestAsync(request, TestBus.Limit);
    }

    public async Task<SendingAmqpLink> SenderAsync(string entity)
    {
        var link = new SendingAmqpLink(await SessionAsync(), new AmqpLinkSettings
        {
            LinkName = Guid.NewGuid().ToString(),
            Role = false,
            InitialDeliveryCount = 0,
            Source = new Source { Address = "test" },
            Target = new Target { Address = entity },
        });
        await link.OpenAsync(TestBus.Limit);
        return link;
    }

    public async Task<ReceivingAmqpLink> ReceiverAsync(string entity)
    {
        var link = new ReceivingAmqpLink(await SessionAsync(), new AmqpLinkSettings
        {
            LinkName = Guid.NewGuid().ToString(),
            Role = true,
            SettleType = SettleMode.SettleOnDispose,
            Source = new Source { Address = entity },
            Target = new Target { Address = "test" },
        });
        await link.OpenAsync(TestBus.Limit);
        return link;
    }

    /// <summary>The condition by which a link to send is refused.</summary>
    public Task<string> RefusalOfSenderAsync(string entity) => RefusalAsync(async () => await SenderAsync(entity));

    /// <summary>The condition by which a link to receive is refused.</summary>
    public Task<string> RefusalOfReceiverAsync(string entity) => RefusalAsync(async () => await ReceiverAsync(entity));

    public ValueTask DisposeAsync()
    {
        _connection.Abort();
        return ValueTask.CompletedTask;
    }

    // The library opens a link first and is told then that it is refused.
    private static async Task<string> RefusalAsync(Func<Task<AmqpLink>> open)
    {
        try
        {
            var link = await open();
            var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            link.SafeAddClosed((_, _) => closed.TrySetResult());
            await closed.Task.WaitAsync(TestBus.Limit);
            return ((AmqpException)link.TerminalException).Error.Condition.Value;
        }
        catch (AmqpException refused)
        {
            return refused.Error.Condition.Value;
        }
    }

    private async Task<AmqpSession> SessionAsync()
    {
        var session = _connection.CreateSession(new AmqpSessionSettings());
        await session.OpenAsync(TestBus.Limit);
        return session;
    }
}
