using Microsoft.DurableTask.Client;

namespace Conformance.Hosts;

/// <summary>An engine that the suite runs on.</summary>
public interface IEngine
{
    /// <summary>Names of tests that this engine is known to fail, for reasons of its own; they are not run on it.</summary>
    static abstract IReadOnlySet<string> KnownGaps { get; }

    /// <summary>Opens the engine for one test.</summary>
    static abstract Task<EngineSession> OpenAsync();
}

/// <summary>What a test has of an engine. Where one engine serves all tests, they tell their instances apart by id.</summary>
/// <param name="Client">A client of the engine.</param>
/// <param name="Owned">Ends with the test; null where the engine stays.</param>
public sealed record EngineSession(DurableTaskClient Client, IAsyncDisposable? Owned = null) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Owned?.DisposeAsync() ?? ValueTask.CompletedTask;
}
