using System.Globalization;
using System.Net;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using EndToEnd.Stories;

namespace Benchmarks;

/// <summary>Opens cases and raises events until they are decided, over HTTP: what people do, and the same of the peer.</summary>
internal abstract class Callers(Api api)
{
    protected Api Api => api;

    /// <returns>The id to raise events with.</returns>
    public abstract Task<string> OpenAsync(string name);

    /// <summary>Returns when the event is decided and its outcome stored.</summary>
    public abstract Task RaiseAsync(string id, string key);

    public async Task<IReadOnlyList<string>> OpenManyAsync(string prefix, int count, int callers = 8)
    {
        var ids = new string[count];
        await Timing.RateAsync(callers, count, async (_, number) => ids[number] = await OpenAsync($"{prefix}-{number}"));
        return ids;
    }
}

/// <summary>Of the product: a referral, then concerns that harm nobody much, which every state takes.</summary>
/// <param name="api">The app.</param>
/// <param name="now">The app's present moment.</param>
internal sealed class ProductCallers(Api api, DateTimeOffset now) : Callers(api)
{
    private const string Concern = """{ "significantHarm": false, "concern": "Late again." }""";
    private readonly string _moment = now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public override async Task<string> OpenAsync(string name) =>
        (await Api.ReferAsync(People.SocialWorker, Referrals.Of(name, _moment), name)).Expect(HttpStatusCode.Created).Value("caseId");

    public override async Task RaiseAsync(string id, string key)
    {
        var answer = await Api.RaiseAsync(id, People.SocialWorker, "NewConcern", _moment[..10], Concern, key);
        if (answer.Status == HttpStatusCode.Accepted)
        {
            await Until.TrueAsync($"{key} is decided", () => IsDecidedAsync(answer.Location!), TimeSpan.FromMinutes(5));
            return;
        }

        if (answer.Expect(HttpStatusCode.OK).Value("status") != "accepted")
            throw new InvalidOperationException($"{key} was not accepted: {answer.Text}");
    }

    private async Task<bool> IsDecidedAsync(Uri place) =>
        (await Api.GetAsync(place.ToString(), People.SocialWorker)).Expect(HttpStatusCode.OK).Value("status") != "pending";
}

/// <summary>Of the peer "plain".</summary>
internal sealed class PlainCallers(Api api) : Callers(api)
{
    public override async Task<string> OpenAsync(string name)
    {
        (await Api.PostAsync($"/api/plain/{name}", by: null, "{}")).Expect(HttpStatusCode.Created);
        return name;
    }

    public override async Task RaiseAsync(string id, string key) =>
        (await Api.PostAsync($"/api/plain/{id}/events/{key}", by: null, "{}")).Expect(HttpStatusCode.OK);
}
