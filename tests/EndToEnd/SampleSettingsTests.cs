using System.Net;
using System.Text.Json;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>
/// The published folder started with exactly the sample's values, beside <c>./run --services</c>; the local host stands for <c>func</c>.
/// </summary>
public sealed class SampleSettingsTests : IDisposable
{
    private readonly RunScript _run = new();
    private readonly string _host = Directory.CreateTempSubdirectory("child-protection-func-").FullName;

    public void Dispose()
    {
        _run.Dispose();
        Directory.Delete(_host, recursive: true);
    }

    [Fact]
    public async Task App_WithTheSamplesValues_WorksBesideTheServices()
    {
        // The sample names the ports that are usual; they must be free on this machine.
        await using var services = RunScript.Start("--services", "--data", Path.Combine(_run.Folder, "services"), "--port", $"{_run.Port}");
        await services.LineAsync(line => line.StartsWith("Ready.", StringComparison.Ordinal), "./run's word that it is ready");
        var values = Sample();
        await using var host = await HostProcess.StartAsync(
            [
                "--settings",
                WithoutSettings(),
                "--app",
                Checkout.App,
                "--data",
                Path.Combine(_host, "data"),
                "--port",
                "0",
                "--bus-port",
                "0",
                "--storage",
                values["AzureWebJobsStorage"],
            ],
            values);
        using var api = new Api(host.Address);
        await Until.TrueAsync(
            "the app is ready",
            async () => (await api.SendAsync(HttpMethod.Get, "/api/health/ready", by: null)).Status == HttpStatusCode.OK,
            TimeSpan.FromMinutes(1));
        using var tokens = new Api(_run.Address);
        var now = (await api.NowAsync()).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/referrals") { Content = Api.Json(Referrals.Of("sample", now)) };
        request.Headers.Authorization = new("Bearer", await tokens.TokenAsync(Manager));

        var opened = (await api.SendAsync(request)).Expect(HttpStatusCode.Created);

        Assert.Equal("Referred", opened.Value("state"));
        await host.StopAsync();
        await services.EndAsync(ChildProcess.Interrupt);
    }

    private static Dictionary<string, string> Sample()
    {
        using var sample = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Checkout.Root, "local.settings.sample.json")),
            new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        return sample
            .RootElement.GetProperty("Values")
            .EnumerateObject()
            .ToDictionary(value => value.Name, value => value.Value.GetString()!);
    }

    /// <summary>Settings of the host's own would stand in the place of the sample's.</summary>
    private string WithoutSettings()
    {
        var file = Path.Combine(_host, "host.json");
        File.WriteAllText(file, "{ }");
        return file;
    }
}
