using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Profiles;

namespace ChildProtection.Functions.Procedures;

/// <summary>A value, and the profile that gives it: this one, or one that it inherits from.</summary>
internal sealed record ParameterView(
    string Name,
    string Title,
    ParameterValue Value,
    ParameterUnit Unit,
    string? Anchor,
    ProfileReference From,
    IReadOnlyList<string> Source);

/// <summary>A procedure profile with the source of every value, and all its versions, the oldest first.</summary>
internal sealed record ProcedureView(
    string Id,
    string Version,
    IReadOnlyList<string> Versions,
    string Title,
    ProfileReference? Base,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyList<ParameterView> Parameters)
{
    public static ProcedureView Of(ProcedureProfile profile, IReadOnlyList<string> versions) =>
        new(
            profile.Id,
            profile.Version,
            versions,
            profile.Title,
            profile.Base,
            profile.Labels,
            [
                .. profile.Parameters.Select(parameter => new ParameterView(
                    parameter.Name, parameter.Title, parameter.Value, parameter.Unit, parameter.Anchor, parameter.From!, parameter.Source)),
            ]);
}

internal sealed record SkippedDayView(DateOnly On, string Name);

/// <summary>A due date with its calculation.</summary>
internal sealed record DueDateView(
    string Parameter,
    DateOnly AnchorOn,
    DateOnly DueOn,
    DateOnly ScheduleBy,
    DateTime DueAt,
    string Explanation,
    IReadOnlyList<SkippedDayView> Skipped,
    IReadOnlyList<string> Source)
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
