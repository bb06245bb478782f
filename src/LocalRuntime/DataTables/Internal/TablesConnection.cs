using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace ChildProtection.LocalRuntime.DataTables;

/// <summary>One account's endpoint and the pipeline to it: retries, signing, diagnostics. Shared by its table clients.</summary>
internal sealed class TablesConnection
{
    private const string Json = "application/json;odata=minimalmetadata";
    private readonly HttpPipeline pipeline;
    private readonly TableClientOptions options;

    private TablesConnection(Uri endpoint, string? account, TableClientOptions options, HttpPipelinePolicy authentication)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        Endpoint = endpoint;
        Account = account ?? endpoint.Host.Split('.')[0];
        this.options = options;
        Root = endpoint.AbsoluteUri.TrimEnd('/');
        pipeline = HttpPipelineBuilder.Build(new HttpPipelineOptions(options)
        {
            RequestFailedDetailsParser = TableErrorParser.Instance,
            PerRetryPolicies = { authentication },
        });
    }

    public Uri Endpoint { get; }

    public string Account { get; }

    public string Root { get; }

    public static TablesConnection Open(string connectionString, TableClientOptions? options)
    {
        var parsed = ConnectionString.Parse(connectionString);
        return Open(parsed.Endpoint, parsed.Credential, options);
    }

    public static TablesConnection Open(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        options ??= new TableClientOptions();
        return new(endpoint, credential.AccountName, options, new SharedKeyPolicy(credential, options.Clock));
    }

    public static TablesConnection Open(Uri endpoint, TokenCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new(endpoint, null, options ?? new TableClientOptions(), new BearerTokenAuthenticationPolicy(credential, "https://storage.azure.com/.default"));
    }

    public Guid NewBoundary() => options.NewBoundary();

    /// <summary>Sends one request; the answer is buffered, so it outlives the message. Only network failures throw here, after the retries.</summary>
    public async Task<Response> SendAsync(
        RequestMethod method, string path, CancellationToken cancellation, ReadOnlyMemory<byte>? body = null, ETag ifMatch = default, string? contentType = null, bool echo = true)
    {
        using var message = pipeline.CreateMessage();
        var request = message.Request;
        request.Method = method;
        request.Uri.Reset(new Uri($"{Root}/{path}"));
        var headers = request.Headers;
        headers.SetValue("x-ms-version", options.Version);
        headers.SetValue("DataServiceVersion", "3.0");
        headers.SetValue("Accept", contentType is null ? Json : "application/json");
        if (!echo)
            headers.SetValue("Prefer", "return-no-content");
        if (ifMatch != default)
            headers.SetValue("If-Match", ifMatch.ToString("H"));
        if (body is { } content)
        {
            headers.SetValue("Content-Type", contentType ?? "application/json");
            request.Content = RequestContent.Create(content);
        }

        await pipeline.SendAsync(message, cancellation);
        return message.Response;
    }

    /// <summary>As <see cref="SendAsync"/>, and any other status than the expected ones is the service's error.</summary>
    public async Task<Response> ExpectAsync(
        int[] expected, RequestMethod method, string path, CancellationToken cancellation, ReadOnlyMemory<byte>? body = null, ETag ifMatch = default, bool echo = true)
    {
        var response = await SendAsync(method, path, cancellation, body, ifMatch, echo: echo);
        return expected.Contains(response.Status) ? response : throw TableErrorParser.Failure(response);
    }
}
