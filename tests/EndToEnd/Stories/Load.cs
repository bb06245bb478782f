using System.Collections.Concurrent;
using System.Net;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;

namespace EndToEnd.Stories;

/// <summary>
/// Callers at many cases: each case is referred, comes to need a conference, and goes on with concerns. Every request is repeated with its
/// key until it is decided, as a client does.
/// </summary>
/// <param name="api">The app as it runs now.</param>
/// <param name="now">The app's present moment; a referral was received then.</param>
/// <param name="events">Events of each case after its referral.</param>
internal sealed class Load(Func<Api> api, string now, int events)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly (Person By, string Type, string Data)[] Begins =
    [
        (People.Manager, "ReferralDecision", """{ "outcome": "strategyDiscussion" }"""),
        (People.Manager, "StrategyDiscussionHeld", Data.EnquiryStarts),
        (People.SocialWorker, "Section47Concluded", Data.ConferenceNeeded),
    ];

    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _cases = [];
    private readonly ConcurrentBag<string> _faults = [];
    private readonly ConcurrentBag<double> _milliseconds = [];
    private int _away;

    /// <summary>The keys of each case's events in the order in which they were acknowledged.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Cases => _cases;

    /// <summary>Answers that no caller should get: everything but a decision, a promise of one, and "try again".</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>How long each event took until it was decided.</summary>
    public IReadOnlyCollection<double> Milliseconds => _milliseconds;

    /// <summary>How often a caller was told to try again, or had no answer.</summary>
    public int Away => _away;

    public Task RunAsync(int callers, int cases)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            int number;
            while ((number = Interlocked.Increment(ref next)) < cases)
                await LiveAsync($"load{number}");
        })));
    }

    private async Task LiveAsync(string child)
    {
        var referred = await DecidedAsync(child, () => api().ReferAsync(People.SocialWorker, Referrals.Of(child, now), child));
        var caseId = referred.Value("caseId");
        var keys = new List<string>();
        for (var number = 0; number < events; number++)
        {
            var (by, type, data) = number < Begins.Length ? Begins[number] : (People.SocialWorker, "NewConcern", Data.Concern);
            var key = $"event-{number}";
            var since = TimeProvider.System.GetTimestamp();
            await DecidedAsync($"{child} {key}", () => api().RaiseAsync(caseId, by, type, now[..10], data, key));
            _milliseconds.Add(TimeProvider.System.GetElapsedTime(since).TotalMilliseconds);
            keys.Add(key);
        }

        _cases[caseId] = keys;
    }

    private async Task<Answer> DecidedAsync(string what, Func<Task<Answer>> ask)
    {
        Answer? decided = null;
        await Until.TrueAsync($"{what} is decided", async () => (decided = await AnswerAsync(ask)) is not null, Patience);
        return decided!;
    }

    private async Task<Answer?> AnswerAsync(Func<Task<Answer>> ask)
    {
        try
        {
            var answer = await ask();
            if (answer.Status is HttpStatusCode.OK or HttpStatusCode.Created)
                return answer;
            if (answer is { Status: HttpStatusCode.ServiceUnavailable, RetryAfter: not null })
                Interlocked.Increment(ref _away);
            else if (answer.Status != HttpStatusCode.Accepted)
                _faults.Add($"{answer.Request}: {(int)answer.Status} {answer.Text}");
        }
        catch (Exception exception)
            when (exception is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            Interlocked.Increment(ref _away);
        }

        return null;
    }
}
