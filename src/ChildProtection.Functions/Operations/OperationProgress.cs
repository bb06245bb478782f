namespace ChildProtection.Functions.Operations;

/// <summary>How far an operation is: the input of its next page, and what is shown of it. Ids and numbers only.</summary>
public sealed record OperationProgress
{
    /// <summary>What is being done now; names a step of the operation.</summary>
    public required string Step { get; init; }

    /// <summary>Where the step goes on; null at its beginning.</summary>
    public string? Cursor { get; init; }

    /// <summary>The one case that it is about; null for all.</summary>
    public string? CaseId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Account id.</summary>
    public required string StartedBy { get; init; }

    /// <summary>Cases and lines looked at so far.</summary>
    public long Looked { get; init; }

    /// <summary>What was written, removed or started so far.</summary>
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
