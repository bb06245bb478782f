using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ChildProtection.Functions.Tests.Access.Authentication;

/// <summary>A tenant's metadata and keys on loopback, which issues tokens and changes its key.</summary>
internal sealed class MetadataServer : IAsyncDisposable
{
    public const string Audience = "api";
    public const string Client = "00000000-0000-0000-0000-000000000004";
    private const string Tenant = "00000000-0000-0000-0000-000000000002";
    private const string Place = $"/{Tenant}/v2.0";

    private readonly WebApplication _app;
    private RsaSecurityKey _key = NewKey();
    private int _fetched;

    private MetadataServer(WebApplication app) => _app = app;

    public string Address =>
        _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + Place;

    public int Fetched => Volatile.Read(ref _fetched);

    public static async Task<MetadataServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = new MetadataServer(builder.Build());
        server._app.MapGet(
            Place + "/.well-known/openid-configuration",
            () => Results.Json(new Dictionary<string, string> { ["issuer"] = server.Address, ["jwks_uri"] = server.Address + "/keys" }));
        server._app.MapGet(Place + "/keys", server.Keys);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>The key so far is not known any more.</summary>
    public void Roll() => _key = NewKey();

    public string Token(
        RsaSecurityKey? key = null, string audience = Audience, string? issuer = null, params (string Name, object Value)[] claims)
    {
        var all = new Dictionary<string, object>
        {
            ["sub"] = "pairwise",
            ["oid"] = "person-1",
            ["name"] = "Sam Worker",
            ["roles"] = new[] { "SocialWorker" },
            ["team"] = "north",
            ["tid"] = Tenant,
            ["azp"] = Client,
            ["scp"] = "access",
        };
        foreach (var (name, value) in claims)
            all[name] = value;
        var expires = all.Remove("exp", out var exp)
            ? DateTimeOffset.FromUnixTimeSeconds((long)exp)
            : TimeProvider.System.GetUtcNow().AddHours(1);
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Address,
            Audience = audience,
            Claims = all,
            Expires = expires.UtcDateTime,
            SigningCredentials = new SigningCredentials(key ?? _key, SecurityAlgorithms.RsaSha256),
        });
    }

    /// <summary>Signed with the tenant's public key as if it were a shared secret, and under its name.</summary>
    public string ConfusedToken()
    {
        var secret = new SymmetricSecurityKey(_key.Rsa.ExportSubjectPublicKeyInfo()) { KeyId = _key.KeyId };
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Address,
            Audience = Audience,
            Claims = new Dictionary<string, object> { ["oid"] = "person-1", ["roles"] = new[] { "HeadOfService" } },
            SigningCredentials = new SigningCredentials(secret, SecurityAlgorithms.HmacSha256),
        });
    }

    public static RsaSecurityKey NewKey() => new(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") };

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private IResult Keys()
    {
        Interlocked.Increment(ref _fetched);
        var shown = _key.Rsa.ExportParameters(includePrivateParameters: false);
        return Results.Json(
            new
            {
                keys = new[]
                {
                    new
                    {
                        kty = "RSA",
                        use = "sig",
                        kid = _key.KeyId,
                        n = Base64UrlEncoder.Encode(shown.Modulus),
                        e = Base64UrlEncoder.Encode(shown.Exponent),
                    },
                },
            });
    }
}
