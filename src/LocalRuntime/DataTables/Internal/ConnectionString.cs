using Azure.Data.Tables;

namespace ChildProtection.LocalRuntime.DataTables;

/// <summary>A storage connection string with an account key, taken apart.</summary>
internal sealed record ConnectionString(Uri Endpoint, TableSharedKeyCredential Credential)
{
    // The emulator's account and key are the same everywhere and published; they protect nothing.
    private const string EmulatorAccount = "devstoreaccount1";
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <exception cref="FormatException">A part is missing or not understood. The message holds no value: one of them is the key.</exception>
    public static ConnectionString Parse(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw new FormatException("The storage connection string has a part that is not name=value. Write it as the portal shows it.");
            settings[part[..equals]] = part[(equals + 1)..];
        }

        if (settings.TryGetValue("UseDevelopmentStorage", out var emulator) && emulator.Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            var host = settings.GetValueOrDefault("DevelopmentStorageProxyUri", "http://127.0.0.1").TrimEnd('/');
            return new(AbsoluteUri($"{host}:10002/{EmulatorAccount}"), new(EmulatorAccount, EmulatorKey));
        }

        var account = Need(settings, "AccountName");
        var credential = new TableSharedKeyCredential(account, Need(settings, "AccountKey"));
        var endpoint = settings.GetValueOrDefault("TableEndpoint")
            ?? $"{settings.GetValueOrDefault("DefaultEndpointsProtocol", "https")}://{account}.table.{settings.GetValueOrDefault("EndpointSuffix", "core.windows.net")}";
        return new(AbsoluteUri(endpoint), credential);
    }

    private static string Need(Dictionary<string, string> settings, string name) =>
        settings.TryGetValue(name, out var value) && value.Length > 0
            ? value
            : throw new FormatException($"The storage connection string has no {name}. Give AccountName and AccountKey, or UseDevelopmentStorage=true.");

    private static Uri AbsoluteUri(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
            ? uri
            : throw new FormatException("The table endpoint of the storage connection string is not an absolute address.");
}
