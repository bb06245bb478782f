using ChildProtection.Domain.Referral;
using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.Maintenance;
using ChildProtection.Functions.Platform.Tables;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.SubmitEvent;
using ChildProtection.Functions.Tests.RecordStore;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Tests.Maintenance.Hosted;

/// <summary>The operations as an administrator starts them.</summary>
public sealed class OperationTests : IAsyncLifetime
{
    private const string Reason = """{ "reason": "restored from a copy" }""";
    private readonly OperatedApp _app = new();

    public Task InitializeAsync() => _app.InitializeAsync();

    public Task DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Rebuild_StoppedInTheMiddle_GoesOnAfterTheStart()
    {
        await SpoiltLists.OpenAsync(_app.Store);
        var expected = await TableDump.OfListsAsync(_app.Store.Tables);
        await SpoiltLists.SpoilAsync(_app.Store.Tables);

        var (status, started) = await _app.SendAsync(HttpMethod.Post, "/api/operations/rebuild", Reason);
        await _app.StopAsync();
        await _app.StartAsync();
        var ended = await _app.EndOfAsync("rebuild");

        Assert.Equal(
            (202, "running", "completed", "done"),
            (status, started["status"]!.ToString(), ended["status"]!.ToString(), ended["step"]!.ToString()));
        Assert.Equal(expected, await TableDump.OfListsAsync(_app.Store.Tables));
        Assert.Equal("admin.1", ended["startedBy"]!.ToString());
        Assert.Contains("rebuild: restored from a copy", await AuditedAsync());

        // After its end it can be started again.
        await _app.SendAsync(HttpMethod.Post, "/api/operations/rebuild", Reason);
        Assert.True((await _app.EndOfAsync("rebuild"))["startedAt"]!.GetValue<DateTime>() > ended["startedAt"]!.GetValue<DateTime>());
    }

    [Fact]
    public async Task Operation_ThatFailed_TellsWhy()
    {
        await _app.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(Rebuild.RebuildOrchestrator), new StartOrchestrationOptions(Rebuild.Name));

        var ended = await _app.EndOfAsync(Rebuild.Name);
        var instance = await _app.InstanceAsync(Rebuild.Name);

        Assert.Equal("failed", ended["status"]!.ToString());
        Assert.Contains("was started without its progress", ended["failure"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(typeof(InvalidOperationException).FullName, instance["failure"]!["type"]!.ToString());
        Assert.Contains("was started without its progress", instance["failure"]!["message"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recreate_WhenTheEngineHasLostThem_StartsEveryOpenCaseFromItsSnapshotAndTheyGoOn()
    {
        var cases = await SpoiltLists.OpenAsync(_app.Store);
        await SpoiltLists.RaiseAsync(cases[5], "nfa", """{ "outcome": "noFurtherAction", "reason": "none" }""");
        await _app.SendAsync(HttpMethod.Post, "/api/operations/recreate", Reason);
        await _app.EndOfAsync("recreate");
        await _app.RunsAsync(cases[0].CaseId);

        foreach (var story in cases)
            await _app.LoseAsync(story.CaseId);
        Assert.Null(await _app.Client.GetInstanceAsync(cases[0].CaseId));
        // One that the watch has given up.
        await GiveUpAsync(cases[2].CaseId);
        await _app.SendAsync(HttpMethod.Post, "/api/operations/recreate", Reason);
        var ended = await _app.EndOfAsync("recreate");

        Assert.Equal(("completed", 6L), (ended["status"]!.ToString(), ended["looked"]!.GetValue<long>()));
        foreach (var story in cases)
        {
            var finished = CaseRow.State((await _app.Store.Tables.Cases.FindAsync(story.CaseId, CaseKeys.Case, default))!).Finished;
            if (finished)
                Assert.Null(await _app.Client.GetInstanceAsync(story.CaseId));
            else
                await _app.RunsAsync(story.CaseId);
        }

        Assert.Null(await _app.Store.Tables.Cases.FindAsync(cases[2].CaseId, CaseKeys.Watch, default));
        var raised = await _app.Services.GetRequiredService<EventSubmission>().RaiseAsync(cases[0].CaseId, Assess(), _app.Client, default);
        Assert.Equal(EventStatus.Accepted, Assert.IsType<Decided>(raised).Event.Status);
    }

    [Fact]
    public async Task Recreate_OneCase_StartsThatOneAlone()
    {
        var cases = await SpoiltLists.OpenAsync(_app.Store);

        await _app.SendAsync(
            HttpMethod.Post, "/api/operations/recreate", $$"""{ "reason": "it failed", "caseId": "{{cases[0].CaseId}}" }""");
        var ended = await _app.EndOfAsync("recreate");

        Assert.Equal((1L, 1L), (ended["looked"]!.GetValue<long>(), ended["changed"]!.GetValue<long>()));
        await _app.RunsAsync(cases[0].CaseId);
        Assert.Null(await _app.Client.GetInstanceAsync(cases[2].CaseId));
        Assert.Contains($"recreate {cases[0].CaseId}: it failed", await AuditedAsync());
    }

    [Fact]
    public async Task Start_WithoutAReasonOrWithWhatItDoesNotKnow_IsRefused()
    {
        foreach (
            var (operation, body) in ((string, string)[])
                [
                    ("rebuild", "{}"),
                    ("rebuild", """{ "reason": "x", "caseId": "y" }"""),
                    ("recreate", """{ "reason": "x", "caseId": "y" }"""),
                ])
        {
            Assert.Equal(422, (await _app.SendAsync(HttpMethod.Post, $"/api/operations/{operation}", body)).Status);
            Assert.Equal(404, (await _app.SendAsync(HttpMethod.Get, $"/api/operations/{operation}")).Status);
        }
    }

    private static EventRequest Assess() =>
        StoredStory.Request("assess", new DateOnly(2026, 2, 3), new ReferralDecision { Outcome = ReferralOutcome.Assess });

    private async Task<IReadOnlyList<string?>> AuditedAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        var query = new AccessQuery { From = now.AddDays(-1), Until = now.AddDays(1), Limit = 50 };
        var listed = await new AccessLog(_app.Store.Tables).OfSubjectAsync("admin.1", query, _ => new(true), default);
        return [.. listed.Items.Select(entry => entry.Reason)];
    }

    private async Task GiveUpAsync(string caseId)
    {
        var row = TableRows.New(caseId, CaseKeys.Watch);
        row["Attempts"] = 11;
        await _app.Store.Tables.Cases.UpsertEntityAsync(row);
    }
}
