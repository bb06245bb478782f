namespace ChildProtection.Domain.Kernel.Tracks;

/// <summary>Something that waits for an answer without a date of its own.</summary>
/// <param name="Id">Within the case: <c>complaint-1</c>.</param>
/// <param name="On">The local day on which it came.</param>
public sealed record OpenMatter(string Id, DateOnly On);

/// <summary>Matters of one kind that wait, oldest first; what is answered leaves the state.</summary>
public sealed record OpenMatters
{
    /// <summary>How many there have been; ids are numbered from here.</summary>
    public int Number { get; init; }

    public IReadOnlyList<OpenMatter> Waiting { get; init; } = [];

    internal OpenMatters With(string prefix, DateOnly on) =>
        new() { Number = Number + 1, Waiting = [.. Waiting, new OpenMatter($"{prefix}-{Number + 1}", on)] };

    internal OpenMatters Without(string id) => this with { Waiting = [.. Waiting.Where(one => one.Id != id)] };
}
