using ChildProtection.Functions.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ChildProtection.Functions.DeadLettering;

/// <summary>
/// Shows the messages that could not be used, forwarded or delivered. An administrator sees their structure; what they say is for managers
/// who may read the case.
/// </summary>
public sealed class DeadLetterFunctions(LetterGate gate, Proposals proposals)
{
    private const string Route = "dead-letters";

    [Function("ListDeadLetters")]
    public async Task<IResult> ListDeadLetters(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, CancellationToken cancellation)
    {
        var query = new QueryReader(request);
        var (limit, cursor) = (query.Limit(), query.Text("cursor"));
        query.Errors.ThrowIfAny();
        var found = await gate.ListAsync(limit + 1, After(cursor), cancellation);
        await gate.LogListAsync();
        var open = await proposals.KeysAsync(cancellation);
        List<DeadLetterView> page = [];
        foreach (var letter in found.Take(limit))
            page.Add(DeadLetterView.Of(letter, open.Count > 0 && open.Contains(await proposals.KeyOfAsync(letter, cancellation))));
        return new JsonAnswer(
            new PageView<DeadLetterView>(page, found.Count > limit ? Pages.Cursor(found[limit - 1].Id.ToString()) : null));
    }

    [Function("GetDeadLetter")]
    public async Task<IResult> GetDeadLetter(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        var admitted = await gate.FindAsync(id, cancellation);
        await gate.LogLookAsync(admitted);
        var proposal = await proposals.FindAsync(admitted.Letter, cancellation);
        return new JsonAnswer(DeadLetterStructureView.Of(admitted.Letter, proposal?.Proposal));
    }

    [Function("GetDeadLetterContent")]
    public async Task<IResult> GetDeadLetterContent(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/{id}/content")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        var admitted = await gate.FindAsync(id, cancellation);
        if (admitted.Reads is null)
            throw new ProblemException(Problems.Forbidden(
                "Only a manager who may read the case sees what the message says. Ask one of them to look at it."));
        await gate.LogContentAsync(admitted);
        var proposal = await proposals.FindAsync(admitted.Letter, cancellation);
        return new JsonAnswer(DeadLetterContentView.Of(admitted.Letter, proposal?.Proposal));
    }

    private static DeadLetterId? After(string? cursor) =>
        Pages.PlaceAfter(cursor) is { } place ? DeadLetterId.Parse(place) ?? throw Pages.NoCursor() : null;
}
