using System.Globalization;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.CoreGroup;

/// <summary>
/// The valid date of the next core group. A meeting that is moved keeps its old date until the lead social worker has confirmed the new one
/// in writing to all concerned (S3-59); no deadline moves with it.
/// </summary>
internal static class CoreGroupDates
{
    private const string Rule = "S3-59";

    public static void Book(DecisionBuilder change, DateOnly on) => Set(change, on);

    /// <summary>Moves the meeting, or says what is wrong.</summary>
    public static Rejected? Move(DecisionBuilder change, CoreGroupRescheduled data)
    {
        var sent = data.WrittenConfirmationSentOn;
        if (PlannedDay.Validate(change, data.NewOn, "/data/newOn") is { } rejected)
            return rejected;
        if (sent > change.RecordedOn)
            return DecisionBuilder.Invalid("/data/writtenConfirmationSentOn", Rule, "must not be in the future");
        if (sent is null)
        {
            change.Supersede(DeadlineKinds.CoreGroupRescheduleConfirmation);
            change.OpenDeadline(DeadlineKinds.CoreGroupRescheduleConfirmation, change.OccurredOn);
            change.Warn("Confirm the new date in writing to everyone concerned; until then the old date stands.");
            return null;
        }

        if (change.FindOpenDeadline(DeadlineKinds.CoreGroupRescheduleConfirmation) is { } owed && sent >= owed.Anchor.On)
            change.Meet(DeadlineKinds.CoreGroupRescheduleConfirmation, sent.Value);
        Set(change, data.NewOn);
        return null;
    }

    public static Rejected? Validate(DecisionBuilder change, IReadOnlyList<DateOnly>? futureDates)
    {
        for (var index = 0; index < futureDates?.Count; index++)
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"/data/futureDates/{index}");
            if (futureDates[index] < change.OccurredOn)
                return DecisionBuilder.Invalid(field, "S3-58", "must not be before the meeting that fixes it");
            if (PlannedDay.Validate(change, futureDates[index], field) is { } rejected)
                return rejected;
        }

        return null;
    }

    /// <summary>The core group met, which settles its date. The next meeting is the first that it fixed.</summary>
    public static void Next(DecisionBuilder change, IReadOnlyList<DateOnly>? futureDates)
    {
        change.Cancel(DeadlineKinds.CoreGroupRescheduleConfirmation);
        var planned = change.State.Plan!.NextCoreGroupOn is { } booked && booked > change.OccurredOn ? booked : (DateOnly?)null;
        var fixedNow = (futureDates ?? []).Where(on => on > change.OccurredOn).Order().Cast<DateOnly?>().FirstOrDefault();
        Set(change, fixedNow ?? planned);
    }

    private static void Set(DecisionBuilder change, DateOnly? on) =>
        change.State = change.State with { Plan = change.State.Plan! with { NextCoreGroupOn = on } };
}
