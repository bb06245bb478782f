using System.Net;
using System.Text.Json.Nodes;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;

namespace EndToEnd;

/// <summary>
/// S-A told once from beginning to end. Each step's outcome, and the worklist after it, is held against the story while it is told.
/// </summary>
public sealed class StoryATold : IAsyncLifetime
{
    private Installation? _installation;

    internal Api Api => _installation!.Api;

    internal Story Story { get; private set; } = null!;

    /// <summary>The case's view after each step, by the step's key.</summary>
    internal Dictionary<string, JsonNode> Views { get; } = [];

    /// <summary>What came of agreeing a detailed plan that leaves out nearly everything, just before the first core group.</summary>
    internal Answer Incomplete { get; private set; } = null!;

    /// <summary>Requests to the tables while the story's own signals were taken, decided and published.</summary>
    internal Dictionary<string, int> TableRequests { get; } = [];

    internal IReadOnlyList<JsonNode> Facts { get; private set; } = [];

    internal IReadOnlyList<JsonNode> Deadlines { get; private set; } = [];

    public async Task InitializeAsync()
    {
        _installation = await Installation.StartAsync(StoryA.Begins);
        try
        {
            Story = new Story(() => Api);
            foreach (var step in StoryA.Steps)
                await TellAsync(step);
            Facts = await Api.ListAsync($"{Story.CasePath}/chronology");
            Deadlines = await Api.ListAsync($"{Story.CasePath}/deadlines");
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException(
                $"{exception.Message}{Environment.NewLine}The app said:{Environment.NewLine}{_installation.Output()}", exception);
        }
    }

    public async Task DisposeAsync()
    {
        if (_installation is not null)
            await _installation.DisposeAsync();
    }

    private async Task TellAsync(Step step)
    {
        if (step.Data == Data.FirstCoreGroup)
            Incomplete = await Api.RaiseAsync(Story.CaseId, step.By, step.Type, "2026-02-26", Data.IncompleteCoreGroup, "incomplete");
        var before = _installation!.Proxy.Requests;
        await Story.TellAsync([step]);
        foreach (var (request, count) in _installation.Proxy.Requests)
            TableRequests[request] = TableRequests.GetValueOrDefault(request) + count - before.GetValueOrDefault(request);
        var view = (await Api.GetAsync(Story.CasePath)).Expect(HttpStatusCode.OK).Body;
        Views[step.Key] = view;
        var open = view["openDeadlines"]!.AsArray().Select(Line).Order(StringComparer.Ordinal).ToList();
        await Until.TrueAsync(
            $"the worklist shows what is open after {step.Key}: {string.Join(", ", open)}",
            async () => (await Api.ListAsync("/api/worklist?team=north")).Select(Line).SequenceEqual(open));
    }

    private static string Line(JsonNode? deadline) =>
        $"{deadline!["dueOn"]} {deadline["deadlineId"] ?? deadline["id"]} {deadline["status"]}";
}
