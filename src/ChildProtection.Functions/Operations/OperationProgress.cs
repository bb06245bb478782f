namespace ChildProtection.Functions.Operations;

/// <summary>The progress of an operation: the input of its next page, and its public view. Ids and numbers only.</summary>
public sealed record OperationProgress
{
    /// <summary>The present step of the operation.</summary>
    public required string Step { get; init; }

    /// <summary>The place at which the step continues; null at its beginning.</summary>
    public string? Cursor { get; init; }

    /// <summary>The only case to handle; null for all.</summary>
    public string? CaseId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Account id.</summary>
    public required string StartedBy { get; init; }

    /// <summary>Cases and rows checked so far.</summary>
    public long Looked { get; init; }

    /// <summary>Rows written or removed, or orchestrations started, so far.</summary>
    public long Changed { get; init; }

    /// <summary>Cases and lines that could not be dealt with so far; the log names them.</summary>
    public long PassedOver { get; init; }

    internal const string Done = "done";

    internal bool IsDone => Step == Done;

    internal OperationProgress After(OperationPage page, IReadOnlyList<string> steps) => this with
    {
        Step = page.Cursor is not null ? Step : steps.SkipWhile(step => step != Step).Skip(1).FirstOrDefault(Done),
        Cursor = page.Cursor,
        Looked = Looked + page.Looked,
        Changed = Changed + page.Changed,
        PassedOver = PassedOver + page.PassedOver,
    };
}
