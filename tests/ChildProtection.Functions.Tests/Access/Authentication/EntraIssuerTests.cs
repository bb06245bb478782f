using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Access.Authentication;
using ChildProtection.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Tests.Access.Authentication;

public sealed class EntraIssuerTests
{

    [Fact]
    public async Task ReadAsync_TokenOfTheTenant_NamesTheCallerByObjectId()
    {
        await using var tenant = await MetadataServer.StartAsync();

        var caller = Assert.IsType<TokenAccepted>(await ReadAsync(Issuer(tenant), tenant.Token())).Caller;

        Assert.Equal(("person-1", "Sam Worker", "north"), (caller.Subject, caller.Name, caller.Team));
        Assert.Equal([Role.SocialWorker], caller.Roles);
    }

    [Fact]
    public async Task ReadAsync_ClaimsOfAnotherName_AreMapped()
    {
        await using var tenant = await MetadataServer.StartAsync();
        using var issuer = Issuer(
            tenant,
            (EntraOptions.TeamClaimSetting, "extn.team"),
            (EntraOptions.AgencyClaimSetting, "extn.agency"),
            (EntraOptions.SubjectClaimSetting, "sub"));

        var token = tenant.Token(claims: [("extn.team", "south"), ("extn.agency", "school"), ("roles", new[] { "Agency" })]);
        var caller = Assert.IsType<TokenAccepted>(await ReadAsync(issuer, token)).Caller;

        Assert.Equal(("pairwise", "south", "school"), (caller.Subject, caller.Team, caller.Agency));
    }

    [Fact]
    public async Task ReadAsync_ManyTokens_FetchTheKeysOnce()
    {
        await using var tenant = await MetadataServer.StartAsync();
        using var issuer = Issuer(tenant);

        for (var token = 0; token < 20; token++)
            Assert.IsType<TokenAccepted>(await ReadAsync(issuer, tenant.Token()));

        Assert.Equal(1, tenant.Fetched);
    }

    [Fact]
    public async Task ReadAsync_KeyRolled_BelievesTheNewOneAndNoLongerTheOld()
    {
        await using var tenant = await MetadataServer.StartAsync();
        using var issuer = Issuer(tenant);
        var old = tenant.Token();
        Assert.IsType<TokenAccepted>(await ReadAsync(issuer, old));

        tenant.Roll();

        await Until.TrueAsync("the new key is believed", async () => await ReadAsync(issuer, tenant.Token()) is TokenAccepted);
        Assert.IsType<TokenRefused>(await ReadAsync(issuer, old));
    }

    [Fact]
    public async Task ReadAsync_ForgedTokens_AreRefused()
    {
        await using var tenant = await MetadataServer.StartAsync();
        using var issuer = Issuer(tenant);

        foreach (
            var token in new[]
            {
                tenant.Token(MetadataServer.NewKey()),
                tenant.Token(audience: "another"),
                tenant.Token(issuer: "https://elsewhere.example"),
                tenant.ConfusedToken(),
                Tokens.Of(),
                Tokens.Of(signed: false, issuer: tenant.Address),
            })
            Assert.IsType<TokenRefused>(await ReadAsync(issuer, token));
    }

    [Fact]
    public async Task ReadAsync_TenantCannotBeReached_IsNoJudgementOfTheToken()
    {
        string address;
        await using (var gone = await MetadataServer.StartAsync())
            address = gone.Address;
        using var issuer = new EntraIssuer(EntraOptions.From(Settings(address)));

        await Assert.ThrowsAsync<IssuerUnavailableException>(() => ReadAsync(issuer, Tokens.Of()));
    }

    [Fact]
    public void AddAuthentication_BothConfigured_RefusesToStart() =>
        Assert.Contains(
            "Both",
            Assert.Throws<InvalidOperationException>(
                () => Issuers(Tokens.Settings((EntraOptions.AuthoritySetting, "https://login.example/t/v2.0")))).Message,
            StringComparison.Ordinal);

    public static TheoryData<string, (string Name, object Value)[]> OfAnotherKind => new()
    {
        { "no access token", [("scp", "")] },
        { "no access token", [("nonce", "n1")] },
        { "no access token", [("at_hash", "h1")] },
        { "may not call", [("azp", "00000000-0000-0000-0000-00000000000f")] },
        { "may not call", [("azp", "")] },
        { "another tenant", [("tid", "00000000-0000-0000-0000-00000000000f")] },
        { "another tenant", [("tid", "")] },
        { "more than 24 hours", [("exp", TimeProvider.System.GetUtcNow().AddDays(30).ToUnixTimeSeconds())] },
    };

    [Theory]
    [MemberData(nameof(OfAnotherKind))]
    public async Task ReadAsync_TokenOfTheTenantForSomethingElse_IsRefused(string reason, (string Name, object Value)[] claims)
    {
        await using var tenant = await MetadataServer.StartAsync();
        using var issuer = Issuer(tenant);

        var refused = Assert.IsType<TokenRefused>(await ReadAsync(issuer, tenant.Token(claims: claims)));

        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_ApplicationsOwnToken_IsBelieved()
    {
        await using var tenant = await MetadataServer.StartAsync();
        using var issuer = Issuer(tenant);

        var token = tenant.Token(claims: [("scp", ""), ("idtyp", "app"), ("roles", new[] { "Agency" }), ("agency", "school")]);

        Assert.IsType<TokenAccepted>(await ReadAsync(issuer, token));
    }

    [Fact]
    public void AddAuthentication_OneConfigured_BelievesThatOneAlone()
    {
        Assert.IsType<LocalIssuer>(Assert.Single(Issuers(Tokens.Settings())));
        Assert.IsType<EntraIssuer>(
            Assert.Single(
                Issuers(
                    Tokens.Settings(
                        (LocalIssuerOptions.KeySetting, null),
                        (EntraOptions.AuthoritySetting, "https://login.example/t/v2.0"),
                        (EntraOptions.ClientsSetting, MetadataServer.Client)))
            ));
    }

    [Theory]
    [InlineData("http://login.example/tenant")]
    [InlineData("login.example")]
    public void From_AuthorityThatIsNoHttpsAddress_IsRefused(string authority) =>
        Assert.Contains(
            EntraOptions.AuthoritySetting,
            Assert.Throws<InvalidOperationException>(() => EntraOptions.From(Settings(authority))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void From_NoClients_IsRefused() =>
        Assert.Contains(
            EntraOptions.ClientsSetting,
            Assert.Throws<InvalidOperationException>(
                () => EntraOptions.From(Settings("https://login.example/t/v2.0", (EntraOptions.ClientsSetting, null)))).Message,
            StringComparison.Ordinal);

    private static IEnumerable<ITrustedIssuer> Issuers(IConfiguration settings) =>
        new ServiceCollection().AddAuthentication(settings).BuildServiceProvider().GetServices<ITrustedIssuer>();

    private static EntraIssuer Issuer(MetadataServer tenant, params (string Name, string? Value)[] settings) =>
        new(EntraOptions.From(Settings(tenant.Address, settings)), refreshInterval: TimeSpan.FromSeconds(1));

    private static IConfiguration Settings(string authority, params (string Name, string? Value)[] settings) =>
        Tokens.Settings([(EntraOptions.AuthoritySetting, authority), (EntraOptions.ClientsSetting, MetadataServer.Client), .. settings]);

    private static Task<TokenOutcome> ReadAsync(ITrustedIssuer issuer, string token) => new TokenReader([issuer]).ReadAsync(token, default);
}
