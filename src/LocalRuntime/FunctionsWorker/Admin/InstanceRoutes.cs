using System.Globalization;
using ChildProtection.LocalRuntime.FunctionsWorker.Durable;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Admin;

/// <summary>The durable engine for developers and operators.</summary>
internal static class InstanceRoutes
{
    private const int DefaultLimit = 50;
    private const int MostInAPage = 500;

    public static Task ListAsync(HttpContext http) => AdminAnswer.RunAsync(http, async () =>
    {
        var query = http.Request.Query;
        var filter = new OrchestrationQuery(
            Statuses: [.. query["status"].SelectMany(list => (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)).Select(StatusOf)],
            InstanceIdPrefix: query["prefix"] is [{ Length: > 0 } prefix] ? prefix : null,
            PageSize: LimitOf(query["limit"]),
            ContinuationToken: query["cursor"] is [{ Length: > 0 } cursor] ? cursor : null);
        await foreach (var page in ClientOf(http).GetAllInstancesAsync(filter).AsPages(filter.ContinuationToken, filter.PageSize))
            return new { items = page.Values.Select(InstanceView.Row).ToList(), nextCursor = page.ContinuationToken };
        return new { items = Array.Empty<object>(), nextCursor = (string?)null };
    });

    public static Task GetAsync(HttpContext http) => AdminAnswer.RunAsync(http, async () =>
    {
        var instanceId = InstanceIdOf(http);
        var metadata = await ClientOf(http).GetInstanceAsync(instanceId, getInputsAndOutputs: true, http.RequestAborted) ?? throw Unknown(instanceId);
        var history = await http.RequestServices.GetRequiredService<EngineHost>().Engine.ReadHistoryAsync(instanceId, http.RequestAborted);
        return InstanceView.Whole(metadata, history);
    });

    public static Task TerminateAsync(HttpContext http) => AdminAnswer.RunAsync(
        http,
        async () =>
        {
            var instanceId = InstanceIdOf(http);
            var client = ClientOf(http);
            var metadata = await client.GetInstanceAsync(instanceId, http.RequestAborted) ?? throw Unknown(instanceId);
            if (metadata.IsCompleted)
                throw new AdminException(StatusCodes.Status409Conflict, $"The instance has ended already: {metadata.RuntimeStatus}.");
            try
            {
                await client.TerminateInstanceAsync(instanceId, options: null, http.RequestAborted);
            }
            catch (InvalidOperationException exception)
            {
                // It ended between the two calls.
                throw new AdminException(StatusCodes.Status409Conflict, exception.Message);
            }

            return new { instanceId };
        },
        StatusCodes.Status202Accepted);

    private static DurableTaskClient ClientOf(HttpContext http) => http.RequestServices.GetRequiredService<EngineHost>().Client;

    private static string InstanceIdOf(HttpContext http) => (string)http.Request.RouteValues["instanceId"]!;

    private static OrchestrationRuntimeStatus StatusOf(string text)
        => Enum.TryParse<OrchestrationRuntimeStatus>(text, ignoreCase: true, out var status) && Enum.IsDefined(status) ? status
            : throw AdminException.Refused($"'{text}' is no status; there are: {string.Join(", ", Enum.GetNames<OrchestrationRuntimeStatus>())}.");

    private static int LimitOf(string? text)
        => string.IsNullOrEmpty(text) ? DefaultLimit
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MostInAPage ? limit
            : throw AdminException.Refused($"'{text}' is no limit; it goes from 1 to {MostInAPage}.");

    private static AdminException Unknown(string instanceId) => new(StatusCodes.Status404NotFound, $"There is no instance '{instanceId}'.");
}
