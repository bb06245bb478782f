using System.Collections.Concurrent;
using System.Net;
using System.Text;
using ChildProtection.Tests.Support;

namespace EndToEnd.Harness;

/// <summary>Receives traces and metrics over OTLP/HTTP and keeps the bytes as they came: protobuf writes every text as it is.</summary>
internal sealed class TelemetryReceiver : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _received = [];

    private TelemetryReceiver(string address)
    {
        _listener.Prefixes.Add(address);
        Settings =
        [
            $"OTEL_EXPORTER_OTLP_ENDPOINT={address}", "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
            "OTEL_METRIC_EXPORT_INTERVAL=1000", "OTEL_BSP_SCHEDULE_DELAY=500",
        ];
    }

    /// <summary>What makes the app send here, each as <c>NAME=VALUE</c>.</summary>
    public string[] Settings { get; }

    public static TelemetryReceiver Start()
    {
        var receiver = new TelemetryReceiver($"http://127.0.0.1:{Loopback.FreePort()}/");
        receiver._listener.Start();
        _ = receiver.ReceiveAsync();
        return receiver;
    }

    /// <summary>Everything sent so far to <c>/v1/traces</c> or <c>/v1/metrics</c>.</summary>
    public byte[] Received(string path) => [.. _received.Where(one => one.Path == path).SelectMany(one => one.Body)];

    public bool Has(string path, string text) => Received(path).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    public void Dispose() => _listener.Close();

    private async Task ReceiveAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                _received.Enqueue((context.Request.Url!.AbsolutePath, body.ToArray()));
                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
        }
        catch (Exception exception) when (exception is ObjectDisposedException or HttpListenerException)
        {
            // The test is over.
        }
    }
}
