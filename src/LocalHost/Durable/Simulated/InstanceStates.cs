using Google.Protobuf.WellKnownTypes;
using Microsoft.DurableTask.Protobuf;

namespace LocalHost.Durable.Simulated;

internal static class InstanceStates
{
    /// <summary>What clients are shown of an instance. A failure stands in the output, as on Azure Storage.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="withInput">Whether its input is shown.</param>
    /// <param name="withOutput">Whether its output and custom status are.</param>
    public static OrchestrationState State(this Instance instance, bool withInput, bool withOutput) => new()
    {
        InstanceId = instance.Id,
        Name = instance.Started.Name,
        Version = instance.Started.Version,
        OrchestrationStatus = instance.Status,
        ScheduledStartTimestamp = instance.Started.ScheduledStartTimestamp,
        CreatedTimestamp = instance.Start.Timestamp,
        LastUpdatedTimestamp = Timestamp.FromDateTimeOffset(instance.UpdatedAt),
        Input = withInput ? instance.Started.Input : null,
        Output = withOutput ? instance.Output : null,
        CustomStatus = withOutput ? instance.CustomStatus : null,
        ParentInstanceId = instance.Started.ParentInstance?.OrchestrationInstance.InstanceId,
        Tags = { instance.Started.Tags },
    };
}
