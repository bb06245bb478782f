using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Profiles;
using FsCheck;
using FsCheck.Fluent;

namespace ChildProtection.Domain.Tests.Deadlines;

/// <summary>What holds for every deadline, whenever it opens.</summary>
public sealed class DeadlineProperties
{
    private static readonly CaseTimeZone London = new("Europe/London");
    private static readonly Arbitrary<Deadline> Deadlines = Gen.Elements(
            DeadlineKinds.All.Where(kind => Opening.England.Applies(kind.Parameter)).Select(kind => kind.Name).ToArray())
        .SelectMany(kind =>
            Gen.Choose(0, 365 * 4)
                .SelectMany(day => Gen.Choose(0, 24 * 400).Select(hours => Open(kind, new DateOnly(2022, 1, 1).AddDays(day), hours))))
        .ToArbitrary();

    [Fact]
    public void Checkpoints_AnyDeadline_AreInOrderAndOnlyRemindersComeBeforeDue() =>
        Prop.ForAll(
                Deadlines,
                deadline =>
                    deadline.Checkpoints.SequenceEqual(
                        deadline.Checkpoints.OrderBy(checkpoint => checkpoint.At).ThenBy(checkpoint => checkpoint.Kind))
                    && deadline.Checkpoints.All(checkpoint =>
                        (checkpoint.Kind == CheckpointKind.Reminder)
                        == (checkpoint.At < deadline.Checkpoints.Single(one => one.Kind == CheckpointKind.Due).At)))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Checkpoints_DeadlineThatCanWait_ComeAtNineOrAtMidnight() =>
        Prop.ForAll(
                Deadlines,
                deadline =>
                    Opening.England[DeadlineKinds.Get(deadline.Kind).Parameter].Pattern == EscalationPattern.Critical
                    || deadline.Checkpoints.All(checkpoint => London.TimeOf(checkpoint.At).Hour is 9 or 0))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Fire_UntilNothingIsLeft_EndsOverdueWithEveryCheckpointFiredOrSkipped() =>
        Prop.ForAll(Deadlines, deadline =>
        {
            var dueOn = deadline.DueOn;
            while (deadline.Next is { } next)
            {
                deadline = deadline.Fire(next, next.At);
            }

            return deadline.Status == DeadlineStatus.Overdue
                && deadline.DueOn == dueOn
                && deadline.Checkpoints.All(checkpoint => checkpoint.FiredAt is not null != checkpoint.Skipped);
        })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Open_Late_LeavesAtMostOneEscalationThatHasPassed() =>
        Prop.ForAll(
                Gen.Choose(0, 365 * 3).ToArbitrary(),
                Gen.Choose(0, 24 * 200).ToArbitrary(),
                (day, hours) =>
                {
                    var anchor = new DateOnly(2022, 1, 1).AddDays(day);
                    var openedAt = London.StartOfDay(anchor).AddHours(hours);
                    return Open("icpc", anchor, hours)
                            .Checkpoints.Count(checkpoint =>
                                checkpoint.Kind == CheckpointKind.Escalation && checkpoint.IsPending && checkpoint.At <= openedAt
                            ) <= 1;
                })
            .QuickCheckThrowOnFailure();

    private static Deadline Open(string kind, DateOnly anchorOn, int openedHoursLater) =>
        DeadlineFactory.Open(
            Opening.England,
            CalendarLibrary.Get("ENG"),
            new(
                new(kind, anchorOn)
                {
                    AnchorAt = Opening.England[DeadlineKinds.Get(kind).Parameter].Unit == ParameterUnit.Hours
                        ? London.StartOfDay(anchorOn)
                        : null,
                },
                1,
                "SomethingHappened",
                London.StartOfDay(anchorOn).AddHours(openedHoursLater)));
}
