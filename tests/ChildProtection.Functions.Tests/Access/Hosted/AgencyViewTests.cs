using ChildProtection.Domain.Kernel;

namespace ChildProtection.Functions.Tests.Access.Hosted;

/// <summary>An agency sees the fields that are listed for it, and no others that a release adds.</summary>
public sealed class AgencyViewTests(CaseApi api) : IClassFixture<CaseApi>
{
    private static readonly string School = CaseApi.Token("school.1", null, "school", "Agency");

    [Fact]
    public async Task Case_ForAnAgency_HasTheListedFieldsAlone()
    {
        var story = await api.OpenAsync();

        var view = await api.ReadAsync($"/api/cases/{story.CaseId}", School);

        Assert.Equal(
            ["caseId", "child", "leadSocialWorker", "openDeadlines", "plan", "reference", "state", "team"],
            view.Select(field => field.Key).Order(StringComparer.Ordinal));
        Assert.Empty(view["openDeadlines"]!.AsArray());
    }

    [Fact]
    public async Task Deadlines_ForAnAgency_AreNoDutiesOfTheAuthority()
    {
        var story = await api.OpenAsync();
        var staff = CaseApi.Token("sw.9", "north", null, nameof(Role.SocialWorker));

        var (all, shown) = (await api.ReadAsync($"/api/cases/{story.CaseId}/deadlines", staff),
            await api.ReadAsync($"/api/cases/{story.CaseId}/deadlines", School));

        Assert.Equal("referralDecision", (string?)Assert.Single(all["items"]!.AsArray())!["kind"]);
        Assert.Empty(shown["items"]!.AsArray());
    }

    [Fact]
    public async Task Case_ForAnAgencyThatIsNotConfigured_IsUnknown()
    {
        var story = await api.OpenAsync();
        await api.ChangeAsync(story, state => state with { ConferenceAgencies = ["shool"] });

        using var refused = await api.GetAsync($"/api/cases/{story.CaseId}", CaseApi.Token("shool.1", null, "shool", "Agency"));

        Assert.Equal(System.Net.HttpStatusCode.NotFound, refused.StatusCode);
    }
}
