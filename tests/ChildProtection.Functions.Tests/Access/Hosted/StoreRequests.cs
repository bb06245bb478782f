using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Tests.Access.Hosted;

/// <summary>
/// The requests that this process sends to a store about one case, without the parts that differ by run. Other tests' stores have cases of
/// the same ids.
/// </summary>
internal sealed partial class StoreRequests : IDisposable
{
    private readonly ConcurrentQueue<string> _seen = new();
    private readonly ActivityListener _listener;

    public StoreRequests(CaseTables tables, string caseId)
    {
        var store = tables.Cases.Uri.AbsoluteUri[..^tables.Cases.Name.Length];
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                var address = Uri.UnescapeDataString(activity.GetTagItem("url.full")?.ToString() ?? "");
                if (address.StartsWith(store, StringComparison.Ordinal)
                    && address.Contains(caseId, StringComparison.Ordinal))
                    _seen.Enqueue($"{activity.GetTagItem("http.request.method")} {Place(address[store.Length..], caseId)}");
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public string Seen => string.Join(", ", _seen.Order(StringComparer.Ordinal));

    public void Dispose() => _listener.Dispose();

    private static string Place(string address, string caseId) =>
        Entry().Replace(address, "ENTRY").Replace(caseId, "CASE", StringComparison.Ordinal);

    /// <summary>The moment and invocation in the key of an entry of the access log.</summary>
    [GeneratedRegex(@"\d{8}T\d{13}-[0-9a-f-]+")]
    private static partial Regex Entry();
}
