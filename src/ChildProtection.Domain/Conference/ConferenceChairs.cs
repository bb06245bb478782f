using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;

namespace ChildProtection.Domain.Conference;

/// <summary>
/// A chair has neither worked nor decided on the case (S2-11), and confirms what somebody else records of the conference (E64).
/// </summary>
internal static class ConferenceChairs
{
    private const string Rule = "S2-11";

    private const string OwnRule = "S2-11, the chair's own record";

    /// <summary>A booking is a decision: it names another chair.</summary>
    public static Rejected? Validate(DecisionBuilder change, ConferenceBooked data)
    {
        if (data.Chair is { Independent: false })
            return DecisionBuilder.Invalid(
                "/data/chair/independent", Rule, "must be true: name a chair who is not involved with the child or family");
        return data.Chair is { } chair && change.State.WasInvolved(chair.Id)
            ? DecisionBuilder.Invalid("/data/chair/id", Rule, "has worked or decided on this case: name another chair")
            : null;
    }

    /// <summary>A conference took place, whoever chaired it; the record says who, and why.</summary>
    public static Rejected? Validate(DecisionBuilder change, ConferenceHeld data)
    {
        // Recorded histories of earlier releases know neither reason.
        if (change.Signal.Rules is null)
            return null;
        if (data.RecordedFor is null && !IsOwn(change, data))
            return DecisionBuilder.Invalid(
                "/data/recordedFor", Rule, "is required, as you are not the chair: say why you record the conference for its chair");
        return data.ChairChangeReason is null && IsOther(change.State, data)
            ? DecisionBuilder.Invalid(
                "/data/chairChangeReason", Rule, "is required, as another chair was booked: say why the chair changed")
            : null;
    }

    /// <summary>Whether another chair was booked.</summary>
    public static bool IsOther(CaseState before, ConferenceHeld data) =>
        before.Conference is { Chair: { } booked } && booked != data.Chair.Id;

    /// <summary>Whether the conference was chaired by somebody who must not chair it.</summary>
    public static bool IsInvolved(CaseState before, ConferenceHeld data) =>
        data.Chair.Independent == false || before.WasInvolved(data.Chair.Id);

    public static void Note(DecisionBuilder change, ConferenceHeld data)
    {
        if (IsInvolved(change.State, data))
        {
            change.Breach("the chair is involved with the case");
            change.Warn("The chair is involved with this case, which a chair must not be. The service manager is told.");
        }

        if (!IsOwn(change, data))
            AwaitConfirmation(change, Conferences.IdOf(change.State, data), data.Chair.Id);
    }

    public static Decision Decide(DecisionBuilder change, ConferenceRecordConfirmed data)
    {
        UnconfirmedConference[] own = [.. change.State.Unconfirmed.Where(one => one.Chair == change.Signal.Actor.Subject)];
        if (own.Length == 0)
            return DecisionBuilder.NotAllowed(OwnRule, "Only the chair of the conference confirms its record, and nothing waits for you.");
        var (meant, rejected) = OpenMatterRules.Meant(data.ConferenceId, [.. own.Select(one => one.ConferenceId)], "/data/conferenceId");
        if (rejected is not null)
            return rejected;
        var recordedOn = own.First(one => one.ConferenceId == meant).RecordedOn;
        if (change.OccurredOn < recordedOn)
            return DecisionBuilder.Invalid(
                "/occurredOn", Rule, $"must not be before {DateText.Date(recordedOn)}, when the conference was recorded");
        change.State = change.State with { Unconfirmed = [.. change.State.Unconfirmed.Where(one => one.ConferenceId != meant)] };
        change.Meet(DeadlineKinds.ConferenceConfirmed, meant!);
        if (!data.Agrees)
            change.Warn("The chair does not agree with the record. Correct it as the chair asks.");
        return change.Accept(
            data.Agrees ? $"Record of {meant} confirmed by its chair" : $"Record of {meant} not agreed by its chair; it must be corrected");
    }

    private static bool IsOwn(DecisionBuilder change, ConferenceHeld data) => change.Signal.Actor.Subject == data.Chair.Id;

    private static void AwaitConfirmation(DecisionBuilder change, string conferenceId, string chair)
    {
        change.State = change.State with
        {
            Unconfirmed =
            [
                .. change.State.Unconfirmed.Where(one => one.ConferenceId != conferenceId).TakeLast(OwedPapers.Most - 1),
                new UnconfirmedConference(conferenceId, chair, change.RecordedOn),
            ],
        };
        if (change.Context.Profile.Applies(DeadlineKinds.ConferenceConfirmed)
            && change.FindOpenDeadline(DeadlineKinds.ConferenceConfirmed, conferenceId) is null)
            OwedPapers.Owe(change, DeadlineKinds.ConferenceConfirmed, conferenceId, change.RecordedOn);
    }
}
