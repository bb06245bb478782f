namespace ChildProtection.Domain.Tests.DeadlineOracle;

/// <summary>Papers that each meeting owes, whatever is held after it: T08, T10, T12, T34.</summary>
internal sealed partial class DeadlineModel
{
    private int plans;

    /// <summary>What the conference is called: as the event or the booking says, unless papers of that name are still owed.</summary>
    private string NameOf(ModelEvent happened)
    {
        var name = happened.Text("conferenceId") ?? conferenceId ?? $"conference-{conferences + 1}";
        for (var number = conferences + 1; OwedOf(name); number++)
            name = $"conference-{number}";
        return name;
    }

    private bool OwedOf(string conference) =>
        duties.Any(duty => duty.Subject == conference && duty.Kind is "decisionLetter" or "conferenceRecord");

    private void Papers(DateOnly on, string conference)
    {
        Owe("decisionLetter", on, conference);
        Owe("conferenceRecord", on, conference);
    }

    /// <summary>Six of a kind are owed at once; the one due longest gives way.</summary>
    private void Owe(string kind, DateOnly on, string meeting)
    {
        if (duties.Where(duty => duty.Kind == kind).ToArray() is { Length: 6 } owed)
            End(owed.MinBy(duty => duty.Due)!, "notDone");
        Open(kind, on, meeting);
    }

    private void Circulate(ModelEvent happened)
    {
        var (number, of) = (happened.Number("coreGroupNumber"), happened.Number("planNumber"));
        var notes = duties.First(duty => duty.Kind == "cgNotes"
            && (number is null || duty.Subject!.EndsWith($"coreGroup-{number}", StringComparison.Ordinal))
            && (of is null || duty.Subject!.StartsWith(of == 1 ? "coreGroup" : $"plan-{of}-", StringComparison.Ordinal)));
        Meet("cgNotes", happened.On, notes.Subject);
    }

    private void OweEndNotices(DateOnly on)
    {
        if (Find("endNotification") is { } earlier)
            End(earlier, on > earlier.Due ? "notDone" : "superseded");
        Open("endNotification", on);
    }
}
