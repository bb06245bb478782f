using System.Text.Json.Serialization;

namespace ChildProtection.Functions.CaseWorkflow;

/// <summary>The input of one generation of a case's orchestration, without names or words of the case.</summary>
public sealed record CaseWorkflowInput
{
    /// <summary>The state so far (JSON, versioned); null for a case to be opened.</summary>
    [JsonConverter(typeof(NestedJson))]
    public string? State { get; init; }

    /// <summary>A signal (JSON) to decide first; null to wait for the next one.</summary>
    [JsonConverter(typeof(NestedJson))]
    public string? Signal { get; init; }
}

/// <summary>The envelope in which a signal travels as an external event.</summary>
/// <param name="Signal">The signal as JSON.</param>
public sealed record CaseEventEnvelope([property: JsonConverter(typeof(NestedJson))] string Signal);

/// <summary>Input of the commit activity.</summary>
public sealed record CommitInput
{
    public required string CaseId { get; init; }

    [JsonConverter(typeof(NestedJson))]
    public required string Signal { get; init; }

    [JsonConverter(typeof(NestedJson))]
    public required string Decision { get; init; }
}

/// <summary>Input of the publish activity.</summary>
public sealed record PublishInput
{
    public required string CaseId { get; init; }

    [JsonConverter(typeof(NestedJson))]
    public required string Signal { get; init; }

    /// <summary>The fact whose outbox to publish; null when the event was refused and only its caller waits.</summary>
    public long? Sequence { get; init; }

    /// <summary>The signal's span. Absent without tracing, so that histories stay the same as before tracing existed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceParent { get; init; }
}

/// <summary>Input of the activity that counts failed decisions.</summary>
public sealed record FailureInput
{
    public required string CaseId { get; init; }

    [JsonConverter(typeof(NestedJson))]
    public required string Signal { get; init; }

    public required string Reason { get; init; }

    /// <summary>
    /// Whether it can never succeed, so that the event is parked the first time. Absent where it may, as in histories before there was
    /// this.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Refused { get; init; }
}
