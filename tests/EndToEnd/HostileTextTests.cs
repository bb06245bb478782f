using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EndToEnd.Harness;
using EndToEnd.Stories;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>
/// What callers write is a text, wherever it goes: stored as it came, shown encoded, and nowhere a piece of a query, a path, a header or a
/// log (F23).
/// </summary>
[Collection(HostileCaseCollection.Name)]
public sealed partial class HostileTextTests(HostileCaseTold told)
{
    private static readonly Person ServiceManager = new("svc.1", "Sal Vance", "ServiceManager");

    [Fact]
    public async Task Record_OfEveryText_HoldsItAsItWasSent()
    {
        var kept = Texts(new JsonArray([.. (await told.FactsAsync()).Select(fact => fact.DeepClone())])).ToHashSet(StringComparer.Ordinal);

        Assert.True(told.Sent.Count > 100, $"Only {told.Sent.Count} texts were sent.");
        // Names of accounts are the actor's, once for each account that acted.
        Assert.All(HostileCaseTold.Texts, text => Assert.Contains(kept, one => one.Contains(text, StringComparison.Ordinal)));
        Assert.True(
            told.Sent.Count(kept.Contains) > 100,
            $"{told.Sent.Count(kept.Contains)} of {told.Sent.Count} texts are on record as they were sent.");
        Assert.True(
            (await told.Api.GetAsync($"{told.Story.CasePath}/chronology/verification")).Expect(HttpStatusCode.OK).Body[
                "intact"
            ]!.GetValue<bool>());
        var view = (await told.Api.GetAsync(told.Story.CasePath)).Expect(HttpStatusCode.OK).Body;
        Assert.Contains(told.FamilyName, Texts(view));
        var found = await told.Api.PostAsync(
            "/api/cases/search", Manager, new JsonObject { ["name"] = told.FamilyName }.ToJsonString());
        Assert.Contains(told.Story.CaseId, found.Expect(HttpStatusCode.OK).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan?format=html")]
    [InlineData("plan/child-version?format=html")]
    public async Task Page_OfHostileTexts_HasNoElementAndNoAttributeOfTheirs(string page)
    {
        var answer = (await told.Api.GetAsync($"{told.Story.CasePath}/{page}")).Expect(HttpStatusCode.OK);

        Assert.Contains(HostileCaseTold.Mark, answer.Text, StringComparison.Ordinal);
        Assert.All(Tag().Matches(answer.Text).Select(match => match.Value), tag =>
        {
            Assert.DoesNotContain(HostileCaseTold.Mark, tag, StringComparison.Ordinal);
            Assert.DoesNotMatch("^</?(script|svg|img|iframe|object|link|base|form)", tag);
            Assert.DoesNotMatch("\\son[a-z]+=", tag);
        });
        Assert.StartsWith("default-src 'none'", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.All(
            answer.Headers, header => Assert.DoesNotContain(HostileCaseTold.Mark, header.Key + header.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Log_AfterEveryHostileText_HoldsNoneAndNoForgedLine()
    {
        var log = told.App.Output();

        Assert.DoesNotContain(HostileCaseTold.Mark, log, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("granted everything", log, StringComparison.Ordinal);
        Assert.All(
            log,
            letter =>
                Assert.True(
                    letter is '\r' or '\n' or '\t' or '\u001b'
                        || !char.IsControl(letter) && letter is not ('\u2028' or '\u2029' or '\u202e'),
                    $"U+{(int)letter:X4}"));
    }

    [Fact]
    public async Task MailAndMessages_AboutTheCase_HoldNone()
    {
        var mails = Directory
            .GetFiles(told.App.Mail)
            .Select(file => file + File.ReadAllText(file))
            .Where(mail => mail.Contains(told.Story.CaseId, StringComparison.Ordinal))
            .ToArray();
        Assert.NotEmpty(mails);
        Assert.All(mails, mail => Assert.DoesNotContain(HostileCaseTold.Mark, mail, StringComparison.Ordinal));
        foreach (var agency in (string[])["school", "police"])
            Assert.All(
                await told.Player(agency).ReceiveAsync(),
                one => Assert.DoesNotContain(HostileCaseTold.Mark, one.ToJsonString(), StringComparison.Ordinal));
    }

    /// <summary>Ids are texts too: in keys of rows, addresses of answers, names of files and subjects of mails.</summary>
    [Theory]
    [InlineData("x' or '1' eq '1", "../..\\C?#%2f%00", "k/../?#'%0d%0aX-Zqevil: 1")]
    [InlineData("=cmd|'/C Zqevil'!A0", "<svg onload=alert('Zqevil')>", "<b>Zqevil</b>")]
    [InlineData("${jndi:ldap://Zqevil}", "C-1 & Zqevil", "\"; filename=\"Zqevil.exe")]
    public async Task Ids_OfAnyText_AreTakenLiterally(string team, string child, string key)
    {
        var referral = JsonNode.Parse(Referrals.Of("any", "2026-03-10T10:00:00Z"))!.AsObject();
        (referral["team"], referral["family"], referral["child"]!["localId"]) = (team, child, child);
        var by = School with { Subject = "school' or '1' eq '1" };

        var refused = (await told.Api.ReferAsync(by, referral.ToJsonString(), key)).ExpectProblem(
            HttpStatusCode.UnprocessableEntity, "validation");
        referral["team"] = "north";
        var opened = (await told.Api.ReferAsync(by, referral.ToJsonString(), key)).Expect(HttpStatusCode.Created);
        var caseId = opened.Value("caseId");
        var decided = await told.Api.RaiseAsync(
            caseId, ServiceManager, "NewConcern", "2026-03-10", """{ "significantHarm": false, "concern": "x" }""", key);

        Assert.Contains(decided.Status, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.Accepted, HttpStatusCode.Forbidden]);
        var view = (await told.Api.GetAsync($"/api/cases/{caseId}", ServiceManager)).Expect(HttpStatusCode.OK);
        Assert.Equal(child, view.Body["child"]!["localId"]!.ToString());
        Assert.Empty(await told.Api.ListAsync($"/api/cases?team={Uri.EscapeDataString(team)}", ServiceManager));
        Assert.True(refused.Body["errors"]!.AsObject().ContainsKey("/team"), refused.Text);
        Assert.All(
            [refused, opened, decided, view],
            answer =>
                Assert.DoesNotContain(
                    answer.Headers, header => header.Key.Contains(HostileCaseTold.Mark, StringComparison.OrdinalIgnoreCase)));
        await told.RestAsync();
        Assert.All(Directory.GetFiles(told.App.Mail), mail => Assert.Matches("^[A-Za-z0-9-]+[.]eml$", Path.GetFileName(mail)));
    }

    [Theory]
    [InlineData("child", "C-1\r\nBcc: Zqevil@example.org", "/child/localId")]
    [InlineData("child", "C-1\u2028Zqevil", "/child/localId")]
    [InlineData("child", "C-1\u202eZqevil", "/child/localId")]
    [InlineData("team", "north\nZqevil", "/team")]
    [InlineData("profile", "../../appsettings", "/profile")]
    [InlineData("profile", "EN-WT2023' or '1' eq '1", "/profile")]
    public async Task Referral_WithWhatCannotBeAnId_IsRefused(string field, string value, string place)
    {
        var referral = JsonNode.Parse(Referrals.Of($"bad-{value.Length}", "2026-03-10T10:00:00Z"))!.AsObject();
        if (field == "child")
            referral["child"]!["localId"] = value;
        else
            referral[field] = value;

        var answer = await told.Api.ReferAsync(School, referral.ToJsonString(), $"bad {field} {value.Length}");

        answer.ExpectProblem(HttpStatusCode.UnprocessableEntity, "validation");
        Assert.True(answer.Body["errors"]!.AsObject().ContainsKey(place), answer.Text);
    }

    [Theory]
    [InlineData("/api/procedures/..%2f..%2fappsettings")]
    [InlineData("/api/procedures/EN-WT2023?version=..%2f..%2fEN-WT2023")]
    [InlineData("/api/event-types/..%2fVisitMade/schema")]
    [InlineData("/api/cases/..%2f..%2fadmin%2fclock")]
    [InlineData("/api/cases/%2e%2e%2f%2e%2e%2fadmin%2finstances")]
    [InlineData("/api/dead-letters/..%2f..%2fadmin%2fservicebus%2fkeys")]
    [InlineData("/api/approvals/x'%20or%20'1'%20eq%20'1")]
    [InlineData("/servicebus/..%2fadmin/servicebus/keys/messages")]
    public async Task Path_ThatClimbs_ArrivesNowhere(string path)
    {
        var answer = await told.Api.GetAsync(path, path.Contains("dead-letters", StringComparison.Ordinal) ? Administrator : Manager);

        Assert.True((int)answer.Status is >= 400 and < 500, $"{answer.Status}: {answer.Text}");
        Assert.DoesNotContain("SharedAccessKey", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Break-Glass-Reason", "A reason that forges %0d%0ainfo: Zqevil")]
    [InlineData("traceparent", "00-Zqevil' or 1 eq 1-<svg>-01")]
    [InlineData("X-Forwarded-For", "Zqevil")]
    [InlineData("User-Agent", "() { :; }; echo Zqevil ${jndi:ldap://x}")]
    public async Task Header_OfAnyText_LeavesNoTraceInLogOrAnswer(string name, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, told.Story.CasePath);
        request.Headers.Authorization = new("Bearer", await told.Api.TokenAsync(Manager));
        request.Headers.TryAddWithoutValidation(name, value);

        var answer = await told.Api.SendAsync(request);

        answer.Expect(HttpStatusCode.OK);
        Assert.All(
            answer.Headers, header => Assert.DoesNotContain(HostileCaseTold.Mark, header.Key + header.Value, StringComparison.Ordinal));
        Assert.DoesNotContain(HostileCaseTold.Mark, told.App.Output(), StringComparison.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Texts(field.Value)),
        JsonArray items => items.SelectMany(Texts),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [value.GetValue<string>()],
        _ => [],
    };

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
