using ChildProtection.Domain.Cases;
using ChildProtection.Domain.Notifications;
using ChildProtection.Domain.Tests.Notifications;

namespace ChildProtection.Domain.Tests.Cases.Properties.Laws;

/// <summary>Who is told of a decision is told once, without a word of the family, and only what is for people or for agencies.</summary>
internal sealed class NoticesTellNoWordsAndOnlyWhomTheyAreFor : Law
{
    private readonly List<string> kinds = [];

    public override void Step(Passed step)
    {
        if (step.Decision is not Accepted accepted)
            return;
        var told = CaseNotifications.Of(step.Before, step.Signal, accepted);
        if (told.Select(one => one.IdIn("case", accepted.State.Sequence)).Distinct().Count() != told.Count)
            Broken($"somebody is told twice: {string.Join(", ", told.Select(one => one.IdIn("case", 0)))}");
        foreach (var one in told)
        {
            kinds.Add(one.Kind.Name);
            if (CaseNotificationsTests.DataOf(one).Contains(Plausible.Marker, StringComparison.Ordinal))
                Broken($"{one.Kind.Name} tells words of the family");
            if (one.To.Agency is null ? !one.Kind.ToPeople : !one.Kind.ToAgencies || !AgencyCodes.IsPartner(one.To.Agency))
                Broken($"{one.Kind.Name} goes to {one.To.Code}");
        }
    }

    public override void Report(Coverage coverage)
    {
        foreach (var kind in kinds)
            Coverage.Count(coverage.Notices, kind);
    }
}
