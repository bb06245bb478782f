using System.Net;
using System.Text.Json.Nodes;
using ChildProtection.Tests.Support;
using EndToEnd.Harness;
using static EndToEnd.Harness.People;

namespace EndToEnd.Stories;

/// <summary>Cases with something to decide, and what managers ask and answer about it.</summary>
internal static class ApprovalCalls
{
    public static async Task<Story> ReferredAsync(Scene app, string child)
    {
        var story = app.NewCase();
        await story.TellAsync(
        [
            new Step(
                At: SharedInstallation.Now,
                By: School,
                Type: "ReferralReceived",
                Data: Referrals.Of(child, SharedInstallation.Now),
                State: "Referred",
                Changes: ["opened referralDecision-1 2026-02-03"])
            {
                Key = child,
            },
        ]);
        return story;
    }

    public static async Task<Story> SubmittedAsync(Scene app, string child)
    {
        var story = await ReferredAsync(app, child);
        (await app.Api.RaiseAsync(story.CaseId, Manager, "ReferralDecision", "2026-02-02", """{ "outcome": "assess" }""", "assess")).Expect(
            HttpStatusCode.OK);
        (
            await app.Api.RaiseAsync(
                story.CaseId, SocialWorker, "AssessmentSubmitted", "2026-02-02", """{ "conclusion": "childInNeed" }""", "submit")
        ).Expect(HttpStatusCode.OK);
        return story;
    }

    public static Task<Answer> DecideAsync(Scene app, JsonNode approval, Person by, string body, string key) =>
        app.Api.PostAsync($"/api/approvals/{Id(approval)}", by, body, key);

    public static async Task<IReadOnlyList<JsonNode>> OpenAsync(Scene app, Story story) =>
        [.. (await app.Api.ListAsync("/api/approvals?team=north")).Where(one => IsOf(story, one))];

    public static bool IsOf(Story story, JsonNode approval) => approval["caseId"]!.ToString() == story.CaseId;

    public static Task<JsonNode> WaitingAsync(Scene app, Story story, int tier) => Until.FoundAsync(
        $"an approval waits at tier {tier}",
        async () => await OpenAsync(app, story) is [{ } only] && only["tier"]!.GetValue<int>() == tier ? only : null);

    public static async Task<JsonNode> CaseAsync(Scene app, Story story) =>
        (await app.Api.GetAsync(story.CasePath)).Expect(HttpStatusCode.OK).Body;

    public static string Approve(string recoverBy) =>
        $$"""{ "decision": "approve", "reason": "The manager was ill.", "recoverBy": "{{recoverBy}}" }""";

    public static string Id(JsonNode approval) => approval["approvalId"]!.ToString();

    public static string Told(JsonNode approval) =>
        $"{approval["kind"]} {approval["role"]} {approval["team"]} {About(approval)} {approval["status"]}";

    private static string About(JsonNode approval) =>
        $"{approval["about"]!["deadlineId"]} {approval["about"]!["dueOn"]} {approval["about"]!["daysLate"]}";

    public static string Decision(JsonNode approval)
    {
        var decision = approval["decision"]!;
        return $"{approval["status"]} {decision["by"]} {decision["at"]} {decision["decision"]} "
            + $"{decision["reason"]} {decision["recoverBy"]}";
    }
}
