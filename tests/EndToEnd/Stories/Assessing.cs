using EndToEnd.Harness;

namespace EndToEnd.Stories;

/// <summary>A case that is being assessed, at ten in the morning of Monday 2 February 2026.</summary>
internal static class Assessing
{
    /// <param name="api">The app.</param>
    /// <param name="child">The child's number.</param>
    /// <param name="by">Who refers.</param>
    public static async Task<Story> CaseAsync(Func<Api> api, string child, Person by)
    {
        var story = new Story(api);
        await story.RaiseAsync(
            new Step(
                At: SharedInstallation.Now,
                By: by,
                Type: "ReferralReceived",
                Data: Referrals.Of(child, SharedInstallation.Now),
                State: "Referred",
                Changes: ["opened referralDecision-1 2026-02-03"]));
        await story.RaiseAsync(
            new Step(
                At: SharedInstallation.Now,
                By: People.Manager,
                Type: "ReferralDecision",
                Data: """{ "outcome": "assess" }""",
                State: "Assessing",
                Changes: ["met referralDecision-1", "opened assessment-1 2026-04-08"]));
        return story;
    }
}
