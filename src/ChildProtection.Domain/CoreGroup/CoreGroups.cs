using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Difficulties;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Legal.England;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Unborn;

namespace ChildProtection.Domain.CoreGroup;

/// <summary>The core group: booked, moved, held; the first one agrees the detailed plan (E14 to E16).</summary>
internal static class CoreGroups
{
    public static Decision Decide(DecisionBuilder change, CoreGroupBooked data)
    {
        if (PlannedDay.Validate(change, data.ScheduledOn, "/data/scheduledOn") is { } rejected)
            return rejected;
        WarnIfLate(change, data.ScheduledOn);
        CoreGroupDates.Book(change, data.ScheduledOn);
        return change.Accept($"Core group booked for {DateText.Date(data.ScheduledOn)}");
    }

    public static Decision Decide(DecisionBuilder change, CoreGroupRescheduled data)
    {
        WarnIfLate(change, data.NewOn);
        return CoreGroupDates.Move(change, data)
            ?? change.Accept(
                "Core group rescheduled to "
                + $"{DateText.Date(data.NewOn)}{(data.WrittenConfirmationSentOn is null ? ", not yet confirmed in writing" : "")}");
    }

    public static Decision Decide(DecisionBuilder change, CoreGroupHeld data)
    {
        if (
            (
                Validate(change, data)
                ?? CoreGroupDates.Validate(change, data.FutureDates)
                ?? ChangeProposals.Decide(change, data.ChangesDecided ?? [])) is
            { } rejected)
            return rejected;
        LegalConsiderations.Follow(change, data.LegalPlanningConsidered);
        ImplementationDifficulties.Address(change);
        if (data.NeedForEarlyReview == true)
            EarlyReviews.Request(change);
        WarnIfWithoutParents(change, data);
        CoreGroupMembership.WarnOfAbsent(change, data.Attendance);
        var plan = change.State.Plan!;
        var number = plan.CoreGroupsHeld + 1;
        CoreGroupNotes.Owe(change, number);
        if (change.OccurredOn < plan.LastCoreGroupOn)
        {
            change.Warn(
                $"A later core group, of {DateText.Date(plan.LastCoreGroupOn.Value)}, is already recorded; "
                + "the deadlines count from that one.");
            change.State = change.State with { Plan = plan with { CoreGroupsHeld = number } };
            AgreePlan(change, data);
            return change.Accept("Core group held, recorded after a later one");
        }

        MeetCoreGroup(change);
        var toFix = CoreGroupCycle.DatesToFix(change.Context.Profile);
        var datesFixed = plan.MeetingDatesFixed || data.FutureDates?.Count >= toFix;
        if (!datesFixed)
            change.Warn(toFix == 1
                ? "The first core group after a conference must fix the dates up to the next review; futureDates is empty."
                : $"The first core group after a conference must fix the next {toFix} dates; "
                    + $"futureDates has {data.FutureDates?.Count ?? 0}.");
        change.State = change.State with
        {
            Plan = plan with { CoreGroupsHeld = number, LastCoreGroupOn = change.OccurredOn, MeetingDatesFixed = datesFixed },
        };
        change.OpenDeadline(CoreGroupCycle.Next(change.State.Plan, change.Context.Profile));
        CoreGroupDates.Next(change, data.FutureDates);
        AgreePlan(change, data);
        return change.Accept($"Core group {number} held{Said(data)}");
    }

    private static string Said(CoreGroupHeld data) => string.Concat(
        data.Progress is ProgressFound.NoChange or ProgressFound.Worse ? ", no change for the better" : "",
        data.ContingencyInvoked == true ? ", contingency plan invoked" : "",
        data.Disagreements is { Count: > 0 } disagreements ? $", disagreements recorded: {disagreements.Count}" : "",
        data.NeedForEarlyReview == true ? ", early review asked for" : "");

    /// <summary>Parents' attendance is vital for change (S2-24, S4-18); a meeting without them is still valid.</summary>
    private static void WarnIfWithoutParents(DecisionBuilder change, CoreGroupHeld data)
    {
        if (data.Attendance is not { } attendance)
            return;
        if (!attendance.Any(one => one is { Present: true, Kind: CoreGroupMemberKind.Parent or CoreGroupMemberKind.Carer }))
            change.Warn("No parent or carer came to the core group. Find out why, and help them to come next time.");
        else if (data.ParentsContribution is null)
            change.Warn(
                "Record in parentsContribution what the parents contributed to understanding their family.");
    }

    private static void MeetCoreGroup(DecisionBuilder change)
    {
        foreach (var kind in DeadlineKinds.CoreGroupMeetings)
            change.Meet(kind);
        Births.MeetPostBirth(change);
    }

    private static void AgreePlan(DecisionBuilder change, CoreGroupHeld data)
    {
        var plan = change.State.Plan!;
        if (data.PlanVersionAgreed is not { } version || version == plan.Version)
        {
            if (plan.Version == 0)
                change.Warn(
                    "The detailed plan is not agreed yet: the case stays with its outline plan until a core group agrees version 1.");
            return;
        }

        change.State = change.State with
        {
            Stage = change.State.Stage == CaseStage.OutlinePlan ? CaseStage.PlanActive : change.State.Stage,
        };
        PlanPublishing.Detailed(change, version, change.OccurredOn, data.Plan, data.ReasonsForMissing);
    }

    private static Rejected? Validate(DecisionBuilder change, CoreGroupHeld data)
    {
        var plan = change.State.Plan!;
        if (change.OccurredOn < plan.StartedOn)
            return DecisionBuilder.Invalid(
                "/occurredOn", "S3-43", $"must not be before the plan started on {DateText.Date(plan.StartedOn)}");
        if (!data.ProgressReviewed)
            return DecisionBuilder.Invalid(
                "/data/progressReviewed", "S3-11", "must be true: progress on outcomes is on every core group's agenda");
        if (!data.ChangesConsidered)
            return DecisionBuilder.Invalid(
                "/data/changesConsidered", "S3-11", "must be true: needed changes are on every core group's agenda");
        if (data is { Progress: ProgressFound.NoChange or ProgressFound.Worse, ContingencyInvoked: null })
            return DecisionBuilder.Invalid(
                "/data/contingencyInvoked",
                "S3-12",
                "is required when nothing changes for the better: say if the contingency plan is invoked");
        if (LegalConsiderations.Validate(change, data.LegalPlanningConsidered) is { } alone)
            return alone;
        if (data.PlanVersionAgreed is { } version && version != plan.Version && version != plan.Version + 1)
            return DecisionBuilder.Invalid(
                "/data/planVersionAgreed",
                "domain 4, versions",
                $"must be {plan.Version + 1}, the next version, or {plan.Version}, the present one");
        if (data.PlanVersionAgreed == plan.Version + 1)
            return PlanPublishing.ValidateDetailed(change, data.Plan, data.ReasonsForMissing);
        return data.Plan is not null
            ? DecisionBuilder.Invalid(
                "/data/plan", "domain 4, versions", $"must be left out unless planVersionAgreed is {plan.Version + 1}")
            : null;
    }

    private static void WarnIfLate(DecisionBuilder change, DateOnly planned)
    {
        var due = DeadlineKinds.CoreGroupMeetings.Select(change.FindOpenDeadline).FirstOrDefault(deadline => deadline is not null);
        if (due is not null && planned > due.DueOn)
            change.Warn($"The core group is due on {DateText.Date(due.DueOn)}; the due date stays.");
    }
}
