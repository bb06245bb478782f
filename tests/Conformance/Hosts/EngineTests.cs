using Microsoft.DurableTask.Client;

namespace Conformance.Hosts;

/// <summary>Tests that hold for every engine.</summary>
public abstract class EngineTests<TEngine> : IAsyncLifetime
    where TEngine : IEngine
{
    private EngineSession? session;

    protected DurableTaskClient Client => session?.Client
        ?? throw new InvalidOperationException("xunit has not initialised the test class.");

    public async Task InitializeAsync() => session = await TEngine.OpenAsync();

    public async Task DisposeAsync()
    {
        if (session is not null)
            await session.DisposeAsync();
    }

    /// <summary>An instance id that no other test has.</summary>
    protected static string NewId(string name) => $"{name}-{Guid.NewGuid():N}";
}
