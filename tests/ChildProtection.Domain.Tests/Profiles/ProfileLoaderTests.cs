using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Profiles;

namespace ChildProtection.Domain.Tests.Profiles;

/// <summary>Each case breaks one thing in the England profile and expects to be told where.</summary>
public sealed class ProfileLoaderTests
{
    private const string Icpc =
        "\"value\": 15, \"unit\": \"workingDays\", \"anchor\": \"strategyDiscussionHeld\", \"direction\": \"after\",";
    private static readonly string England = ReadEngland();

    [Theory]
    [InlineData(
        Icpc,
        "\"value\": -15, \"unit\": \"workingDays\", \"anchor\": \"strategyDiscussionHeld\", \"direction\": \"after\",",
        "/parameters/icpc/value",
        "-15 cannot be",
        "not negative")]
    [InlineData(
        Icpc,
        "\"value\": 1.5, \"unit\": \"workingDays\", \"anchor\": \"strategyDiscussionHeld\", \"direction\": \"after\",",
        "/parameters/icpc/value",
        "cannot be",
        "whole number")]
    [InlineData(
        Icpc,
        "\"value\": 15, \"unit\": \"flag\", \"anchor\": \"strategyDiscussionHeld\", \"direction\": \"after\",",
        "/parameters/icpc/unit",
        "wrong unit 'flag'",
        "workingDays")]
    [InlineData(
        Icpc,
        "\"value\": 15, \"unit\": \"fortnights\", \"anchor\": \"strategyDiscussionHeld\", \"direction\": \"after\",",
        "/parameters/icpc/unit",
        "'fortnights' is not a known unit",
        "workingDays")]
    [InlineData(
        Icpc,
        "\"value\": 15, \"unit\": \"workingDays\", \"anchor\": \"strategyDiscussionHeld\",",
        "/parameters/icpc",
        "missing field 'direction'",
        "after or before")]
    [InlineData(
        Icpc,
        "\"value\": 15, \"unit\": \"workingDays\", \"direction\": \"after\",",
        "/parameters/icpc",
        "missing field 'anchor'",
        "counted from")]
    [InlineData(
        Icpc,
        "\"unit\": \"workingDays\", \"anchor\": \"strategyDiscussionHeld\", \"direction\": \"after\",",
        "/parameters/icpc",
        "missing field 'value'",
        "a value")]
    [InlineData(Icpc, Icpc + " \"colour\": \"red\",", "/parameters/icpc/colour", "unknown field 'colour'", "title")]
    [InlineData(Icpc, Icpc + " \"anchor\": \"referralReceived\",", "/parameters/icpc/anchor", "duplicate", "each name once")]
    [InlineData(
        "\"value\": [12, 15, 18, 21, 24]", "\"value\": [12, 24, 18]", "/parameters/longPlanAlerts/value", "cannot be", "rising list")]
    [InlineData(
        "\"value\": \"EnglandPLO\"", "\"value\": \"Scotland\"", "/parameters/legalRoute/value", "'Scotland' cannot be", "EnglandPLO")]
    [InlineData("\"value\": true", "\"value\": \"yes\"", "/parameters/lswQualifiedRequired/value", "'yes' cannot be", "true or false")]
    [InlineData("\"value\": \"ENG\"", "\"value\": \"MARS\"", "/parameters/calendar", "unknown calendar 'MARS'", "ENG")]
    [InlineData("\"value\": \"Europe/London\"", "\"value\": \"Europe/Atlantis\"", "/parameters/timeZone", "unknown time zone", "IANA")]
    [InlineData(
        "\"source\": [\"public law outline\"]",
        "\"source\": []",
        "/parameters/legalRoute/source",
        "missing source",
        "where the value comes from")]
    [InlineData("\"source\": [\"public law outline\"]", "\"source\": [\" \"]", "/parameters/legalRoute/source/0", "empty source", "a text")]
    [InlineData(
        "\"pattern\": \"cap\", \"responsible\": \"leadSocialWorker\"",
        "\"pattern\": \"cap\"",
        "/parameters/visitCap",
        "missing field 'responsible'",
        "role")]
    [InlineData(
        "\"pattern\": \"cap\", \"responsible\": \"leadSocialWorker\"",
        "\"pattern\": \"cap\", \"responsible\": \"plumber\"",
        "/parameters/visitCap/responsible",
        "unknown role 'plumber'",
        "leadSocialWorker")]
    [InlineData("\"version\": \"1.0\",", "\"version\": \"1.0\", \"colour\": \"red\",", "/colour", "unknown field 'colour'", "parameters")]
    [InlineData("\"version\": \"1.0\",", "", "", "missing field 'version'", "a text")]
    [InlineData(
        "\"version\": \"1.0\",",
        "\"version\": \"1.0\", \"base\": \"EN-1999\", \"baseVersion\": \"1.0\",",
        "/base",
        "no profile 'EN-1999'",
        "another profile")]
    [InlineData("\"version\": \"1.0\",", "\"version\": \"1.0\", \"base\": \"EN-1999\",", "/base", "without its version", "baseVersion")]
    [InlineData("\"version\": \"1.0\",", "\"version\": \"1.0\", \"language\": \"Welsh\",", "/language", "'Welsh' is not a language", "cy")]
    [InlineData("\"version\": \"1.0\",", "\"version\": \"next\",", "/version", "'next' is not a version", "1.0")]
    [InlineData(
        "\"value\": 16, \"unit\": \"weeks\"",
        "\"value\": \"notApplicable\", \"unit\": \"weeks\", \"colour\": 1",
        "/parameters/preProceedingsMax/colour",
        "unknown field",
        "value")]
    [InlineData(
        Icpc,
        "\"value\": \"notApplicable\", \"unit\": \"code\", \"anchor\": \"strategyDiscussionHeld\", \"direction\": \"after\",",
        "/parameters/icpc/value",
        "'notApplicable' cannot be",
        "whole number")]
    [InlineData("\"icpc\": {", "\"icpcs\": {", "/parameters/icpcs", "unknown field 'icpcs'", "icpc")]
    [InlineData("\"icpc\": {", "\"icpcs\": {", "/parameters", "missing parameter 'icpc'", "no base")]
    [InlineData("\"transferInConference\": {", "\"icpc\": {", "/parameters/icpc", "duplicate", "each name once")]
    public void Parse_OneFault_NamesPlaceProblemAndExpectation(string sound, string broken, string place, string problem, string expected)
    {
        Assert.Contains(sound, England, StringComparison.Ordinal);
        var text = England.Replace(sound, broken, StringComparison.Ordinal);
        var faults = Assert.Throws<ProfileException>(() => ProfileLoader.Parse(text, "broken.json", _ => null)).Faults;
        var fault = Assert.Single(faults, fault => fault.Place == place && fault.Problem.Contains(problem, StringComparison.Ordinal));
        Assert.Contains(expected, fault.Expected, StringComparison.Ordinal);
        Assert.Equal("broken.json", fault.File);
        Assert.NotNull(fault.Line);
    }

    [Fact]
    public void Parse_Fault_NamesItsLine()
    {
        var text = England.Replace(Icpc, Icpc.Replace("15", "-15", StringComparison.Ordinal), StringComparison.Ordinal);
        var line = 1 + text[..text.IndexOf("-15", StringComparison.Ordinal)].Count(letter => letter == '\n');
        var message = Assert.Throws<ProfileException>(() => ProfileLoader.Parse(text, "broken.json")).Message;
        Assert.Equal(
            $"broken.json, line {line}, /parameters/icpc/value: -15 cannot be the value; expected a whole number, not negative.", message);
    }

    [Fact]
    public void Parse_SeveralFaults_ReportsAll()
    {
        var text = England
            .Replace("\"value\": \"ENG\"", "\"value\": \"MARS\"", StringComparison.Ordinal)
            .Replace("\"value\": true", "\"value\": 1", StringComparison.Ordinal);
        // One calendar and two flags.
        Assert.Equal(3, Assert.Throws<ProfileException>(() => ProfileLoader.Parse(text, "broken.json")).Faults.Count);
    }

    [Theory]
    [InlineData("{ \"id\": ", 1)]
    [InlineData("{\n\"id\" 1 }", 2)]
    [InlineData("{} {}", 1)]
    [InlineData("", 1)]
    public void Parse_NotJson_NamesTheLine(string text, int line)
    {
        var fault = Assert.Single(Assert.Throws<ProfileException>(() => ProfileLoader.Parse(text, "broken.json")).Faults);
        Assert.Equal(line, fault.Line);
        Assert.StartsWith("not JSON", fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_WithBase_InheritsWhatItLeavesOut()
    {
        const string Text = """
            { "id": "S3-TEST", "version": "2.0", "title": "Heir", "base": "EN-WT2023", "baseVersion": "1.0", "language": "cy",
              "labels": { "plan": "Plan" },
              "parameters": { "cgLaterAfterFirstReview": { "value": 2, "unit": "months", "source": ["S3-54"] },
                "epoMax": { "title": "Order ended", "value": "notApplicable", "unit": "code", "responsible": "teamManager",
                  "source": ["another law"] } } }
            """;
        var heir = ProfileLoader.Parse(Text, "heir.json", name => ProcedureCatalogue.Shipped.FindProfile(name.Id, name.Version));
        var england = ProcedureLibrary.Get("EN-WT2023");
        Assert.Equal(new ProfileReference("EN-WT2023", "1.0"), heir.Base);
        Assert.Equal(Period.Months(2), heir.Period("cgLaterAfterFirstReview"));
        Assert.Equal(england["icpc"], heir["icpc"]);
        var later = heir["cgLaterAfterFirstReview"];
        Assert.Equal(
            ("Hold the next core group", "previousCoreGroupHeld", EscalationPattern.Medium),
            (later.Title, later.Anchor, later.Pattern));
        Assert.Equal(("S3-TEST 2.0", "EN-WT2023 1.0"), (later.From!.ToString(), heir["icpc"].From!.ToString()));
        Assert.Equal((false, "Order ended", "teamManager"), (heir.Applies("epoMax"), heir["epoMax"].Title, heir["epoMax"].Responsible));
        Assert.Equal(england.Parameters.Select(parameter => parameter.Name), heir.Parameters.Select(parameter => parameter.Name));
        Assert.Equal(("en-GB", "cy"), (england.Language, heir.Language));
        Assert.Equal(("Plan", "Core group"), (heir.Label("plan"), heir.Label("coreGroup")));
        Assert.Equal("noSuchLabel", heir.Label("noSuchLabel"));
    }

    [Fact]
    public void Get_UnknownProfile_NamesTheKnownOnes()
    {
        Assert.Contains(
            "EN-WT2023", Assert.Throws<ProfileException>(() => ProcedureLibrary.Get("EN-1999")).Message, StringComparison.Ordinal);
        Assert.Null(ProcedureLibrary.Find("EN-1999"));
        Assert.Contains(ProcedureLibrary.All, profile => profile.Id == "EN-WT2023");
    }

    private static string ReadEngland()
    {
        using var stream = typeof(ProcedureLibrary).Assembly.GetManifestResourceStream(
            "ChildProtection.Domain.Profiles.Data.EN-WT2023.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
