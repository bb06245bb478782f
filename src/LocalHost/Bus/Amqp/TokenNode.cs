using LocalHost.Bus.Broker;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;

namespace LocalHost.Bus.Amqp;

/// <summary>The node <c>$cbs</c>: takes the tokens by which a connection shows what it may do.</summary>
internal sealed class TokenNode : IRequestNode
{
    private const int Accepted = 202;

    public Task<AmqpMessage> AnswerAsync(BusConnection connection, string entity, BusRequest request)
    {
        if (request.Operation != "put-token")
            throw Faults.NotImplemented($"the operation '{request.Operation}' at $cbs");
        connection.Claims.Put(request.Body as string);
        return Task.FromResult(Answer(Accepted, "Accepted"));
    }

    public AmqpMessage Refuse(Exception exception)
    {
        var (condition, text) = AmqpErrors.Tell(exception);
        return Answer(StatusOf(condition), text);
    }

    private static int StatusOf(string condition) => condition switch
    {
        Conditions.Unauthorized => 401,
        Conditions.NotImplemented => 501,
        Conditions.LimitExceeded => 403,
        _ => 400,
    };

    private static AmqpMessage Answer(int status, string description)
    {
        var answer = AmqpMessage.Create(new AmqpValue { Value = null });
        answer.ApplicationProperties.Map["status-code"] = status;
        answer.ApplicationProperties.Map["status-description"] = description;
        return answer;
    }
}
