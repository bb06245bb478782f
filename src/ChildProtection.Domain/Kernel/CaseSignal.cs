using System.Text.Json;
using System.Text.Json.Serialization;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Kernel;

/// <summary>
/// What reaches a case: an event (something happened), or a moment that its timer waited for (of a deadline, an approval or a recovery).
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "signal")]
[JsonDerivedType(typeof(EventSignal), "event")]
[JsonDerivedType(typeof(OpeningSignal), "opening")]
[JsonDerivedType(typeof(CheckpointSignal), "checkpoint")]
[JsonDerivedType(typeof(ApprovalStepSignal), "approvalStep")]
[JsonDerivedType(typeof(RecoverySignal), "recovery")]
public abstract record CaseSignal
{
    /// <summary>The form that travels through the engine: words withheld.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, DomainJson.Signal);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">It is not a signal.</exception>
    public static CaseSignal FromJson(string json) =>
        JsonSerializer.Deserialize<CaseSignal>(json, DomainJson.Signal) ?? throw new JsonException("A signal is expected, not null.");
}

/// <summary>Something happened. Words are withheld; see <see cref="FreeText"/>.</summary>
public sealed record EventSignal : CaseSignal
{
    /// <summary>A decision that a history holds replays by the rules that it was made by, or the replay would end elsewhere.</summary>
    public const int CurrentRules = 1;

    /// <summary>The event's identity within the case: the same key is the same event.</summary>
    public required string EventId { get; init; }

    /// <summary>The local day of the fact, which deadlines count from or are met on.</summary>
    public required DateOnly OccurredOn { get; init; }

    /// <summary>When it was received (UTC).</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>
    /// Which rules decide it: <see cref="CurrentRules"/> for all that comes now, null in the histories that earlier releases left.
    /// </summary>
    public required int? Rules { get; init; }

    public required Actor Actor { get; init; }

    public required CaseEvent Event { get; init; }
}

/// <summary>A referral: the case begins.</summary>
public sealed record OpeningSignal : CaseSignal
{
    public required string CaseId { get; init; }

    /// <summary>Plans that this authority made for the child in earlier cases.</summary>
    public required int PreviousPlans { get; init; }

    /// <summary>When the last of them ended, if there was one.</summary>
    public DateOnly? PreviousPlanEndedOn { get; init; }

    /// <summary>Carries an event that opens a case; see <see cref="IOpensCase"/>.</summary>
    public required EventSignal Referral { get; init; }
}

/// <summary>A moment that the case's timer waits for has come. It is no event: the system raises it.</summary>
/// <param name="At">The moment it was armed for (UTC).</param>
public abstract record TimedSignal(DateTimeOffset At) : CaseSignal
{
    /// <summary>
    /// What must be looked up before it is decided; null where the case knows enough, as in histories of earlier releases.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OutsideQuestion? Question { get; init; }

    /// <summary>What was found.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OutsideAnswer? Answer { get; init; }

    /// <summary>Whose moment it is; with the moment it names the signal within its case.</summary>
    [JsonIgnore]
    public abstract string Of { get; }
}

/// <summary>The nearest checkpoint of a deadline has come.</summary>
/// <param name="DeadlineId">Whose it is.</param>
/// <param name="At">The moment it was armed for (UTC).</param>
public sealed record CheckpointSignal(string DeadlineId, DateTimeOffset At) : TimedSignal(At)
{
    [JsonIgnore]
    public override string Of => DeadlineId;
}

/// <summary>An approval without a deadline has waited long enough to climb.</summary>
/// <param name="ApprovalId">Whose step it is.</param>
/// <param name="At">The moment it was armed for (UTC).</param>
public sealed record ApprovalStepSignal(string ApprovalId, DateTimeOffset At) : TimedSignal(At)
{
    [JsonIgnore]
    public override string Of => ApprovalId;
}

/// <summary>The day by which an overdue duty was accepted to be done has gone by.</summary>
/// <param name="DeadlineId">The duty's deadline.</param>
/// <param name="At">The moment it was armed for (UTC).</param>
public sealed record RecoverySignal(string DeadlineId, DateTimeOffset At) : TimedSignal(At)
{
    [JsonIgnore]
    public override string Of => $"recovery-{DeadlineId}";
}

/// <summary>Who raised an event: an account, not a name.</summary>
public sealed record Actor
{
    public required string Subject { get; init; }

    public required Role Role { get; init; }

    /// <summary>The sending agency, null for the authority's own staff.</summary>
    public string? Agency { get; init; }

    /// <summary>The team of the authority's own staff, where the event's rule asks for it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Team { get; init; }
}
