using LocalHost.Bus.Broker;
using LocalHost.Bus.Entities;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Encoding;
using Microsoft.Azure.Amqp.Framing;

namespace LocalHost.Bus.Amqp;

/// <summary>The node <c>$management</c> of an entity: the operations besides sending, receiving and settling.</summary>
internal sealed class ManagementNode(MessageBroker broker) : IRequestNode
{
    private const int MostPeeked = 250;
    private const int MostPeekedBytes = 1 << 20;

    public async Task<AmqpMessage> AnswerAsync(BusConnection connection, string entity, BusRequest request)
    {
        connection.Claims.Demand(entity, AccessRight.Listen);
        return request.Operation switch
        {
            "com.microsoft:peek-message" => await PeekAsync(entity, request),
            "com.microsoft:renew-lock" => await RenewAsync(entity, request),
            "com.microsoft:update-disposition" => await SettleAsync(entity, request),
            "com.microsoft:renew-session-lock" => await RenewSessionAsync(entity, request, connection),
            "com.microsoft:get-session-state" => await StateAsync(entity, request, connection),
            "com.microsoft:set-session-state" => await SetStateAsync(entity, request, connection),
            var other => throw Faults.NotImplemented($"the operation '{other}'"),
        };
    }

    public AmqpMessage Refuse(Exception exception)
    {
        var (condition, text) = AmqpErrors.Tell(exception);
        var answer = Answer(StatusOf(condition), null);
        answer.ApplicationProperties.Map["statusDescription"] = text;
        answer.ApplicationProperties.Map["errorCondition"] = (AmqpSymbol)condition;
        return answer;
    }

    private static int StatusOf(string condition) => condition switch
    {
        Conditions.NotFound => 404,
        Conditions.MessageLockLost or Conditions.SessionLockLost or Conditions.SessionCannotBeLocked => 410,
        Conditions.Unauthorized => 401,
        Conditions.NotImplemented => 501,
        Conditions.InternalError => 500,
        _ => 400,
    };

    private async Task<AmqpMessage> PeekAsync(string entity, BusRequest request)
    {
        var limit = Math.Clamp(request.Need<int>("message-count"), 1, MostPeeked);
        var rows = await broker.PeekAsync(
            entity, limit, request.Need<long>("from-sequence-number"), request.Optional<string>("session-id"), MostPeekedBytes);
        var messages = rows.ConvertAll(static row =>
            new AmqpMap { [new MapKey("message")] = new ArraySegment<byte>(DeliveryBytes.Whole(row)) });
        return messages.Count == 0 ? Answer(204, null) : Answer(200, new AmqpMap { [new MapKey("messages")] = messages });
    }

    private async Task<AmqpMessage> RenewAsync(string entity, BusRequest request)
    {
        var ends = await broker.RenewAsync(entity, request.Need<Guid[]>("lock-tokens"));
        return Answer(200, new AmqpMap { [new MapKey("expirations")] = ends.Select(static end => end.UtcDateTime).ToArray() });
    }

    private async Task<AmqpMessage> SettleAsync(string entity, BusRequest request)
    {
        var changes = MessageChanges.Of(request.Optional<AmqpMap>("properties-to-modify"));
        var reasons = DeadLetters.Properties(
            request.Optional<string>("deadletter-reason"), request.Optional<string>("deadletter-description"), changes);
        foreach (var token in request.Need<Guid[]>("lock-tokens"))
        {
            await (request.Need<string>("disposition-status") switch
            {
                "completed" => broker.CompleteAsync(entity, token),
                "abandoned" => broker.AbandonAsync(entity, token, changes),
                "suspended" => broker.DeadLetterAsync(entity, token, reasons),
                var other => throw Faults.NotImplemented(other == "defered" ? "deferring messages" : $"the disposition '{other}'"),
            });
        }

        return Answer(200, null);
    }

    private async Task<AmqpMessage> RenewSessionAsync(string entity, BusRequest request, BusConnection connection)
    {
        var end = await broker.RenewSessionAsync(entity, Hold(connection, entity, request));
        return Answer(200, new AmqpMap { [new MapKey("expiration")] = end.UtcDateTime });
    }

    private async Task<AmqpMessage> StateAsync(string entity, BusRequest request, BusConnection connection)
    {
        var state = await broker.SessionStateAsync(entity, Hold(connection, entity, request));
        return Answer(200, new AmqpMap { [new MapKey("session-state")] = state is null ? null! : new ArraySegment<byte>(state) });
    }

    private async Task<AmqpMessage> SetStateAsync(string entity, BusRequest request, BusConnection connection)
    {
        var state = request.Optional<ArraySegment<byte>>("session-state");
        await broker.SetSessionStateAsync(entity, Hold(connection, entity, request), state.Array is null ? null : [.. state]);
        return Answer(200, null);
    }

    // A session belongs to the connection whose receiver holds it.
    private static SessionHold Hold(BusConnection connection, string entity, BusRequest request) =>
        connection.Holds.TryGetValue((entity, request.Need<string>("session-id")), out var hold) ? hold : throw Faults.SessionLockLost();

    private static AmqpMessage Answer(int status, AmqpMap? body)
    {
        var answer = AmqpMessage.Create(new AmqpValue { Value = body ?? new AmqpMap() });
        answer.ApplicationProperties.Map["statusCode"] = status;
        answer.ApplicationProperties.Map["statusDescription"] = status == 200 ? "OK" : status == 204 ? "No Content" : "";
        return answer;
    }
}
