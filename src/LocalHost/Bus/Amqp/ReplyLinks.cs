using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;

namespace LocalHost.Bus.Amqp;

/// <summary>The links over which a client takes answers. Safe for use from any thread.</summary>
internal sealed class ReplyLinks
{
    // Answers for which a client gives no credit.
    private const uint MostWaiting = 100;

    private readonly Lock _gate = new();
    private readonly List<(BusAddress Address, SendingAmqpLink Link)> _links = [];
    private long _tag;

    public void Add(BusAddress address, SendingAmqpLink link)
    {
        lock (_gate)
            _links.Add((address, link));
        link.SafeAddClosed((_, _) => Remove(link));
    }

    /// <summary>
    /// Sends an answer. .NET's client names the link's target in its request, JavaScript's its name; one that is gone needs no answer.
    /// </summary>
    public void Send(BusAddress address, string? replyTo, AmqpMessage answer)
    {
        SendingAmqpLink? link;
        lock (_gate)
        {
            link = _links.Find(found => found.Address == address && IsMeant(found.Link, replyTo)).Link;
        }

        if (link is null)
            return;
        if (link.Available > MostWaiting)
            link.SafeClose(AmqpErrors.Exception(Broker.Conditions.LimitExceeded, "The link gives no credit for the answers it asked for."));
        else
            link.SendMessageNoWait(answer, new(BitConverter.GetBytes(Interlocked.Increment(ref _tag))), AmqpConstants.NullBinary);
    }

    private static bool IsMeant(SendingAmqpLink link, string? replyTo) =>
        replyTo is null || (link.Settings.Target as Target)?.Address?.ToString() == replyTo || link.Name == replyTo;

    private void Remove(SendingAmqpLink link)
    {
        lock (_gate)
            _links.RemoveAll(found => found.Link == link);
    }
}
