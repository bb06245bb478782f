using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using ChildProtection.Tests.Support;
using Conformance.Hosts;

namespace Conformance.Faults;

/// <summary>The local host as a process of its own, on the official engine, with the suite's app.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private const string Setting = "AzureFunctionsJobHost__extensions__durableTask__storageProvider__";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly Process process;
    private readonly HttpClient http;

    private HostProcess(Process process, Uri address) => (this.process, http) = (process, new HttpClient { BaseAddress = address });

    /// <summary>Starts one and returns when its worker answers.</summary>
    /// <param name="folder">Where it keeps its data, and its settings.</param>
    /// <param name="storage">Connection string of its engine.</param>
    public static async Task<HostProcess> StartAsync(string folder, string storage)
    {
        var settings = Path.Combine(folder, "host-settings.json");
        await File.WriteAllTextAsync(settings, "{}");
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "LocalHost.dll"), "--app", PublishedApp.Folder, "--settings", settings,
                "--data", Path.Combine(folder, "data"), "--port", "0", "--bus-port", "0", "--storage", storage,
            },
            RedirectStandardOutput = true,
            Environment =
            {
                [Setting + "maxQueuePollingInterval"] = "00:00:00.100",
                [Setting + "workItemQueueVisibilityTimeout"] = "00:00:05",
            },
        };
        var process = Process.Start(start)!;
        var host = new HostProcess(process, await AddressAsync(process).WaitAsync(Limit));
        await Until.TrueAsync("the worker answers", host.AnswersAsync, Limit);
        return host;
    }

    public async Task StartInstanceAsync(string id, string orchestrator, object? input)
        => await PostAsync($"api/instances/{id}/{orchestrator}", input);

    public async Task RaiseEventAsync(string id, string name, object? payload)
        => await PostAsync($"api/instances/{id}/events/{name}", payload);

    /// <returns>Null until the instance has completed.</returns>
    public async Task<string?> OutputAsync(string id)
    {
        using var response = await http.GetAsync($"api/instances/{id}");
        return response.StatusCode == HttpStatusCode.OK ? await response.Content.ReadFromJsonAsync<string>() : null;
    }

    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
        http.Dispose();
    }

    private async Task<bool> AnswersAsync()
    {
        using var response = await http.GetAsync("api/instances/nobody");
        return response.StatusCode == HttpStatusCode.NoContent;
    }

    private async Task PostAsync(string path, object? body)
    {
        using var response = await http.PostAsJsonAsync(path, body);
        response.EnsureSuccessStatusCode();
    }

    private static async Task<Uri> AddressAsync(Process process)
    {
        const string Announcement = "Now listening on: ";
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith(Announcement, StringComparison.Ordinal))
                continue;
            // What it prints from here on is read and let go, so that it never waits for a reader.
            _ = process.StandardOutput.ReadToEndAsync();
            return new Uri(line[Announcement.Length..]);
        }

        throw new InvalidOperationException($"The host ended with code {process.ExitCode} before it answered; its errors are above.");
    }
}
