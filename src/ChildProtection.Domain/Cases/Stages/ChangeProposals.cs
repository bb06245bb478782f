using System.Globalization;
using ChildProtection.Domain.Cases.Events;
using ChildProtection.Domain.Deadlines;

namespace ChildProtection.Domain.Cases.Stages;

/// <summary>
/// Anyone in the core group, parents and child included, proposes a change, and gets an answer: at the next core group, within ten working days at the latest
/// (E28, S0-42). An open proposal is the deadline that carries its id; answered, it leaves the state.
/// </summary>
internal static class ChangeProposals
{
    /// <summary>So many wait at once.</summary>
    internal const int Most = 8;

    public static Decision Decide(CaseChange change, ChangeProposed data)
    {
        if ((BroughtForward.WhyNot(change, data) ?? BroughtForward.WhyNotAnother(Open(change.State).Count, Most, "proposals", ChangeDecided.WireName)) is { } rejected)
            return rejected;
        var number = change.State.DeadlineNumbers.GetValueOrDefault(DeadlineKinds.ChangeProposalAnswer) + 1;
        var id = string.Create(CultureInfo.InvariantCulture, $"proposal-{number}");
        var answer = change.Arm(new Duty(DeadlineKinds.ChangeProposalAnswer, change.On) { Subject = id, NotAfter = NextCoreGroup(change) });
        return change.Accept($"Change of the plan proposed ({id}), answer due on {Words.Date(answer.DueOn)}");
    }

    public static Decision Decide(CaseChange change, ChangeDecided data)
    {
        var (id, unknown) = BroughtForward.Meant(data.ProposalId, Open(change.State), "/data/proposalId");
        return (unknown ?? WhyNot(change, id!, data.Accepted, data.Reason is not null, "/data/reason")) is { } rejected ? rejected : change.Accept(Answer(change, id!, data.Accepted));
    }

    /// <summary>A core group answers proposals too. All of its answers stand, or none.</summary>
    public static Rejected? Decide(CaseChange change, IReadOnlyList<ProposalAnswer> answers)
    {
        for (var index = 0; index < answers.Count; index++)
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"/data/changesDecided/{index}");
            var (id, unknown) = BroughtForward.Meant(answers[index].ProposalId, Open(change.State), field + "/proposalId");
            if ((unknown ?? WhyNot(change, id!, answers[index].Accepted, answers[index].Reason is not null, field + "/reason")) is { } rejected)
                return rejected;
            Answer(change, id!, answers[index].Accepted);
        }

        foreach (var id in Open(change.State))
        {
            if (change.Open(DeadlineKinds.ChangeProposalAnswer, id)!.DueOn <= change.On)
                change.Warn($"{id} was to be answered at this core group at the latest: raise ChangeDecided.");
        }

        return null;
    }

    /// <summary>Ids of the proposals that wait for an answer.</summary>
    public static IReadOnlyList<string> Open(CaseState state) =>
        [.. state.Deadlines.Where(deadline => deadline.Kind == DeadlineKinds.ChangeProposalAnswer).Select(deadline => deadline.Subject!)];

    private static string Answer(CaseChange change, string id, bool accepted)
    {
        change.Meet(DeadlineKinds.ChangeProposalAnswer, id);
        if (accepted)
            change.Warn($"{id} is accepted: publish the changed plan as its next version.");
        return $"Proposed change ({id}) {(accepted ? "accepted" : "rejected, with the reason")}";
    }

    private static Rejected? WhyNot(CaseChange change, string id, bool accepted, bool reasoned, string field)
    {
        var open = change.Open(DeadlineKinds.ChangeProposalAnswer, id)!;
        if (change.On < open.Anchor.On)
            return CaseChange.Invalid("/occurredOn", "S0-42", $"must not be before {id} was made, on {Words.Date(open.Anchor.On)}");
        return accepted || reasoned ? null : CaseChange.Invalid(field, "S0-42", "is required to reject a proposal");
    }

    private static EarlierEnd? NextCoreGroup(CaseChange change)
    {
        var meeting = change.State.Plan!.NextCoreGroupOn is { } planned && planned >= change.On
            ? planned
            : DeadlineKinds.CoreGroupMeetings.Select(change.Open).FirstOrDefault(deadline => deadline is not null)?.DueOn;
        return meeting >= change.On ? new EarlierEnd(meeting.Value, "The next core group") : null;
    }
}
