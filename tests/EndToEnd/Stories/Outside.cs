using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using EndToEnd.Harness;
using static EndToEnd.Harness.People;

namespace EndToEnd.Stories;

/// <summary>
/// The invariants I1 to I9 of whatever a case went through, as far as they show from the outside: in its chronology, its deadlines, what
/// became of its events, its instance with its history, the worklist. I6, the replay from nothing, shows there only in that the instance
/// stands where the case does.
/// </summary>
internal static class Outside
{
    public static async Task CheckAsync(Api api, string caseId, Life life)
    {
        var path = $"/api/cases/{caseId}";
        var (view, now) = ((await api.GetAsync(path, ServiceManager)).Expect(HttpStatusCode.OK).Body, await api.NowAsync());
        var facts = await api.ListAsync($"{path}/chronology", ServiceManager);
        var deadlines = await api.ListAsync($"{path}/deadlines", ServiceManager);
        await CommandsAsync(api, caseId, life, facts);
        await ChronologyAsync(api, path, life, facts, now);
        foreach (var deadline in deadlines)
            Deadline(deadline, now);
        var instance = (await api.SendAsync(HttpMethod.Get, $"/admin/instances/{caseId}", by: null)).Expect(HttpStatusCode.OK).Body;
        Instance(instance, view);
        History(instance);
        var open = deadlines.Where(IsOpen).Select(one => one["id"]!.ToString()).Order(StringComparer.Ordinal);
        Assert.Equal(
            open,
            (await api.ListAsync("/api/worklist?team=north&limit=500", ServiceManager))
                .Where(one => one["caseId"]!.ToString() == caseId)
                .Select(one => one["deadlineId"]!.ToString())
                .Order(StringComparer.Ordinal));
    }

    /// <summary>I1: what was acknowledged is there, once, and decided.</summary>
    private static async Task CommandsAsync(Api api, string caseId, Life life, IReadOnlyList<JsonNode> facts)
    {
        foreach (var (_, by, key) in life.Acknowledged.Where(one => one.CaseId == caseId))
        {
            var fact = Assert.Single(
                facts, fact => fact["eventId"]?.ToString() == key && fact["actor"]!["subject"]!.ToString() == by.Subject);
            var stored = (await api.GetAsync($"/api/cases/{caseId}/events/{Uri.EscapeDataString(key)}", by)).Body;
            Assert.Equal($"{key} accepted {fact["sequence"]}", $"{key} {stored["status"]} {stored["sequence"]}");
        }

        var letters = (await api.ListAsync("/api/dead-letters", Administrator)).Count;
        var missing = life
            .Sent.Where(one => one.CaseId == caseId)
            .Count(one => facts.Count(fact => fact["eventId"]?.ToString() == one.Id) != 1);
        Assert.True(missing <= letters, $"{missing} messages of case {caseId} are neither facts nor dead letters.");
    }

    /// <summary>
    /// I2, I8 and I9: without a gap, as it was read before, each fact with actor, words and a time that never runs backwards.
    /// </summary>
    private static async Task ChronologyAsync(Api api, string path, Life life, IReadOnlyList<JsonNode> facts, DateTimeOffset now)
    {
        Assert.Equal(Enumerable.Range(1, facts.Count), facts.Select(fact => fact["sequence"]!.GetValue<int>()));
        var hashes = facts.Select(fact => fact["hash"]!.ToString()).ToList();
        Assert.Equal(hashes[..^1].Prepend(new string('0', 64)), facts.Select(fact => fact["previousHash"]!.ToString()));
        foreach (var (_, earlier) in life.Read.Where(one => path.EndsWith(one.CaseId, StringComparison.Ordinal)))
            Assert.Equal(earlier, hashes.Take(earlier.Count));
        Assert.All(facts, fact =>
        {
            Assert.DoesNotContain("", (string[])[fact["actor"]!["subject"]!.ToString(), fact["summary"]!.ToString()]);
            // What the clock brings has nobody's role.
            Assert.Equal(fact["eventId"] is null, fact["actor"]!["role"] is null);
        });
        var times = facts.Select(fact => Instant(fact["recordedAt"])).ToList();
        Assert.Equal(times.Order(), times);
        Assert.True(times[^1] <= now);
        var verification = (await api.GetAsync($"{path}/chronology/verification", ServiceManager)).Expect(HttpStatusCode.OK).Body;
        Assert.Equal($"true {facts.Count}", $"{verification["intact"]} {verification["facts"]}");
    }

    /// <summary>I7: once its time has passed it is exactly one of met, met late, overdue, cancelled, superseded.</summary>
    private static void Deadline(JsonNode deadline, DateTimeOffset now)
    {
        var (status, told) = (deadline["status"]!.ToString(), deadline.ToJsonString());
        var late = deadline["daysLate"]?.GetValue<int>() ?? 0;
        var passed = deadline["checkpoints"]!.AsArray().Any(one => one!["kind"]!.ToString() == "due" && Instant(one["at"]) < now);
        Assert.Contains(status, (string[])["open", "met", "metLate", "overdue", "cancelled", "superseded", "notDone"]);
        Assert.False(status == "open" && passed, told);
        Assert.False(status is "met" or "metLate" && deadline["metOn"] is null, told);
        Assert.False(status == "metLate" && late <= 0, told);
        Assert.False(status == "met" && late > 0, told);
        Assert.False(
            IsOpen(deadline)
                && deadline["checkpoints"]!
                    .AsArray()
                    .Any(one => one!["firedAt"] is null && Instant(one["at"]) < now && one["kind"]!.ToString() == "due"),
            told);
    }

    /// <summary>
    /// I3 and I4: what is not finished waits for its nearest checkpoint, what is finished for nothing. I6: it stands where the case does.
    /// </summary>
    private static void Instance(JsonNode instance, JsonNode view)
    {
        var finished = view["state"]!.ToString() == "Closed" && view["openDeadlines"]!.AsArray().Count == 0;
        Assert.Equal(finished ? "Completed" : "Running", instance["status"]!.ToString());
        var timers = Pending(instance, "TimerCreated", "TimerFired").ToList();
        Assert.Empty(Pending(instance, "TaskScheduled", "TaskCompleted", "TaskFailed"));
        // A timer that the last event cancelled leaves no row that says so.
        if (finished)
            return;

        Assert.Equal(view["state"]!.ToString(), instance["customStatus"]!.ToString());
        // Without a checkpoint it waits for an event.
        Assert.Equal(view["nextCheckpointAt"] is { } next ? [Instant(next)] : [], timers.Select(timer => Instant(timer["dueAt"])));
    }

    /// <summary>I2, I5 and I9 of the engine: numbered without a gap, in time, each result once and for what was scheduled.</summary>
    private static void History(JsonNode instance)
    {
        var history = instance["history"]!.AsArray().OfType<JsonNode>().ToList();
        var numbers = history.Select(one => one["sequence"]!.GetValue<long>()).ToList();
        Assert.Equal(Enumerable.Range(0, numbers.Count).Select(offset => numbers[0] + offset), numbers);
        var times = history.Select(one => Instant(one["at"])).ToList();
        Assert.Equal(times.Order(), times);
        var results = Ids(history, "TaskCompleted", "TaskFailed").ToList();
        Assert.Equal(results.Distinct(), results);
        Assert.Empty(results.Except(Ids(history, "TaskScheduled")));
        Assert.Empty(Ids(history, "TimerFired").Except(Ids(history, "TimerCreated")));
    }

    private static IEnumerable<JsonNode> Pending(JsonNode instance, string begins, params string[] ends)
    {
        var history = instance["history"]!.AsArray().OfType<JsonNode>().ToList();
        var ended = Ids(history, ends).ToHashSet();
        return history.Where(one => one["kind"]!.ToString() == begins && !ended.Contains(one["taskId"]!.GetValue<int>()));
    }

    private static IEnumerable<int> Ids(IEnumerable<JsonNode> history, params string[] kinds) =>
        history.Where(one => kinds.Contains(one["kind"]!.ToString())).Select(one => one["taskId"]!.GetValue<int>());

    private static bool IsOpen(JsonNode deadline) => deadline["status"]!.ToString() is "open" or "overdue";

    private static DateTimeOffset Instant(JsonNode? text) => DateTimeOffset.Parse(text!.ToString(), CultureInfo.InvariantCulture);
}
