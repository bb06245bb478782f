using ChildProtection.Domain.Profiles;

namespace ChildProtection.Domain.Retention;

/// <summary>How long an authority keeps what it holds: data, with the source of every period.</summary>
public sealed record RetentionSchedule
{
    public required string Id { get; init; }

    public required string Version { get; init; }

    public required string Title { get; init; }

    /// <summary>One rule for each category.</summary>
    public required IReadOnlyList<RetentionRule> Rules { get; init; }

    /// <summary>How many years an entry of the access log is kept, from its day.</summary>
    public required int AccessLogYears { get; init; }

    public required IReadOnlyList<string> AccessLogSource { get; init; }

    /// <summary>What comes with the product.</summary>
    public static RetentionSchedule Shipped { get; } = Read(ProcedureFile.BuiltIn("ChildProtection.Domain.Retention.Schedules.").Single());

    /// <summary>Reads an authority's own schedule.</summary>
    /// <exception cref="ProfileException">The file is broken; every fault is named.</exception>
    public static RetentionSchedule Read(ProcedureFile file) => new RetentionReader(file).Read();

    public RetentionRule Rule(RecordCategory category) => Rules.First(rule => rule.Category == category);
}
