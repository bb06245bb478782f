using System.Collections.Concurrent;
using LocalHost.Bus.Broker;
using LocalHost.Bus.Content;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;
using Microsoft.Azure.Amqp.Transport;

namespace LocalHost.Bus.Amqp;

/// <summary>A client's connection, and the broker's knowledge of the client.</summary>
internal sealed class BusConnection : AmqpConnection, ISessionFactory
{
    private const uint MostLinksOfSession = 255;
    private const int MostLinks = 1_024;

    private volatile bool _congested;
    private int _links;

    public BusConnection(
        TransportBase transport, AmqpSettings settings, AmqpConnectionSettings connectionSettings, Claims claims, InboundBudget budget)
        : base(transport, ProtocolHeader.Amqp100, isInitiator: false, settings, connectionSettings)
    {
        (Claims, Budget) = (claims, budget);
        SessionFactory = this;
    }

    /// <summary>The client's rights.</summary>
    public Claims Claims { get; }

    public InboundBudget Budget { get; }

    /// <summary>Sessions that the client's receivers hold, by queue and session id.</summary>
    public ConcurrentDictionary<(string Queue, string SessionId), SessionHold> Holds { get; } = [];

    /// <summary>Links that take answers, by the node's address.</summary>
    public ReplyLinks Replies { get; } = new();

    /// <summary>True while the client does not read its messages.</summary>
    public bool IsCongested => _congested;

    /// <summary>Raised when <see cref="IsCongested"/> has become false.</summary>
    public event Action? Relieved;

    public AmqpSession CreateSession(AmqpConnection connection, AmqpSessionSettings settings)
    {
        settings.HandleMax = MostLinksOfSession;
        return new AmqpSession(connection, settings, AmqpSettings.RuntimeProvider);
    }

    /// <summary>Counts a link that is about to be made.</summary>
    /// <exception cref="AmqpException">The connection has too many.</exception>
    public void Count(AmqpLink link)
    {
        if (Interlocked.Increment(ref _links) > MostLinks)
        {
            Interlocked.Decrement(ref _links);
            throw AmqpErrors.Exception(Conditions.LimitExceeded, $"A connection has at most {MostLinks} links. Open another one.");
        }

        link.SafeAddClosed((_, _) => Interlocked.Decrement(ref _links));
    }

    protected override void OnFrameBuffer(ByteBuffer buffer)
    {
        try
        {
            if (FrameGuard.Check(buffer.Buffer.AsSpan(buffer.Offset, buffer.Length)) is { } bytes)
                Budget.Arrive(bytes);
        }
        catch (Exception error) when (error is MalformedMessageException or BusFault)
        {
            buffer.Dispose();
            throw AmqpErrors.Exception(error);
        }

        base.OnFrameBuffer(buffer);
    }

    protected override void HandleIoEvent(IoEvent ioEvent)
    {
        _congested = ioEvent == IoEvent.WriteBufferQueueFull;
        if (!_congested)
            Relieved?.Invoke();
        base.HandleIoEvent(ioEvent);
    }
}
