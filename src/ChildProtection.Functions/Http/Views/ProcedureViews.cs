using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Procedures;

namespace ChildProtection.Functions.Http.Views;

internal sealed record ParameterView(string Name, ParameterValue Value, ParameterUnit Unit, string? Anchor, IReadOnlyList<string> Source);

/// <summary>A procedure profile with the source of every value.</summary>
internal sealed record ProcedureView(string Id, string Version, string Title, IReadOnlyDictionary<string, string> Labels, IReadOnlyList<ParameterView> Parameters)
{
    public static ProcedureView Of(ProcedureProfile profile) => new(
        profile.Id,
        profile.Version,
        profile.Title,
        profile.Labels,
        [.. profile.Parameters.Select(parameter => new ParameterView(parameter.Name, parameter.Value, parameter.Unit, parameter.Anchor, parameter.Source))]);
}

internal sealed record SkippedDayView(DateOnly On, string Name);

/// <summary>A due date with its counting.</summary>
internal sealed record DueDateView(
    string Parameter, DateOnly AnchorOn, DateOnly DueOn, DateOnly ScheduleBy, DateTime DueAt, string Explanation, IReadOnlyList<SkippedDayView> Skipped, IReadOnlyList<string> Source)
{
    public static DueDateView Of(ProcedureParameter parameter, DateOnly anchorOn, DueDate due) => new(
        parameter.Name,
        anchorOn,
        due.DueOn,
        due.ScheduleBy,
        due.DueAt.UtcDateTime,
        due.Explanation,
        [.. due.Skipped.Select(day => new SkippedDayView(day.On, day.Name))],
        parameter.Source);
}
