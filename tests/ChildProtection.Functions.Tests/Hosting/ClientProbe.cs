using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace ChildProtection.Functions.Tests.Hosting;

/// <summary>Hands the engine's client to the test: a function is the one place that is given it.</summary>
public sealed class ClientProbe(HeldClient held)
{
    [Function("Client")]
    public IResult Client(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "client")] HttpRequest request, [DurableClient] DurableTaskClient client)
    {
        held.Hold(client);
        return Results.Text(request.Method);
    }
}

/// <summary>The client of the engine that runs now, once <see cref="ClientProbe"/> was asked for it.</summary>
public sealed class HeldClient
{
    private DurableTaskClient? _client;

    internal DurableTaskClient Value =>
        _client
        ?? throw new InvalidOperationException(
            $"There is no client yet; host {nameof(ClientProbe)} and call {nameof(AskAsync)} after the start.");

    internal void Hold(DurableTaskClient client) => _client = client;

    internal async Task AskAsync(HttpClient http)
    {
        _client = null;
        using var answer = await http.GetAsync(new Uri("/api/client", UriKind.Relative));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
