using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using LocalHost.Worker;
using Microsoft.DurableTask.Protobuf;

namespace ChildProtection.Functions.Tests.Maintenance.Hosted;

/// <summary>
/// The machine's clock, which is set again and again: what its processes see of it. The storage service goes by its own.
/// </summary>
internal sealed class JumpingClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<(DateTimeOffset Since, TimeSpan Ahead)> _jumps = [(DateTimeOffset.MinValue, TimeSpan.Zero)];

    public override DateTimeOffset GetUtcNow() => Seen(System.GetUtcNow());

    /// <summary>From now on it is so far ahead of the true time.</summary>
    public void SetAhead(TimeSpan ahead)
    {
        lock (_gate)
            _jumps.Add((System.GetUtcNow(), ahead));
    }

    /// <summary>What the clock showed at a true moment.</summary>
    public DateTimeOffset Seen(DateTimeOffset moment) => moment + AheadAt(moment);

    /// <summary>The true moment at which the clock, as it is set now, comes to show this.</summary>
    public DateTimeOffset True(DateTimeOffset shown) => shown - AheadAt(System.GetUtcNow());

    private TimeSpan AheadAt(DateTimeOffset moment)
    {
        lock (_gate)
            return _jumps.FindLast(jump => jump.Since <= moment).Ahead;
    }
}

/// <summary>
/// Stands between an engine and the worker, so that orchestrations live on the clock that jumps: the engine itself cannot be given one.
/// </summary>
internal sealed class JumpedCalls(IFunctionInvoker inner, JumpingClock clock) : IFunctionInvoker
{
    public Task<IReadOnlyList<WorkerFunction>> FunctionsAsync(CancellationToken cancellationToken) =>
        inner.FunctionsAsync(cancellationToken);

    public async Task<RpcValue?> InvokeAsync(FunctionCall call, CancellationToken cancellationToken)
    {
        if (!call.Function.TriggerType.Equals("orchestrationTrigger", StringComparison.OrdinalIgnoreCase))
            return await inner.InvokeAsync(call, cancellationToken);
        var request = OrchestratorRequest.Parser.ParseFrom(Convert.FromBase64String(call.Input!.Value.Text));
        foreach (var happened in request.PastEvents.Concat(request.NewEvents))
            happened.Timestamp = Timestamp.FromDateTimeOffset(clock.Seen(happened.Timestamp.ToDateTimeOffset()));
        var answer = await inner.InvokeAsync(
            call with
            {
                Input = RpcValue.Of(Convert.ToBase64String(request.ToByteArray())),
            },
            cancellationToken);
        var response = OrchestratorResponse.Parser.ParseFrom(Convert.FromBase64String(answer!.Value.Text));
        foreach (var timer in response.Actions.Select(action => action.CreateTimer).OfType<CreateTimerAction>())
            timer.FireAt = Timestamp.FromDateTimeOffset(clock.True(timer.FireAt.ToDateTimeOffset()));
        return RpcValue.Of(Convert.ToBase64String(response.ToByteArray()));
    }
}
