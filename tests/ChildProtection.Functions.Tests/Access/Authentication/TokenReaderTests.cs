using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Access.Authentication;

namespace ChildProtection.Functions.Tests.Access.Authentication;

public sealed class TokenReaderTests
{
    public static TheoryData<string, string, string> Refused => new()
    {
        { "expired", Tokens.Of(expiresIn: TimeSpan.FromMinutes(-5)), "expired" },
        { "not valid yet", Tokens.Of(startsIn: TimeSpan.FromMinutes(5)), "not valid yet" },
        { "foreign key", Tokens.Of(key: Tokens.ForeignKey), "not signed with a trusted key" },
        { "forged payload", Forged(), "not signed with a trusted key" },
        { "no signature", Tokens.Of(signed: false), "not signed with a trusted key" },
        { "other issuer", Tokens.Of(issuer: "urn:other"), "issuer" },
        { "other audience", Tokens.Of(audience: "other"), "audience" },
        { "no subject", Tokens.Of(Tokens.Without("sub")), "no sub claim" },
        { "no roles", Tokens.Of(Tokens.Without("roles")), "no roles claim" },
        { "empty roles", Tokens.Of(Tokens.With("roles", Array.Empty<string>())), "no roles claim" },
        { "unknown role", Tokens.Of(Tokens.With("roles", new[] { "SocialWorker", "Wizard" })), "'Wizard'" },
        { "role in another case", Tokens.Of(Tokens.With("roles", new[] { "socialworker" })), "'socialworker'" },
        { "role as a number", Tokens.Of(Tokens.With("roles", new[] { "1" })), "'1'" },
        { "valid for years", Tokens.Of(expiresIn: TimeSpan.FromDays(800), startsIn: TimeSpan.Zero), "more than 24 hours" },
        { "begun long ago", Tokens.Of(expiresIn: TimeSpan.FromHours(1), startsIn: TimeSpan.FromHours(-25)), "more than 24" },
        { "two teams", Tokens.Of(Tokens.With("team", new[] { "north", "south" })), "team claim must be one text" },
        { "two names", Tokens.Of(Tokens.With("name", new[] { "Sam", "Pat" })), "name claim must be one text" },
        { "two agencies", Tokens.Of(Tokens.With("agency", new[] { "school", "police" })), "agency claim must be one text" },
        { "roles of another form", Tokens.Of(Tokens.With("roles", new object[] { "Auditor", 1 })), "list of texts" },
        { "team twice", Tokens.Raw("""{ "sub": "sw.1", "roles": ["Auditor"], "team": "north", "team": "south" """), "a claim twice" },
        { "roles twice", Tokens.Raw("""{ "sub": "sw.1", "roles": ["Auditor"], "roles": ["HeadOfService"] """), "a claim twice" },
        { "agency without one", Tokens.Of(Tokens.With("roles", "Agency")), "its agency in the claim agency" },
        { "agency and staff", Tokens.Of(Mixed()), "no other role" },
        { "no token at all", "garbage", "not a signed JSON Web Token" },
        { "empty", "", "not a signed JSON Web Token" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task ReadAsync_UnbelievableToken_SaysWhy(string what, string token, string reason)
    {
        var refused = Assert.IsType<TokenRefused>(await ReadAsync(token));

        Assert.True(refused.Reason.Contains(reason, StringComparison.Ordinal), $"{what}: {refused.Reason}");
    }

    [Fact]
    public async Task ReadAsync_GoodToken_NamesTheCaller()
    {
        var claims = Tokens.With("roles", new[] { "TeamManager", "ConferenceChair" });
        claims["agency"] = "police";

        var caller = Assert.IsType<TokenAccepted>(await ReadAsync(Tokens.Of(claims))).Caller;

        Assert.Equal(("sw.1", "Sam Worker", "north", "police"), (caller.Subject, caller.Name, caller.Team, caller.Agency));
        Assert.Equal([Role.TeamManager, Role.ConferenceChair], caller.Roles);
    }

    [Fact]
    public async Task ReadAsync_OneRoleAsAText_IsThatRole()
    {
        var accepted = Assert.IsType<TokenAccepted>(await ReadAsync(Tokens.Of(Tokens.With("roles", "Auditor"))));

        Assert.Equal([Role.Auditor], accepted.Caller.Roles);
    }

    private static Task<TokenOutcome> ReadAsync(string token) =>
        new TokenReader([new LocalIssuer(LocalIssuerOptions.From(Tokens.Settings()))]).ReadAsync(token, CancellationToken.None);

    private static Dictionary<string, object> Mixed()
    {
        var claims = Tokens.With("roles", new[] { "Agency", "SocialWorker" });
        claims["agency"] = "school";
        return claims;
    }

    /// <summary>The signature of one token under the payload of another.</summary>
    private static string Forged()
    {
        var (mine, other) = (Tokens.Of().Split('.'), Tokens.Of(Tokens.With("roles", new[] { "Administrator" })).Split('.'));
        return $"{mine[0]}.{other[1]}.{mine[2]}";
    }
}
