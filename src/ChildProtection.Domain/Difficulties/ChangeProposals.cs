using System.Globalization;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Difficulties;

/// <summary>
/// Anyone in the core group, parents and child included, proposes a change, and gets an answer: at the next core group, within ten working
/// days at the latest (E28, S0-42). An open proposal is the deadline that carries its id; answered, it leaves the state.
/// </summary>
internal static class ChangeProposals
{
    /// <summary>The highest number that may wait at once.</summary>
    internal const int Most = 8;

    public static Decision Decide(DecisionBuilder change, ChangeProposed data)
    {
        if (
            (
                OpenMatterRules.Validate(change, data)
                ?? OpenMatterRules.ValidateRoomForAnother(Open(change.State).Count, Most, "proposals", ChangeDecided.WireName)) is
            { } rejected)
            return rejected;
        var number = change.State.DeadlineNumbers.GetValueOrDefault(DeadlineKinds.ChangeProposalAnswer) + 1;
        var id = string.Create(CultureInfo.InvariantCulture, $"proposal-{number}");
        var answer = change.OpenDeadline(
            new DeadlineTerms(DeadlineKinds.ChangeProposalAnswer, change.OccurredOn) { Subject = id, NotAfter = NextCoreGroup(change) });
        return change.Accept($"Change of the plan proposed ({id}), answer due on {DateText.Date(answer.DueOn)}");
    }

    public static Decision Decide(DecisionBuilder change, ChangeDecided data)
    {
        var (id, unknown) = OpenMatterRules.Meant(data.ProposalId, Open(change.State), "/data/proposalId");
        return (unknown ?? Validate(change, id!, data.Accepted, data.Reason is not null, "/data/reason")) is { } rejected
            ? rejected
            : change.Accept(Answer(change, id!, data.Accepted));
    }

    /// <summary>A core group answers proposals too. All of its answers count, or none.</summary>
    public static Rejected? Decide(DecisionBuilder change, IReadOnlyList<ProposalAnswer> answers)
    {
        for (var index = 0; index < answers.Count; index++)
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"/data/changesDecided/{index}");
            var (id, unknown) = OpenMatterRules.Meant(answers[index].ProposalId, Open(change.State), field + "/proposalId");
            if (
                (unknown ?? Validate(change, id!, answers[index].Accepted, answers[index].Reason is not null, field + "/reason")) is
                { } rejected)
                return rejected;
            Answer(change, id!, answers[index].Accepted);
        }

        foreach (var id in Open(change.State))
        {
            if (change.FindOpenDeadline(DeadlineKinds.ChangeProposalAnswer, id)!.DueOn <= change.OccurredOn)
                change.Warn($"{id} had to be answered at this core group at the latest. Record the answer.");
        }

        return null;
    }

    /// <summary>Ids of the proposals that wait for an answer.</summary>
    public static IReadOnlyList<string> Open(CaseState state) =>
        [.. state.Deadlines.Where(deadline => deadline.Kind == DeadlineKinds.ChangeProposalAnswer).Select(deadline => deadline.Subject!)];

    private static string Answer(DecisionBuilder change, string id, bool accepted)
    {
        change.Meet(DeadlineKinds.ChangeProposalAnswer, id);
        if (accepted)
            change.Warn($"{id} is accepted: publish the changed plan as its next version.");
        return $"Proposed change ({id}) {(accepted ? "accepted" : "rejected, with the reason")}";
    }

    private static Rejected? Validate(DecisionBuilder change, string id, bool accepted, bool reasoned, string field)
    {
        var open = change.FindOpenDeadline(DeadlineKinds.ChangeProposalAnswer, id)!;
        if (change.OccurredOn < open.Anchor.On)
            return DecisionBuilder.Invalid("/occurredOn", "S0-42", $"must not be before {id} was made, on {DateText.Date(open.Anchor.On)}");
        return accepted || reasoned ? null : DecisionBuilder.Invalid(field, "S0-42", "is required to reject a proposal");
    }

    private static EarlierEnd? NextCoreGroup(DecisionBuilder change)
    {
        var meeting = change.State.Plan!.NextCoreGroupOn is { } planned && planned >= change.OccurredOn
            ? planned
            : DeadlineKinds.CoreGroupMeetings.Select(change.FindOpenDeadline).FirstOrDefault(deadline => deadline is not null)?.DueOn;
        return meeting >= change.OccurredOn ? new EarlierEnd(meeting.Value, "The next core group") : null;
    }
}
