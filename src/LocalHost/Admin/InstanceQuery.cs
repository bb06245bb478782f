using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace LocalHost.Admin;

/// <summary>Which instances a list shows: <c>status</c>, <c>prefix</c>, <c>limit</c>, <c>cursor</c>.</summary>
internal static class InstanceQuery
{
    private const int DefaultLimit = 50;
    private const int MostInAPage = 500;

    /// <exception cref="AdminException">A value is invalid; the message names it.</exception>
    public static OrchestrationQuery Read(IQueryCollection query) => new(
        Statuses: [.. query["status"].SelectMany(list => (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)).Select(StatusOf)],
        InstanceIdPrefix: query["prefix"] is [{ Length: > 0 } prefix] ? prefix : null,
        PageSize: LimitOf(query["limit"]),
        ContinuationToken: query["cursor"] is [{ Length: > 0 } cursor] ? cursor : null);

    private static OrchestrationRuntimeStatus StatusOf(string text)
        => Enum.TryParse<OrchestrationRuntimeStatus>(text, ignoreCase: true, out var status) && Enum.IsDefined(status) ? status
            : throw AdminException.Refused(
                $"'{text}' is not a status. Choose one of {string.Join(", ", Enum.GetNames<OrchestrationRuntimeStatus>())}.");

    private static int LimitOf(string? text)
        => string.IsNullOrEmpty(text) ? DefaultLimit
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MostInAPage ? limit
            : throw AdminException.Refused($"'{text}' is not a limit. Give a number from 1 to {MostInAPage}.");
}
