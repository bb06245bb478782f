using System.Net;
using System.Text;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace DataTables.Tests;

/// <summary>Stands in for the network: notes each request as text and answers from a script.</summary>
internal sealed class RecordingHandler(params Func<HttpResponseMessage>[] answers) : HttpMessageHandler
{
    // Headers that are part of the Table protocol; the rest is the transport's own.
    private static readonly string[] Noted =
        ["Accept", "Authorization", "Content-Type", "DataServiceVersion", "If-Match", "Prefer", "x-ms-date", "x-ms-version"];

    public List<string> Requests { get; } = [];

    /// <summary>Options that go through this handler, with a clock and boundaries that are the same in every run.</summary>
    public TableClientOptions Options()
    {
        var boundary = 0;
        var options = new TableClientOptions
        {
            Transport = new HttpClientTransport(this),
            Clock = new FixedClock(),
            NewBoundary = () => new Guid(++boundary, 0, 0, new byte[8]),
        };
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        return options;
    }

    public TableClient Table() => new(
        new Uri("https://account.table.core.windows.net"), "Cases", new TableSharedKeyCredential("account", Convert.ToBase64String("not a secret"u8)), Options());

    public static HttpResponseMessage Answer(HttpStatusCode status, string body = "", string contentType = "application/json") =>
        new(status) { Content = new StringContent(body) { Headers = { ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(contentType) } } };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var text = new StringBuilder($"{request.Method} {request.RequestUri!.PathAndQuery}\n");
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []);
        foreach (var (name, values) in headers.Where(header => Noted.Contains(header.Key)).OrderBy(header => header.Key, StringComparer.Ordinal))
            text.Append(name).Append(": ").AppendJoin(", ", values).Append('\n');
        text.Append('\n');
        if (request.Content is not null)
            text.Append(await request.Content.ReadAsStringAsync(cancellationToken));
        Requests.Add(text.ToString());
        return Requests.Count <= answers.Length
            ? answers[Requests.Count - 1]()
            : throw new InvalidOperationException($"The client sent request {Requests.Count}; the script has {answers.Length} answers.");
    }

    // One second later at every look, so that a second signature differs from the first.
    private sealed class FixedClock : TimeProvider
    {
        private DateTimeOffset now = new(2026, 4, 3, 9, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow()
        {
            var current = now;
            now = now.AddSeconds(1);
            return current;
        }
    }
}
