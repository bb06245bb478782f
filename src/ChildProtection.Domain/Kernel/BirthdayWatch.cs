using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Deadlines;

namespace ChildProtection.Domain.Kernel;

/// <summary>Waits for an eighteenth birthday that is too far off to be a deadline.</summary>
internal static class BirthdayWatch
{
    public const string Id = "eighteenthBirthday-watch";

    private const int Adult = 18;

    /// <summary>The day on which the child is eighteen; null before a birth.</summary>
    public static DateOnly? Birthday(CaseState state) => state.Child.DateOfBirth is { } born ? Ages.ReachedOn(born, Adult) : null;

    /// <summary>
    /// The moment (UTC) at which a birthday that is years off comes near enough to be a deadline; null when there is none to wait for. A
    /// case can be silent for years, and only this wakes it.
    /// </summary>
    public static CheckpointSignal? Next(CaseState state) =>
        state.Stage == CaseStage.Closed || Birthday(state) is not { } birthday || state.Has(DeadlineKinds.EighteenthBirthday)
            ? null
            : new CheckpointSignal(Id, new DateTimeOffset(birthday.AddYears(-1), new TimeOnly(9, 0), TimeSpan.Zero));

    public static bool IsOne(CheckpointSignal signal) => signal.DeadlineId == Id;
}
