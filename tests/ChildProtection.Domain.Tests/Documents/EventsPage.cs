using System.Globalization;
using System.Text;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Tests.Properties;

namespace ChildProtection.Domain.Tests.Documents;

/// <summary>docs/events.md: what the definitions say of each event, and what random lives of cases show that it does.</summary>
internal sealed class EventsPage(Coverage lives)
{
    private const string Beginning = """
        # Events

        <!-- Made by a test from the event definitions and from random lives of cases; ./test --update writes it. -->

        Everything that happens in a case, in the order of the procedure: who raises it, when it is allowed, what it does to deadlines, and
        who is told. `GET /api/event-types/{type}/schema` gives its fields. [examples/events](examples/events) holds a body for each, and
        [examples/cases/neglect.json](examples/cases/neglect.json) a whole case from referral to closure. To add one, follow
        [add-an-event.md](add-an-event.md).

        - **Raised by** names the roles of accounts. What a person may raise also depends on the case:
          [decision 4](decisions/0004-who-may-do-what.md).
        - **Allowed** says what must be true of the case; **rule** is the place in the procedure, which the interface answers in `rule`.
        - **Deadlines** and **Notices** are what ten thousand random lives of cases under every profile show. One case does some of it: the
          event's fields, the state and the [profile](profiles.md) decide. What an event cancels or supersedes is not shown. The eighteenth
          birthday, and the review before it, begin to run with the first event after the birth is known; this page does not repeat them.
        - **Agencies** are those that the case knows and that must hear of it: [messages.md](messages.md).
        - **On the plan** means that the printed plan shows what the event says.

        What deadlines and approvals do by themselves is [at the end](#by-itself).

        """;

    private static readonly string[] CountAllAgain = ["ProfileChanged", "CalendarChanged"];

    private readonly EventEffects _effects = new(lives);

    public string Make()
    {
        var page = new StringBuilder(Beginning.ReplaceLineEndings("\n"));
        page.Append("\n| event | type | raised by |\n|---|---|---|\n");
        foreach (var type in EventCatalogue.All)
            page.Append(CultureInfo.InvariantCulture, $"| [{type.Title}](#{Slug(type.Title)}) | `{type.Name}` | {RaisedBy(type)} |\n");
        foreach (var type in EventCatalogue.All)
            Append(page, type);
        page.Append("\n## By itself\n\nFacts that no event brings about: the case's own timer does.\n");
        foreach (var fact in (string[])["Reminder", "Overdue", "Escalation"])
        {
            page.Append(CultureInfo.InvariantCulture, $"\n### {fact}\n\n");
            AppendEffects(page, fact);
        }

        return page.ToString();
    }

    private void Append(StringBuilder page, EventDefinition type)
    {
        var codes = ProcedureLinks.Number(type.Name) is { } number ? $" · {ProcedureLinks.To(number)}" : "";
        page.Append(CultureInfo.InvariantCulture, $"\n## {type.Title}\n\n`{type.Name}`{codes}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"- **Raised by**: {RaisedBy(type)}{How(type)}\n");
        page.Append(
            CultureInfo.InvariantCulture, $"- **Allowed**: {type.Allowed.Sentence} (rule: {ProcedureLinks.Rule(type.Allowed.Rule)})\n");
        AppendEffects(page, type.Name);
        page.Append(CultureInfo.InvariantCulture, $"- **On the plan**: {(type.OnPlan ? "yes" : "no")}\n");
    }

    private void AppendEffects(StringBuilder page, string fact)
    {
        var again = CountAllAgain.Contains(fact);
        Line(page, "Opens", again ? [] : _effects.Deadlines(fact, DeadlineEffect.Opens));
        Line(
            page,
            "Counts again",
            again ? ["every open deadline, where the new count differs"] : _effects.Deadlines(fact, DeadlineEffect.CountsAgain));
        Line(page, "Meets", _effects.Deadlines(fact, DeadlineEffect.Meets));
        var notices = _effects.Notices(fact);
        if (notices.Count == 0)
            return;
        page.Append("- **Notices**:\n");
        foreach (var notice in notices)
            page.Append(CultureInfo.InvariantCulture, $"  - {notice}\n");
    }

    private static void Line(StringBuilder page, string title, IReadOnlyList<string> items)
    {
        if (items.Count > 0)
            page.Append(CultureInfo.InvariantCulture, $"- **{title}**: {string.Join(", ", items)}\n");
    }

    private static string RaisedBy(EventDefinition type)
    {
        var agency = type.AgencyKinds.Count == 0 ? "agency" : $"agency ({string.Join(", ", type.AgencyKinds)})";
        return string.Join(", ", type.Roles.Select(role => role == Role.Agency ? agency : EventEffects.Words(role.ToString())));
    }

    private static string How(EventDefinition type) => type switch
    {
        { Indirect: true } => "; it follows from a decision, a request or the case's timer, and no caller posts it as an event",
        { Opens: true } => "; it opens a case",
        { ForSeveralChildren: true } => "; about several children at once too",
        _ => "",
    };

#pragma warning disable CA1308 // Anchors are in lower case.
    private static string Slug(string heading) =>
        string.Concat(heading.ToLowerInvariant().Where(sign => char.IsLetterOrDigit(sign) || sign is ' ' or '-' or '_')).Replace(' ', '-');
#pragma warning restore CA1308
}
