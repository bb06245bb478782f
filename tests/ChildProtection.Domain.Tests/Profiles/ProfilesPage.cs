using System.Text;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Profiles;

namespace ChildProtection.Domain.Tests.Profiles;

/// <summary>Compares the shipped profiles, from their data.</summary>
internal static class ProfilesPage
{
    private const string Beginning = """
        # Procedure profiles

        <!-- Made from src/ChildProtection.Domain/Profiles/Data by a test; ./test --update writes it anew. -->

        A profile is the procedure of one partnership as data: every number and choice, each with its source. A case is stamped with id and version of its profile and
        calendar at the referral, and keeps them whatever newer versions there are, until an administrator raises `ProfileChanged` or `CalendarChanged`: then its open
        deadlines are counted anew, and the former ones stay in the record as superseded.

        ## A profile of one's own

        An authority puts a JSON file for each version into a folder and names it in the setting `Procedures__Folder`; calendars go into the folder of `Calendars__Folder`.
        The files are read when the app starts, and it does not start with a broken one: every fault of every file is named with its line and what is expected. A file gives
        `id`, `version` (numbers with dots), `title`, `base` with `baseVersion`, and of `language`, `labels` and `parameters` only what is its own. A parameter gives `value`, `unit` and
        `source`; what it is counted from, its reminders and who is responsible are the base's unless it says so too. An id and version that is there already is refused: cases
        may be stamped with it, so a change is a new version, and a file stays as long as any case runs under it. The newest version is that of cases which begin.

        A calendar lists the holidays that fall on a weekday, for every year it knows; for later years a case takes those of the version that reaches furthest.
        Examples: [a profile](examples/procedures/S1-GUERNSEY-10WD.json), the choice of ten working days for Guernsey that its own pages suggest;
        [a calendar](examples/calendars/ENG-2026.3.json) with an extra holiday.

        `GET /api/procedures` lists the profiles with where each value comes from; `POST /api/procedures/{id}/due-dates` counts by them.

        """;

    private const string Printed = """

        ## What a printed plan says

        The plan as a page (`GET /api/cases/{caseId}/plan?format=html`) calls fields by their labels and says the words below by itself. A profile may word each of them in its
        `labels`, and so may have the page in another language: then `language` is that language's tag, such as `cy`, which the page carries and by which its dates are
        written. What people wrote into a plan stays as they wrote it, and a field without a label is called by its English name. No translation is shipped: an authority has
        its own checked by somebody who knows both the language and the procedure. The child's version has no words but those that the child was given, in their language;
        the record for legal proceedings is in English around the plan.

        | label | unless the profile words it |
        |---|---|

        """;

    public static string Make()
    {
        var profiles = ProcedureLibrary.All;
        var page = new StringBuilder(Beginning.ReplaceLineEndings("\n"));
        page.Append(
            "\n## The profiles\n\n| profile | version | title | inherits from | calendar | time zone |\n|---|---|---|---|---|---|\n");
        foreach (var profile in profiles)
            page.Append(
                null,
                $"| `{profile.Id}` | {profile.Version} | {profile.Title} | {(profile.Base is null ? "" : $"`{profile.Base.Id}` {profile.Base.Version}")} | {profile.Calendar} | {profile.TimeZone} |\n"
            );
        page.Append("\n## What things are called\n\n").Append(Head("label", profiles));
        foreach (var label in profiles.SelectMany(profile => profile.Labels.Keys).Distinct().ToArray())
            page.Append(
                null, $"| `{label}` |{string.Concat(profiles.Select(profile => $" {profile.Labels.GetValueOrDefault(label, "")} |"))}\n");
        page.Append(Printed.ReplaceLineEndings("\n"));
        foreach (var (code, words) in PrintedWords.English)
            page.Append(null, $"| `{code}` | {words} |\n");
        page.Append("\n## Values\n\nEmpty: as the profile it inherits from.\n\n").Append(Head("parameter", profiles));
        foreach (var parameter in profiles[0].Parameters)
            page.Append(
                null,
                $"| {parameter.Title} (`{parameter.Name}`) |{string.Concat(profiles.Select(profile => $" {Own(profile, parameter.Name)} |"))}\n"
            );
        page.Append("\n## Sources\n");
        foreach (var profile in profiles)
            AppendSources(page, profile);
        return page.ToString();
    }

    private static string Head(string first, IReadOnlyList<ProcedureProfile> profiles) =>
        $"| {first} |{string.Concat(profiles.Select(profile => $" {profile.Id} |"))}\n|---|{string.Concat(profiles.Select(_ => "---|"))}\n";

    private static string Own(ProcedureProfile profile, string name) => IsOwn(profile, profile[name]) ? Value(profile[name]) : "";

    private static bool IsOwn(ProcedureProfile profile, ProcedureParameter parameter) =>
        parameter.From == new ProfileReference(profile.Id, profile.Version);

    private static string Value(ProcedureParameter parameter) =>
        parameter switch
        {
            { Applies: false } => "does not apply",
            { Value.Numbers: { } numbers } => $"{string.Join(", ", numbers)} {Words(parameter.Unit)}",
            { Value.Number: { } number, Unit: not ParameterUnit.Count } => number == 1
                ? $"1 {Words(parameter.Unit)[..^1]}"
                : $"{number} {Words(parameter.Unit)}",
            _ => parameter.Value.ToString(),
        };

    private static string Words(ParameterUnit unit) => unit switch
    {
        ParameterUnit.WorkingDays => "working days",
        ParameterUnit.CalendarDays => "calendar days",
        _ => unit.ToString().ToLowerInvariant(),
    };

    private static void AppendSources(StringBuilder page, ProcedureProfile profile)
    {
        page.Append(null, $"\n### {profile.Id}\n\n");
        foreach (var parameter in profile.Parameters.Where(parameter => IsOwn(profile, parameter)))
            page.Append(null, $"- `{parameter.Name}`: {string.Join("; ", parameter.Source)}\n");
    }
}
