using ChildProtection.Functions.Platform.Settings;
using Microsoft.Extensions.Configuration;

namespace ChildProtection.Functions.Hosting;

/// <summary>The receiver of traces and metrics, by OTLP. The exporter reads its other settings itself.</summary>
/// <param name="Endpoint">Null without a receiver.</param>
/// <param name="ServiceName">The name of the app there.</param>
internal sealed record TelemetryOptions(Uri? Endpoint, string ServiceName)
{
    internal const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";
    internal const string ProtocolSetting = "OTEL_EXPORTER_OTLP_PROTOCOL";
    internal const string ServiceNameSetting = "OTEL_SERVICE_NAME";

    /// <exception cref="InvalidOperationException">A setting cannot be used; the message names it.</exception>
    public static TelemetryOptions From(IConfiguration configuration) => SettingsReader.Require(configuration, Read);

    internal static TelemetryOptions Read(SettingsReader settings)
    {
        if (settings.Text(ProtocolSetting) is { } protocol and not ("grpc" or "http/protobuf"))
            settings.Fault($"{ProtocolSetting} is '{protocol}'; it must be grpc or http/protobuf.");
        var endpoint = settings.Address(
            EndpointSetting,
            address => address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback),
            text => $"{EndpointSetting} is '{text}'; it must be an https address, or an http address on this machine.");
        return new TelemetryOptions(endpoint, settings.Text(ServiceNameSetting) ?? "childprotection");
    }
}
