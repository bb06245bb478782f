using System.Text;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Profiles;

namespace ChildProtection.Domain.Tests.Profiles;

/// <summary>Compares the shipped profiles, from their data.</summary>
internal static class ProfilesPage
{
    private const string Beginning = """
        # Procedure profiles

        <!-- Made from src/ChildProtection.Domain/Profiles/Data by a test; ./test --update writes it. -->

        A profile holds the procedure of one partnership as data: every number and choice, each with its source. A referral stamps its case
        with the id and version of a profile and a calendar. The case keeps them, whatever newer versions there are, until an administrator
        raises `ProfileChanged` or `CalendarChanged`. The case then counts its open deadlines again; the earlier ones stay in the record as
        superseded.

        ## A profile of one's own

        An authority puts one JSON file for each version into a folder and names the folder in the setting `Procedures__Folder`; calendars
        go into the folder of `Calendars__Folder`. The app reads the files when it starts. It does not start with a broken file: it
        names every fault of every file with the line and what it expects there.

        A file gives `id`, `version` (numbers with dots), `title`, `base` with `baseVersion`, and only its own `language`, `labels` and
        `parameters`. A parameter gives `value`, `unit` and `source`. Its anchor, its reminders and the responsible role come from the base
        unless the file gives them too. Cases may be stamped with an existing id and version, so the app refuses a second file with the same
        two: make every change a new version, and keep a file as long as any case runs under it. New cases begin under the newest version
        of the profile that the referral names in `profile`, `EN-WT2023` when it names none.

        A calendar lists the holidays that fall on a weekday, for every year it knows. For later years a case uses the version that reaches
        furthest. Examples: [a profile](examples/procedures/S1-GUERNSEY-10WD.json) that chooses ten working days for Guernsey, as
        Guernsey's own pages suggest; [a calendar](examples/calendars/ENG-2026.3.json) with an extra holiday.

        `GET /api/procedures` lists the profiles and the source of each value; `POST /api/procedures/{id}/due-dates` counts by them.

        """;

    private const string Printed = """

        ## What a printed plan says

        The plan as a page (`GET /api/cases/{caseId}/plan?format=html`) names each field by its label and prints the words below. A profile
        may replace each of them in its `labels`, and may so give the page another language: `language` is then that language's tag, such as
        `cy`. The page carries the tag and writes its dates by it. What people wrote into a plan stays as they wrote it; a field without a
        label keeps its English name. The product ships no translation: an authority has its own checked by a person who knows both the
        language and the procedure. The child's version has only the words that the child was given, in the child's language; the record for
        legal proceedings is in English around the plan.

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
                $"| `{profile.Id}` | {profile.Version} | {profile.Title} | "
                + $"{(profile.Base is null ? "" : $"`{profile.Base.Id}` {profile.Base.Version}")} | "
                + $"{profile.Calendar} | {profile.TimeZone} |\n");
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
                $"| {parameter.Title} (`{parameter.Name}`) "
                + $"|{string.Concat(profiles.Select(profile => $" {Own(profile, parameter.Name)} |"))}\n");
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
