using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>The engine's client: changes go through the turn loop, reads to the file.</summary>
internal sealed class EngineClient(TurnLoop loop, ReaderPool readers, StatusSignals signals, DataConverter converter) : DurableTaskClient("local")
{
    private const int LongestId = 256;

    private static readonly OrchestrationRuntimeStatus[] Ended =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        if (orchestratorName == default)
            throw new ArgumentException("The orchestrator's name is missing.", nameof(orchestratorName));
        var instanceId = options?.InstanceId ?? Guid.NewGuid().ToString("N");
        CheckId(instanceId);
        var tags = options?.Tags is { Count: > 0 } given ? JsonSerializer.Serialize(given) : null;
        var version = options?.Version is { Version.Length: > 0 } chosen ? chosen.Version : null;
        await loop.Schedule(instanceId, orchestratorName, converter.Serialize(input), options?.StartAt, version, tags).WaitAsync(cancellation);
        return instanceId;
    }

    public override async Task<string> RestartAsync(string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var (row, input) = readers.Read(reader => reader.FindInstance(instanceId) is { } found ? (found, reader.ReadInput(found.Key)) : default);
        if (row is null)
            throw new ArgumentException($"An orchestration with the instanceId {instanceId} was not found.", nameof(instanceId));
        var newId = restartWithNewInstanceId ? Guid.NewGuid().ToString("N") : instanceId;
        await loop.Schedule(newId, row.Name, input, null, row.Version, row.Tags).WaitAsync(cancellation);
        return newId;
    }

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return loop.Switch(instanceId, EventKind.ExecutionSuspended, reason).WaitAsync(cancellation);
    }

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return loop.Switch(instanceId, EventKind.ExecutionResumed, reason).WaitAsync(cancellation);
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return new(await loop.Purge(instanceId, options?.Recursive ?? false).WaitAsync(cancellation), true);
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var began = Environment.TickCount64;
        var purged = 0;
        var statuses = filter.Statuses?.Any() == true ? filter.Statuses.Intersect(Ended).ToArray() : Ended;
        if (statuses.Length == 0)
            return new(0, true);
        var query = new OrchestrationQuery(filter.CreatedFrom, filter.CreatedTo, statuses);
        await foreach (var found in GetAllInstancesAsync(query).WithCancellation(cancellation))
        {
            if (filter.Timeout is { } timeout && Environment.TickCount64 - began > timeout.TotalMilliseconds)
                return new(purged, false);
            purged += await loop.Purge(found.InstanceId, options?.Recursive ?? false).WaitAsync(cancellation);
        }

        return new(purged, true);
    }

    public override Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return loop.RaiseEvent(instanceId, eventName, converter.Serialize(eventPayload)).WaitAsync(cancellation);
    }

    public override Task TerminateInstanceAsync(string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return loop.Terminate(instanceId, converter.Serialize(options?.Output), options?.Recursive ?? false).WaitAsync(cancellation);
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
        => Wait(instanceId, getInputsAndOutputs, static found => found.RuntimeStatus != OrchestrationRuntimeStatus.Pending, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
        => Wait(instanceId, getInputsAndOutputs, static found => found.IsCompleted, cancellation);

    public override Task<OrchestrationMetadata?> GetInstanceAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(Read(instanceId, getInputsAndOutputs));
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        var query = filter ?? new();
        return Pageable.Create((token, size, cancellation) =>
        {
            cancellation.ThrowIfCancellationRequested();
            return Task.FromResult(ReadPage(query, token ?? query.ContinuationToken, Math.Max(1, size ?? query.PageSize)));
        });
    }

    // The engine owns what the client uses.
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<OrchestrationMetadata> Wait(
        string instanceId, bool withTexts, Func<OrchestrationMetadata, bool> condition, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var found = await signals.WaitUntil(instanceId, () => Read(instanceId, withTexts), found => found is null || condition(found), cancellation);
        return found ?? throw new InvalidOperationException($"No instance with ID '{instanceId}' was found.");
    }

    private OrchestrationMetadata? Read(string instanceId, bool withTexts) => readers.Read(reader =>
        reader.FindInstance(instanceId) is { } row ? Describe(reader, row, withTexts) : null);

    private Page<OrchestrationMetadata> ReadPage(OrchestrationQuery query, string? afterId, int size) => readers.Read(reader =>
    {
        var rows = reader.Query(query, afterId, size + 1);
        var values = rows.Take(size).Select(row => Describe(reader, row, query.FetchInputsAndOutputs)).ToList();
        return new Page<OrchestrationMetadata>(values, rows.Count > size ? rows[size - 1].Id : null);
    });

    private OrchestrationMetadata Describe(StoreReader reader, InstanceRow row, bool withTexts) => new(row.Name, row.Id)
    {
        RuntimeStatus = row.Status,
        CreatedAt = new(row.Created, TimeSpan.Zero),
        LastUpdatedAt = new(row.Updated, TimeSpan.Zero),
        DataConverter = converter,
        Tags = row.Tags is { } tags ? JsonSerializer.Deserialize<Dictionary<string, string>>(tags)! : new Dictionary<string, string>(),
        WithoutTexts = !withTexts,
        SerializedInput = withTexts ? ReadInput(reader, row) : null,
        SerializedOutput = withTexts ? row.Output : null,
        SerializedCustomStatus = withTexts ? row.CustomStatus : null,
        FailureDetails = withTexts && row.Failure is { } failure ? StoredFailure.Read(failure).ToDetails() : null,
    };

    private static string? ReadInput(StoreReader reader, InstanceRow row)
    {
        try
        {
            return reader.ReadInput(row.Key);
        }
        catch (Microsoft.Data.Sqlite.SqliteException error) when (Damage.IsDamage(error) && row.IsFinished)
        {
            // Of a quarantined instance the reason must be readable where the rest is not.
            return null;
        }
    }

    private static void CheckId(string id)
    {
        if (id.Length is 0 or > LongestId || id[0] == '@' || id.AsSpan().IndexOfAny("/\\#?") >= 0 || id.Any(char.IsControl))
        {
            throw new ArgumentException(
                $"'{id}' is not an instance ID: it has 1 to {LongestId} characters, does not start with '@', and has none of / \\ # ? and no control characters.", nameof(id));
        }
    }
}
