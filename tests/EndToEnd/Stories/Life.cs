using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using static EndToEnd.Harness.People;

namespace EndToEnd.Stories;

/// <summary>
/// What happens to one child, on days that a seed chooses. Whatever was acknowledged is kept, to be looked for in the end.
/// </summary>
internal sealed partial class Life(Scene scene, string child, int seed)
{
    private static readonly DateOnly ExampleDay = new(2026, 3, 6);
    private readonly BusPlayer _school = new(scene.Api, "school");
    private int _number;

    public Random Random { get; } = new(seed);

    public string Child => child;

    public Scene Scene => scene;

    public Story Case { get; private set; } = null!;

    public DateOnly Day { get; private set; } = new(2026, 1, 5);

    /// <summary>Who was told under which key that an event is accepted, and on which case.</summary>
    public List<(string CaseId, Person By, string Key)> Acknowledged { get; } = [];

    /// <summary>Ids of events that were sent over the bus.</summary>
    public List<(string CaseId, string Id)> Sent { get; } = [];

    /// <summary>Chronologies as they were read on the way: what they held must stay as it was.</summary>
    public List<(string CaseId, IReadOnlyList<string> Hashes)> Read { get; } = [];

    /// <summary>Requests that the case refused, which is no fault.</summary>
    public int Refused { get; private set; }

    /// <summary>Moves to a working day some days later.</summary>
    public async Task LaterAsync(int least, int most)
    {
        Day = Day.AddDays(Random.Next(least, most + 1));
        while (Day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            Day = Day.AddDays(1);
        await scene.AtAsync($"{On(0)}T12:00:00Z");
    }

    /// <summary>Comes to the day of another, which shares its scene and has moved the clock.</summary>
    public void Follow(Life other) => Day = other.Day;

    public string On(int days) => Day.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public async Task ReferAsync(string referral)
    {
        var answer = (await scene.Api.ReferAsync(School, referral, NewKey("ReferralReceived"))).Expect(HttpStatusCode.Created);
        Open(answer.Value("caseId"), School);
    }

    public async Task TransferInAsync(Person authority, string notice)
    {
        var answer = (await scene.Api.PostAsync("/api/transfers-in", authority, notice, NewKey("TransferInNotified"))).Expect(
            HttpStatusCode.Created);
        Open(answer.Value("caseId"), authority);
    }

    /// <summary>An event that must be accepted.</summary>
    public async Task MustAsync(Person by, string type, string data = "{ }")
    {
        if (await TryAsync(by, type, data) is { } refused)
            throw new InvalidOperationException($"{child}, {On(0)}, {type}: {refused.Text}");
    }

    /// <summary>An event that the case may refuse.</summary>
    /// <returns>The refusal, if it was one.</returns>
    public async Task<Answer?> TryAsync(Person by, string type, string data = "{ }")
    {
        var key = NewKey(type);
        var answer = await scene.Api.RaiseAsync(Case.CaseId, by, type, On(0), data, key);
        if (answer.Status == HttpStatusCode.Accepted)
        {
            answer = await Until.FoundAsync(
                $"{key} is decided",
                async () =>
                    await scene.Api.RaiseAsync(Case.CaseId, by, type, On(0), data, key) is { Status: not HttpStatusCode.Accepted } decided
                        ? decided
                        : null,
                TimeSpan.FromMinutes(2));
        }

        if (answer.Status == HttpStatusCode.OK)
        {
            Acknowledged.Add((Case.CaseId, by, key));
            return null;
        }

        Assert.Contains(answer.Status, (HttpStatusCode[])[HttpStatusCode.Conflict, HttpStatusCode.UnprocessableEntity]);
        Refused++;
        return answer;
    }

    /// <summary>What the school sends over the bus.</summary>
    public async Task SendAsync(string type, string data)
    {
        var id = NewKey(type);
        await _school.SendAsync(Case.CaseId, type, $$"""{ "occurredOn": "{{On(0)}}", "data": {{data}} }""", id);
        Sent.Add((Case.CaseId, id));
    }

    public async Task ReadAsync() =>
        Read.Add(
            (
                Case.CaseId,
                [.. (await scene.Api.ListAsync($"{Case.CasePath}/chronology", ServiceManager)).Select(fact => fact["hash"]!.ToString())]));

    /// <summary>The example's plan, its dates as far from this day as from its own.</summary>
    public string FirstCoreGroup() =>
        Dates()
            .Replace(
                Data.FirstCoreGroup,
                date => Day.AddDays(Date(date.Value).DayNumber - ExampleDay.DayNumber).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            );

    public string Conference(string type = "initial") => Data.PlanMade.Replace("\"initial\"", $"\"{type}\"", StringComparison.Ordinal)
        .Replace("2026-03-06", On(8), StringComparison.Ordinal).Replace("2026-05-20", On(80), StringComparison.Ordinal);

    /// <summary>Another case of the same child.</summary>
    private void Open(string caseId, Person by)
    {
        Case = scene.NewCase();
        Case.Continue(caseId);
        Acknowledged.Add((caseId, by, $"{child}-{_number}-"));
    }

    private string NewKey(string type) => $"{child}-{++_number}-{(type is "ReferralReceived" or "TransferInNotified" ? "" : type)}";

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"2026-\d\d-\d\d")]
    private static partial Regex Dates();
}
