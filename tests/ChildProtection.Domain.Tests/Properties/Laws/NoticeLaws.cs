using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Tests.Lifecycle;

namespace ChildProtection.Domain.Tests.Properties.Laws;

/// <summary>A decision tells each recipient once, without a word of the family, and only what is for people or for agencies.</summary>
internal sealed class NoticesTellNoWordsAndOnlyWhomTheyAreFor : Law
{
    public override void Step(Passed step)
    {
        if (step.Decision is not Accepted accepted)
            return;
        var told = CaseNotifications.Of(step.Before, step.Signal, accepted);
        if (told.Select(one => one.IdIn("case", accepted.State.Sequence)).Distinct().Count() != told.Count)
            Broken($"a recipient is told twice: {string.Join(", ", told.Select(one => one.IdIn("case", 0)))}");
        foreach (var one in told)
        {
            if (CaseNotificationsTests.DataOf(one).Contains(Plausible.Marker, StringComparison.Ordinal))
                Broken($"{one.Kind.Name} tells words of the family");
            if (one.To.Agency is null ? !one.Kind.ToPeople : !one.Kind.ToAgencies || !AgencyCodes.IsPartner(one.To.Agency))
                Broken($"{one.Kind.Name} goes to {one.To.Code}");
        }
    }
}

/// <summary>
/// Those who must hear of a change of the case hear of it, whatever event brought it about: what must be told follows from the two
/// states alone, so that an event which forgets to declare a notice is found.
/// </summary>
internal sealed class ThoseWhoMustHearOfAChangeHearOfIt : Law
{
    /// <summary>The case decides which agencies are told; here they all count as one.</summary>
    internal const string AnyAgency = "agency";

    private readonly Dictionary<(string Fact, string Kind), int> causes = [];
    private readonly Dictionary<(string Deadline, string Kind), int> opened = [];
    private readonly Dictionary<(string Fact, string Kind, string To), int> recipients = [];

    public override void Open(OpeningSignal opening, Accepted opened) => Note(CaseNotifications.Of(null, opening, opened), opened);

    public override void Step(Passed step)
    {
        if (step.Decision is not Accepted accepted)
            return;
        var told = CaseNotifications.Of(step.Before, step.Signal, accepted);
        var heard = told.Select(one => (one.Kind.Name, one.To.Code)).ToHashSet();
        foreach (var (kind, to) in MustHear.Of(step.Before, accepted))
            if (!heard.Contains((kind, to)))
                Broken($"{accepted.Fact.Type} does not tell {kind} to {to}");
        Note(told, accepted);
    }

    public override void Report(Coverage coverage)
    {
        foreach (var (cause, count) in causes)
            Coverage.Count(coverage.Causes, cause, count);
        foreach (var (cause, count) in opened)
            Coverage.Count(coverage.Openings, cause, count);
        foreach (var (recipient, count) in recipients)
            Coverage.Count(coverage.Told, recipient, count);
    }

    private void Note(IReadOnlyList<Notification> told, Accepted accepted)
    {
        foreach (var one in told)
            Coverage.Count(recipients, (accepted.Fact.Type, one.Kind.Name, one.To.Role ?? AnyAgency));
        foreach (var kind in told.Select(one => one.Kind.Name).Distinct())
        {
            Coverage.Count(causes, (accepted.Fact.Type, kind));
            foreach (var change in accepted.Deadlines.Where(change => change.Change == DeadlineChangeKind.Opened))
                Coverage.Count(opened, (change.Deadline.Kind, kind));
        }
    }
}
