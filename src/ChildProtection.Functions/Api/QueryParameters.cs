using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Retention;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.CaseFile.Plans;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.Api;

/// <summary>The query parameters of the lists.</summary>
internal static class QueryParameters
{
    public static QueryParameter[] Paging { get; } =
    [
        new(
            "limit",
            "Items on a page.",
            () =>
                new JsonObject
                {
                    ["type"] = "integer",
                    ["minimum"] = 1,
                    ["maximum"] = 500,
                    ["default"] = 50,
                }),
        new("cursor", "The nextCursor of the page before.", Text),
    ];

    public static QueryParameter[] OfVersion { get; } = [new("version", "A version of the profile; the newest unless given.", Text)];

    public static QueryParameter From { get; } = new("from", "First day.", Date);

    public static QueryParameter To { get; } = new("to", "Last day.", Date);

    public static QueryParameter DeadlineStatus { get; } = new("status", "Deadlines of one status.", Codes<DeadlineStatus>);

    public static QueryParameter ApprovalStatus { get; } =
        new("status", "Approvals of one status; open unless given.", Codes<ApprovalStatus>);

    public static QueryParameter DisposalStatus { get; } = new("status", "Records at one step.", Codes<DisposalStatus>);

    public static QueryParameter State { get; } = new("state", "Cases in one state.", Codes<CaseStage>);

    public static QueryParameter Team { get; } = new("team", "A team's; the caller's own unless given.", Text);

    public static QueryParameter Subject { get; } = new("subject", "An account id; required.", Text);

    public static QueryParameter Format { get; } = new("format", "json, or html for a page to read and print.", Codes<DocumentFormat>);

    public static QueryParameter FromVersion { get; } =
        new(
            "from",
            "The version to compare with; the one before unless given.",
            () => new JsonObject { ["type"] = "integer", ["minimum"] = 0 });

    public static QueryParameter Worker { get; } = new("worker", "A worker's (account id).", Text);

    public static QueryParameter Identifier { get; } =
        new("q", "A case's reference, or the authority's id of the child. Names: POST /cases/search.", Text);

    private static JsonObject Text() => new() { ["type"] = "string" };

    private static JsonObject Date() => new() { ["type"] = "string", ["format"] = "date" };

    private static JsonObject Codes<T>()
        where T : struct, Enum =>
        new()
        {
            ["enum"] = new JsonArray([.. Enum.GetValues<T>().Select(value => JsonSerializer.SerializeToNode(value, ApiJson.Options))]),
        };
}
