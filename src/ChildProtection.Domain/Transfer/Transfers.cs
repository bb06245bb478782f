using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Plan;

namespace ChildProtection.Domain.Transfer;

/// <summary>
/// A child moves between authorities. The sending one keeps every duty until the receiving one has held its conference and accepted in
/// writing (domain 3.6 B).
/// </summary>
internal static class Transfers
{
    /// <summary>Another authority's social care (census guide, referral source).</summary>
    public const string ReferralSource = "5C";

    /// <summary>Abuse or neglect: every child with a plan has that need (census guide A1.2).</summary>
    public const string PrimaryNeed = "N1";

    /// <summary>
    /// A notice from elsewhere opens the case: a conference is due when the child stays for good; otherwise the child is only listed.
    /// </summary>
    public static Decision Open(DecisionBuilder change, TransferInNotified data)
    {
        var temporary = data.Temporary ?? false;
        Vacancies.Await(change);
        Set(
            change,
            new TransferTrack { Status = temporary ? TransferStatus.InTemporary : TransferStatus.In, Authority = data.FromAuthority });
        if (temporary)
            return change.Accept("Child of another authority listed for a temporary stay");
        AwaitConference(change);
        return change.Accept("Transfer in notified; the sending authority stays responsible until the conference");
    }

    /// <summary>A child who was only listed stays for good.</summary>
    public static Decision Decide(DecisionBuilder change, TransferInNotified data)
    {
        if (data.Child.LocalId != change.State.Child.LocalId)
            return DecisionBuilder.Invalid("/data/child/localId", "domain 3.2, E41", "must be the child of this case");
        if (data.Temporary == true)
            return DecisionBuilder.NotAllowed("domain 3.6 B, transfer in", "The child is listed for a temporary stay already.");
        Vacancies.Await(change);
        Set(change, Region(change) with { Status = TransferStatus.In, Authority = data.FromAuthority });
        AwaitConference(change);
        return change.Accept("Transfer in notified: the move is for good");
    }

    /// <summary>Whether the conference in hand is the one that a transfer in asks for.</summary>
    public static bool IsTransferConference(CaseState state) =>
        state.Has(DeadlineKinds.TransferInConference)
        || (state.Conference?.OpenedOn is { } opened && opened == state.Regions.Transfer.ConferenceOn);

    public static Decision MoveForGood(DecisionBuilder change, ChildMoved data)
    {
        if (data.NewAuthority is null)
            return data.Country is null ? MoveWithin(change) : MoveAbroad(change);
        if (!change.State.HasCoreGroup)
        {
            change.Warn(
                "No child protection plan is in force: hand over by letter, and close the case with RC5 "
                + "once the other authority has taken over.");
            return change.Accept("Child moved to another authority");
        }

        if (data.NoticeInWriting != true)
        {
            change.Warn(
                "The transfer starts with a written notice to the other authority, with the plan and the "
                + "papers, then record the move again with noticeInWriting.");
            return change.Accept("Child moved to another authority; written notice outstanding");
        }

        return HandOver(change, data.NewAuthority, data.NotifiedOn ?? change.OccurredOn);
    }

    public static Decision Decide(DecisionBuilder change, ReceivingConferenceHeld data)
    {
        var plan = change.State.Plan!;
        if (change.OccurredOn <= plan.StartedOn)
            return DecisionBuilder.Invalid(
                "/occurredOn", "census rule 8840", $"must be after the plan started on {DateText.Date(plan.StartedOn)}");
        if (data.ResponsibilityAcceptedInWritingOn > change.RecordedOn)
            return DecisionBuilder.Invalid(
                "/data/responsibilityAcceptedInWritingOn", "domain 3.2, late recording", "must not be in the future");
        change.Meet(DeadlineKinds.ReceivingConference);
        if (data.ResponsibilityAcceptedInWritingOn is not { } accepted)
        {
            Set(change, Region(change) with { ReceivedOn = change.OccurredOn });
            change.Warn(
                "This authority stays responsible until the other has accepted in writing; raise the event "
                + "again with responsibilityAcceptedInWritingOn.");
            return change.Accept("Receiving conference held; written acceptance outstanding");
        }

        var region = Region(change);
        // The later day counts, so that the child always has a responsible authority.
        PlanEnding.End(change, accepted > change.OccurredOn ? accepted : change.OccurredOn);
        Set(change, region with { Status = TransferStatus.OutAccepted, ReceivedOn = null });
        return Closing.Close(change, CaseOutcome.Transferred, "RC5", "Receiving authority accepted responsibility");
    }

    private static Decision HandOver(DecisionBuilder change, string authority, DateOnly notifiedOn)
    {
        if (notifiedOn < change.State.Referral.ReceivedOn)
            return DecisionBuilder.Invalid("/data/notifiedOn", "domain 3.2, E40", "must not be before the case was opened");
        Set(
            change,
            new TransferTrack
            {
                Status = TransferStatus.OutPending,
                Authority = authority,
                ConferenceOn = Region(change).ConferenceOn,
                ToAdultCare = Region(change).ToAdultCare,
            });
        change.Supersede(DeadlineKinds.ReceivingConference);
        change.OpenDeadline(DeadlineKinds.ReceivingConference, notifiedOn);
        if (change.State.Stage != CaseStage.ReviewInSession)
            change.State = change.State with { Stage = CaseStage.TransferredOutPending };
        return change.Accept("Child moved to another authority; this one stays responsible until it is accepted in writing");
    }

    /// <summary>A child who comes back before the hand-over stays this authority's.</summary>
    private static Decision MoveWithin(DecisionBuilder change)
    {
        if (Region(change).Status != TransferStatus.OutPending)
            return change.Accept("Child moved within the authority");
        change.Cancel(DeadlineKinds.ReceivingConference);
        Set(change, Region(change) with { Status = TransferStatus.None, Authority = null, ReceivedOn = null });
        if (change.State.Stage == CaseStage.TransferredOutPending)
            change.State = change.State with { Stage = PlanCourse.StageOf(change.State) };
        return change.Accept("Child moved back; the transfer is off");
    }

    private static Decision MoveAbroad(DecisionBuilder change)
    {
        change.Warn(
            "The plan and the case stay open. Consult the agencies and tell the other country, then record that the child "
            + "left the UK for good.");
        return change.Accept("Child moved abroad");
    }

    private static void AwaitConference(DecisionBuilder change)
    {
        change.State = change.State with { Stage = CaseStage.ConferencePending, StageBeforeStrategy = null };
        change.OpenDeadline(DeadlineKinds.TransferInConference, change.OccurredOn);
    }

    private static TransferTrack Region(DecisionBuilder change) => change.State.Regions.Transfer;

    private static void Set(DecisionBuilder change, TransferTrack region) =>
        change.State = change.State with { Regions = change.State.Regions with { Transfer = region } };
}
