using System.Globalization;
using System.Net;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;

namespace EndToEnd.Stories;

/// <summary>A case that begins by the app's own clock, for stories that are not told by dates.</summary>
internal static class ReferredCase
{
    /// <param name="app">The app.</param>
    /// <param name="child">Names the child and the referral.</param>
    /// <param name="by">Who refers.</param>
    /// <param name="daysAgo">How long ago the referral was received.</param>
    /// <returns>The case, and the app's day.</returns>
    public static async Task<(Story Story, string Today)> OpenAsync(Installation app, string child, Person by, int daysAgo = 0)
    {
        var now = await app.Api.NowAsync();
        var referral = Referrals.Of(child, now.AddDays(-daysAgo).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        var story = new Story(() => app.Api);
        // On a busy machine the official engine takes longer than the app waits. The same key is the same referral.
        var opened = await Until.FoundAsync(
            $"the referral of {child} is decided",
            async () => await app.Api.ReferAsync(by, referral, child) is { Status: not HttpStatusCode.Accepted } answer ? answer : null,
            TimeSpan.FromMinutes(2));
        story.Continue(opened.Expect(HttpStatusCode.Created).Value("caseId"));
        return (story, now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }
}
