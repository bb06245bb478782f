using ChildProtection.Functions.Access;
using ChildProtection.Functions.Access.AuditLog;
using ChildProtection.Functions.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ChildProtection.Functions.DeadLettering;

/// <summary>
/// An administrator looks at the messages that could not be used, forwarded or delivered, corrects them and sends them again, or discards
/// them.
/// </summary>
public sealed class DeadLetterFunctions(DeadLetters letters, CurrentCaller caller, AccessRecorder recorder)
{
    private const string Route = "dead-letters";

    [Function("ListDeadLetters")]
    public async Task<IResult> ListDeadLetters(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request, CancellationToken cancellation)
    {
        var query = new QueryReader(request);
        var (limit, cursor) = (query.Limit(), query.Text("cursor"));
        query.Errors.ThrowIfAny();
        var found = await letters.ListAsync(limit + 1, After(cursor), cancellation) ?? throw Pages.NoCursor();
        await recorder.DeadLetterAsync(AccessKind.Read, "list");
        var page = found.Take(limit).Select(DeadLetterView.Of).ToArray();
        return new JsonAnswer(
            new PageView<DeadLetterView>(page, found.Count > limit ? Pages.Cursor(found[limit - 1].Id.ToString()) : null));
    }

    [Function("GetDeadLetter")]
    public async Task<IResult> GetDeadLetter(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route + "/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        var letter = await FindAsync(id, cancellation);
        await recorder.DeadLetterAsync(AccessKind.Read, id);
        return new JsonAnswer(DeadLetterContentView.Of(letter));
    }

    [Function("SettleDeadLetter")]
    public async Task<IResult> SettleDeadLetter(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        var letter = await FindAsync(id, cancellation);
        var wanted = DeadLetterBody.Read(await JsonBody.ReadAsync(request, cancellation));
        var again = wanted.Action == DeadLetterBody.Redrive ? RedrivenMessage.Of(letter, wanted.Corrected, caller.Value.Subject) : null;
        await recorder.DeadLetterAsync(AccessKind.Write, $"{wanted.Action} {id}: {wanted.Reason}");
        return (again is null ? await letters.DiscardAsync(letter, cancellation) : await letters.RedriveAsync(letter, again, cancellation))
            ? new JsonAnswer(new DeadLetterDoneView { Id = id, Action = wanted.Action })
            : throw new ProblemException(DeadLetterProblems.DeadLetterBusy());
    }

    private async Task<DeadLetter> FindAsync(string id, CancellationToken cancellation) =>
        DeadLetterId.Parse(id) is { } named && await letters.FindAsync(named, cancellation) is { } letter
            ? letter
            : throw new ProblemException(Problems.NotFound("There is no such dead letter. It may have been settled; refresh the list."));

    private static DeadLetterId? After(string? cursor) =>
        Pages.PlaceAfter(cursor) is { } place ? DeadLetterId.Parse(place) ?? throw Pages.NoCursor() : null;
}
