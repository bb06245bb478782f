using System.Net;
using System.Text.Json.Nodes;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;
using static EndToEnd.Harness.People;

namespace EndToEnd.Releases;

/// <summary>
/// Makes a small installation with the <c>./run</c> of today and backs it up: open deadlines, a plan, mail, a dead letter, a notification
/// that nobody has taken, and an agency's message that the app has not taken (docs/operations.md, Keep a release's data).
/// </summary>
internal sealed class BackupMaker(RunScript run)
{
    /// <summary>After the first core group, the day before its record is due.</summary>
    private const string Ends = "2026-03-09T15:00:00Z";

    /// <summary>The message that is still in the queue when the backup is made.</summary>
    private const string Unfinished = "unfinished-concern";

    private const string Concern =
        """{ "occurredOn": "2026-03-09", "data": { "significantHarm": false, "concern": "Came without a coat." } }""";

    private string State => Path.Combine(run.Folder, "state");

    private string Backup => Path.Combine(run.Folder, "backup");

    public static async Task MakeAsync(string file)
    {
        using var run = new RunScript();
        var maker = new BackupMaker(run);
        var kept = await maker.LiveAsync();
        await maker.LeaveMessageAsync(kept);
        await maker.BackUpAsync();
        await KeptBackup.WriteAsync(file, maker.Backup, kept);
    }

    private async Task<JsonObject> LiveAsync()
    {
        await using var running = await RunAsync("--clock", "simulated", "--now", StoryA.Begins);
        using var api = NewApi();
        var story = new Story(() => api);
        await story.TellAsync(StoryA.Steps.TakeWhile(step => string.CompareOrdinal(step.At, Ends) <= 0));
        await api.AdvanceToAsync(Ends);
        JsonArray cases =
        [
            ReleaseMaker.Kept("plan", story.CaseId),
            ReleaseMaker.Kept("referred", await ReleaseMaker.OpenAsync(api, "referred", Ends)),
        ];
        await new BusPlayer(api, "school").SendAsync(story.CaseId, "NoSuchEvent", Concern, "dead-letter");
        await Until.TrueAsync("the message is a dead letter", async () => (await LettersAsync(api)).Count == 1);
        // What goes out a moment after the last decision is out then.
        (await api.PostAsync("/admin/clock", by: null, """{ "advanceBy": "PT1M" }""")).Expect(HttpStatusCode.OK);
        foreach (var one in cases)
            await ReleaseMaker.AnswerAsync(api, one!.AsObject());
        var kept = new JsonObject
        {
            ["now"] = (await api.NowAsync()).ToString("o", System.Globalization.CultureInfo.InvariantCulture),
            ["cases"] = cases,
            ["deadLetters"] = new JsonArray([.. (await LettersAsync(api)).Select(letter => letter.DeepClone())]),
        };
        await running.EndAsync(ChildProcess.Interrupt);
        kept["mail"] = new JsonArray([
            .. Directory
                .GetFiles(Path.Combine(State, "mail"))
                .Select(Path.GetFileName)
                .Order(StringComparer.Ordinal)
                .Select(name => (JsonNode)name!),
        ]);
        return kept;
    }

    /// <summary>With the bus alone, so that nobody takes the message.</summary>
    private async Task LeaveMessageAsync(JsonObject kept)
    {
        await using var bus = await HostProcess.StartAsync(
            ["--services", "--clock", "simulated", "--data", Path.Combine(State, "app"), "--port", "0", "--bus-port", "0"],
            new Dictionary<string, string>());
        using var api = new Api(bus.Address);
        var caseId = kept["cases"]!.AsArray().Single(one => one!["name"]!.ToString() == "plan")!["caseId"]!.ToString();
        await new BusPlayer(api, "school").SendAsync(caseId, "NewConcern", Concern, Unfinished);
        kept["unfinished"] = new JsonObject { ["caseId"] = caseId, ["eventId"] = Unfinished, ["type"] = "NewConcern" };
        await bus.StopAsync();
    }

    private async Task BackUpAsync()
    {
        await using var backup = RunScript.Start("--data", State, "--backup", Backup);
        await backup.EndedAsync();
        Assert.True(backup.ExitCode == 0, backup.Output());
    }

    private Task<ChildProcess> RunAsync(params string[] options) => run.ReadyAsync(State, options);

    private Api NewApi() => new(run.Address);

    private static Task<IReadOnlyList<JsonNode>> LettersAsync(Api api) => api.ListAsync("/api/dead-letters", Administrator);
}
