using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.DurableTask.Protobuf;

namespace LocalHost.Durable.Simulated;

// What clients see and remove.
internal sealed partial class TaskHub
{
    private const int UsualPage = 100;

    public OrchestrationState? State(string id, bool withTexts)
    {
        lock (_gate)
            return _instances.TryGetValue(id, out var instance) ? instance.State(withTexts, withTexts) : null;
    }

    /// <summary>A page of instances in the order of their ids. The token of the next page is the last id of this one.</summary>
    public QueryInstancesResponse Query(InstanceQuery query)
    {
        var size = query.MaxInstanceCount > 0 ? query.MaxInstanceCount : UsualPage;
        lock (_gate)
        {
            var found = _instances.Values
                .Where(instance => IsAsked(instance, query.RuntimeStatus, query.CreatedTimeFrom, query.CreatedTimeTo)
                    && (query.InstanceIdPrefix is not { Length: > 0 } prefix || instance.Id.StartsWith(prefix, StringComparison.Ordinal))
                    && (query.ContinuationToken is not { Length: > 0 } token || string.CompareOrdinal(instance.Id, token) > 0))
                .OrderBy(static instance => instance.Id, StringComparer.Ordinal)
                .Take(size + 1)
                .ToList();
            var page = new QueryInstancesResponse { ContinuationToken = found.Count > size ? found[size - 1].Id : null };
            page.OrchestrationState.AddRange(
                found.Take(size).Select(instance => instance.State(query.FetchInputsAndOutputs, withOutput: true)));
            return page;
        }
    }

    /// <summary>The present generation's events; of an instance that ended long ago, its beginning and end. Null if unknown.</summary>
    public IReadOnlyList<HistoryEvent>? History(string id)
    {
        lock (_gate)
            return _instances.TryGetValue(id, out var instance) ? [.. instance.History] : null;
    }

    /// <returns>How many instances were removed.</returns>
    public int Purge(string id)
    {
        lock (_gate)
        {
            if (!_instances.TryGetValue(id, out var instance))
                return 0;
            if (!instance.HasEnded)
            {
                throw Refused(
                    StatusCode.FailedPrecondition,
                    $"Only orchestrations in a terminal state can be purged, but instance ID {id} has status {instance.Status}");
            }

            Forget(instance);
            return 1;
        }
    }

    /// <summary>Without a status in the filter instances of every status go, those that run as well: so it is on Azure Storage.</summary>
    /// <returns>How many instances were removed.</returns>
    public int Purge(PurgeInstanceFilter filter)
    {
        lock (_gate)
        {
            var ended = filter.RuntimeStatus.Except(Running).ToList();
            // Statuses were named, but none that can be purged.
            if (ended.Count == 0 && filter.RuntimeStatus.Count > 0)
                return 0;
            var (from, to) = (filter.CreatedTimeFrom, filter.CreatedTimeTo);
            var found = _instances.Values.Where(instance => IsAsked(instance, ended, from, to)).ToList();
            found.ForEach(Forget);
            return found.Count;
        }
    }

    private static bool IsAsked(Instance instance, ICollection<OrchestrationStatus> statuses, Timestamp? from, Timestamp? to)
        => (statuses.Count == 0 || statuses.Contains(instance.Status))
            && (from is null || instance.Start.Timestamp.CompareTo(from) >= 0)
            && (to is null || instance.Start.Timestamp.CompareTo(to) <= 0);
}
