using Google.Protobuf;
using Microsoft.DurableTask.Protobuf;

namespace LocalHost.Durable.Simulated;

/// <summary>One run of an orchestrator's code: from the beginning of its generation, through what happened, to what is new.</summary>
/// <param name="Instance">Whose code runs.</param>
/// <param name="ExecutionId">The generation that runs.</param>
/// <param name="Messages">What is new.</param>
/// <param name="Begin">Its first event; its time is the orchestration's present.</param>
internal sealed record Episode(Instance Instance, string ExecutionId, IReadOnlyList<Message> Messages, HistoryEvent Begin)
{
    /// <summary>Whether it is the first of a generation that another continued as.</summary>
    public bool BeginsGeneration => Instance.CustomStatus is not null && Messages[0].Event.ExecutionStarted is not null;

    public IEnumerable<HistoryEvent> NewEvents => Messages.Select(static message => message.Event).Prepend(Begin);

    /// <summary>What the orchestration trigger receives.</summary>
    public string Request()
    {
        var request = new OrchestratorRequest { InstanceId = Instance.Id, ExecutionId = ExecutionId };
        request.PastEvents.AddRange(Instance.History);
        request.NewEvents.AddRange(NewEvents);
        return Convert.ToBase64String(request.ToByteArray());
    }

    /// <summary>Reads what the orchestration trigger gives back.</summary>
    /// <exception cref="InvalidDataException">It is no answer.</exception>
    public static OrchestratorResponse Response(string? answer)
    {
        if (string.IsNullOrEmpty(answer))
            throw new InvalidDataException("The function gave no answer: it must be run by the worker's Durable Functions extension.");
        try
        {
            return OrchestratorResponse.Parser.ParseFrom(Convert.FromBase64String(answer));
        }
        catch (Exception exception) when (exception is FormatException or InvalidProtocolBufferException)
        {
            throw new InvalidDataException($"The function's answer can't be read: {exception.Message}", exception);
        }
    }
}
