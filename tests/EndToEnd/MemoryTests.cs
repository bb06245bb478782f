using System.Net;
using System.Text.Json.Nodes;
using EndToEnd.Harness;
using EndToEnd.Stories;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>Nobody takes the app's memory: not by long lists, nor by large events that many read at once (F28).</summary>
public sealed class MemoryTests(SharedInstallation app) : IClassFixture<SharedInstallation>
{
    private const long Megabyte = 1024 * 1024;
    private const int Readers = 8;
    private const int Concerns = 24;

    /// <summary>As long as a text may be, in characters of four bytes.</summary>
    private static readonly string Words = string.Concat(Enumerable.Repeat("\U00010330", 20_000));

    [Fact]
    public async Task Worker_UnderLongListsLargeEventsAndManyReaders_StaysBelowHalfAGigabyte()
    {
        var story = await app.AssessingAsync();

        var group = await Task.WhenAll(Enumerable.Range(0, Readers).Select(_ => app.Api.PostAsync("/api/conferences", Chair, Children())));
        var parents = await app.Api.ReferAsync(Manager, Referral("many-parents", parents: 3_000), "parents");
        var after = await app.Api.ReferAsync(Manager, Referral("many-parents", parents: 1), "parents-again");
        await Task.WhenAll(Enumerable.Range(0, Concerns).Select(RaiseAsync));
        var pages = await Task.WhenAll(
            Enumerable.Range(0, 2 * Readers).Select(_ => app.Api.GetAsync($"{story.CasePath}/chronology?limit=1")));
        (await app.Api.GetAsync($"{story.CasePath}/chronology/verification")).Expect(HttpStatusCode.OK);

        Assert.All(group.Append(parents), answer => Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status));
        Assert.Equal(HttpStatusCode.Created, after.Status);
        Assert.All(pages, page => Assert.Single(page.Expect(HttpStatusCode.OK).Body["items"]!.AsArray()));
        Assert.True(app.Installed.WorkerPeakBytes < 512 * Megabyte, $"The worker held {app.Installed.WorkerPeakBytes / Megabyte} MB.");

        async Task RaiseAsync(int number)
        {
            var data = $$"""{ "significantHarm": false, "concern": "{{Words}}" }""";
            var answer = await app.Api.RaiseAsync(story.CaseId, SocialWorker, "NewConcern", "2026-02-02", data, $"large-{number}");
            Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Accepted, answer.Text);
        }
    }

    private static string Children() => new JsonObject
    {
        ["type"] = "ConferenceHeld",
        ["occurredOn"] = "2026-02-02",
        ["children"] = new JsonArray(
            [.. Enumerable.Range(0, 6_000).Select(JsonNode (_) => new JsonObject { ["caseId"] = Guid.NewGuid() })]),
    }.ToJsonString();

    private static string Referral(string child, int parents)
    {
        var referral = JsonNode.Parse(Referrals.Of(child, SharedInstallation.Now))!;
        var parent = referral["parents"]![0]!;
        referral["parents"] = new JsonArray([.. Enumerable.Range(0, parents).Select(_ => parent.DeepClone())]);
        return referral.ToJsonString();
    }
}
