using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace EndToEnd.Harness;

/// <summary>A table service without the app: all rows out, all rows in, as JSON with their types.</summary>
internal sealed class RawTables(int port) : IDisposable
{
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private readonly HttpClient _http = new();

    public async Task<IReadOnlyList<string>> TablesAsync() =>
        [
            .. (await SendAsync(HttpMethod.Get, "Tables", "", null)).Body["value"]!
                .AsArray()
                .Select(table => table!["TableName"]!.ToString()),
        ];

    public async Task<IReadOnlyList<JsonObject>> RowsAsync(string table)
    {
        List<JsonObject> rows = [];
        var from = "";
        do
        {
            var (body, headers) = await SendAsync(HttpMethod.Get, $"{table}()", from, null);
            rows.AddRange(body["value"]!.AsArray().Select(row => Bare(row!.AsObject())));
            from = Next(headers, "PartitionKey") is { } partition
                ? $"?NextPartitionKey={Uri.EscapeDataString(partition)}&NextRowKey={Uri.EscapeDataString(Next(headers, "RowKey") ?? "")}"
                : "";
        } while (from.Length > 0);
        return rows;
    }

    public Task CreateAsync(string table) => SendAsync(HttpMethod.Post, "Tables", "", new JsonObject { ["TableName"] = table });

    public Task InsertAsync(string table, JsonObject row) => SendAsync(HttpMethod.Post, table, "", row);

    public Task DeleteAsync(string table, JsonObject row) =>
        SendAsync(
            HttpMethod.Delete,
            $"{table}(PartitionKey='{Uri.EscapeDataString(row["PartitionKey"]!.ToString())}',"
                + $"RowKey='{Uri.EscapeDataString(row["RowKey"]!.ToString())}')",
            "",
            null);

    public void Dispose() => _http.Dispose();

    /// <summary>A row without what the service adds; the types of its columns stay.</summary>
    private static JsonObject Bare(JsonObject row) =>
        new(
            row.Where(one =>
                    !one.Key.StartsWith("odata.", StringComparison.Ordinal)
                    && !one.Key.StartsWith("Timestamp", StringComparison.Ordinal)
                    && one.Value is not null)
                .Select(one => KeyValuePair.Create(one.Key, one.Value?.DeepClone())));

    private static string? Next(HttpResponseHeaders headers, string part) =>
        headers.TryGetValues($"x-ms-continuation-Next{part}", out var values) ? values.First() : null;

    private async Task<(JsonNode Body, HttpResponseHeaders Headers)> SendAsync(
        HttpMethod method, string path, string query, JsonObject? body)
    {
        using var request = new HttpRequestMessage(method, $"http://127.0.0.1:{port}/{Account}/{path}{query}");
        var date = TimeProvider.System.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        using var hmac = new HMACSHA256(Convert.FromBase64String(Key));
        var signature = Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes($"{date}\n/{Account}/{Account}/{path}")));
        request.Headers.Add("x-ms-date", date);
        request.Headers.Add("x-ms-version", "2019-02-02");
        request.Headers.TryAddWithoutValidation("Authorization", $"SharedKeyLite {Account}:{signature}");
        request.Headers.Accept.ParseAdd("application/json;odata=fullmetadata");
        request.Headers.Add("Prefer", "return-no-content");
        if (method == HttpMethod.Delete)
            request.Headers.TryAddWithoutValidation("If-Match", "*");
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? (text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!, answer.Headers)
            : throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode} {text}");
    }
}
