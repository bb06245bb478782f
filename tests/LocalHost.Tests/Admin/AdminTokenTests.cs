using System.Net;
using ChildProtection.Tests.Support;
using LocalHost.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LocalHost.Tests.Admin;

public sealed class AdminTokenTests
{
    private static readonly LocalHostSettings Settings = new()
    {
        Roles = ["SocialWorker", "TeamManager"],
        Environment = new Dictionary<string, string> { ["Key"] = "{signingKey}", ["Issuer"] = "{issuer}", ["Audience"] = "{audience}" },
    };

    [Fact]
    public async Task Token_IsValidBySettingsOfTheWorker_AndCarriesItsClaims()
    {
        await using var host = await StartAsync("--clock", "simulated", "--now", "2020-01-01T00:00:00Z");

        var (status, body) = await host.PostAsync(
            "/admin/token", """
                { "subject": "sw.1", "name": "A B", "roles": ["SocialWorker"], "team": "north", "agency": null, "kind": "worker" }
                """);
        var token = await ValidateAsync(host, (string)body["accessToken"]!);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(token.IsValid, token.Exception?.Message);
        var jwt = (JsonWebToken)token.SecurityToken;
        Assert.Equal("HS256", jwt.Alg);
        Assert.Equal("sw.1", jwt.Subject);
        Assert.Equal("A B", jwt.GetPayloadValue<string>("name"));
        Assert.Equal(["SocialWorker"], jwt.GetPayloadValue<string[]>("roles"));
        Assert.Equal("north", jwt.GetPayloadValue<string>("team"));
        Assert.Equal("worker", jwt.GetPayloadValue<string>("kind"));
        Assert.False(jwt.TryGetClaim("agency", out _));
        Assert.Equal(TimeSpan.FromHours(12), jwt.ValidTo - jwt.ValidFrom);
    }

    [Fact]
    public async Task Token_OfARoleThatThereIsNot_IsRefusedWithThoseThatThereAre()
    {
        await using var host = await StartAsync();

        var (status, problem) = await host.PostAsync("/admin/token", """{ "subject": "sw.1", "roles": ["SocialWorker", "Wizard"] }""");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("SocialWorker, TeamManager", (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_BodyThatCantBeUsed_IsRefused()
    {
        await using var host = await StartAsync();

        foreach (var body in Unusable)
        {
            var (status, problem) = await host.PostAsync("/admin/token", body);
            Assert.True(status == HttpStatusCode.UnprocessableEntity && problem["accessToken"] is null, $"{body}: {status}");
        }
    }

    [Fact]
    public async Task Key_IsOfTheInstallation_AndReadableByItsOwnerOnly()
    {
        using var folder = new TestFolder();
        string issued;
        await using (var first = FunctionsHost.In(folder.Path, settings: Settings))
        {
            await first.StartAsync([]);
            var answer = await first.PostAsync("/admin/token", """{ "subject": "sw.1", "roles": ["SocialWorker"] }""");
            issued = (string)answer.Body["accessToken"]!;
        }

        await using var again = FunctionsHost.In(folder.Path, settings: Settings);
        await again.StartAsync([]);
        await using var elsewhere = await StartAsync();

        Assert.True((await ValidateAsync(again, issued)).IsValid);
        Assert.False((await ValidateAsync(elsewhere, issued)).IsValid);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(again.Data, "signing-key")));
    }

    private static IEnumerable<string> Unusable =>
    [
        "{}",
        """{ "subject": " " }""",
        """{ "subject": "sw.1", "unknown": true }""",
        """{ "Subject": "sw.1" }""",
        """{ "subject": 1 }""",
        """{ "subject": "sw.1", "roles": "SocialWorker" }""",
        """{ "subject": "sw.1", "roles": [null] }""",
        """{ "subject": "sw.1", "roles": [] }""",
        """{ "subject": "sw.1", "roles": null }""",
        """{ "subject": "sw.1" }""",
        "not json",
    ];

    private static async Task<FunctionsHost> StartAsync(params string[] arguments)
    {
        var host = FunctionsHost.In(settings: Settings);
        await host.StartAsync([], configure: null, arguments);
        return host;
    }

    private static Task<TokenValidationResult> ValidateAsync(FunctionsHost host, string token)
    {
        var settings = host.Running.WorkerSettings;
        return new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = settings["Issuer"],
            ValidAudience = settings["Audience"],
            IssuerSigningKey = new SymmetricSecurityKey(Convert.FromBase64String(settings["Key"])),
        });
    }
}
