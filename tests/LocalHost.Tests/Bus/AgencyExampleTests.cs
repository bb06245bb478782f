using System.Diagnostics;
using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;

namespace LocalHost.Tests.Bus;

/// <summary>
/// The two agencies of docs/bus.md as they stand there: one in C#, one in JavaScript by the official client of that language.
/// </summary>
public sealed class AgencyExampleTests
{
    [Fact]
    public async Task JavaScript_SendsAsItsAgencyAndTakesItsNotification()
    {
        await using var bus = await TestBus.StartAsTheAppsAsync();
        await NotifyAsync(bus);

        var said = await RunJavaScriptAsync(bus);

        Assert.Equal("planMade { subject: 'case-1' }\n", said);
        await AssertSentAndTakenAsync(bus);
    }

    [Fact]
    public async Task CSharp_SendsAsItsAgencyAndTakesItsNotification()
    {
        await using var bus = await TestBus.StartAsTheAppsAsync();
        await NotifyAsync(bus);
        Environment.SetEnvironmentVariable("BUS", KeyOfSchool(bus));

        await AgencyExample.RunAsync();

        await AssertSentAndTakenAsync(bus);
    }

    [Fact]
    public async Task CSharp_InTheDocs_IsWhatTheTestRuns()
    {
        var source = await File.ReadAllLinesAsync(Path.Combine(Root(), "tests", "LocalHost.Tests", "Bus", "AgencyExample.cs"));
        var body = source.SkipWhile(line => !line.Contains("await using", StringComparison.Ordinal)).TakeWhile(line => line != "    }");

        Assert.Equal(body.Select(line => line.Length > 8 ? line[8..] : line), Block("cs").Split('\n'));
    }

    private static Task NotifyAsync(TestBus bus) => bus.SendAsync(
        "case-notifications",
        new ServiceBusMessage("""{ "subject": "case-1" }""")
        {
            ContentType = "application/cloudevents+json",
            ApplicationProperties = { ["agency"] = "school", ["kind"] = "planMade" },
        });

    private static async Task AssertSentAndTakenAsync(TestBus bus)
    {
        await using var session = await bus.Client.AcceptNextSessionAsync("agency-events");
        var sent = await session.ReceiveMessageAsync(TestBus.Limit);
        Assert.Equal(("child/C1001", "school"), (sent.SessionId, sent.ApplicationProperties["agency"]));
        Assert.Equal("uk.childprotection.VisitMade.v1", (string)JsonNode.Parse(sent.Body)!["type"]!);
        Assert.Equal(0, bus.Host.Count("case-notifications/subscriptions/school"));
    }

    // Beside the tests, from where node finds the packages of the repository.
    private static async Task<string> RunJavaScriptAsync(TestBus bus)
    {
        var script = Path.Combine(AppContext.BaseDirectory, $"agency-{Guid.NewGuid():N}.mjs");
        await File.WriteAllTextAsync(script, Block("js"));
        var start = new ProcessStartInfo("node") { ArgumentList = { script }, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["BUS"] = KeyOfSchool(bus);
        using var node = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TestBus.Limit * 2);
        var (said, complained) = (node.StandardOutput.ReadToEndAsync(limit.Token), node.StandardError.ReadToEndAsync(limit.Token));
        await node.WaitForExitAsync(limit.Token);
        File.Delete(script);
        Assert.True(node.ExitCode == 0, await complained);
        return await said;
    }

    private static string KeyOfSchool(TestBus bus) => bus.Host.ConnectionStrings().Single(key => key.Name == "school").ConnectionString;

    /// <summary>The code of a language in the page.</summary>
    private static string Block(string language)
    {
        var page = File.ReadAllText(Path.Combine(Root(), "docs", "bus.md"));
        var start = page.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
        return page[start..page.IndexOf("\n```", start, StringComparison.Ordinal)];
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ChildProtection.Functions.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException(
                $"ChildProtection.Functions.sln is in no folder above {AppContext.BaseDirectory}; run the tests from a checkout.");
        }

        return folder.FullName;
    }
}
