using ChildProtection.Functions.Platform.Durable;
using ChildProtection.Functions.Tests.CaseWorkflow;
using Grpc.Core;

namespace ChildProtection.Functions.Tests.Platform.Durable;

/// <summary>An engine that is away is told apart from one that refuses, and from a caller that went away.</summary>
public sealed class EngineCallTests
{
    [Theory]
    [InlineData(StatusCode.Unavailable)]
    [InlineData(StatusCode.DeadlineExceeded)]
    [InlineData(StatusCode.ResourceExhausted)]
    [InlineData(StatusCode.Cancelled)]
    public async Task Call_ThatTheEngineDoesNotAnswer_IsUnavailable(StatusCode status) =>
        await Assert.ThrowsAsync<EngineUnavailableException>(() => EngineCall.Async<bool>(_ => throw MockedEngine.Rpc(status), default));

    [Theory]
    [InlineData(StatusCode.NotFound)]
    [InlineData(StatusCode.Unknown)]
    [InlineData(StatusCode.InvalidArgument)]
    public async Task Call_ThatTheEngineRefuses_IsPassedOn(StatusCode status)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(() => EngineCall.Async<bool>(_ => throw MockedEngine.Rpc(status), default));

        Assert.Equal(status, refusal.StatusCode);
    }

    [Fact]
    public async Task Call_ThatHangs_IsUnavailableAfterTheWait() =>
        await Assert.ThrowsAsync<EngineUnavailableException>(() => EngineCall.Async(HangAsync, TimeSpan.FromMilliseconds(20), default));

    [Fact]
    public async Task Call_WhoseCallerWentAway_IsCancelledHoweverTheClientSaysIt()
    {
        using var gone = new CancellationTokenSource();
        var (hanging, mapped) = (
            EngineCall.Async(HangAsync, gone.Token),
            EngineCall.Async(cancel => SayAsync(MockedEngine.Rpc(StatusCode.Cancelled), cancel), gone.Token));

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => mapped);
    }

    [Fact]
    public void Reason_OfARefusal_HoldsNothingThatTheEngineSays() =>
        Assert.Equal("the engine answers NotFound", EngineCall.Reason(MockedEngine.Rpc(StatusCode.NotFound)));

    private static Task<bool> HangAsync(CancellationToken cancellationToken) => SayAsync(null, cancellationToken);

    private static async Task<bool> SayAsync(Exception? inItsPlace, CancellationToken cancellationToken)
    {
        var never = new TaskCompletionSource<bool>();
        try
        {
            return await never.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (inItsPlace is not null)
        {
            throw inItsPlace;
        }
    }
}
