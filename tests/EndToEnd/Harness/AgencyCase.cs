using System.Net;
using System.Text.Json.Nodes;
using ChildProtection.Tests.Support;
using EndToEnd.Stories;

namespace EndToEnd.Harness;

/// <summary>An installation in which <see cref="AgencyStory"/> is told: people over the API, agencies over the bus.</summary>
internal sealed class AgencyCase(Installation app)
{
    public Installation App => app;

    public Story Story { get; } = new(() => app.Api);

    public BusPlayer Player(string agency) => new(app.Api, agency);

    /// <param name="send">Brings a message to the bus, in whatever way.</param>
    public async Task TellAsync(Func<AgencyMessage, Task> send)
    {
        var told = AgencyStory.Steps.Select(step => (step.At, Step: step, Message: (AgencyMessage?)null))
            .Concat(AgencyStory.Messages.Select(message => (message.At, Step: (Step?)null!, Message: (AgencyMessage?)message)));
        foreach (var (at, step, message) in told.OrderBy(one => one.At, StringComparer.Ordinal))
        {
            await app.Api.AdvanceToAsync(at);
            if (message is null)
                await Story.RaiseAsync(step);
            else
                await send(message);
        }
    }

    /// <summary>About the child until the agency has been told of the case, which the first invitation does; then about the case.</summary>
    public Task SendAsync(AgencyMessage message, string? messageId = null) =>
        Player(message.Agency)
            .SendAsync(
                string.CompareOrdinal(message.At, "2026-02-13") < 0 ? "child/C-1001" : Story.CaseId,
                message.Type,
                message.Body,
                message.Id,
                messageId);

    /// <summary>Once the referral is decided on, people know the case's id.</summary>
    public async Task OpenedAsync()
    {
        var found = await Until.FoundAsync(
            "the case is open", async () => (await app.Api.ListAsync("/api/cases?team=north")).SingleOrDefault());
        Story.Continue(found["caseId"]!.ToString());
    }

    public Task<IReadOnlyList<JsonNode>> FactsAsync() => app.Api.ListAsync($"{Story.CasePath}/chronology");

    public Task<IReadOnlyList<JsonNode>> LettersAsync() => app.Api.ListAsync("/api/dead-letters", People.Administrator);

    /// <summary>Waits until no message is on its way.</summary>
    public async Task RestAsync() =>
        (await app.Api.PostAsync("/admin/clock", by: null, """{ "advanceBy": "PT1S" }""")).Expect(HttpStatusCode.OK);
}
