using System.Net;
using Azure.Messaging.ServiceBus;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;
using static EndToEnd.Harness.People;

namespace EndToEnd;

/// <summary>Accounts that ask too much, too slowly or for too long take nothing away from the others (F28).</summary>
public sealed class AbuseTests(LimitedInstallation app) : IClassFixture<LimitedInstallation>
{
    private const int AtATime = 48;
    private const int MostAttempts = 20;
    private const long Megabyte = 1024 * 1024;
    private static readonly Person Eager = new("eager.1", "Eve Ager", "SocialWorker");

    [Fact]
    public async Task Starts_ManyWithOneKeyAndManyWithMany_OpenOneCasePerKeyOrAreRefusedInOrder()
    {
        var (one, many) = (LongRuns.Asked ? 10_000 : 500, LongRuns.Asked ? 10_000 : 150);

        var before = await app.Api.ListAsync("/api/cases?team=north&limit=500");
        var same = await FloodAsync(
            one, _ => app.Api.ReferAsync(School with { Subject = "school.2" }, Referrals.Of("the-one", SharedInstallation.Now), "one"));
        Assert.Single(same.Where(Taken).Select(answer => answer.Value("caseId")).Distinct());
        var flood = FloodAsync(
            many, number => app.Api.ReferAsync(Eager, Referrals.Of($"many-{number}", SharedInstallation.Now), $"many-{number}"));
        do (await PatientlyAsync(() => app.Api.GetAsync("/api/worklist?team=north&limit=1"))).Expect(HttpStatusCode.OK);
        while (!flood.IsCompleted);
        var different = await flood;

        Assert.All([.. same, .. different], Orderly);
        var opened = different.Where(Taken).Select(answer => answer.Value("caseId")).ToList();
        Assert.Equal(opened.Count, opened.Distinct().Count());
        await Until.TrueAsync(
            "every case that was promised is there, and none besides",
            async () => (await app.Api.ListAsync("/api/cases?team=north&limit=500")).Count == before.Count + opened.Count + 1,
            TimeSpan.FromMinutes(3));
    }

    [Fact]
    public async Task Account_BeyondItsLimit_Is429WhileOthersAreServed()
    {
        var answers = await FloodAsync(
            2 * LimitedInstallation.Burst, _ => app.Api.GetAsync("/api/event-types?limit=1", Eager with { Subject = "eager.2" }));

        (await app.Api.GetAsync("/api/event-types?limit=1")).Expect(HttpStatusCode.OK);
        Assert.All(answers, Orderly);
        var refused = answers.Where(answer => answer.Status == HttpStatusCode.TooManyRequests).ToList();
        Assert.InRange(refused.Count, 1, 2 * LimitedInstallation.Burst - LimitedInstallation.Burst / 2);
        Assert.All(refused, answer => Assert.True(answer.RetryAfter > TimeSpan.Zero, answer.Text));
    }

    [Fact]
    public async Task Clients_ThatSendSlowlyOrForEver_AreCutOffAndMemoryStaysBounded()
    {
        var story = await app.AssessingAsync();
        var before = app.Installed.MemoryBytes;
        var token = await app.Api.TokenAsync(Eager with { Subject = "slow.1" });
        var start =
            $"POST {story.CasePath}/events HTTP/1.1\r\nHost: {app.Api.Address.Authority}\r\n"
            + $"Authorization: Bearer {token}\r\nContent-Type: application/json\r\n";
        List<RawClient> clients = [];
        try
        {
            // Half a header line; half a body; a body without end.
            var headers = await ConnectAsync(clients, 100, "POST /api/referrals HTTP/1.1\r\nHost: somewh");
            var bodies = await ConnectAsync(clients, 50, start + "Content-Length: 1000\r\n\r\n{ ");
            var endless = await ConnectAsync(clients, 20, start + "Transfer-Encoding: chunked\r\n\r\n");
            var poured = await Task.WhenAll(endless.Select(client => client.PourAsync(100 * Megabyte)));
            (await app.Api.GetAsync(story.CasePath)).Expect(HttpStatusCode.OK);

            Assert.All(poured, bytes => Assert.InRange(bytes, 0, 100 * Megabyte - 1));
            Assert.All(
                await Task.WhenAll(endless.Select(client => client.ReadToEndAsync())),
                said => Assert.True(said.Length == 0 || said.StartsWith("HTTP/1.1 413", StringComparison.Ordinal), said));
            Assert.All(
                await Task.WhenAll(bodies.Select(client => client.ReadToEndAsync())),
                said =>
                {
                    Assert.StartsWith("HTTP/1.1 408", said, StringComparison.Ordinal);
                    Assert.Contains("application/problem+json", said, StringComparison.Ordinal);
                });
            Assert.All(
                await Task.WhenAll(headers.Select(client => client.ReadToEndAsync())),
                said => Assert.DoesNotContain("HTTP/1.1 2", said, StringComparison.Ordinal));
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }

        (await app.Api.RaiseAsync(story.CaseId, SocialWorker, "VisitMade", "2026-02-02", Data.HomeVisit, "after")).Expect(
            HttpStatusCode.OK);
        Assert.True(
            app.Installed.MemoryBytes - before < 200 * Megabyte, $"The app grew from {before} to {app.Installed.MemoryBytes} bytes.");
    }

    [Fact]
    public async Task Body_OfAHundredMegabytes_IsRefusedByHttpAndBus()
    {
        using var huge = new HttpRequestMessage(HttpMethod.Post, "/api/referrals")
        {
            Content = new ByteArrayContent(new byte[100 * Megabyte]),
        };
        huge.Content.Headers.ContentType = new("application/json");
        huge.Headers.Authorization = new("Bearer", await app.Api.TokenAsync(School));
        huge.Headers.ExpectContinue = true;

        var http = (await app.Api.SendAsync(huge)).Expect(HttpStatusCode.RequestEntityTooLarge);
        var bus = await Assert.ThrowsAsync<ServiceBusException>(() =>
            new BusPlayer(app.Api, "school").SendRawAsync(new byte[100 * Megabyte], "child/C-1", "huge"));

        Assert.Equal("application/problem+json", http.MediaType);
        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, bus.Reason);
    }

    /// <summary>A store that is too slow for so many says so, and is asked again, as it wants.</summary>
    private static async Task<Answer> PatientlyAsync(Func<Task<Answer>> ask)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await ask();
            if (answer.Status != HttpStatusCode.ServiceUnavailable || attempt == MostAttempts)
                return answer;
            answer.ExpectProblem(HttpStatusCode.ServiceUnavailable, "storage-unavailable");
        }
    }

    /// <summary>So many requests, some at a time, each answered.</summary>
    private static async Task<IReadOnlyList<Answer>> FloodAsync(int count, Func<int, Task<Answer>> ask)
    {
        var answers = new Answer[count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = AtATime },
            async (number, _) => answers[number] = await PatientlyAsync(() => ask(number)));
        return answers;
    }

    private async Task<IReadOnlyList<RawClient>> ConnectAsync(List<RawClient> all, int count, string opening)
    {
        List<RawClient> clients = [];
        for (var number = 0; number < count; number++)
        {
            clients.Add(await RawClient.ConnectAsync(app.Api.Address));
            all.Add(clients[^1]);
            await clients[^1].SendAsync(opening);
        }

        return clients;
    }

    private static bool Taken(Answer answer) => answer.Status is HttpStatusCode.Created or HttpStatusCode.Accepted;

    private static void Orderly(Answer answer)
    {
        if (answer.Status == HttpStatusCode.TooManyRequests)
            answer.ExpectProblem(HttpStatusCode.TooManyRequests, "too-many-requests");
        else
            Assert.True((int)answer.Status < 300, $"{answer.Request}: {answer.Text}");
    }
}
