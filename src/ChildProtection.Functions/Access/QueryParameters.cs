using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Functions.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace ChildProtection.Functions.Access;

/// <summary>The query parameters that several features share, and the parts of their own.</summary>
internal static class QueryParameters
{
    public static QueryParameter[] Paging { get; } = PagesOf(QueryReader.DefaultLimit);

    public static QueryParameter From { get; } = new("from", "First day.", Date);

    public static QueryParameter To { get; } = new("to", "Last day.", Date);

    public static QueryParameter DeadlineStatus { get; } = new("status", "Deadlines of one status.", Codes<DeadlineStatus>);

    /// <summary>Read by <see cref="IsDryRun"/>.</summary>
    public static QueryParameter DryRun { get; } = new(
        "dryRun", "Answer what would follow, and store nothing.", () => new JsonObject { ["type"] = "boolean", ["default"] = false });

    /// <exception cref="ProblemException">It is neither true nor false.</exception>
    public static bool IsDryRun(HttpRequest request)
    {
        var query = new QueryReader(request);
        var asked = query.Flag(DryRun.Name);
        query.Errors.ThrowIfAny();
        return asked;
    }

    public static QueryParameter Team { get; } = new("team", "A team's; the caller's own unless given.", Text);

    public static QueryParameter Worker { get; } = new("worker", "A worker's (account id).", Text);

    /// <param name="items">How many items a page has when the caller does not say.</param>
    public static QueryParameter[] PagesOf(int items) =>
    [
        new(
            "limit",
            "Items on a page.",
            () =>
                new JsonObject
                {
                    ["type"] = "integer",
                    ["minimum"] = 1,
                    ["maximum"] = QueryReader.MaxLimit,
                    ["default"] = items,
                }),
        new("cursor", "The nextCursor of the page before.", Text),
    ];

    public static JsonObject Text() => new() { ["type"] = "string", ["maxLength"] = QueryReader.MaxLength };

    private static JsonObject Date() => new() { ["type"] = "string", ["format"] = "date" };

    public static JsonObject Codes<T>()
        where T : struct, Enum =>
        new()
        {
            ["enum"] = new JsonArray([.. Enum.GetValues<T>().Select(value => JsonSerializer.SerializeToNode(value, ApiJson.Options))]),
        };
}
