using System.Net;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using Xunit.Abstractions;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>The worker ends, or cannot start: callers get a clear refusal, and the host says what is wrong (F29).</summary>
public sealed class WorkerEndTests(ITestOutputHelper output) : InstallationTest(output)
{
    [Fact]
    public async Task Worker_Killed_IsAnsweredForByTheHostUntilAnotherRuns()
    {
        var app = await InstallAsync(SharedInstallation.Now);

        Assert.True(app.StrikeWorker());
        var refused = await Until.FoundAsync(
            "a request meets no worker",
            async () =>
                await app.Api.GetAsync("/api/cases?team=north", Manager) is { Status: HttpStatusCode.ServiceUnavailable } answer
                    ? answer
                    : null);
        await app.ReadyAsync();

        Assert.Equal("application/problem+json", refused.MediaType);
        Assert.True(refused.RetryAfter > TimeSpan.Zero, refused.Text);
        (await app.Api.GetAsync("/api/cases?team=north")).Expect(HttpStatusCode.OK);
        Assert.Contains("Another worker starts", app.Output(), StringComparison.Ordinal);
    }
}
