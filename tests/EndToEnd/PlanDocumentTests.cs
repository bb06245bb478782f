using System.Net;
using ChildProtection.Tests.Support;

namespace EndToEnd;

/// <summary>The plan of scenario S-A as a document: complete or refused, joined, compared, printed, and in the child's own words.</summary>
[Collection(StoryACollection.Name)]
public sealed class PlanDocumentTests(StoryATold told)
{
    private string Plan => $"{told.Story.CasePath}/plan";

    [Fact]
    public void VersionOne_LeavingOutWhatItNeeds_IsRefusedByName()
    {
        var errors = told.Incomplete.ExpectProblem(HttpStatusCode.UnprocessableEntity, "validation").Body["errors"]!;
        var pointers = errors.AsObject().Select(error => error.Key).ToList();
        Assert.All(
            (string[])["howParentsKeepChildSafe", "actions", "complaintsInformation", "interventions"],
            name => Assert.Contains($"/data/plan/{name}", pointers));
        Assert.DoesNotContain("/data/plan/needsOfParents", pointers);
    }

    [Fact]
    public async Task Outline_OfTheConference_SaysWhatItLeavesOut()
    {
        var missing = (await told.Api.GetAsync($"{Plan}/versions/0")).Expect(HttpStatusCode.OK).Body["missing"]!.AsArray();
        var risks = missing.Single(one => one!["field"]!.GetValue<string>() == "risks")!;
        Assert.Equal("mandatory", risks["need"]!.GetValue<string>());
        Assert.Contains("S0-15", risks["sources"]!.AsArray().Select(one => one!.GetValue<string>()));
        Assert.DoesNotContain(missing, one => one!["field"]!.GetValue<string>() == "concerns");
        var shown = told.Views["2026-02-24T14:00:00Z ConferenceHeld"]["plan"]!["missing"]!.AsArray().Select(one => one!.GetValue<string>());
        Assert.Contains("risks", shown);
        Assert.Empty(told.Views["2026-03-06T14:00:00Z CoreGroupHeld"]["plan"]!["missing"]!.AsArray());
    }

    [Fact]
    [Obligation("S2-15"), Obligation("S4-05"), Obligation("S1-06"), Obligation("S1-07")]
    public async Task Plan_KnownToTheCase_IsJoinedAndNotTypedAgain()
    {
        var plan = (await told.Api.GetAsync(Plan)).Expect(HttpStatusCode.OK).Body;
        var header = plan["header"]!;
        Assert.Equal(
            "Robin Example 2019-05-14 en",
            $"{header["child"]!["givenName"]} {header["child"]!["familyName"]} "
            + $"{header["child"]!["dateOfBirth"]} {header["child"]!["preferredLanguage"]}"
        );
        Assert.Equal(
            "parent-1 Alex Example mother",
            $"{header["parents"]![0]!["parentId"]} {header["parents"]![0]!["name"]} {header["parents"]![0]!["relation"]}");
        Assert.Equal(
            "2026-02-24 NEG sw.1 Sam Walker",
            $"{header["conference"]!["heldOn"]} {header["category"]!["latest"]} "
            + $"{header["leadSocialWorker"]!["id"]} {header["leadSocialWorker"]!["name"]}"
        );
        Assert.Equal(2, plan["arrangements"]!["coreGroup"]!.AsArray().Count);
        Assert.Equal("10", plan["arrangements"]!["visitInterval"]!["value"]!.ToString());
        Assert.Empty(plan["missing"]!.AsArray());
    }

    [Fact]
    [Obligation("S3-29"), Obligation("S3-30")]
    public async Task Record_OfAVersion_HoldsItsAcceptancesWithTheirEvidenceAndItsActions()
    {
        foreach (var version in (int[])[0, 1])
        {
            var record = (await told.Api.GetAsync($"{Plan}/versions/{version}")).Expect(HttpStatusCode.OK).Body["record"]!;
            var accepted = record["acceptances"]!.AsArray();
            Assert.Equal(["agency school", "parent "], accepted.Select(one => $"{one!["party"]} {one["agency"]}"));
            Assert.All(accepted, one => Assert.Equal(64, one!["evidence"]!["sha256"]!.GetValue<string>().Length));
        }

        var actions = (await told.Api.GetAsync(Plan)).Body["record"]!["actions"]!.AsArray();
        Assert.Equal(
            ["breakfast-club completed 2026-03-18", "night-plan completed 2026-03-11"],
            actions.Select(one => $"{one!["actionId"]} {one["status"]} {one["completedOn"]}"));
    }

    [Fact]
    public async Task Changes_BetweenVersions_NameEveryPath()
    {
        var changes = (await told.Api.GetAsync($"{Plan}/versions/1/changes")).Expect(HttpStatusCode.OK).Body;
        Assert.Equal("0 1", $"{changes["from"]} {changes["to"]}");
        var added = changes["changes"]!.AsArray().Select(one => $"{one!["change"]} {one["path"]}").ToArray();
        Assert.Contains("added /risks", added);
        Assert.DoesNotContain(added, one => one.EndsWith("/concerns", StringComparison.Ordinal));
        Assert.Empty((await told.Api.GetAsync($"{Plan}/versions/1/changes?from=1")).Body["changes"]!.AsArray());
        (await told.Api.GetAsync($"{Plan}/versions/0/changes")).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        (await told.Api.GetAsync($"{Plan}/versions/7/changes?from=0")).ExpectProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    [Obligation("S2-14"), Obligation("S4-04"), Obligation("S0-43"), Obligation("S3-24")]
    public async Task Plan_Printed_IsAPageThatPeopleCanReadAndThatRunsNothing()
    {
        var page = (await told.Api.GetAsync($"{Plan}?format=html")).Expect(HttpStatusCode.OK);
        Assert.Equal(("text/html", "no-store"), (page.MediaType, page.CacheControl));
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en-GB\">", page.Text, StringComparison.Ordinal);
        Assert.Contains("<h1>Child protection plan for Robin Example</h1>", page.Text, StringComparison.Ordinal);
        Assert.All(
            (string[])["<caption>Actions</caption>", "<th scope=\"col\">", "<th scope=\"row\">", "@media print"],
            part => Assert.Contains(part, page.Text, StringComparison.Ordinal));
        Assert.All(
            (string[])["Complaints manager", "legal advice", "20 March 2026", "Breakfast club"],
            words => Assert.Contains(words, page.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("<script", page.Text, StringComparison.OrdinalIgnoreCase);
        (await told.Api.GetAsync($"{Plan}?format=pdf")).ExpectProblem(HttpStatusCode.UnprocessableEntity, "validation");
    }

    [Fact]
    [Obligation("S3-20"), Obligation("S3-21")]
    public async Task ChildVersion_Given_IsADocumentOfItsOwnInTheChildsLanguage()
    {
        var given = (await told.Api.GetAsync($"{Plan}/child-version")).Expect(HttpStatusCode.OK).Body;
        Assert.Equal(
            "1 en 5 to 7 years 2026-03-10 Sam Walker",
            $"{given["planVersion"]} {given["language"]} {given["readingLevel"]} {given["givenOn"]} {given["by"]}");
        var page = (await told.Api.GetAsync($"{Plan}/child-version?format=html")).Expect(HttpStatusCode.OK);
        Assert.Equal(("text/html", "no-store", "en"), (page.MediaType, page.CacheControl, page.Header("Content-Language")));
        Assert.Contains("<html lang=\"en\">", page.Text, StringComparison.Ordinal);
        Assert.Contains("<p>Robin &lt;3, you get breakfast at school.</p>", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hungry", page.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Document_Read_IsInTheAccessLog()
    {
        await told.Api.GetAsync($"{Plan}?format=html");
        await told.Api.GetAsync($"{Plan}/child-version");
        var sections = (await told.Api.ListAsync($"{told.Story.CasePath}/access?from=2027-02-01&to=2027-03-01"))
            .Select(one => one["section"]!.ToString())
            .ToHashSet();
        Assert.Superset(new HashSet<string> { "GetPlan", "GetChildVersion" }, sections);
    }
}
