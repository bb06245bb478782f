using System.Net;
using LocalHost.Admin;
using Microsoft.AspNetCore.Http;

namespace LocalHost.Tests.Admin;

public sealed class AdminGuardTests
{
    [Theory]
    [InlineData("127.0.0.1", "localhost:7071", null, true)]
    [InlineData("::1", "[::1]:7071", null, true)]
    [InlineData("127.0.0.1", "localhost:7071", "http://localhost:7071", true)]
    [InlineData("127.0.0.1", "127.0.0.1:7071", "http://localhost:7071", false)]
    [InlineData("127.0.0.1", "localhost:7071", "http://localhost:3000", false)]
    [InlineData("127.0.0.1", "localhost:7071", "https://localhost:7071", false)]
    [InlineData("192.0.2.7", "localhost:7071", null, false)]
    [InlineData(null, "localhost:7071", null, false)]
    [InlineData("127.0.0.1", "rebound.example:7071", null, false)]
    [InlineData("127.0.0.1", "localhost:7071", "https://elsewhere.example", false)]
    [InlineData("127.0.0.1", "localhost:7071", "null", false)]
    public async Task Admin_Request_PassesFromThisMachineOnly(string? remote, string host, string? origin, bool passes)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = remote is null ? null : IPAddress.Parse(remote);
        http.Request.Path = "/admin/clock";
        http.Request.Scheme = "http";
        http.Request.Headers.Host = host;
        if (origin is not null)
            http.Request.Headers.Origin = origin;

        var passed = await PassesAsync(http);

        Assert.Equal(passes, passed);
        Assert.Equal(passes ? 200 : 404, http.Response.StatusCode);
    }

    [Theory]
    [InlineData(null, null, 200)]
    [InlineData("same-origin", "application/json; charset=utf-8", 200)]
    [InlineData("none", null, 200)]
    [InlineData("same-site", null, 404)]
    [InlineData("cross-site", "application/json", 404)]
    [InlineData(null, "text/plain", 415)]
    [InlineData(null, "application/x-www-form-urlencoded", 415)]
    [InlineData(null, "multipart/form-data; boundary=x", 415)]
    [InlineData(null, "application/json-patch+json", 415)]
    public async Task Admin_Request_PassesAsJsonAndFromNoOtherSite(string? site, string? contentType, int status)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Loopback;
        http.Request.Path = "/admin/clock";
        http.Request.Headers.Host = "localhost:7071";
        http.Request.Headers["Sec-Fetch-Site"] = site;
        http.Request.ContentType = contentType;

        var passed = await PassesAsync(http);

        Assert.Equal(status == 200, passed);
        Assert.Equal(status, http.Response.StatusCode);
    }

    [Fact]
    public async Task Admin_OtherPaths_AreNotGuarded()
    {
        var http = new DefaultHttpContext();
        http.Request.Path = "/api/cases";

        Assert.True(await PassesAsync(http));
    }

    private static async Task<bool> PassesAsync(HttpContext http)
    {
        var passed = false;
        await new AdminGuard(_ =>
        {
            passed = true;
            return Task.CompletedTask;
        }).InvokeAsync(http);
        return passed;
    }
}
