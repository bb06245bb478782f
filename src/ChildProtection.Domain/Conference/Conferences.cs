using ChildProtection.Domain.Approvals;
using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Transfer;

namespace ChildProtection.Domain.Conference;

/// <summary>What every conference has in common: a chair from outside, a quorum, and papers that are owed afterwards (E12).</summary>
internal static class Conferences
{
    public static Decision Decide(DecisionBuilder change, ConferenceHeld data) =>
        Validate(change, data) ?? ConferenceViews.Validate(change, data) ?? DecideWithExclusion(change, data);

    /// <summary>Whether the exclusion of a parent was put to the chair, at the booking or by this event.</summary>
    public static bool ExclusionAsked(CaseState state, ConferenceHeld data) =>
        state.Conference is { ParentExclusionAsked: true } || data.Attendance.Any(one => one.Excluded == true);

    /// <summary>Codes of the agencies in the core group that the conference names.</summary>
    public static string[] CoreGroupAgencies(ConferenceHeld data) =>
        [.. (data.CoreGroup ?? []).Select(member => member.Agency).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    private static Decision DecideWithExclusion(DecisionBuilder change, ConferenceHeld data)
    {
        if (change.State.Conference is not { ParentExclusionAsked: true } && ExclusionAsked(change.State, data))
            ApprovalRequests.RaiseExclusion(change, change.OccurredOn);
        ConferenceChairs.Note(change, data);
        ConferenceViews.Warn(change, data);
        CoreGroupMembership.Warn(change, data.CoreGroup);
        return change.State.PlanInForce && change.State.Stage != CaseStage.ConferencePending
            ? ReviewConference.Decide(change, data)
            : InitialConference.Decide(change, data);
    }

    /// <summary>After a conference was held: it is counted, and its letter and record are owed.</summary>
    public static void Conclude(DecisionBuilder change, string conferenceId)
    {
        change.State = change.State with { ConferencesHeld = change.State.ConferencesHeld + 1, Conference = null };
        ConferencePapers.Owe(change, conferenceId);
    }

    /// <summary>The conference that is recorded: the one named, the one booked, or the next by number.</summary>
    public static string IdOf(CaseState state, ConferenceHeld data)
    {
        if (state.Conference is { OpenedOn: not null, Id: var opened })
            return opened;
        var number = state.ConferencesHeld + 1;
        var id = data.ConferenceId ?? state.Conference?.Id ?? MeetingNames.Conference(number);
        // Each paper belongs to one conference, whatever name a caller uses again.
        while (ConferencePapers.IsOwedOf(state, id))
            id = MeetingNames.Conference(number++);
        return id;
    }

    public static Rejected AtWeekend(string field) =>
        DecisionBuilder.Invalid(field, "census rule 8875", "must be a day from Monday to Friday");

    private static Rejected? Validate(DecisionBuilder change, ConferenceHeld data)
    {
        if (change.OccurredOn.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            return AtWeekend("/occurredOn");
        if (ConferenceChairs.Validate(change, data) is { } rejected)
            return rejected;
        if (data.LeadSocialWorker is { Qualified: false } && change.Context.Profile.Flag("lswQualifiedRequired"))
            return DecisionBuilder.Invalid(
                "/data/leadSocialWorker/qualified", "S3-01", "must be true: name a lead social worker who is a qualified social worker");
        return ValidateDecision(change, data) ?? ValidateQuorate(change, data);
    }

    private static Rejected? ValidateDecision(DecisionBuilder change, ConferenceHeld data)
    {
        var state = change.State;
        var review = state.Stage != CaseStage.ConferencePending;
        if (review != data.ConferenceType is ConferenceType.Review or ConferenceType.EarlyReview)
            return DecisionBuilder.Invalid(
                "/data/conferenceType",
                "domain 3.6 A, E12",
                review ? "must be a review: a plan is in force" : "must be an initial conference: no plan is in force");
        if (ValidateFirstConference(change, data.ConferenceType) is { } other)
            return other;
        var fits = data.Decision switch
        {
            null => true,
            ConferenceDecision.Continue or ConferenceDecision.End => review,
            _ => !review,
        };
        if (!fits)
            return DecisionBuilder.Invalid(
                "/data/decision",
                "domain 3.6 A, E12",
                review
                    ? "must be one of continue, end at a review"
                    : "must be one of plan, childInNeed, noFurtherAction at an initial conference");
        return data.Decision == ConferenceDecision.End && data.NextPlan is null
            ? DecisionBuilder.Invalid("/data/nextPlan", "S2-30", "is required when a plan ends: childInNeed, care or none")
            : null;
    }

    /// <summary>
    /// Which kind of first conference it is follows from the case. That of an unborn child is an initial conference in every respect, and
    /// may be called one.
    /// </summary>
    private static Rejected? ValidateFirstConference(DecisionBuilder change, ConferenceType type)
    {
        var (state, birth) = (change.State, change.State.Regions.Birth);
        if (type == ConferenceType.PreBirth && birth.Status != BirthStatus.Unborn && !(change.OccurredOn < birth.BornOn))
            return DecisionBuilder.Invalid(
                "/data/conferenceType", "domain 3.6 B, pre-birth", "must be an initial conference: the child is born");
        if (type is ConferenceType.Review or ConferenceType.EarlyReview
            || (type == ConferenceType.TransferIn) == Transfers.IsTransferConference(state))
            return null;
        return DecisionBuilder.Invalid(
            "/data/conferenceType",
            "census guide 4.1.1, 4.8",
            type == ConferenceType.TransferIn
                ? "must be an initial conference: no transfer in is pending"
                : "must be transferIn: the child was transferred in");
    }

    /// <summary>Social care and at least two other agencies, unless the chair recorded a reason to go on without them.</summary>
    private static Rejected? ValidateQuorate(DecisionBuilder change, ConferenceHeld data)
    {
        const string rule = "domain 2.3, quorum";
        var present = data.Attendance.Where(one => one is { Present: true, Agency: not null }).Select(one => one.Agency!).ToHashSet();
        var needed = change.Context.Profile.Number("quorum");
        var quorate = present.Contains("csc") && present.Count - 1 >= needed;
        if (data.Quorate is { } claimed && claimed != quorate)
            return DecisionBuilder.Invalid("/data/quorate", rule,
                $"contradicts the attendance: {present.Count} agencies were present, a quorum is csc and {needed} others");
        return quorate || change.State.Conference is { ProceedsInquorate: true }
            ? null
            : DecisionBuilder.NotAllowed(
                rule,
                $"The conference is not quorate (csc and {needed} other agencies). Record the "
                + "decision to adjourn, or to go ahead with the reason.");
    }
}
