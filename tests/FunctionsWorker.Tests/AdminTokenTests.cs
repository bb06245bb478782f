using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FunctionsWorker.Tests;

public sealed class AdminTokenTests
{
    [Fact]
    public async Task Token_IsValidBySettingsOfTheApp_AndCarriesItsClaims()
    {
        await using var app = await TestApp.StartAsync([], null, ["--clock", "simulated", "--now", "2020-01-01T00:00:00Z"]);

        var (status, body) = await app.PostAsync(
            "/admin/token", """{ "subject": "sw.1", "name": "A B", "roles": ["SocialWorker"], "team": "north", "agency": null, "kind": "worker" }""");
        var token = await ValidateAsync(app, (string)body["accessToken"]!);

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

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "subject": " " }""")]
    [InlineData("""{ "subject": "sw.1", "unknown": true }""")]
    [InlineData("""{ "Subject": "sw.1" }""")]
    [InlineData("""{ "subject": 1 }""")]
    [InlineData("""{ "subject": "sw.1", "roles": "SocialWorker" }""")]
    [InlineData("""{ "subject": "sw.1", "roles": [null] }""")]
    [InlineData("not json")]
    public async Task Token_BodyThatCantBeUsed_IsRefused(string body)
    {
        await using var app = await TestApp.StartAsync([]);

        var (status, problem) = await app.PostAsync("/admin/token", body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Null(problem["accessToken"]);
    }

    [Fact]
    public async Task Key_IsOfTheInstallation_AndReadableByItsOwnerOnly()
    {
        using var folder = new TestFolder();
        string issued;
        await using (var first = await TestApp.StartAsync([], null, null, folder))
            issued = (string)(await first.PostAsync("/admin/token", """{ "subject": "sw.1" }""")).Body["accessToken"]!;

        await using var again = await TestApp.StartAsync([], null, null, folder);
        await using var elsewhere = await TestApp.StartAsync([]);

        Assert.True((await ValidateAsync(again, issued)).IsValid);
        Assert.False((await ValidateAsync(elsewhere, issued)).IsValid);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.Data, "signing-key")));
    }

    private static Task<TokenValidationResult> ValidateAsync(TestApp app, string token)
    {
        var settings = app.Host.Services.GetRequiredService<IConfiguration>().GetSection("Authentication");
        return new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = settings["Issuer"],
            ValidAudience = settings["Audience"],
            IssuerSigningKey = new SymmetricSecurityKey(Convert.FromBase64String(settings["LocalSigningKey"]!)),
        });
    }
}
