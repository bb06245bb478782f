using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Profiles;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Profiles;

/// <summary>Profiles and calendars that an authority adds by files.</summary>
public sealed class ProcedureCatalogueTests
{
    [Fact]
    public void With_Examples_StandBesideTheShippedOnes()
    {
        var catalogue = OwnProfiles.WithExamples();
        var own = catalogue.Profile("S1-GUERNSEY-10WD");
        Assert.Equal(
            (Period.WorkingDays(10), Period.WorkingDays(10), Period.WorkingDays(10)),
            (own.Period("cgFirst"), own.Period("icpc"), own.Period("transferInConference")));
        Assert.Equal(
            ("GG", "Lead professional", "S1-GUERNSEY 1.0"),
            (own.Calendar, own.Label("leadSocialWorker"), own["rcpcFirst"].From!.ToString()));
        Assert.Equal(
            ["2026.1", "2026.2", "2026.3"],
            catalogue.Calendars.Where(calendar => calendar.Id == "ENG").Select(calendar => calendar.Version));
        Assert.False(catalogue.Calendar("ENG").IsWorkingDay(Date("2026-03-09")));
        Assert.True(catalogue.Calendar("ENG", "2026.2").IsWorkingDay(Date("2026-03-09")));
    }

    [Fact]
    public void With_FilesInAnyOrder_InheritFromEachOther()
    {
        var catalogue = ProcedureCatalogue.With(
            [
                Own("C", "1.0", "B", "1.1"),
                Own("B", "1.1", "EN-WT2023", "1.0", Icpc(12)),
                Own("B", "1.0", "EN-WT2023", "1.0", Icpc(9)),
                Own("B", "1.10", "B", "1.1"),
            ],
            []);
        Assert.Equal((12, "B 1.1"), (catalogue.Profile("C")["icpc"].Value.Number, catalogue.Profile("C")["icpc"].From!.ToString()));
        Assert.Equal(["1.0", "1.1", "1.10"], catalogue.Profiles.Where(profile => profile.Id == "B").Select(profile => profile.Version));
        Assert.Equal("1.10", catalogue.Profile("B").Version);
        Assert.Equal(9, catalogue.Profile("B", "1.0")["icpc"].Value.Number);
    }

    [Fact]
    public void With_EveryFault_IsNamedWithItsFile()
    {
        var faults = Assert
            .Throws<ProfileException>(() =>
                ProcedureCatalogue.With(
                    [
                        Own("EN-WT2023", "1.0", "EN-WT2023", "1.0") with
                        {
                            Name = "same.json",
                        },
                        Own("A", "1.0", "B", "1.0") with
                        {
                            Name = "circle-a.json",
                        },
                        Own("B", "1.0", "A", "1.0") with
                        {
                            Name = "circle-b.json",
                        },
                        Own("D", "1.0", "EN-WT2023", "1.0", Icpc(-1)) with
                        {
                            Name = "value.json",
                        },
                        new("text.json", "not json"),
                    ],
                    [
                        new(
                            "eng.json",
                            """{ "id": "ENG", "version": "2026.2", "title": "t", "note": "n", "confirmedUntil": """
                            + """2026, "years": { "2026": [] } }"""),
                        new(
                            "weekend.json",
                            """{ "id": "XX", "version": "1.0", "title": "t", "note": "n", "confirmedUntil": 2026, "years": {"""
                            + """ "2026": [ { "date": "2026-03-07", "name": "Saturday" } ] } }"""),
                        new(
                            "version.json",
                            """{ "id": "XX", "version": "new", "title": "t", "note": "n", "confirmedUntil": """
                            + """2026, "years": { "2026": [] } }"""),
                    ]))
            .Faults;
        Assert.Equal(
            ["circle-a.json", "circle-b.json", "eng.json", "same.json", "text.json", "value.json", "version.json", "weekend.json"],
            faults.Select(fault => fault.File).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(
            faults,
            fault =>
                fault.File == "same.json"
                && fault.Problem.Contains("EN-WT2023 1.0 already exists in EN-WT2023.json", StringComparison.Ordinal));
        Assert.Contains(
            faults,
            fault =>
                fault.File == "eng.json" && fault.Problem.Contains("ENG 2026.2 already exists in ENG.json", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.File == "value.json" && fault.Line is not null && fault.Place == "/parameters/icpc/value");
    }

    [Fact]
    public void Profile_OfAnOwnCalendar_IsKnownToIt()
    {
        var catalogue = ProcedureCatalogue.With(
            [
                Own(
                    "IOM",
                    "1.0",
                    "EN-WT2023",
                    "1.0",
                    """ "calendar": { "value": "IM", "unit": "code", "source": ["own"] }, "timeZone": { "value":"""
                    + """ "Europe/Isle_of_Man", "unit": "code", "source": ["own"] } """),
            ],
            [
                new(
                    "im.json",
                    """{ "id": "IM", "version": "1.0", "title": "t", "note": "n", "confirmedUntil": 2026, "years": {"""
                    + """ "2026": [ { "date": "2026-06-05", "name": "TT" } ] } }"""),
            ]);
        Assert.Equal(
            Date("2026-06-08"),
            ProfileDueDates.Compute(catalogue.Profile("IOM"), catalogue.Calendar("IM"), "strategyDiscussion", Date("2026-06-04")).DueOn);
    }

    /// <summary>
    /// A case stamped with an old version does not run out of years: those it never knew come from the version that reaches furthest.
    /// </summary>
    [Fact]
    public void Calendar_YearsAnOldVersionDoesNotKnow_AreThoseOfTheFurthestReaching()
    {
        var old = ProcedureCatalogue.Shipped.Calendar("ENG", "2026.1");
        Assert.Equal(("2026.1", 2050), (old.Version, old.LastYear));
        Assert.False(old.IsWorkingDay(Date("2038-04-26")));
    }

    [Fact]
    public void Profile_ThatIsNotThere_IsNamedWithWhatIs()
    {
        Assert.Contains(
            "S2-COUNCIL 2.0: there is no such procedure profile",
            Assert.Throws<ProfileException>(() => ProcedureCatalogue.Shipped.Profile("S2-COUNCIL", "2.0")).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "ENG 1.0: there is no such calendar",
            Assert.Throws<ProfileException>(() => ProcedureCatalogue.Shipped.Calendar("ENG", "1.0")).Message,
            StringComparison.Ordinal);
        Assert.Null(ProcedureCatalogue.Shipped.FindCalendar("XX"));
    }

    private static string Icpc(int days) => $$""" "icpc": { "value": {{days}}, "unit": "workingDays", "source": ["own"] } """;

    private static ProcedureFile Own(string id, string version, string from, string fromVersion, string parameters = "") =>
        new(
            $"{id}-{version}.json",
            $$"""
            { "id": "{{id}}", "version": "{{version}}", "title": "Own", "base": "{{from}}", "baseVersion": "{{fromVersion}}",
              "parameters": { {{parameters}} } }
            """);
}
