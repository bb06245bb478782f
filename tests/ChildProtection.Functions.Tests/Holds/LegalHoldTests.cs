using System.Net;
using System.Text.Json.Nodes;
using ChildProtection.Functions.Tests.Access.Hosted;
using ChildProtection.Functions.Tests.RecordStore;

namespace ChildProtection.Functions.Tests.Holds;

/// <summary>A hold as the case itself shows it: that it stands, to all who read the case; why, to those who set holds.</summary>
public sealed class LegalHoldTests(CaseApi api) : IClassFixture<CaseApi>
{
    private static readonly string Keeper = CaseApi.Token("sm.1", null, null, "ServiceManager");
    private static readonly string Worker = CaseApi.Token("sw.1", "north", null, "SocialWorker");
    private static readonly string School = CaseApi.Token("school.1", null, "school", "Agency");

    [Fact]
    public async Task Case_UnderAHold_ShowsSinceWhenAndByWhomAndWhyToThoseWhoSetHolds()
    {
        var story = await api.OpenAsync();
        Assert.Null(await HoldAsync(story, Worker));
        var before = TimeProvider.System.GetUtcNow().UtcDateTime;

        await PutAsync(story, held: true, "A complaint about a colleague.");

        Assert.Equal(("sm.1", null), By((await HoldAsync(story, Worker))!));
        // An agency does not see that there is one.
        Assert.False((await api.ReadAsync($"/api/cases/{story.CaseId}", School)).AsObject().ContainsKey("legalHold"));
        var shown = (await HoldAsync(story, Keeper))!;
        Assert.Equal(("sm.1", "A complaint about a colleague."), By(shown));
        Assert.InRange(shown["setAt"]!.GetValue<DateTime>(), before, TimeProvider.System.GetUtcNow().UtcDateTime);
    }

    [Fact]
    public async Task Case_WhoseHoldWasLifted_ShowsNoneAndThenTheNext()
    {
        var story = await api.OpenAsync();
        await PutAsync(story, held: true, "An inquiry.");

        await PutAsync(story, held: false, "The inquiry has ended.");
        Assert.Null(await HoldAsync(story, Keeper));

        await PutAsync(story, held: true, "A court asks for it.");
        Assert.Equal(("sm.1", "A court asks for it."), By((await HoldAsync(story, Keeper))!));
    }

    [Fact]
    public async Task Hold_OfAHeadOfService_IsLiftedByNoOneBelow()
    {
        var story = await api.OpenAsync();
        var head = CaseApi.Token("hos.1", null, null, "HeadOfService");
        await PutAsync(story, held: true, "A complaint about a service manager.", head);

        await PutAsync(story, held: false, "Not needed.", Keeper, HttpStatusCode.Forbidden);
        Assert.Equal("hos.1", By((await HoldAsync(story, Keeper))!).By);

        await PutAsync(story, held: false, "The complaint is answered.", head);
        Assert.Null(await HoldAsync(story, Keeper));
    }

    [Fact]
    public async Task Hold_OfAHeadOfServiceOnALowerOne_StandsBesideIt()
    {
        var story = await api.OpenAsync();
        var head = CaseApi.Token("hos.1", null, null, "HeadOfService");
        await PutAsync(story, held: true, "An inquiry.");

        await PutAsync(story, held: true, "A complaint too.", head);
        await PutAsync(story, held: true, "Once more.", head);

        await PutAsync(story, held: false, "Not needed.", Keeper, HttpStatusCode.Forbidden);
        await PutAsync(story, held: false, "Both have ended.", head);
        Assert.Null(await HoldAsync(story, Keeper));
        Assert.Single(api.Sent.All, one => one.CaseId == story.CaseId && one.Kind == "legalHoldLifted" && one.Account == "sm.1");
    }

    [Fact]
    public async Task Hold_LiftedByAnother_TellsWhoHadSetIt()
    {
        var story = await api.OpenAsync();
        await PutAsync(story, held: true, "An inquiry.");

        await PutAsync(story, held: false, "It has ended.", CaseApi.Token("sm.2", null, null, "ServiceManager"));
        await PutAsync(story, held: true, "Another.");
        await PutAsync(story, held: false, "By the same.");

        var told = Assert.Single(api.Sent.All, one => one.CaseId == story.CaseId && one.Kind == "legalHoldLifted");
        Assert.Equal(("sm.1", "serviceManager", "sm.2"), (told.Account, told.Role, (string?)told.Data["by"]));
    }

    private static (string? By, string? Reason) By(JsonObject hold) => ((string?)hold["setBy"], (string?)hold["reason"]);

    private async Task<JsonObject?> HoldAsync(StoredStory story, string token)
    {
        var view = await api.ReadAsync($"/api/cases/{story.CaseId}", token);
        Assert.True(view.ContainsKey("legalHold"), view.ToJsonString());
        return view["legalHold"]?.AsObject();
    }

    private async Task PutAsync(
        StoredStory story, bool held, string reason, string? by = null, HttpStatusCode status = HttpStatusCode.OK)
    {
        var body = new JsonObject { ["held"] = held, ["reason"] = reason };
        using var put = await api.SendAsync(HttpMethod.Put, $"/api/cases/{story.CaseId}/legal-hold", by ?? Keeper, body.ToJsonString());
        Assert.Equal(status, put.StatusCode);
    }
}
